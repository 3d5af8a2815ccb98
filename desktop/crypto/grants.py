"""Grants: one key of the store sealed to one person, bound to the directory's commitment."""

from desktop.crypto.slots import Grant
from desktop.crypto.wrapping import commit_of, open_as, seal_to
from desktop.domain import cj1
from desktop.domain.errors import KeyMismatchError
from desktop.domain.ids import Kid


def make_grant(  # noqa: PLR0913  # store, key, version and receiver are all bound
    store: str, key: str, ver: int, secret: bytes, *, to: Kid, pk_enc: bytes
) -> Grant:
    """``secret`` sealed to the holder of ``pk_enc``."""
    return Grant(key, ver, to, seal_to(pk_enc, secret, _info(store, key, ver, to)))


def open_grant(grant: Grant, x25519_sk: bytes, *, store: str, commit: bytes | None) -> bytes:
    """The key inside, if the directory commits to exactly this one.

    Raises:
        KeyMismatchError: sealed to somebody else, moved, changed, or a key the directory
            does not know - HPKE alone would accept one that anybody planted.
    """
    secret = open_as(x25519_sk, grant.ciphertext, _info(store, grant.key, grant.ver, grant.to))
    if commit is None or commit_of(secret) != commit:
        raise KeyMismatchError(what="commit")
    return secret


def _info(store: str, key: str, ver: int, to: Kid) -> bytes:
    return b"KURA grant v1\0" + cj1.encode({"store": store, "key": key, "ver": ver, "to": to})
