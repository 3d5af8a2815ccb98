"""What the process gives up at its start, so that its memory is not written anywhere."""

import os
import sys

if sys.platform == "win32":
    from desktop.machine.windows_hardening import harden_windows
else:
    import ctypes
    import resource

_PR_SET_DUMPABLE = 4
_LOADS_CODE = (
    "QT_QPA_PLATFORM_PLUGIN_PATH",
    "OPENSSL_CONF",
    "OPENSSL_MODULES",
    "OPENSSL_ENGINES",
)
"""Variables by which Qt and OpenSSL would load somebody else's library into this process.

(``QT_PLUGIN_PATH`` is set by the frozen program's own start, whatever it was before.)
"""


def harden() -> tuple[str, ...]:
    """Forbid dumps of this process and reading by others; names what took effect.

    Variables that would load foreign code are dropped; call it before Qt and OpenSSL begin.
    Linux: ``no-core``, ``not-dumpable``. Windows: see ``windows_hardening``.
    """
    for name in _LOADS_CODE:
        os.environ.pop(name, None)
    if sys.platform == "win32":
        return harden_windows(frozen=bool(getattr(sys, "frozen", False)))
    else:  # noqa: RET505 - mypy reads the platforms apart by it
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        done = ["no-core"]
        if sys.platform == "linux" and ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0) == 0:
            done.append("not-dumpable")
        return tuple(done)
