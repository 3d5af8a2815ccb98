"""What the process gives up at its start, so that its memory is not written anywhere."""

import ctypes
import sys

if sys.platform != "win32":
    import resource

_PR_SET_DUMPABLE = 4


def harden() -> tuple[str, ...]:
    """Forbid core dumps and, on Linux, reading by other processes; names what took effect."""
    done: list[str] = []
    if sys.platform != "win32":
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        done.append("no-core")
    if sys.platform == "linux" and ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0) == 0:
        done.append("not-dumpable")
    return tuple(done)
