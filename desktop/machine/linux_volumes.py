"""What Linux says about the file system and the device a path lies on; not for Windows."""

import sys

if sys.platform == "win32":
    raise ImportError

import ctypes
import os
from contextlib import suppress
from pathlib import Path

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
_OPTICAL_MAGIC = frozenset({0x9660, 0x15013346})  # iso9660, udf
_OPEN_MAGIC = frozenset({0x4D44, 0x2011BAB0})  # msdos and vfat, exfat
_STATFS_SIZE = 256
_MAGIC_BITS = 0xFFFFFFFF


def is_network(existing: Path) -> bool:
    """Whether an existing path lies on a share or behind FUSE."""
    return file_system(existing) in _NETWORK_MAGIC


def is_optical(existing: Path) -> bool:
    """Whether an existing path lies on a disc."""
    return file_system(existing) in _OPTICAL_MAGIC


def keeps_rights(existing: Path) -> bool:
    """Whether the file system keeps owners and modes."""
    return file_system(existing) not in _OPEN_MAGIC


def is_plugged_in(existing: Path) -> bool:
    """Whether the device says it can be pulled out, or hangs on USB."""
    device = existing.stat().st_dev
    block = Path(f"/sys/dev/block/{os.major(device)}:{os.minor(device)}").resolve()
    flags = (folder / "removable" for folder in (block, block.parent))
    removable = any(flag.is_file() and flag.read_text("ascii").strip() == "1" for flag in flags)
    return removable or any(part.startswith("usb") for part in block.parts)


def volume_id(path: Path) -> str:
    """``uuid:<file system>``, else ``dev:<major>:<minor>``; empty where the path is not there."""
    try:
        device = path.stat().st_dev
    except OSError:
        return ""
    for link in sorted(Path("/dev/disk/by-uuid").glob("*")):
        with suppress(OSError):
            if link.stat().st_rdev == device:
                return f"uuid:{link.name.lower()}"
    return f"dev:{os.major(device)}:{os.minor(device)}"


def file_system(existing: Path) -> int:
    """The kernel's magic number of the file system; ``f_type`` is the first word of statfs."""
    buffer = ctypes.create_string_buffer(_STATFS_SIZE)
    library = ctypes.CDLL(None, use_errno=True)
    if library.statfs(os.fsencode(existing), buffer) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return ctypes.c_long.from_buffer(buffer).value & _MAGIC_BITS
