"""Seals: each epoch's key signs the heads and the next public key, then is erased.

The hand-over is three steps, so that a kill between any two leaves exactly one way on:
store ``begin(keys)`` → commit ``make_seal`` → store ``advance(keys)``. At the start
``settle`` looks at the last committed seal and takes or drops what is pending.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from desktop.crypto.passwords import Random
from desktop.crypto.signing import SigningKey, verify_pae
from desktop.domain import cj1
from desktop.domain.audit import NO_HASH, SEAL_TYPE, Head, SealBody, seal_hash
from desktop.domain.documents import Document
from desktop.domain.errors import LogBrokenError, MalformedDocumentError

NO_ENTRIES = Head()
_KEY_SIZE = 32


@dataclass(frozen=True, slots=True)
class SealKeys:
    """The terminal's seal keys: of this epoch and, during a hand-over, of the next."""

    epoch: int
    current: bytes = field(repr=False)
    pending: bytes | None = field(default=None, repr=False)

    def to_bytes(self) -> bytes:
        """The canonical bytes that the device sealer keeps."""
        pending = None if self.pending is None else self.pending.hex()
        return cj1.encode(
            {"v": 1, "epoch": self.epoch, "current": self.current.hex(), "pending": pending}
        )

    @classmethod
    def from_bytes(cls, untrusted_bytes: bytes) -> "SealKeys":
        """The keys of stored bytes, and of no others."""
        document = Document(cj1.decode(untrusted_bytes), "v", "epoch", "current", "pending")
        if document.integer("v") != 1 or document.integer("epoch") < 0:
            raise MalformedDocumentError(reason="seal-keys")
        pending = document.optional_text("pending")
        return cls(
            document.integer("epoch"),
            document.hex("current", _KEY_SIZE),
            None if pending is None else document.hex("pending", _KEY_SIZE),
        )

    @property
    def public(self) -> bytes:
        """The public key of this epoch; of epoch 0 it stands in the directory."""
        return SigningKey(self.current).public


@dataclass(frozen=True, slots=True)
class Seal:
    """A seal as it is stored: exact body bytes and the epoch key's signature."""

    body: bytes
    sig: bytes

    @property
    def hash(self) -> bytes:
        """``prev_seal`` of the terminal's next seal."""
        return seal_hash(self.body)


@dataclass(frozen=True, slots=True)
class SealPlace:
    """Where and over what a seal is made."""

    log: str
    term: str
    head: Head
    t: datetime
    dir_version: int
    prev_seal: bytes = NO_HASH
    pending: Head = NO_ENTRIES


def first_keys(random: Random) -> SealKeys:
    """Keys of epoch 0."""
    return SealKeys(0, random(_KEY_SIZE))


def begin(keys: SealKeys, random: Random) -> SealKeys:
    """Step 1: this epoch with a pending next key (an unfinished one is dropped); store it."""
    return replace(keys, pending=random(_KEY_SIZE))


def make_seal(keys: SealKeys, place: SealPlace) -> Seal:
    """Step 2: the seal of this epoch, to be committed; ``begin`` must have been stored."""
    if keys.pending is None:
        raise MalformedDocumentError(reason="seal-order")
    body = SealBody(
        log=place.log,
        term=place.term,
        epoch=keys.epoch,
        head=place.head,
        pending=place.pending,
        t=place.t,
        next_pk=SigningKey(keys.pending).public,
        prev_seal=place.prev_seal,
        dir_version=place.dir_version,
    ).to_bytes()
    return Seal(body, SigningKey(keys.current).sign_pae(SEAL_TYPE, body))


def advance(keys: SealKeys) -> SealKeys:
    """Step 3, after the commit: the next epoch; storing it erases the old key."""
    if keys.pending is None:
        raise MalformedDocumentError(reason="seal-order")
    return SealKeys(keys.epoch + 1, keys.pending)


def settle(keys: SealKeys, last: Seal | None) -> SealKeys:
    """The keys to go on with after a start, given the terminal's last committed seal.

    Raises:
        LogBrokenError: the stored keys do not continue that seal; one of the two is old.
    """
    if last is None:
        if keys.epoch != 0:
            raise LogBrokenError(seq=0, reason="seal-keys")
        return replace(keys, pending=None)
    body = SealBody.from_bytes(last.body)
    if body.epoch == keys.epoch and keys.pending is not None:
        keys = advance(keys)
    if body.epoch != keys.epoch - 1 or keys.public != body.next_pk:
        raise LogBrokenError(seq=body.head.seq, reason="seal-keys")
    return replace(keys, pending=None)


def check_seals(seals: Iterable[Seal], term: str, seal_pk0: bytes) -> tuple[SealBody, ...]:
    """The bodies of one terminal's seals, each signed by the key its predecessor named.

    Raises:
        LogBrokenError: names the seq the first bad seal claims to cover, and why.
    """
    bodies: list[SealBody] = []
    public, previous, seq = seal_pk0, NO_HASH, 0
    for seal in seals:
        try:
            body = SealBody.from_bytes(seal.body)
        except MalformedDocumentError as error:
            raise LogBrokenError(seq=seq + 1, reason="seal-form") from error
        follows = (body.term, body.epoch, body.prev_seal) == (term, len(bodies), previous)
        if not follows or body.head.seq < seq:
            raise LogBrokenError(seq=body.head.seq, reason="seal-link")
        if not verify_pae(public, SEAL_TYPE, seal.body, seal.sig):
            raise LogBrokenError(seq=body.head.seq, reason="seal-signature")
        bodies.append(body)
        public, previous, seq = body.next_pk, seal.hash, body.head.seq
    return tuple(bodies)
