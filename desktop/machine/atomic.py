"""Small files that are either the old one or the new one, whenever the power goes.

``x.tmp`` → fsync → ``x`` kept as ``x.prev`` → replace → fsync of the folder.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from desktop.domain.errors import FileDamagedError
from desktop.domain.machine_errors import FileHeldError
from desktop.machine.patience import is_held, patiently, remove_file, replace_file

_PRIVATE = 0o600  # elsewhere than on Windows, where a file inherits its folder's access list

Good = Callable[[bytes], bool]
"""Whether the content of a file is whole."""


def write_file(path: Path, content: bytes, *, keep: bool = True) -> None:
    """Replace ``path`` by ``content`` so that it survives; ``keep`` the one before as ``.prev``.

    Raises:
        FileHeldError: another program has the file open and does not let go.
    """
    with _told_who_waits(path):
        temporary = _beside(path, ".tmp")
        _write_through(temporary, content)
        if keep and path.exists():
            previous = _beside(path, ".prev.tmp")
            _write_through(previous, read_file(path))
            replace_file(previous, _beside(path, ".prev"))
        replace_file(temporary, path)
        sync_folder(path.parent)


def read_file(path: Path) -> bytes:
    """The whole content; waits while another program keeps the file to itself."""
    return patiently(path.read_bytes)


def repair_file(path: Path, good: Good) -> bool:
    """Bring back ``.prev`` if ``path`` is missing or bad; True tells the caller to log it.

    Raises:
        FileDamagedError: both are bad, or the file is bad and there is no previous one.
        FileHeldError: another program has one of them open and does not let go.
    """
    with _told_who_waits(path):
        remove_file(_beside(path, ".tmp"))
        remove_file(_beside(path, ".prev.tmp"))
        if path.is_file() and good(read_file(path)):
            return False
        previous = _beside(path, ".prev")
        if not previous.is_file() or not good(read_file(previous)):
            raise FileDamagedError(file=path.name)
        temporary = _beside(path, ".tmp")
        _write_through(temporary, read_file(previous))
        replace_file(temporary, path)
        sync_folder(path.parent)
        return True


def sync_file(written: BinaryIO) -> None:
    """Make the content of a file that is open for writing durable."""
    written.flush()
    os.fsync(written.fileno())


def sync_folder(folder: Path) -> None:
    """Make the names in ``folder`` durable; Windows does that with the file itself."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _write_through(path: Path, content: bytes) -> None:
    remove_file(path)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(patiently(lambda: os.open(path, flags, _PRIVATE)), "wb") as file:
        file.write(content)
        sync_file(file)


@contextmanager
def _told_who_waits(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if is_held(error):
            raise FileHeldError(file=path.name) from error
        raise


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)
