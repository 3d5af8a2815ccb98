"""Files of ours: the encrypted store of one unit, its one write gate and its one read gate."""

import desktop.machine  # noqa: F401 - first of all: see desktop/machine/own_platform.py
