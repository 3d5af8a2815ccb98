"""Details of audit entries that hold something personal: only the auditors' key opens them."""

from desktop.crypto.wrapping import open_as, seal_to
from desktop.domain import cj1
from desktop.domain.cj1 import Json

_INFO = b"KURA detail v1\0"


def seal_detail(audit_pk: bytes, content: bytes) -> bytes:
    """HPKE ciphertext for ``det``; the entry's signature binds it to its place."""
    return seal_to(audit_pk, content, _INFO)


def seal_detail_json(audit_pk: bytes, value: Json) -> bytes:
    """The canonical encoding of ``value``, sealed."""
    return seal_detail(audit_pk, cj1.encode(value))


def open_detail(audit_sk: bytes, sealed: bytes) -> bytes:
    """What was sealed.

    Raises:
        KeyMismatchError: sealed to another key, or changed.
    """
    return open_as(audit_sk, sealed, _INFO)
