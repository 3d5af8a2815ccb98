"""slots.json: each user's slots, the grants, and the recovery pairs, as a strict document.

Everything that can be refused without a password is refused here, so a damaged file never
costs an Argon2id run (SECURITY-DESIGN §3.1).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from desktop.crypto.wrapping import HPKE_OVERHEAD, NONCE_SIZE, TAG_SIZE
from desktop.domain import cj1
from desktop.domain.cj1 import Json
from desktop.domain.documents import Document, format_time
from desktop.domain.errors import (
    MalformedDocumentError,
    NotInThisVersionError,
    UnknownVersionError,
)
from desktop.domain.ids import Kid, UserId
from desktop.domain.policy import KdfPolicy

PASSWORD, DEVICE = "password", "device"
FACTORS = (PASSWORD, DEVICE)
_LATER_FACTORS = frozenset({"fido2", "pkcs11"})
BUNDLE_SIZE = 160
"""Length of ``{"ed25519_sk":…,"x25519_sk":…}`` in its canonical encoding."""

_KEYS = frozenset({"db", "roster", "audit", "recv"})
_CLASS_KEY = re.compile(r"c\.[a-z0-9_.]{1,36}")
_AGE_STRING = 74
_SHEETS = (3, 5)
_UID = re.compile(r"[0-9a-z_-]{1,32}")
_KID = re.compile(r"[0-9a-f]{32}")
_TERM = re.compile(r"[0-9a-f]{16}")
_HEADER = ("v", "user", "slot", "term", "factors", "kdf", "fido2", "made")


@dataclass(frozen=True, slots=True)
class SlotHeader:
    """What a slot says in clear; changing any of it breaks the slot."""

    user: UserId
    slot: str
    term: str | None
    kdf: KdfPolicy
    salt: bytes
    made: datetime
    factors: tuple[str, ...] = FACTORS

    def to_json(self) -> Json:
        """The header as the slot writes it and binds it."""
        kdf = {"m": self.kdf.m, "t": self.kdf.t, "p": self.kdf.p}
        return {
            "v": 1,
            "user": self.user,
            "slot": self.slot,
            "term": self.term,
            "factors": list(self.factors),
            "kdf": {"alg": "argon2id", "salt": self.salt.hex(), **kdf},
            "fido2": None,
            "made": format_time(self.made),
        }

    def to_bytes(self) -> bytes:
        """The canonical bytes that are bound into key and ciphertext."""
        return cj1.encode(self.to_json())


@dataclass(frozen=True, slots=True)
class Slot:
    """One user's key bundle for one terminal, encrypted."""

    header: SlotHeader
    nonce: bytes
    ciphertext: bytes

    def to_json(self) -> Json:
        """The slot as the file writes it."""
        return {
            "hdr": self.header.to_json(),
            "n": self.nonce.hex(),
            "ct": self.ciphertext.hex(),
        }


@dataclass(frozen=True, slots=True)
class Grant:
    """One key version sealed to one kid."""

    key: str
    ver: int
    to: Kid
    ciphertext: bytes

    def to_json(self) -> Json:
        """The grant as the file writes it."""
        return {"key": self.key, "ver": self.ver, "to": self.to, "ct": self.ciphertext.hex()}


@dataclass(frozen=True, slots=True)
class Pair:
    """The recovery keys under the two sheets ``i`` < ``j``."""

    i: int
    j: int
    nonce: bytes
    ciphertext: bytes

    def to_json(self) -> Json:
        """The pair as the file writes it."""
        return {"i": self.i, "j": self.j, "n": self.nonce.hex(), "ct": self.ciphertext.hex()}


