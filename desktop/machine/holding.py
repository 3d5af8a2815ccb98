"""A file that stays what it is while it is open: read, judged and used as one and the same.

Windows: nobody writes to it, renames it or deletes it, nor renames a folder above it, before the
last handle is closed; a child that inherits the handle goes on holding it. Other systems know no
such thing, and nothing is held there.
"""

import sys
from io import BufferedReader
from pathlib import Path

if sys.platform == "win32":
    import ctypes
    import msvcrt
    import os
    from ctypes import wintypes

    _KERNEL = ctypes.WinDLL("kernel32", use_last_error=True)
    _GENERIC_READ, _SHARE_READ, _OPEN_EXISTING = 0x80000000, 0x1, 3
    _INVALID = ctypes.c_void_p(-1).value
    _KERNEL.CreateFileW.restype = ctypes.c_void_p
    _KERNEL.CreateFileW.argtypes = [
        wintypes.LPCWSTR, wintypes.DWORD, wintypes.DWORD, ctypes.c_void_p,
        wintypes.DWORD, wintypes.DWORD, ctypes.c_void_p,
    ]  # fmt: skip

    def open_held(path: Path) -> BufferedReader:
        """Open an existing file for reading, and hold it.

        Raises:
            OSError: it is not there, or somebody has it open for writing.
        """
        handle = _KERNEL.CreateFileW(
            str(path), _GENERIC_READ, _SHARE_READ, None, _OPEN_EXISTING, 0, None
        )
        if handle in (None, _INVALID):
            raise ctypes.WinError(ctypes.get_last_error())
        return os.fdopen(msvcrt.open_osfhandle(handle, os.O_RDONLY), "rb")

else:

    def open_held(path: Path) -> BufferedReader:
        """Open an existing file for reading.

        Raises:
            OSError: it is not there, or may not be read.
        """
        return path.open("rb")
