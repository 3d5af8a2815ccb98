"""The windows of these tests run without a screen, whichever tests are run beside them."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
