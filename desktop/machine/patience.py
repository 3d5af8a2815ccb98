"""Renaming, deleting and reading while antivirus or indexer looks into the same file.

Windows refuses such a step with "access denied" or "sharing violation" until the other program
lets go, which is a matter of milliseconds; so a refused step is tried again for about 2.5 s. Other
systems let names change under open files, and nothing is repeated there.
"""

import shutil
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

HELD = frozenset({5, 32, 33})
"""WinError: access denied, sharing violation, lock violation."""

_FIRST_PAUSE = 0.01
_ATTEMPTS = 9


def is_held(error: OSError) -> bool:
    """Whether Windows says that somebody else has the file; ``open`` says so without a number."""
    number = getattr(error, "winerror", None)
    unnumbered = sys.platform == "win32" and number is None and isinstance(error, PermissionError)
    return unnumbered or number in HELD


def patiently(step: Callable[[], T]) -> T:
    """Do ``step``; while another program holds its file, wait and do it again.

    Raises:
        OSError: what ``step`` raised last, at once if it was anything else.
    """
    pause = _FIRST_PAUSE
    for _ in range(_ATTEMPTS - 1):
        try:
            return step()
        except OSError as error:
            if not is_held(error):
                raise
        time.sleep(pause)
        pause *= 2
    return step()


def replace_file(source: Path, target: Path) -> Path:
    """Give ``source`` the name ``target``, in place of a file that has it; the new path."""
    return patiently(lambda: source.replace(target))


def rename(source: Path, target: Path) -> Path:
    """Give a file or folder a new name; Windows refuses one that is taken. The new path."""
    return patiently(lambda: source.rename(target))


def remove_file(path: Path) -> None:
    """Delete a file; one that is not there is no error."""
    patiently(lambda: path.unlink(missing_ok=True))


def remove_tree(folder: Path) -> None:
    """Delete a folder and all in it, as far as it goes; what others keep holding stays."""
    with suppress(OSError):
        patiently(lambda: shutil.rmtree(folder))
    shutil.rmtree(folder, ignore_errors=True)
