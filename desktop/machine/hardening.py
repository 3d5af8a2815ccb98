"""What the process gives up at its start, so that its memory is not written anywhere."""

import sys

if sys.platform == "win32":
    from desktop.machine.windows_hardening import harden_windows
else:
    import ctypes
    import resource

_PR_SET_DUMPABLE = 4


def harden() -> tuple[str, ...]:
    """Forbid dumps of this process and reading by others; names what took effect.

    Linux: ``no-core``, ``not-dumpable``. Windows: see ``windows_hardening``.
    """
    if sys.platform == "win32":
        return harden_windows(frozen=bool(getattr(sys, "frozen", False)))
    else:  # noqa: RET505 - mypy reads the platforms apart by it
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        done = ["no-core"]
        if sys.platform == "linux" and ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0) == 0:
            done.append("not-dumpable")
        return tuple(done)
