"""What Windows says about the account's profile and the programs on this machine; Windows only."""

import sys

if sys.platform != "win32":
    raise ImportError

import ctypes
import winreg
from ctypes import wintypes

_userenv = ctypes.WinDLL("userenv", use_last_error=True)


def flags() -> int:
    """The PT_ bits of GetProfileType; 0 where Windows does not say."""
    told = wintypes.DWORD()
    return told.value if _userenv.GetProfileType(ctypes.byref(told)) else 0


def has_key(path: str) -> bool:
    """Whether a key below HKEY_LOCAL_MACHINE is there and may be opened."""
    try:
        winreg.CloseKey(winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, path))
    except OSError:
        return False
    return True
