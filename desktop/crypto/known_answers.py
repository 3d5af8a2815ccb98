"""Whether the ciphers in this program compute what their standards, and our own past, say.

Each answer is fixed: from an RFC, from the reference implementation, or from what an earlier
version of this program wrote and later ones must still open.
"""

import base64
import hashlib
import io
from collections.abc import Callable

from argon2 import Type
from argon2.low_level import hash_secret_raw
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from desktop.crypto.sealing import ReceivingIdentity, open_stream
from desktop.crypto.signing import SigningKey, sign, verify
from desktop.crypto.wrapping import decrypt, derive, encrypt, open_as, public_of, seal_to
from desktop.domain.errors import AppError
from desktop.domain.ids import Kid

_SECRET = bytes(range(32))
_SEALED_TO_SECRET = bytes.fromhex(
    "2ad0e795a15e19304a37877954062ce11075304c9015eb31c2922968fc797f08122e62f64bcf"
    "b78a9597acbce69db3ccdae9762b79ad01812d166e6e5e279781af8a"
)
_SEALED_WITH_AGE = base64.b64decode(
    "YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSA2YnJTR1pKZXlvRzErMDJSQ3IwU1lGeDNO"
    "RmY5RGxhbDYwb2lvVCtMd25JCnhBaGdkRXBMbGQ4OUhJbUg0S2drK25kMm9HOWpnYi90dXNRdmxx"
    "WFAwaU0KLT4gUHBGYiRZLWdyZWFzZQpBZ28wQ09MawotLS0gZklPMTZZYmh0Mkx6TmxjTXpkVUti"
    "YTZqK2Z6RzJZN0JENmNvYUNJYU5CQQqmxJSpMt2sS6JcIRDiO91UVE/1sbvite17+XHIT0SXXVQF"
    "rHXRCqW3S/Ck0aX0yL6oYg=="
)
_AGE_IDENTITY = "AGE-SECRET-KEY-1GGJEHUQ8FUUHC6HAD2Z2JUXGXPVFX3FGQHWQPD7F3KYWL5DNE38QGQRJV2"
_WORDS = "さくら坂の灯".encode()


def answers() -> dict[str, bool]:
    """Name of the cipher → whether its answer is right; nothing is raised."""
    return {name: _holds(trial) for name, trial in _TRIALS.items()}


def _holds(trial: Callable[[], bool]) -> bool:
    try:
        return trial()
    except (AppError, ValueError, OSError):
        return False


def _argon2id() -> bool:
    """The reference implementation's test vector, and agreement with a second implementation."""
    known = hash_secret_raw(b"password", b"somesalt", 2, 1 << 16, 1, 32, Type.ID)
    other = Argon2id(salt=b"somesalt", length=32, iterations=2, lanes=1, memory_cost=1 << 16)
    expected = "09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7"
    return known.hex() == expected and other.derive(b"password") == known


def _hkdf() -> bool:
    """RFC 5869, test case 3."""
    expected = "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d"
    return derive(b"\x0b" * 22, b"").hex() == expected


def _sha256() -> bool:
    expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    return hashlib.sha256(b"abc").hexdigest() == expected


def _aes_gcm() -> bool:
    """McGrew and Viega, test case 14; a changed tag is refused."""
    sealed = encrypt(bytes(32), bytes(12), bytes(16), b"")
    expected = "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919"
    return sealed.hex() == expected and _refuses(
        lambda: decrypt(bytes(32), bytes(12), sealed[:-1] + bytes([sealed[-1] ^ 1]), b"")
    )


def _ed25519() -> bool:
    """The key of RFC 8032, test 1; a signed document is believed, a changed one refused."""
    key = SigningKey(
        bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
    )
    expected = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
    document = sign("selftest", b"{}", [key])

    def resolve(kid: Kid) -> bytes | None:
        return key.public if kid == key.kid else None

    verified = verify(document, "selftest", resolve).payload == b"{}"
    changed = document.replace(b'"payload":"e30="', b'"payload":"W10="')  # [] for {}
    return (
        key.public.hex() == expected
        and verified
        and _refuses(lambda: verify(changed, "selftest", resolve))
        and _refuses(lambda: verify(document, "other", resolve))
    )


def _hpke() -> bool:
    """What was sealed before still opens; what is sealed now opens for its receiver only."""
    again = seal_to(public_of(_SECRET), _WORDS, b"KURA selftest v1\0")
    return (
        open_as(_SECRET, _SEALED_TO_SECRET, b"KURA selftest v1\0") == _WORDS
        and open_as(_SECRET, again, b"KURA selftest v1\0") == _WORDS
        and _refuses(lambda: open_as(_SECRET[::-1], again, b"KURA selftest v1\0"))
    )


def _age() -> bool:
    """A file sealed before still opens."""
    opened = io.BytesIO()
    open_stream(io.BytesIO(_SEALED_WITH_AGE), opened, ReceivingIdentity(_AGE_IDENTITY))
    return opened.getvalue() == _WORDS


def _refuses(trial: Callable[[], object]) -> bool:
    try:
        trial()
    except AppError:
        return True
    return False


_TRIALS: dict[str, Callable[[], bool]] = {
    "argon2id": _argon2id,
    "hkdf": _hkdf,
    "sha256": _sha256,
    "aes-gcm": _aes_gcm,
    "ed25519": _ed25519,
    "hpke": _hpke,
    "age": _age,
}
