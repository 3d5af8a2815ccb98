"""How much memory this computer has."""

import ctypes
import os
import sys
from ctypes import wintypes


class _Status(ctypes.Structure):
    """MEMORYSTATUSEX."""

    _fields_ = (
        ("size", wintypes.DWORD),
        ("load", wintypes.DWORD),
        ("physical", ctypes.c_uint64),
        *((f"rest{number}", ctypes.c_uint64) for number in range(6)),
    )


def ram_bytes() -> int:
    """Bytes of physical memory the system may use; 0 where it does not say."""
    if sys.platform == "win32":
        status = _Status(size=ctypes.sizeof(_Status))
        told = ctypes.WinDLL("kernel32").GlobalMemoryStatusEx(ctypes.byref(status))
        return int(status.physical) if told else 0
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (OSError, ValueError):
        return 0
