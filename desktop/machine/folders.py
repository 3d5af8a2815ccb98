"""Where stores live, and where they may not: shares, synchronised folders, read-only media.

SQLite's WAL needs shared memory on one host, and a second copy of a folder made by a sync
program is a second truth (SECURITY-DESIGN §9.1).
"""

import ctypes
import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path

from desktop.domain.errors import PlaceRefusedError

HOME_VARIABLE = "KURACHO_HOME"
_SYNCED = re.compile(
    r"onedrive( - .*)?|dropbox|google ?drive|my drive|マイドライブ|box( sync)?|icloud ?drive"
    r"|nextcloud|owncloud|pcloud ?drive",
)
_NETWORK_MAGIC = {
    0xFF534D42: "cifs",
    0xFE534D42: "smb2",
    0x517B: "smb",
    0x6969: "nfs",
    0x65735546: "fuse",
    0x5346414F: "afs",
    0x00C36400: "ceph",
    0x73757245: "coda",
    0x564C: "ncp",
}
_STATFS_SIZE = 256
_MAGIC_BITS = 0xFFFFFFFF
_DRIVE_REMOTE = 4


def home(environment: Mapping[str, str]) -> Path:
    """The folder that holds this machine's stores; it need not exist yet."""
    chosen = environment.get(HOME_VARIABLE)
    if chosen:
        return Path(chosen)
    if sys.platform == "win32":
        return Path(environment.get("ProgramData", r"C:\ProgramData")) / "Kuracho"
    data = environment.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(data) / "kuracho"


def refuse_place(folder: Path) -> None:
    """Accept ``folder`` (existing or to be made) as a place for a store.

    Raises:
        PlaceRefusedError: ``reason`` is network, synced or read-only.
    """
    real = _existing(folder).resolve()
    if any(_SYNCED.fullmatch(part.lower()) for part in (*folder.parts, *real.parts)):
        raise PlaceRefusedError(reason="synced")
    if is_network(real):
        raise PlaceRefusedError(reason="network")
    if not os.access(real, os.W_OK):
        raise PlaceRefusedError(reason="read-only")


def is_network(existing: Path) -> bool:
    """Whether an existing path lies on a share or behind FUSE."""
    if sys.platform == "win32":
        text = str(existing)
        drive = existing.drive + "\\"
        return text.startswith("\\\\") or (
            ctypes.windll.kernel32.GetDriveTypeW(drive) == _DRIVE_REMOTE
        )
    return _file_system(existing) in _NETWORK_MAGIC


def _file_system(existing: Path) -> int:
    """The kernel's magic number of the file system; ``f_type`` is the first word of statfs."""
    buffer = ctypes.create_string_buffer(_STATFS_SIZE)
    library = ctypes.CDLL(None, use_errno=True)
    if library.statfs(os.fsencode(existing), buffer) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return ctypes.c_long.from_buffer(buffer).value & _MAGIC_BITS


def _existing(folder: Path) -> Path:
    return next(path for path in (folder.absolute(), *folder.absolute().parents) if path.exists())
