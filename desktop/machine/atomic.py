"""Small files that are either the old one or the new one, whenever the power goes.

``x.tmp`` → fsync → ``x`` kept as ``x.prev`` → replace → fsync of the folder.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from desktop.domain.errors import FileDamagedError

_PRIVATE = 0o600

Good = Callable[[bytes], bool]
"""Whether the content of a file is whole."""


def write_file(path: Path, content: bytes, *, keep: bool = True) -> None:
    """Replace ``path`` by ``content`` so that it survives; ``keep`` the one before as ``.prev``."""
    temporary = _beside(path, ".tmp")
    _write_through(temporary, content)
    if keep and path.exists():
        previous = _beside(path, ".prev.tmp")
        _write_through(previous, path.read_bytes())
        previous.replace(_beside(path, ".prev"))
    temporary.replace(path)
    sync_folder(path.parent)


def repair_file(path: Path, good: Good) -> bool:
    """Bring back ``.prev`` if ``path`` is missing or bad; True tells the caller to log it.

    Raises:
        FileDamagedError: both are bad, or the file is bad and there is no previous one.
    """
    _beside(path, ".tmp").unlink(missing_ok=True)
    _beside(path, ".prev.tmp").unlink(missing_ok=True)
    if path.is_file() and good(path.read_bytes()):
        return False
    previous = _beside(path, ".prev")
    if not previous.is_file() or not good(previous.read_bytes()):
        raise FileDamagedError(file=path.name)
    temporary = _beside(path, ".tmp")
    _write_through(temporary, previous.read_bytes())
    temporary.replace(path)
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
    path.unlink(missing_ok=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, _PRIVATE), "wb") as file:
        file.write(content)
        sync_file(file)


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)
