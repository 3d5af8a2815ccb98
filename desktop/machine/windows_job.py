"""The Job Object around a child on Windows: what bounds it from outside, whatever it does.

One process; committed memory; user time; no desktop, clipboard, foreign handles or settings; no
crash dialog. The job ends with its last handle, so the child never outlives this program, however
this program ends.
"""

import sys

if sys.platform != "win32":
    raise ImportError

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import wintypes

from desktop.machine.child_limits import Limits

_KERNEL = ctypes.WinDLL("kernel32", use_last_error=True)
_NT = ctypes.WinDLL("ntdll")
_KERNEL.CreateJobObjectW.restype = wintypes.HANDLE
_KERNEL.OpenProcess.restype = wintypes.HANDLE

_CREATE_SUSPENDED, _DETACHED_PROCESS = 0x4, 0x8
BIRTH = _CREATE_SUSPENDED | _DETACHED_PROCESS
"""Creation flags: still, until it is in its job; and without a console, whose host would be a
second process."""

_BASIC_UI, _EXTENDED = 4, 9
_PROCESS_TIME, _ACTIVE_PROCESS, _PROCESS_MEMORY = 0x2, 0x8, 0x100
_JOB_MEMORY, _NO_CRASH_DIALOG, _KILL_ON_CLOSE = 0x200, 0x400, 0x2000
_ALL_UI_LIMITS = 0xFF
_TICKS = 10_000_000
_SET_QUOTA_TERMINATE_RESUME = 0x100 | 0x1 | 0x800


class BasicLimits(ctypes.Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION; times in 100 ns."""

    _fields_ = (
        ("process_time", ctypes.c_int64),
        ("job_time", ctypes.c_int64),
        ("flags", wintypes.DWORD),
        ("least_working_set", ctypes.c_size_t),
        ("most_working_set", ctypes.c_size_t),
        ("active_processes", wintypes.DWORD),
        ("affinity", ctypes.c_size_t),
        ("priority", wintypes.DWORD),
        ("scheduling", wintypes.DWORD),
    )


class ExtendedLimits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION."""

    _fields_ = (
        ("basic", BasicLimits),
        ("io", ctypes.c_uint64 * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("process_memory_peak", ctypes.c_size_t),
        ("job_memory_peak", ctypes.c_size_t),
    )


def extended_limits(limits: Limits) -> ExtendedLimits:
    """The limits as a Job Object takes them: the most CPU time, counted in user mode."""
    made = ExtendedLimits(process_memory=limits.memory_bytes, job_memory=limits.memory_bytes)
    made.basic.process_time = limits.cpu_seconds_most * _TICKS
    made.basic.active_processes = 1
    made.basic.flags = (
        _PROCESS_TIME
        | _ACTIVE_PROCESS
        | _PROCESS_MEMORY
        | _JOB_MEMORY
        | _NO_CRASH_DIALOG
        | _KILL_ON_CLOSE
    )
    return made


class Job:
    """One job for one child; leaving ``holding`` ends whatever is in it."""

    def __init__(self, limits: Limits) -> None:
        """Make the job.

        Raises:
            OSError: Windows refuses it.
        """
        self.handle = wintypes.HANDLE(_required(_KERNEL.CreateJobObjectW(None, None)))
        self._set(_EXTENDED, extended_limits(limits))
        self._set(_BASIC_UI, wintypes.DWORD(_ALL_UI_LIMITS))

    @contextmanager
    def holding(self, pid: int) -> Iterator[None]:
        """Take in the suspended process ``pid``, let it run, and end it on leaving.

        Raises:
            OSError: it could not be taken in; then it has not run.
        """
        try:
            self._take(pid)
            yield
        finally:
            _KERNEL.CloseHandle(self.handle)

    def _take(self, pid: int) -> None:
        process = wintypes.HANDLE(
            _required(
                _KERNEL.OpenProcess(_SET_QUOTA_TERMINATE_RESUME, False, pid)  # noqa: FBT003
            )
        )
        try:
            _required(_KERNEL.AssignProcessToJobObject(self.handle, process))
            status = _NT.NtResumeProcess(process)
            if status != 0:
                raise ctypes.WinError(_NT.RtlNtStatusToDosError(status))
        finally:
            _KERNEL.CloseHandle(process)

    def _set(self, kind: int, value: ExtendedLimits | wintypes.DWORD) -> None:
        size = ctypes.sizeof(value)
        _required(_KERNEL.SetInformationJobObject(self.handle, kind, ctypes.byref(value), size))


def _required(answer: int | None) -> int:
    if not answer:
        raise ctypes.WinError(ctypes.get_last_error())
    return answer
