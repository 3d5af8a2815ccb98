"""What a limited process is kept from doing, found out by trying it in that process."""

import subprocess
import sys
import time
from pathlib import Path

_FILE = "written-by-the-reader"
_OVER = 64 << 20
_WATCHED_SECONDS = 3.0


def may_write(folder: Path) -> bool:
    """Whether this process can put content into a new file of ``folder``; none stays."""
    path = folder / _FILE
    try:
        path.write_bytes(b"x")
    except OSError:
        return False
    finally:
        path.unlink(missing_ok=True)
    return True


def may_start_programs() -> bool:
    """Whether this process can start another one."""
    try:
        with subprocess.Popen(  # this very program, ended at once
            [sys.executable, "--version"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as child:
            child.kill()
    except OSError:
        return False
    return True


def may_use_memory(most: int) -> bool:
    """Whether this process gets more than ``most`` bytes, and keeps them under whoever watches."""
    try:
        taken = bytearray(most + _OVER)
    except MemoryError:
        return False
    time.sleep(_WATCHED_SECONDS)
    return bool(taken)
