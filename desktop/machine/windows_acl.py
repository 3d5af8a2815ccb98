"""Access lists of Windows folders, read and written through advapi32; Windows only.

Every function raises ``OSError`` with the WinError of the call that failed.
"""

import sys

if sys.platform != "win32":
    raise ImportError

import ctypes
import os
from ctypes import wintypes
from pathlib import Path

_advapi = ctypes.WinDLL("advapi32", use_last_error=True)
_kernel = ctypes.WinDLL("kernel32", use_last_error=True)

_SE_FILE_OBJECT = 1
_OWNER, _DACL = 0x1, 0x4
_PROTECTED_DACL = 0x80000000
_REVISION = 1
_TOKEN_QUERY = 0x8
_TOKEN_USER = 1
_ACL_SIZE_INFORMATION = 2
_ALLOWED_TYPES = frozenset({0, 9})  # ACCESS_ALLOWED_ACE_TYPE and its callback form
_NONE_MAPPED = 1332
_FILE_READ_DATA = 0x1
# write or add a file, append or add a folder, delete what is inside, delete, DAC, owner
_FILE_WRITES = 0x2 | 0x4 | 0x40 | 0x10000 | 0x40000 | 0x80000
_GENERIC_READ, _GENERIC_WRITE, _GENERIC_ALL = 0x80000000, 0x40000000, 0x10000000
_ADMINISTRATORS = "S-1-5-32-544"
_FULL, _MODIFY = "FA", "0x1301bf"
EVERYONE = "S-1-1-0"


class _SecurityAttributes(ctypes.Structure):
    _fields_ = (
        ("length", wintypes.DWORD),
        ("descriptor", ctypes.c_void_p),
        ("inherit", wintypes.BOOL),
    )


class _AclSize(ctypes.Structure):
    _fields_ = (
        ("count", wintypes.DWORD),
        ("used", wintypes.DWORD),
        ("free", wintypes.DWORD),
    )


class _Ace(ctypes.Structure):
    _fields_ = (
        ("kind", ctypes.c_ubyte),
        ("flags", ctypes.c_ubyte),
        ("size", wintypes.WORD),
        ("mask", wintypes.DWORD),
        ("sid_start", wintypes.DWORD),
    )


_POINTER = ctypes.c_void_p
_advapi.GetNamedSecurityInfoW.argtypes = [
    wintypes.LPCWSTR, ctypes.c_int, wintypes.DWORD,
    _POINTER, _POINTER, _POINTER, _POINTER, _POINTER,
]  # fmt: skip
_advapi.SetNamedSecurityInfoW.argtypes = [
    wintypes.LPCWSTR, ctypes.c_int, wintypes.DWORD, _POINTER, _POINTER, _POINTER, _POINTER,
]  # fmt: skip
_advapi.GetSecurityDescriptorDacl.argtypes = [_POINTER] * 4
_advapi.GetAclInformation.argtypes = [_POINTER, _POINTER, wintypes.DWORD, ctypes.c_int]
_advapi.GetAce.argtypes = [_POINTER, wintypes.DWORD, _POINTER]
_advapi.ConvertSidToStringSidW.argtypes = [_POINTER, _POINTER]
_advapi.ConvertStringSidToSidW.argtypes = [wintypes.LPCWSTR, _POINTER]
_advapi.LookupAccountSidW.argtypes = [wintypes.LPCWSTR] + [_POINTER] * 6
_advapi.LookupAccountNameW.argtypes = [wintypes.LPCWSTR] * 2 + [_POINTER] * 5
_advapi.ConvertStringSecurityDescriptorToSecurityDescriptorW.argtypes = [
    wintypes.LPCWSTR, wintypes.DWORD, _POINTER, _POINTER,
]  # fmt: skip
_advapi.OpenProcessToken.argtypes = [wintypes.HANDLE, wintypes.DWORD, _POINTER]
_advapi.GetTokenInformation.argtypes = [
    wintypes.HANDLE, ctypes.c_int, _POINTER, wintypes.DWORD, _POINTER,
]  # fmt: skip
_advapi.CheckTokenMembership.argtypes = [wintypes.HANDLE, _POINTER, _POINTER]
_kernel.GetCurrentProcess.restype = wintypes.HANDLE
_kernel.CloseHandle.argtypes = [wintypes.HANDLE]
_kernel.LocalFree.argtypes = [_POINTER]
_kernel.CreateDirectoryW.argtypes = [wintypes.LPCWSTR, _POINTER]


