"""roster.json: names and sections of staff, sealed with the roster key every active user holds.

It is encrypted but not signed: rights never depend on it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from desktop.crypto.wrapping import NONCE_SIZE, decrypt, encrypt
from desktop.domain import cj1
from desktop.domain.cj1 import Json
from desktop.domain.documents import Document, from_base64, to_base64
from desktop.domain.errors import MalformedDocumentError, UnknownVersionError
from desktop.domain.ids import UserId

_MAX_TEXT = 80
_UID = re.compile(r"[0-9a-z_-]{1,32}")


@dataclass(frozen=True, slots=True)
class StaffName:
    """A person as colleagues know them."""

    name: str
    section: str


Roster = Mapping[UserId, StaffName]
"""職員番号 → name and section."""


def seal_roster(roster: Roster, *, store: str, key: bytes, ver: int, nonce: bytes) -> bytes:
    """The whole roster.json."""
    entries: Json = [
        {"uid": uid, "name": staff.name, "section": staff.section}
        for uid, staff in sorted(roster.items())
    ]
    content = encrypt(key, nonce, cj1.encode({"entries": entries}), _aad(store, ver))
    return cj1.encode(
        {
            "fmt": "KURA-ROSTER",
            "v": 1,
            "store": store,
            "ver": ver,
            "n": nonce.hex(),
            "ct": to_base64(content),
        }
    )


def open_roster(untrusted_bytes: bytes, *, store: str, key: bytes, ver: int) -> Roster:
    """Names and sections.

    Raises:
        MalformedDocumentError: no roster of this store and key version.
        KeyMismatchError: another key, or changed bytes.
    """
    value = cj1.decode_object(untrusted_bytes)
    if value.get("fmt") != "KURA-ROSTER" or value.get("v") != 1:
        raise UnknownVersionError(file="roster.json")
    document = Document(value, "fmt", "v", "store", "ver", "n", "ct")
    content = from_base64(document.text("ct"))
    if (document.text("store"), document.integer("ver")) != (store, ver):
        raise MalformedDocumentError(reason="roster")
    plain = decrypt(key, document.hex("n", NONCE_SIZE), content, _aad(store, ver))
    entries = Document(cj1.decode(plain), "entries").items("entries")
    pairs = [_entry(entry) for entry in entries]
    if sorted({uid for uid, _ in pairs}) != [uid for uid, _ in pairs]:
        raise MalformedDocumentError(reason="roster")
    return dict(pairs)


def _entry(untrusted: Json) -> tuple[UserId, StaffName]:
    document = Document(untrusted, "uid", "name", "section")
    uid, name, section = (document.text(member) for member in ("uid", "name", "section"))
    if not _UID.fullmatch(uid) or not name or max(len(name), len(section)) > _MAX_TEXT:
        raise MalformedDocumentError(reason="roster")
    return UserId(uid), StaffName(name, section)


def _aad(store: str, ver: int) -> bytes:
    return b"KURA roster v1\0" + cj1.encode({"store": store, "ver": ver})
