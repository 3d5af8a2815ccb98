"""Keeps a window out of screenshots, recordings and remote views, as far as Windows does it.

A courtesy, no wall: nothing stops a camera (SECURITY-DESIGN §5).
"""

import sys

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

_NONE, _BLACK, _EXCLUDED = 0x0, 0x1, 0x11


def exclude(window: int) -> str:
    """Keep a top-level HWND out: ``excluded``, ``black`` before Windows 10 2004, else ``""``."""
    if _set(window, _EXCLUDED):
        return "excluded"
    return "black" if _set(window, _BLACK) else ""


def include(window: int) -> None:
    """Let a top-level HWND be seen by other programs again."""
    _set(window, _NONE)


def _set(window: int, affinity: int) -> bool:
    if sys.platform == "win32":
        user = ctypes.WinDLL("user32")
        return bool(user.SetWindowDisplayAffinity(wintypes.HWND(window), affinity))
    return False
