"""How much memory this computer has."""

import ctypes
import os
import sys


def ram_bytes() -> int:
    """Bytes of physical memory; 0 where the system does not say."""
    if sys.platform == "win32":
        kib = ctypes.c_ulonglong()
        told = ctypes.windll.kernel32.GetPhysicallyInstalledSystemMemory(ctypes.byref(kib))
        return kib.value * 1024 if told else 0
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (OSError, ValueError):
        return 0
