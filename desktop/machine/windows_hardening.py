"""What the process gives up on Windows: crash reports, dumps, readers of its memory, stray DLLs.

None of it stops an administrator of this computer (SECURITY-DESIGN §0); it keeps the memory out
of files nobody meant to write, and away from other programs of the same person.
"""

import sys

if sys.platform != "win32":
    raise ImportError

import ctypes
import os
from collections.abc import Callable
from ctypes import wintypes
from pathlib import Path

from desktop.machine.windows_acl import own_sid

_KERNEL = ctypes.WinDLL("kernel32", use_last_error=True)
_ADVAPI = ctypes.WinDLL("advapi32", use_last_error=True)

_THIS_PROCESS = wintypes.HANDLE(-1)
_NO_HEAP_IN_REPORTS = 0x1
_NO_DIALOG_NO_REPORT = 0x1 | 0x2 | 0x8000  # critical errors, crashes, missing files
_END_ON_BROKEN_HEAP = 1
_SAFE_DLL_FOLDERS = 0x1000
_DACL = 0x4
_SDDL_REVISION = 1
_END_WAIT_AND_ASK_LITTLE = 0x101001
_ALL = 0x1FFFFF
_OWNER_RIGHTS = "S-1-3-4"


def harden_windows(*, frozen: bool) -> tuple[str, ...]:
    """Do all of it; names what Windows granted. Only a frozen program is kept out of reports.

    (The exclusion stands in the person's registry by program name: python.exe is not ours.)
    """
    steps: dict[str, Callable[[], bool]] = {
        "no-heap-in-reports": lambda: _KERNEL.WerSetFlags(_NO_HEAP_IN_REPORTS) == 0,
        "no-crash-report": _no_crash_report,
        "ends-on-broken-heap": lambda: bool(
            _KERNEL.HeapSetInformation(None, _END_ON_BROKEN_HEAP, None, 0)
        ),
        "safe-dll-search": _only_own_and_system_libraries,
        "memory-not-readable": _close_to_others,
    }
    if frozen:
        steps["not-reported"] = _exclude
    return tuple(name for name, step in steps.items() if step())


def _no_crash_report() -> bool:
    """A crash ends the process at once: no dialog, no report, hence no local dump either."""
    _KERNEL.SetErrorMode(_NO_DIALOG_NO_REPORT)
    return bool(_KERNEL.GetErrorMode() & _NO_DIALOG_NO_REPORT == _NO_DIALOG_NO_REPORT)


def _only_own_and_system_libraries() -> bool:
    """Libraries come from beside the program and from Windows, never from where it was started."""
    done = _KERNEL.SetDefaultDllDirectories(_SAFE_DLL_FOLDERS) and _KERNEL.SetDllDirectoryW("")
    contents = getattr(sys, "_MEIPASS", None)
    if contents is not None:  # the frozen program's start had named it by what was just cleared
        os.add_dll_directory(contents)
    return bool(done)


def _exclude() -> bool:
    name = Path(sys.executable).name
    return bool(ctypes.WinDLL("wer").WerAddExcludedApplication(name, 0) == 0)


def _close_to_others() -> bool:
    """Other programs of this person may end this process and wait for it, and nothing more.

    The owner's own right to change that list is taken away too (as KeePassXC does).
    """
    try:
        person = own_sid()
    except OSError:
        return False
    sddl = (
        f"D:P(A;;0x{_END_WAIT_AND_ASK_LITTLE:x};;;{person})"
        f"(A;;0x{_ALL:x};;;SY)(A;;RC;;;{_OWNER_RIGHTS})"
    )
    descriptor = ctypes.c_void_p()
    made = _ADVAPI.ConvertStringSecurityDescriptorToSecurityDescriptorW(
        sddl, _SDDL_REVISION, ctypes.byref(descriptor), None
    )
    if not made:
        return False
    done = _ADVAPI.SetKernelObjectSecurity(_THIS_PROCESS, _DACL, descriptor)
    _KERNEL.LocalFree(descriptor)
    return bool(done)
