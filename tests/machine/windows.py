"""What the tests of the machine room ask Windows itself, by other ways than the program does."""

import ctypes
import sys
from ctypes import wintypes

UNDER_WINE = sys.platform == "win32" and hasattr(ctypes.WinDLL("ntdll"), "wine_get_version")

_QUERY, _SYNCHRONIZE, _STILL_RUNNING = 0x1000, 0x100000, 0x102


def is_running(pid: int) -> bool:
    """Whether there is such a process that has not ended."""
    kernel = ctypes.WinDLL("kernel32")
    kernel.OpenProcess.restype = wintypes.HANDLE
    process = wintypes.HANDLE(kernel.OpenProcess(_QUERY | _SYNCHRONIZE, 0, pid))
    if not process:
        return False
    running = kernel.WaitForSingleObject(process, 0) == _STILL_RUNNING
    kernel.CloseHandle(process)
    return bool(running)


def has_screen() -> bool:
    """Whether a window can be made here; Wine needs an X screen for it."""
    if sys.platform != "win32":
        return False
    user = ctypes.WinDLL("user32")
    user.CreateWindowExW.restype = wintypes.HWND
    window = user.CreateWindowExW(0, "STATIC", "", 0x10000000, 0, 0, 9, 9, None, None, None, None)
    user.DestroyWindow(wintypes.HWND(window))
    return bool(window)
