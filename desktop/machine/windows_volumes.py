"""What Windows says about the drive a path lies on; Windows only."""

import sys

if sys.platform != "win32":
    raise ImportError

import ctypes
import winreg
from ctypes import wintypes
from pathlib import Path

UNKNOWN, MISSING, REMOVABLE, FIXED, REMOTE, OPTICAL, MEMORY = range(7)
"""What GetDriveTypeW answers."""

CLOUD_ATTRIBUTES = 0x400000 | 0x40000
"""FILE_ATTRIBUTE_RECALL_ON_DATA_ACCESS and _ON_OPEN: the content is fetched when it is read."""

_kernel = ctypes.WinDLL("kernel32", use_last_error=True)
_mpr = ctypes.WinDLL("mpr")

_PERSISTENT_ACLS = 0x8
_READ_ONLY = 0x80000
_SHARE_ALL = 7
_OPEN_EXISTING = 3
_BACKUP_SEMANTICS = 0x02000000
_INVALID = ctypes.c_void_p(-1).value
_STORAGE_QUERY = 0x002D1400
_BUS_OFFSET = 28
_PLUGGED = frozenset({4, 7})  # BusType1394, BusTypeUsb
_LONGEST = 32768
_CLOUD_TAG, _CLOUD_MASK = 0x9000001A, 0xFFFF0FFF
_CONNECTED = frozenset({0, 1201})  # NO_ERROR, ERROR_CONNECTION_UNAVAIL: known, but not there now

ONEDRIVE = (winreg.HKEY_CURRENT_USER, r"Software\Microsoft\OneDrive\Accounts")
SYNC_ROOTS = (
    winreg.HKEY_LOCAL_MACHINE,
    r"SOFTWARE\Microsoft\Windows\CurrentVersion\Explorer\SyncRootManager",
)
"""Where OneDrive, and every program that uses the Cloud Files API, writes down its folders."""

_kernel.CreateFileW.restype = ctypes.c_void_p
_kernel.CreateFileW.argtypes = [
    wintypes.LPCWSTR, wintypes.DWORD, wintypes.DWORD, ctypes.c_void_p,
    wintypes.DWORD, wintypes.DWORD, ctypes.c_void_p,
]  # fmt: skip
_kernel.CloseHandle.argtypes = [ctypes.c_void_p]
_kernel.GetFinalPathNameByHandleW.argtypes = [
    ctypes.c_void_p, wintypes.LPWSTR, wintypes.DWORD, wintypes.DWORD,
]  # fmt: skip
_kernel.DeviceIoControl.argtypes = [
    ctypes.c_void_p, wintypes.DWORD, ctypes.c_void_p, wintypes.DWORD,
    ctypes.c_void_p, wintypes.DWORD, ctypes.c_void_p, ctypes.c_void_p,
]  # fmt: skip


def final_path(existing: Path) -> Path:
    r"""Where a path ends behind junctions, links, ``subst`` and mapped drives; UNC for a share.

    The path itself where the file system cannot say.
    """
    handle = _kernel.CreateFileW(
        str(existing), 0, _SHARE_ALL, None, _OPEN_EXISTING, _BACKUP_SEMANTICS, None
    )
    if handle == _INVALID:
        return existing
    try:
        text = ctypes.create_unicode_buffer(_LONGEST)
        size = _kernel.GetFinalPathNameByHandleW(handle, text, _LONGEST, 0)
    finally:
        _kernel.CloseHandle(handle)
    return Path(_plain(text.value)) if 0 < size < _LONGEST else existing


def drive_type(path: Path) -> int:
    """What kind of drive holds ``path``, volumes mounted in folders included."""
    return int(_kernel.GetDriveTypeW(volume_root(path)))


def is_mapped(drive: str) -> bool:
    """Whether a letter (``X:``) stands for a share, reachable now or not."""
    size = wintypes.DWORD(_LONGEST)
    text = ctypes.create_unicode_buffer(_LONGEST)
    return _mpr.WNetGetConnectionW(drive, text, ctypes.byref(size)) in _CONNECTED