def make_folder(folder: Path, sddl: str) -> None:
    """Make one folder that carries the access list from its first moment on."""
    descriptor = _descriptor(sddl)
    try:
        attributes = _SecurityAttributes(ctypes.sizeof(_SecurityAttributes), descriptor, 0)
        if not _kernel.CreateDirectoryW(str(folder), ctypes.byref(attributes)):
            _fail()
    finally:
        _kernel.LocalFree(descriptor)


def set_access(folder: Path, sddl: str) -> None:
    """Replace the access list of a folder and of all that inherits from it.

    An administrator also becomes its owner: whoever made it could change the list back.
    """
    descriptor = _descriptor(sddl)
    owner = _sid(_ADMINISTRATORS)
    try:
        present, defaulted, dacl = wintypes.BOOL(), wintypes.BOOL(), ctypes.c_void_p()
        if not _advapi.GetSecurityDescriptorDacl(
            descriptor, ctypes.byref(present), ctypes.byref(dacl), ctypes.byref(defaulted)
        ):
            _fail()
        if belongs_to(_ADMINISTRATORS):
            _set(folder, _OWNER, owner, None)
        _set(folder, _DACL | _PROTECTED_DACL, None, dacl)
    finally:
        _kernel.LocalFree(descriptor)
        _kernel.LocalFree(owner)


def _set(
    folder: Path, what: int, owner: ctypes.c_void_p | None, dacl: ctypes.c_void_p | None
) -> None:
    code = _advapi.SetNamedSecurityInfoW(
        str(folder), _SE_FILE_OBJECT, what, owner, None, dacl, None
    )
    if code:
        raise ctypes.WinError(code)


def entries(folder: Path) -> tuple[tuple[str, bool, bool], ...]:
    """Who is allowed something: SID, may read, may change. No list at all means everyone."""
    dacl, descriptor = ctypes.c_void_p(), ctypes.c_void_p()
    code = _advapi.GetNamedSecurityInfoW(
        str(folder), _SE_FILE_OBJECT, _DACL,
        None, None, ctypes.byref(dacl), None, ctypes.byref(descriptor),
    )  # fmt: skip
    if code:
        raise ctypes.WinError(code)
    try:
        if not dacl.value:
            return ((EVERYONE, True, True),)
        return _allowed(dacl)
    finally:
        _kernel.LocalFree(descriptor)


def owner(place: Path) -> str:
    """The SID of the owner of a file or folder: who may always change its access list."""
    sid, descriptor = ctypes.c_void_p(), ctypes.c_void_p()
    code = _advapi.GetNamedSecurityInfoW(
        str(place), _SE_FILE_OBJECT, _OWNER,
        ctypes.byref(sid), None, None, None, ctypes.byref(descriptor),
    )  # fmt: skip
    if code:
        raise ctypes.WinError(code)
    try:
        return _sid_text(sid.value)
    finally:
        _kernel.LocalFree(descriptor)


def account_sid(name: str) -> str | None:
    """The SID of a user or group by its name, or None where there is none of that name."""
    size, domain_size, kind = wintypes.DWORD(), wintypes.DWORD(), wintypes.DWORD()
    _advapi.LookupAccountNameW(
        None, name, None, ctypes.byref(size), None, ctypes.byref(domain_size), ctypes.byref(kind)
    )
    if not size.value:
        if ctypes.get_last_error() == _NONE_MAPPED:
            return None
        _fail()
    sid = ctypes.create_string_buffer(size.value)
    domain = ctypes.create_unicode_buffer(domain_size.value + 1)
    if not _advapi.LookupAccountNameW(
        None, name, sid, ctypes.byref(size), domain, ctypes.byref(domain_size), ctypes.byref(kind)
    ):
        _fail()
    return _sid_text(ctypes.addressof(sid))


def group_sid(group: str) -> str | None:
    r"""The group of this computer; with its name before it no domain controller is asked.

    A name that says where it is from (``BUILTIN\Users``) is taken as it is.
    """
    computer = os.environ.get("COMPUTERNAME", ".")
    return account_sid(group if "\\" in group else f"{computer}\\{group}")


