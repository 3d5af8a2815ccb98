"""What Windows' registry and shell tell an ordinary account about this computer."""

import sys

if sys.platform != "win32":
    raise ImportError

import ctypes
import winreg
from pathlib import Path

from desktop.domain.terminal_facts import (
    Clipboards,
    Clock,
    DiskCipher,
    PageFile,
    Removable,
    SystemVersion,
    TerminalFacts,
)
from desktop.machine.windows_shell import volume_protection

_MACHINE, _USER = winreg.HKEY_LOCAL_MACHINE, winreg.HKEY_CURRENT_USER
_CONTROL = r"SYSTEM\CurrentControlSet\Control"
_SERVICES = r"SYSTEM\CurrentControlSet\Services"
_VERSION = r"SOFTWARE\Microsoft\Windows NT\CurrentVersion"
_POLICIES = r"SOFTWARE\Policies\Microsoft\Windows"
_SYSTEM_POLICY = r"SOFTWARE\Microsoft\Windows\CurrentVersion\Policies\System"
_LOCAL_DUMPS = r"SOFTWARE\Microsoft\Windows\Windows Error Reporting\LocalDumps"
_BIT_LOCKER_POLICY = r"SOFTWARE\Policies\Microsoft\FVE"
_DISABLED = 4
_WHOLE_MEMORY = 1
_FIRST_BUILD_OF_11 = 22000

_PROTECTION = {1: DiskCipher.ON, 3: DiskCipher.PARTLY, 5: DiskCipher.PARTLY, 6: DiskCipher.ON}
"""Values of System.Volume.BitLockerProtection; what is neither on nor half on is off."""


def windows_facts(store: Path, hardening: tuple[str, ...]) -> TerminalFacts:
    """One look; ``store`` is where the stores lie, ``hardening`` what took effect at the start."""
    return TerminalFacts(
        system=_system(),
        hardening=hardening,
        wanted_hardening=(),
        disk=_disk(store),
        page_file=_page_file(),
        hibernates=_hibernates(),
        dumps=_dumps(),
        clipboard=_clipboard(),
        removable=_removable(),
        clock=_clock(),
        screen_lock_seconds=_screen_lock(),
        elevated=bool(ctypes.WinDLL("shell32").IsUserAnAdmin()),
    )


def _system() -> SystemVersion:
    build = int(str(_value(_VERSION, "CurrentBuildNumber") or 0))
    # the registry of Windows 11 still says Windows 10
    name = "Windows 11" if build >= _FIRST_BUILD_OF_11 else "Windows 10"
    shown = str(_value(_VERSION, "DisplayVersion") or _value(_VERSION, "ReleaseId") or "")
    edition = str(_value(_VERSION, "EditionID") or "")
    return SystemVersion(f"{name} {edition} {shown}".strip(), build or None, edition)


def _disk(store: Path) -> DiskCipher | None:
    found = volume_protection(store.anchor)
    return None if found is None else _PROTECTION.get(found, DiskCipher.OFF)


def _page_file() -> PageFile | None:
    memory = _CONTROL + r"\Session Manager\Memory Management"
    files = _value(memory, "PagingFiles")
    if files is None:
        return None
    if not any(str(line).strip() for line in (files if isinstance(files, list) else [files])):
        return PageFile.NONE
    if _flag(_CONTROL + r"\FileSystem", "NtfsEncryptPagingFile"):
        return PageFile.ENCRYPTED
    return PageFile.CLEARED if _flag(memory, "ClearPageFileAtShutdown") else PageFile.PLAIN


def _hibernates() -> bool | None:
    """What somebody chose, else how this computer came; also where it is only fast start-up's."""
    power = _CONTROL + r"\Power"
    said = (_value(power, name) for name in ("HibernateEnabled", "HibernateEnabledDefault"))
    known = next((one for one in said if one is not None), None)
    return None if known is None else _number(known) != 0


def _dumps() -> bool:
    """Whether a crash writes memory down: of programs (LocalDumps) or of the whole computer."""
    return _exists(_LOCAL_DUMPS) or (
        _value(_CONTROL + r"\CrashControl", "CrashDumpEnabled") == _WHOLE_MEMORY
    )


def _clipboard() -> Clipboards:
    policy = _POLICIES + r"\System"
    denied = ("AllowClipboardHistory", "AllowCrossDeviceClipboard")
    if all(_value(policy, name) == 0 for name in denied):
        return Clipboards.DENIED
    on = _flag(r"Software\Microsoft\Clipboard", "EnableClipboardHistory", _USER)
    return Clipboards.ON if on else Clipboards.UNSET


def _removable() -> Removable:
    policy = _POLICIES + r"\RemovableStorageDevices"
    denied = any(_flag(policy, name) for name in ("Deny_All", "Deny_Write"))
    classes = any(
        _flag(rf"{policy}\{name}", right)
        for name in _subkeys(policy)
        for right in ("Deny_Write", "Deny_Read")
    )
    off = _value(_SERVICES + r"\USBSTOR", "Start") == _DISABLED
    only_encrypted = _flag(_BIT_LOCKER_POLICY, "RDVDenyWriteAccess")
    limited = denied or classes or off or only_encrypted
    return Removable.LIMITED if limited else Removable.UNSET


def _clock() -> Clock | None:
    start = _value(_SERVICES + r"\W32Time", "Start")
    kind = _value(_SERVICES + r"\W32Time\Parameters", "Type")
    if start is None:
        return None
    if start == _DISABLED or kind == "NoSync":
        return Clock.OFF
    server = str(_value(_SERVICES + r"\W32Time\Parameters", "NtpServer") or "").lower()
    if kind == "NTP" and "time.windows.com" in server:
        return Clock.INTERNET
    return Clock.SYNCED


def _screen_lock() -> int:
    """Seconds without input after which Windows asks for the password again, 0 = never."""
    limits = [_number(_value(_SYSTEM_POLICY, "InactivityTimeoutSecs"))]
    for place in (r"Software\Policies\Microsoft\Windows\Control Panel\Desktop",
                  r"Control Panel\Desktop"):  # fmt: skip
        asks = _number(_value(place, "ScreenSaverIsSecure", _USER))
        runs = _number(_value(place, "ScreenSaveActive", _USER))
        if asks and runs:
            limits.append(_number(_value(place, "ScreenSaveTimeOut", _USER)))
    return min((limit for limit in limits if limit), default=0)


def _value(key: str, name: str, root: int = _MACHINE) -> int | str | list[str] | bytes | None:
    try:
        with winreg.OpenKey(root, key, 0, winreg.KEY_READ | winreg.KEY_WOW64_64KEY) as opened:
            found: int | str | list[str] | bytes | None = winreg.QueryValueEx(opened, name)[0]
            return found
    except OSError:
        return None


def _flag(key: str, name: str, root: int = _MACHINE) -> bool:
    return _number(_value(key, name, root)) == 1


def _number(value: int | str | list[str] | bytes | None) -> int:
    text = str(value) if isinstance(value, int | str) else ""
    return int(text) if text.isdigit() else 0


def _exists(key: str) -> bool:
    try:
        with winreg.OpenKey(_MACHINE, key, 0, winreg.KEY_READ | winreg.KEY_WOW64_64KEY):
            return True
    except OSError:
        return False


def _subkeys(key: str) -> list[str]:
    found: list[str] = []
    try:
        with winreg.OpenKey(_MACHINE, key, 0, winreg.KEY_READ | winreg.KEY_WOW64_64KEY) as opened:
            while True:
                found.append(winreg.EnumKey(opened, len(found)))
    except OSError:
        return found
