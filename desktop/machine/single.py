"""One program per store: an operating-system lock that dies with the process that holds it."""

import os
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from desktop.domain.errors import StoreBusyError
from desktop.machine.patience import patiently

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

LOCK_NAME = "store.lock"
_LOCKED_BYTE = 1 << 30
_LONGEST_HOLDER = 80


class StoreLock:
    """The lock of one store folder; leaving the ``with`` block or the process gives it up."""

    def __init__(self, folder: Path, holder: str = "") -> None:
        """Take the lock and write down who holds it, as far as that is known.

        Raises:
            StoreBusyError: somebody has it; ``holder`` says who. There is no force.
        """
        path = folder / LOCK_NAME
        flags = os.O_RDWR | os.O_CREAT
        self._handle: int | None = patiently(lambda: os.open(path, flags, 0o600))
        try:
            _lock(self._handle)
        except OSError as error:
            os.close(self._handle)
            raise StoreBusyError(holder=_holder(path)) from error
        self.name_holder(holder)

    def name_holder(self, holder: str) -> None:
        """Write down who holds the lock, for whoever meets it."""
        if self._handle is not None:
            os.ftruncate(self._handle, 0)
            os.lseek(self._handle, 0, os.SEEK_SET)
            os.write(self._handle, _printable(holder).encode("utf-8"))

    def release(self) -> None:
        """Give the lock up; doing it twice is harmless."""
        if self._handle is not None:
            os.ftruncate(self._handle, 0)
            os.close(self._handle)
            self._handle = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()


def _lock(handle: int) -> None:
    if sys.platform == "win32":
        # a byte far behind the text, so that the holder's name stays readable
        os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        os.lseek(handle, 0, os.SEEK_SET)
    else:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _holder(path: Path) -> str:
    try:
        return _printable(path.read_bytes()[: 4 * _LONGEST_HOLDER].decode("utf-8", "replace"))
    except OSError:
        return ""


def _printable(text: str) -> str:
    return "".join(character for character in text if character.isprintable())[:_LONGEST_HOLDER]
