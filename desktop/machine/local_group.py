"""The local Windows group of the people who may open this machine's stores.

Away from Windows there is none: a store there belongs to one account.
"""

import sys

from desktop.domain.setup_errors import GroupNotMadeError, SetupRightsError

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    from desktop.machine import windows_acl

    _DENIED = 5
    _EXISTS = frozenset({1379, 2223})  # ERROR_ALIAS_EXISTS, NERR_GroupExists
    _NAME_AND_COMMENT = 1  # the level whose structure carries both

    class _GroupInfo(ctypes.Structure):
        _fields_ = (("name", wintypes.LPWSTR), ("comment", wintypes.LPWSTR))

    def ensure_group(name: str, comment: str) -> bool:
        r"""Make the group unless it is there; whether it was made now. Nobody is put into it.

        A name that says where it is from (``BUILTIN\Users``) is only looked for.

        Raises:
            SetupRightsError: the account is no administrator.
            GroupNotMadeError: Windows has no such group afterwards; ``number`` is its answer.
        """
        if windows_acl.group_sid(name) is not None:
            return False
        code = _add(name, comment)
        if code == _DENIED:
            raise SetupRightsError
        if windows_acl.group_sid(name) is None:
            raise GroupNotMadeError(group=name, number=code)
        return code not in _EXISTS

    def _add(name: str, comment: str) -> int:
        library = ctypes.WinDLL("netapi32")
        library.NetLocalGroupAdd.argtypes = [
            wintypes.LPCWSTR, wintypes.DWORD, ctypes.c_void_p, ctypes.c_void_p,
        ]  # fmt: skip
        library.NetLocalGroupAdd.restype = wintypes.DWORD
        asked, odd = _GroupInfo(name, comment), wintypes.DWORD()
        code: int = library.NetLocalGroupAdd(
            None, _NAME_AND_COMMENT, ctypes.byref(asked), ctypes.byref(odd)
        )
        return code

else:

    def ensure_group(name: str, comment: str) -> bool:
        """Refuse: there are no such groups here.

        Raises:
            GroupNotMadeError: always.
        """
        del comment
        raise GroupNotMadeError(group=name, number=0)
