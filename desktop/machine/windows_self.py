"""What a child on Windows does to itself: gives up rights for good, and watches what it uses.

Low integrity: it can change no file, no setting and no window of the person's any more (it can
still read what the person can; only an AppContainer would take that away). The mitigation
policies: no child processes, no program code from shares or from places of low trust.
"""

import sys

if sys.platform != "win32":
    raise ImportError

import ctypes
import os
import threading
import time
from ctypes import wintypes

from desktop.machine.child_limits import OVER_MEMORY, OVER_TIME, Limits

_KERNEL = ctypes.WinDLL("kernel32", use_last_error=True)
_ADVAPI = ctypes.WinDLL("advapi32", use_last_error=True)
_LOOK_EVERY_SECONDS = 0.2
_THIS_PROCESS = -1
_LOW_INTEGRITY = "S-1-16-4096"
_TOKEN_ADJUST_DEFAULT_AND_QUERY = 0x88
_TOKEN_INTEGRITY_LEVEL = 25
_GROUP_INTEGRITY = 0x20
_POLICIES = {"no-child-process": (13, 1), "no-remote-code": (10, 3)}
"""Name → number of the process mitigation policy, and its flags (Windows 10 1709 and later)."""


class _Memory(ctypes.Structure):
    _fields_ = (
        ("size", wintypes.DWORD),
        ("faults", wintypes.DWORD),
        *((f"counter{number}", ctypes.c_size_t) for number in range(6)),
        ("committed", ctypes.c_size_t),
        ("committed_most", ctypes.c_size_t),
    )


class _Label(ctypes.Structure):
    _fields_ = (("sid", ctypes.c_void_p), ("attributes", wintypes.DWORD))


class Watch:
    """Ends this process when it uses more CPU or memory than it was allowed."""

    def __init__(self) -> None:
        self._limits = Limits(0, 0, 0)
        self._seconds = 0

    def begin(self, limits: Limits) -> None:
        """Watch from now on, on a thread of its own."""
        self._limits = limits
        self._seconds = limits.cpu_seconds
        threading.Thread(target=self._look, daemon=True).start()

    def allow(self, seconds: int) -> None:
        """Raise the allowed CPU time, up to the most of the limits."""
        self._seconds = min(seconds, self._limits.cpu_seconds_most)

    def _look(self) -> None:
        while True:
            if time.process_time() > self._seconds:
                os._exit(OVER_TIME)
            if committed_bytes() > self._limits.memory_bytes:
                os._exit(OVER_MEMORY)
            time.sleep(_LOOK_EVERY_SECONDS)


def committed_bytes() -> int:
    """The memory this process has asked for, as a Job Object counts it; 0 if not told."""
    found = _Memory(size=ctypes.sizeof(_Memory))
    handle = wintypes.HANDLE(_THIS_PROCESS)
    told = _KERNEL.K32GetProcessMemoryInfo(handle, ctypes.byref(found), found.size)
    return int(found.committed) if told else 0


def give_up_rights() -> tuple[str, ...]:
    """Lower this process's integrity and forbid it children; names what the system granted."""
    done = ["low-integrity"] if _lower_integrity() else []
    for name, (number, flags) in _POLICIES.items():
        value = wintypes.DWORD(flags)
        if _KERNEL.SetProcessMitigationPolicy(number, ctypes.byref(value), ctypes.sizeof(value)):
            done.append(name)
    return tuple(done)


def _lower_integrity() -> bool:
    token, sid = wintypes.HANDLE(), ctypes.c_void_p()
    process = wintypes.HANDLE(_THIS_PROCESS)
    rights = _TOKEN_ADJUST_DEFAULT_AND_QUERY
    if not _ADVAPI.OpenProcessToken(process, rights, ctypes.byref(token)):
        return False
    _ADVAPI.ConvertStringSidToSidW(_LOW_INTEGRITY, ctypes.byref(sid))
    label = _Label(sid, _GROUP_INTEGRITY)
    size = ctypes.sizeof(label) + _ADVAPI.GetLengthSid(sid)
    done = _ADVAPI.SetTokenInformation(token, _TOKEN_INTEGRITY_LEVEL, ctypes.byref(label), size)
    _KERNEL.LocalFree(sid)
    _KERNEL.CloseHandle(token)
    return bool(done)
