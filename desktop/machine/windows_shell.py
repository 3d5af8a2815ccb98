"""One property of a drive from Windows' shell: the only way that needs no administrator."""

import sys

if sys.platform != "win32":
    raise ImportError

import ctypes
import uuid
from ctypes import wintypes

_ITEM = uuid.UUID("7e9fb0d3-919f-4307-ab2e-9b1860310c93")
"""IShellItem2."""

_PROPERTY = "System.Volume.BitLockerProtection"
_RELEASE, _GET_INT32 = 2, 15
"""Places in the table of functions of IShellItem2."""

_APARTMENT_THREADED = 2


class _PropertyKey(ctypes.Structure):
    _fields_ = (("format", ctypes.c_byte * 16), ("number", wintypes.DWORD))


def volume_protection(drive: str) -> int | None:
    r"""BitLocker's state of a drive (``C:\``) as the shell numbers it; None if it is not told."""
    ole = ctypes.WinDLL("ole32")
    begun = ole.CoInitializeEx(None, _APARTMENT_THREADED) >= 0
    try:
        return _read(drive)
    finally:
        if begun:
            ole.CoUninitialize()


def _read(drive: str) -> int | None:
    key, item, value = _PropertyKey(), ctypes.c_void_p(), ctypes.c_int()
    kind = (ctypes.c_byte * 16).from_buffer_copy(_ITEM.bytes_le)
    named = ctypes.WinDLL("propsys").PSGetPropertyKeyFromName(_PROPERTY, ctypes.byref(key))
    if named < 0:
        return None
    made = ctypes.WinDLL("shell32").SHCreateItemFromParsingName(
        drive, None, ctypes.byref(kind), ctypes.byref(item)
    )
    if made < 0 or not item.value:
        return None
    table = ctypes.cast(item, ctypes.POINTER(ctypes.POINTER(ctypes.c_void_p))).contents
    get = ctypes.WINFUNCTYPE(ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)(
        table[_GET_INT32] or 0
    )
    release = ctypes.WINFUNCTYPE(ctypes.c_ulong, ctypes.c_void_p)(table[_RELEASE] or 0)
    try:
        told = get(item.value, ctypes.addressof(key), ctypes.addressof(value))
        return value.value if told >= 0 else None
    finally:
        release(item.value)
