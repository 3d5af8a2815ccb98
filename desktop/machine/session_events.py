"""Locked screen, sleep and shut-down, as Windows tells them to a window; elsewhere nobody tells.

(Linux tells by D-Bus, which is a socket; we open none.)
"""

import sys

from desktop.domain.session_events import SessionEvent

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

_SESSION_CHANGE, _POWER, _END_SESSION = 0x02B1, 0x0218, 0x0016
_MEANINGS = {
    (_SESSION_CHANGE, 0x7): SessionEvent.LOCKED,
    (_SESSION_CHANGE, 0x8): SessionEvent.UNLOCKED,
    # taken over by another session, or the remote desktop was left: nobody sits here either
    (_SESSION_CHANGE, 0x2): SessionEvent.LOCKED,
    (_SESSION_CHANGE, 0x4): SessionEvent.LOCKED,
    (_POWER, 0x4): SessionEvent.SUSPENDED,
    (_END_SESSION, 0x1): SessionEvent.ENDING,
}
_OF_INTEREST = frozenset(message for message, _ in _MEANINGS)
_THIS_SESSION = 0
_TO_A_WINDOW = 0


def register(window: int) -> tuple[str, ...]:
    """Ask Windows to tell ``window`` (a top-level HWND) from now on; names what it will tell.

    Shut-down needs no asking. With Modern Standby sleep is told only to those who asked.
    """
    done: list[str] = []
    if sys.platform == "win32":
        handle = wintypes.HWND(window)
        if ctypes.WinDLL("wtsapi32").WTSRegisterSessionNotification(handle, _THIS_SESSION):
            done.append("lock")
        ask = ctypes.WinDLL("user32").RegisterSuspendResumeNotification
        ask.restype = wintypes.HANDLE
        if ask(handle, _TO_A_WINDOW):
            done.append("sleep")
    return tuple(done)


def decode(message: int) -> SessionEvent | None:
    """What the native message at address ``message`` (a Windows ``MSG``) says, if it is ours."""
    if sys.platform == "win32":
        told = wintypes.MSG.from_address(message)
        if told.message in _OF_INTEREST:
            # of the end of a session only whether it really ends counts, not why
            detail = int(bool(told.wParam)) if told.message == _END_SESSION else told.wParam
            return _MEANINGS.get((told.message, detail))
    return None
