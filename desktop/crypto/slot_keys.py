"""Opening and making a slot: password and factors → KEK → the user's own key bundle."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from desktop.crypto.passwords import Random, Stretch, stretch
from desktop.crypto.signing import SigningKey
from desktop.crypto.slots import BUNDLE_SIZE, DEVICE, PASSWORD, Slot, SlotHeader
from desktop.crypto.wrapping import KEY_SIZE, NONCE_SIZE, decrypt, derive, encrypt, public_of
from desktop.domain import cj1
from desktop.domain.documents import Document
from desktop.domain.errors import KeyMismatchError
from desktop.domain.ids import UserId
from desktop.domain.policy import KdfPolicy


@dataclass(frozen=True, slots=True)
class Bundle:
    """The two private keys of one account (or of the recovery); ``repr`` shows nothing."""

    ed25519_sk: bytes = field(repr=False)
    x25519_sk: bytes = field(repr=False)

    @property
    def signing(self) -> SigningKey:
        """The half that signs."""
        return SigningKey(self.ed25519_sk)

    @property
    def pk_enc(self) -> bytes:
        """The public half others seal to."""
        return public_of(self.x25519_sk)

    def to_bytes(self) -> bytes:
        """The canonical bytes that a slot or a recovery pair encrypts."""
        return cj1.encode({"ed25519_sk": self.ed25519_sk.hex(), "x25519_sk": self.x25519_sk.hex()})

    @classmethod
    def from_bytes(cls, content: bytes) -> "Bundle":
        """The bundle of decrypted bytes."""
        if len(content) != BUNDLE_SIZE:
            raise KeyMismatchError(what="bundle")
        document = Document(cj1.decode(content), "ed25519_sk", "x25519_sk")
        return cls(document.hex("ed25519_sk", KEY_SIZE), document.hex("x25519_sk", KEY_SIZE))


@dataclass(frozen=True, slots=True)
class Factors:
    """What a person brings to a sign-in beside the user id."""

    password: str = field(repr=False)
    device: bytes = field(repr=False)


def new_bundle(random: Random) -> Bundle:
    """Fresh private keys."""
    return Bundle(random(KEY_SIZE), random(KEY_SIZE))


def make_slot(  # noqa: PLR0913  # each is a different thing the header binds
    bundle: Bundle,
    factors: Factors,
    *,
    user: UserId,
    term: str,
    kdf: KdfPolicy,
    now: datetime,
    random: Random,
    stretched: Stretch = stretch,
) -> Slot:
    """A slot that opens with exactly these factors."""
    header = SlotHeader(user, random(8).hex(), term, kdf, random(16), now)
    nonce = random(NONCE_SIZE)
    kek = _kek(header, factors, stretched)
    return Slot(header, nonce, encrypt(kek, nonce, bundle.to_bytes(), _aad(header)))


def open_slot(slot: Slot, factors: Factors, stretched: Stretch = stretch) -> Bundle:
    """The bundle inside; Argon2id runs exactly once.

    Raises:
        KeyMismatchError: a factor is wrong or the slot was changed.
    """
    kek = _kek(slot.header, factors, stretched)
    return Bundle.from_bytes(decrypt(kek, slot.nonce, slot.ciphertext, _aad(slot.header)))


def _kek(header: SlotHeader, factors: Factors, stretched: Stretch) -> bytes:
    parts: Mapping[str, bytes] = {
        PASSWORD: stretched(factors.password, header.salt, header.kdf),
        DEVICE: factors.device,
    }
    material = [parts[name] for name in header.factors]
    if any(len(part) != KEY_SIZE for part in material):
        raise KeyMismatchError(what="factor")
    return derive(b"".join(material), b"KURA kek v1\0" + header.to_bytes())


def _aad(header: SlotHeader) -> bytes:
    return b"KURA slot v1\0" + header.to_bytes()
