"""Sealing with the key of this Windows installation (DPAPI, machine scope); Windows only.

Whoever may read the sealed bytes *on this machine* can open them, so their file needs an access
list; on any other machine, or without the same ``entropy``, nobody can (SECURITY-DESIGN §3.2).
"""

import sys

if sys.platform != "win32":
    raise ImportError

import ctypes
from ctypes import wintypes

_crypt = ctypes.WinDLL("crypt32", use_last_error=True)
_kernel = ctypes.WinDLL("kernel32", use_last_error=True)

_UI_FORBIDDEN = 0x1
_LOCAL_MACHINE = 0x4
_NAME = "Kuracho"


class _Blob(ctypes.Structure):
    _fields_ = (("size", wintypes.DWORD), ("data", ctypes.c_void_p))


_POINTER = ctypes.c_void_p
_crypt.CryptProtectData.argtypes = [
    _POINTER, wintypes.LPCWSTR, _POINTER, _POINTER, _POINTER, wintypes.DWORD, _POINTER,
]  # fmt: skip
_crypt.CryptUnprotectData.argtypes = [
    _POINTER, _POINTER, _POINTER, _POINTER, _POINTER, wintypes.DWORD, _POINTER,
]  # fmt: skip
_kernel.LocalFree.argtypes = [_POINTER]


def seal(secret: bytes, entropy: bytes) -> bytes:
    """``secret`` sealed to this machine and to ``entropy``.

    Raises:
        OSError: the WinError DPAPI gave.
    """
    plain, bound, answer = _buffer(secret), _buffer(entropy), _Blob()
    given, extra = _Blob(len(secret), _address(plain)), _Blob(len(entropy), _address(bound))
    try:
        done = _crypt.CryptProtectData(
            ctypes.byref(given), _NAME, ctypes.byref(extra), None, None,
            _LOCAL_MACHINE | _UI_FORBIDDEN, ctypes.byref(answer),
        )  # fmt: skip
        return _taken(answer, done)
    finally:
        ctypes.memset(plain, 0, len(secret))


def unseal(sealed: bytes, entropy: bytes) -> bytes:
    """What ``seal`` was given; the copies made on the way here are overwritten.

    Raises:
        OSError: another machine, another entropy, or changed bytes; the WinError DPAPI gave.
    """
    closed, bound, answer = _buffer(sealed), _buffer(entropy), _Blob()
    given, extra = _Blob(len(sealed), _address(closed)), _Blob(len(entropy), _address(bound))
    done = _crypt.CryptUnprotectData(
        ctypes.byref(given), None, ctypes.byref(extra), None, None,
        _UI_FORBIDDEN, ctypes.byref(answer),
    )  # fmt: skip
    return _taken(answer, done)


def _taken(answer: _Blob, done: int) -> bytes:
    """The answer as our own bytes; Windows' copy is overwritten and given back."""
    if not done:
        raise ctypes.WinError(ctypes.get_last_error())
    try:
        return ctypes.string_at(answer.data, answer.size)
    finally:
        ctypes.memset(answer.data, 0, answer.size)
        _kernel.LocalFree(answer.data)


def _buffer(content: bytes) -> "ctypes.Array[ctypes.c_char]":
    return ctypes.create_string_buffer(content, max(len(content), 1))


def _address(buffer: "ctypes.Array[ctypes.c_char]") -> int:
    return ctypes.addressof(buffer)
