"""Opens workbooks that carry a password; the default password of the program opens silently."""

import io
import struct

import msoffcrypto
from msoffcrypto.exceptions import (
    DecryptionError,
    EncryptionError,
    FileFormatError,
    InvalidKeyError,
    ParseError,
)
from msoffcrypto.format import xls97

from desktop.domain.errors import (
    PasswordNeededError,
    UnreadableWorkbookError,
    WrongPasswordError,
)


class _InMemory:
    """Stands for ``tempfile`` in the library, which would write the opened book to the disk."""

    TemporaryFile = io.BytesIO


xls97.tempfile = _InMemory

_DEFAULT = "VelvetSweatshop"
"""What Excel itself uses where a person only asked for write protection."""

_DAMAGED = (
    EncryptionError,
    FileFormatError,
    ParseError,
    struct.error,
    ValueError,
    OSError,
    KeyError,
)


def decrypt_ooxml(untrusted: bytes, password: str | None) -> bytes:
    """The archive inside an encrypted container.

    Raises:
        PasswordNeededError: no password was given and the default one does not open it.
        WrongPasswordError: the password given does not open it.
    """
    return _decrypt(untrusted, password)


def decrypt_xls(untrusted: bytes, password: str | None) -> bytes:
    """The old workbook in clear; unchanged if it was not encrypted."""
    try:
        encrypted = bool(msoffcrypto.OfficeFile(io.BytesIO(untrusted)).is_encrypted())
    except _DAMAGED:
        # the reader of the format itself says what is wrong
        return untrusted
    return _decrypt(untrusted, password) if encrypted else untrusted


def _decrypt(untrusted: bytes, password: str | None) -> bytes:
    for attempt in (_DEFAULT, password):
        if attempt is None:
            continue
        opened = _try(untrusted, attempt)
        if opened is not None:
            return opened
    raise PasswordNeededError if password is None else WrongPasswordError


def _try(untrusted: bytes, password: str) -> bytes | None:
    opened = io.BytesIO()
    try:
        container = msoffcrypto.OfficeFile(io.BytesIO(untrusted))
        container.load_key(password=password)
        container.decrypt(opened)
    except (InvalidKeyError, DecryptionError):
        return None
    except _DAMAGED as error:
        raise UnreadableWorkbookError from error
    content = opened.getvalue()
    # a wrong password may pass where the container has no check; then this is noise
    return content if content[:2] == b"PK" or content[:4] == b"\xd0\xcf\x11\xe0" else None
