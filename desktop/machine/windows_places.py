"""Windows' own folders, asked of Windows: a person may set a variable to anything; Windows only."""

import sys

if sys.platform != "win32":
    raise ImportError

import ctypes
import re
import winreg
from pathlib import Path

_PROFILES = r"SOFTWARE\Microsoft\Windows NT\CurrentVersion\ProfileList"
_SYSTEM_DRIVE = re.compile("^%SystemDrive%", re.IGNORECASE)
_LONGEST = 260


def program_data() -> Path:
    r"""``C:\ProgramData`` where the administrators left it there."""
    drive = _windows().drive
    try:
        with winreg.OpenKey(
            winreg.HKEY_LOCAL_MACHINE, _PROFILES, 0, winreg.KEY_READ | winreg.KEY_WOW64_64KEY
        ) as key:
            told = str(winreg.QueryValueEx(key, "ProgramData")[0])
    except OSError:
        told = r"%SystemDrive%\ProgramData"
    return Path(_SYSTEM_DRIVE.sub(drive, told))


def _windows() -> Path:
    buffer = ctypes.create_unicode_buffer(_LONGEST)
    ctypes.WinDLL("kernel32").GetSystemWindowsDirectoryW(buffer, _LONGEST)
    return Path(buffer.value)