def private_to(group: str) -> str:
    """An access list in text form: protected, and inherited by all that is made inside.

    An account that is in the group only from its next Windows sign-in on keeps its own entry, or
    it would shut itself out; an administrator needs none.
    """
    sid = group_sid(group)
    rights = [("SY", _FULL), ("BA", _FULL)]
    if sid is not None:
        rights.append((sid, _MODIFY))
    covered = [_ADMINISTRATORS] if sid is None else [_ADMINISTRATORS, sid]
    if sid is None or not any(map(belongs_to, covered)):
        rights.append((own_sid(), _MODIFY))
    return "D:P" + "".join(f"(A;OICI;{mask};;;{who})" for who, mask in rights)


def account_name(sid: str) -> str:
    """The name behind a SID, or the SID where nobody has it any more."""
    binary = _sid(sid)
    try:
        size, domain_size, kind = wintypes.DWORD(256), wintypes.DWORD(256), wintypes.DWORD()
        name = ctypes.create_unicode_buffer(size.value)
        domain = ctypes.create_unicode_buffer(domain_size.value)
        found = _advapi.LookupAccountSidW(
            None, binary, name, ctypes.byref(size),
            domain, ctypes.byref(domain_size), ctypes.byref(kind),
        )  # fmt: skip
        return name.value if found and name.value else sid
    finally:
        _kernel.LocalFree(binary)


def own_sid() -> str:
    """The SID of the account this process runs as."""
    token = wintypes.HANDLE()
    if not _advapi.OpenProcessToken(_kernel.GetCurrentProcess(), _TOKEN_QUERY, ctypes.byref(token)):
        _fail()
    try:
        size = wintypes.DWORD()
        _advapi.GetTokenInformation(token, _TOKEN_USER, None, 0, ctypes.byref(size))
        answer = ctypes.create_string_buffer(size.value)
        if not _advapi.GetTokenInformation(
            token, _TOKEN_USER, answer, size.value, ctypes.byref(size)
        ):
            _fail()
        return _sid_text(ctypes.c_void_p.from_buffer(answer).value)
    finally:
        _kernel.CloseHandle(token)


def belongs_to(sid: str) -> bool:
    """Whether this process acts with the rights of ``sid``: its group is in the token, enabled."""
    binary, member = _sid(sid), wintypes.BOOL()
    try:
        if not _advapi.CheckTokenMembership(None, binary, ctypes.byref(member)):
            _fail()
        return bool(member.value)
    finally:
        _kernel.LocalFree(binary)


def _allowed(dacl: ctypes.c_void_p) -> tuple[tuple[str, bool, bool], ...]:
    size = _AclSize()
    if not _advapi.GetAclInformation(
        dacl, ctypes.byref(size), ctypes.sizeof(size), _ACL_SIZE_INFORMATION
    ):
        _fail()
    found = []
    for number in range(size.count):
        place = ctypes.c_void_p()
        if not _advapi.GetAce(dacl, number, ctypes.byref(place)):
            _fail()
        ace = _Ace.from_address(place.value or 0)
        if ace.kind not in _ALLOWED_TYPES:
            continue
        sid = _sid_text((place.value or 0) + _Ace.sid_start.offset)
        reads = bool(ace.mask & (_FILE_READ_DATA | _GENERIC_READ | _GENERIC_ALL))
        writes = bool(ace.mask & (_FILE_WRITES | _GENERIC_WRITE | _GENERIC_ALL))
        found.append((sid, reads, writes))
    return tuple(found)


def _descriptor(sddl: str) -> ctypes.c_void_p:
    """A security descriptor from its text form; the caller frees it."""
    descriptor = ctypes.c_void_p()
    if not _advapi.ConvertStringSecurityDescriptorToSecurityDescriptorW(
        sddl, _REVISION, ctypes.byref(descriptor), None
    ):
        _fail()
    return descriptor


def _sid(text: str) -> ctypes.c_void_p:
    """A SID from its text form; the caller frees it."""
    binary = ctypes.c_void_p()
    if not _advapi.ConvertStringSidToSidW(text, ctypes.byref(binary)):
        _fail()
    return binary


def _sid_text(address: int | None) -> str:
    text = wintypes.LPWSTR()
    if not _advapi.ConvertSidToStringSidW(address, ctypes.byref(text)):
        _fail()
    try:
        return str(text.value)
    finally:
        _kernel.LocalFree(text)


def _fail() -> None:
    raise ctypes.WinError(ctypes.get_last_error())