@dataclass(frozen=True, slots=True)
class SlotsFile:
    """slots.json. ``sheets`` is how many recovery sheets exist."""

    store: str
    slots: tuple[Slot, ...]
    grants: tuple[Grant, ...]
    sheets: int
    pairs: tuple[Pair, ...]

    def slot_of(self, user: UserId, term: str) -> Slot | None:
        """The newest slot of a user at a terminal."""
        here = [s for s in self.slots if (s.header.user, s.header.term) == (user, term)]
        return max(here, key=lambda slot: slot.header.made, default=None)

    def grant_of(self, key: str, ver: int, to: Kid) -> Grant | None:
        """The grant of one key version to one kid."""
        wanted = (key, ver, to)
        return next((g for g in self.grants if (g.key, g.ver, g.to) == wanted), None)

    def with_slot(self, slot: Slot) -> "SlotsFile":
        """The file with one more slot."""
        return replace(self, slots=_ordered_slots((*self.slots, slot)))

    def with_grants(self, *grants: Grant) -> "SlotsFile":
        """The file with more grants."""
        return replace(self, grants=ordered_grants((*self.grants, *grants)))

    def to_bytes(self) -> bytes:
        """The whole file in its canonical encoding."""
        return cj1.encode(
            {
                "fmt": "KURA-SLOTS",
                "v": 1,
                "store": self.store,
                "slots": [slot.to_json() for slot in self.slots],
                "grants": [grant.to_json() for grant in self.grants],
                "recovery": {"n": self.sheets, "pairs": [pair.to_json() for pair in self.pairs]},
            }
        )

    @classmethod
    def from_bytes(cls, untrusted_bytes: bytes) -> "SlotsFile":
        """The file of canonical bytes, every length and bound checked.

        Raises:
            MalformedDocumentError: not exactly what ``to_bytes`` would write.
            UnknownVersionError: written by another version of the program.
            NotInThisVersionError: it holds a factor or key this version does not know.
        """
        value = cj1.decode_object(untrusted_bytes)
        if value.get("fmt") != "KURA-SLOTS" or value.get("v") != 1:
            raise UnknownVersionError(file="slots.json")
        document = Document(value, "fmt", "v", "store", "slots", "grants", "recovery")
        recovery = Document(document.object("recovery"), "n", "pairs")
        found = cls(
            document.text("store"),
            tuple(_slot(member) for member in document.items("slots")),
            tuple(_grant(member) for member in document.items("grants")),
            recovery.integer("n"),
            tuple(_pair(member) for member in recovery.items("pairs")),
        )
        _check(found)
        return found


def ordered_grants(grants: tuple[Grant, ...]) -> tuple[Grant, ...]:
    """Grants in the order the file writes them."""
    return tuple(sorted(grants, key=lambda grant: (grant.key, grant.ver, grant.to)))


def _ordered_slots(slots: tuple[Slot, ...]) -> tuple[Slot, ...]:
    return tuple(sorted(slots, key=lambda slot: (slot.header.user, slot.header.slot)))


def _check(found: SlotsFile) -> None:
    names = [slot.header.slot for slot in found.slots]
    grants = [(grant.key, grant.ver, grant.to) for grant in found.grants]
    low, high = _SHEETS
    n = found.sheets
    expected = [(i, j) for i in range(1, n + 1) for j in range(i + 1, n + 1)] if n <= high else []
    fine = (
        re.fullmatch(r"[0-9a-f]{32}", found.store)
        and found.slots == _ordered_slots(found.slots)
        and len(set(names)) == len(names)
        and found.grants == ordered_grants(found.grants)
        and len(set(grants)) == len(grants)
        and low <= n <= high
        and [(pair.i, pair.j) for pair in found.pairs] == expected
    )
    if not fine:
        raise MalformedDocumentError(reason="slots")


def _slot(untrusted: Json) -> Slot:
    document = Document(untrusted, "hdr", "n", "ct")
    header = _header(document.object("hdr"))
    return Slot(header, document.hex("n", NONCE_SIZE), document.hex("ct", BUNDLE_SIZE + TAG_SIZE))


def _header(untrusted: Mapping[str, Json]) -> SlotHeader:
    document = Document(untrusted, *_HEADER)
    factors = document.texts("factors")
    if _LATER_FACTORS & set(factors):
        raise NotInThisVersionError(kind="factor")
    kdf = Document(document.object("kdf"), "alg", "m", "t", "p", "salt")
    user, term = document.text("user"), document.text("term")
    document.hex("slot", 8)
    fine = (
        document.integer("v") == 1
        and document.optional_text("fido2") is None
        and factors == FACTORS
        and kdf.text("alg") == "argon2id"
        and _UID.fullmatch(user)
        and _TERM.fullmatch(term)
    )
    if not fine:
        raise MalformedDocumentError(reason="slot")
    cost = KdfPolicy(kdf.integer("m"), kdf.integer("t"), kdf.integer("p"))
    return SlotHeader(
        user=UserId(user),
        slot=document.text("slot"),
        term=term,
        kdf=cost,
        salt=kdf.hex("salt", 16),
        made=document.time("made"),
    )


def _grant(untrusted: Json) -> Grant:
    document = Document(untrusted, "key", "ver", "to", "ct")
    key, to = document.text("key"), document.text("to")
    if _CLASS_KEY.fullmatch(key):
        raise NotInThisVersionError(kind="class-key")
    size = HPKE_OVERHEAD + (_AGE_STRING if key == "recv" else 32)
    if key not in _KEYS or document.integer("ver") < 1 or not _KID.fullmatch(to):
        raise MalformedDocumentError(reason="grant")
    return Grant(key, document.integer("ver"), Kid(to), document.hex("ct", size))


def _pair(untrusted: Json) -> Pair:
    document = Document(untrusted, "i", "j", "n", "ct")
    return Pair(
        document.integer("i"),
        document.integer("j"),
        document.hex("n", NONCE_SIZE),
        document.hex("ct", BUNDLE_SIZE + TAG_SIZE),
    )