def volume_root(path: Path) -> str:
    """The root of the volume, with its backslash."""
    text = ctypes.create_unicode_buffer(_LONGEST)
    found = _kernel.GetVolumePathNameW(str(path), text, _LONGEST)
    return text.value if found else path.anchor


def volume_facts(path: Path) -> tuple[int, bool, bool] | None:
    """Serial number, whether files carry access lists, whether it is read-only; None: not told."""
    serial, longest, flags = wintypes.DWORD(), wintypes.DWORD(), wintypes.DWORD()
    done = _kernel.GetVolumeInformationW(
        volume_root(path), None, 0,
        ctypes.byref(serial), ctypes.byref(longest), ctypes.byref(flags), None, 0,
    )  # fmt: skip
    if not done:
        return None
    return serial.value, bool(flags.value & _PERSISTENT_ACLS), bool(flags.value & _READ_ONLY)


def volume_guid(path: Path) -> str:
    """The name Windows gave the volume on this machine, or nothing for a share."""
    text = ctypes.create_unicode_buffer(64)
    found = _kernel.GetVolumeNameForVolumeMountPointW(volume_root(path), text, 64)
    return text.value.partition("{")[2].partition("}")[0].lower() if found else ""


def is_plugged_in(path: Path) -> bool:
    """Whether a drive that calls itself fixed hangs on USB or FireWire; False: not told."""
    device = "\\\\.\\" + volume_root(path).rstrip("\\")
    handle = _kernel.CreateFileW(device, 0, _SHARE_ALL, None, _OPEN_EXISTING, 0, None)
    if handle == _INVALID:
        return False
    try:
        query = ctypes.create_string_buffer(12)  # StorageDeviceProperty, PropertyStandardQuery
        answer, size = ctypes.create_string_buffer(1024), wintypes.DWORD()
        done = _kernel.DeviceIoControl(
            handle, _STORAGE_QUERY, query, 12, answer, 1024, ctypes.byref(size), None
        )
    finally:
        _kernel.CloseHandle(handle)
    return bool(done) and size.value > _BUS_OFFSET and ord(answer[_BUS_OFFSET]) in _PLUGGED


def is_placeholder(path: Path) -> bool:
    """Whether a file or folder is kept by a cloud program and may be elsewhere in truth."""
    try:
        found = path.lstat()
    except OSError:
        return False
    tag = found.st_reparse_tag & _CLOUD_MASK
    return tag == _CLOUD_TAG or bool(found.st_file_attributes & CLOUD_ATTRIBUTES)


def sync_roots() -> tuple[Path, ...]:
    """Folders that programs of this account told Windows they synchronise."""
    drive, roots = ONEDRIVE[0], SYNC_ROOTS[0]
    found = [root for key in _below(*ONEDRIVE) for root in _texts(drive, key, "UserFolder")]
    for provider in _below(*SYNC_ROOTS):
        found.extend(_texts(roots, provider + r"\UserSyncRoots"))
    return tuple(map(Path, found))


def _below(root: int, path: str) -> tuple[str, ...]:
    """The path of every key directly below one; none if it cannot be opened."""
    try:
        with winreg.OpenKey(root, path) as key:
            count = winreg.QueryInfoKey(key)[0]
            return tuple(f"{path}\\{winreg.EnumKey(key, number)}" for number in range(count))
    except OSError:
        return ()


def _texts(root: int, path: str, name: str | None = None) -> tuple[str, ...]:
    """The texts in a key, or the one called ``name``; none if it cannot be opened."""
    try:
        with winreg.OpenKey(root, path) as key:
            count = winreg.QueryInfoKey(key)[1]
            values = [winreg.EnumValue(key, number) for number in range(count)]
    except OSError:
        return ()
    return tuple(
        winreg.ExpandEnvironmentStrings(value)
        for label, value, kind in values
        if kind in (winreg.REG_SZ, winreg.REG_EXPAND_SZ) and value and name in (None, label)
    )


def _plain(text: str) -> str:
    r"""Without the ``\\?\`` before it."""
    if text.startswith("\\\\?\\UNC\\"):
        return "\\\\" + text[8:]
    return text.removeprefix("\\\\?\\")
