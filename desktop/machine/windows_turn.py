"""The mutex and the event by which two programs of one Windows session find each other."""

import sys

if sys.platform != "win32":
    raise ImportError

import ctypes
from ctypes import wintypes

_kernel = ctypes.WinDLL("kernel32", use_last_error=True)
_user = ctypes.WinDLL("user32")

_OURS = frozenset({0x0, 0x80})  # WAIT_OBJECT_0; WAIT_ABANDONED: its holder died with it
_ANY_PROCESS = 0xFFFFFFFF

_kernel.CreateMutexW.restype = wintypes.HANDLE
_kernel.CreateMutexW.argtypes = [ctypes.c_void_p, wintypes.BOOL, wintypes.LPCWSTR]
_kernel.CreateEventW.restype = wintypes.HANDLE
_kernel.CreateEventW.argtypes = [ctypes.c_void_p, wintypes.BOOL, wintypes.BOOL, wintypes.LPCWSTR]
_kernel.WaitForSingleObject.argtypes = [wintypes.HANDLE, wintypes.DWORD]
for _one in (_kernel.SetEvent, _kernel.ResetEvent, _kernel.ReleaseMutex, _kernel.CloseHandle):
    _one.argtypes = [wintypes.HANDLE]


class WindowsTurn:
    """Holds the mutex; the event is set by whoever wants the window to come up."""

    def __init__(self, mutex: int | None, event: int | None) -> None:
        self._mutex = mutex
        self._event = event

    @classmethod
    def take(cls, name: str, patience: float) -> "WindowsTurn | None":
        """The turn, or None if it stays somebody else's for ``patience`` seconds.

        Where Windows refuses the names, as it does beside an elevated program, everybody has one.
        """
        mutex = _kernel.CreateMutexW(None, 0, f"Local\\Kuracho-{name}")
        event = _kernel.CreateEventW(None, 0, 0, f"Local\\Kuracho-show-{name}")
        if not mutex or not event:
            return cls(None, None)
        if _kernel.WaitForSingleObject(mutex, 0) not in _OURS:
            # only a program that was just started by hand may give the foreground away
            _user.AllowSetForegroundWindow(wintypes.DWORD(_ANY_PROCESS))
            _kernel.SetEvent(event)
            if _kernel.WaitForSingleObject(mutex, int(patience * 1000)) not in _OURS:
                _kernel.CloseHandle(mutex)
                _kernel.CloseHandle(event)
                return None
        _kernel.ResetEvent(event)
        return cls(mutex, event)

    def asked(self) -> bool:
        """Whether the event was set since the last call."""
        if self._mutex is None:
            return False
        return _kernel.WaitForSingleObject(self._event, 0) in _OURS

    def end(self) -> None:
        """Let the mutex go."""
        if self._mutex is not None:
            _kernel.ReleaseMutex(self._mutex)
            _kernel.CloseHandle(self._mutex)
            _kernel.CloseHandle(self._event)
            self._mutex = None
