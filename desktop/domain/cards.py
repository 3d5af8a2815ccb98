"""card.v1 (組織カード): how two units introduce themselves to each other, once.

The same card serves both ways: a sender takes rid and age key from it, a receiver pins the
directory chain in it. What people compare aloud is the store fingerprint.
"""

import re
from dataclasses import dataclass
from datetime import datetime

from desktop.domain.cj1 import Json
from desktop.domain.directory import recipient_id
from desktop.domain.documents import Document, format_time, from_base64, to_base64
from desktop.domain.members import ID, RID, VERSION, check_version, named, refuse_unless, sentence

CARD_TYPE = "card"
CARD_ENDING = ".kuracard"

_MEMBERS = ("v", "store", "label", "rid", "age", "made_at", "directory")
_AGE = re.compile(r"age1[02-9ac-hj-np-z]{58}")
_MAX_LABEL = 60


@dataclass(frozen=True, slots=True)
class Card:
    """One unit's card; ``directory`` holds every signed version, the first one first."""

    store: str
    label: str
    rid: str
    age: str
    made_at: datetime
    directory: tuple[bytes, ...]

    def to_json(self) -> Json:
        """The payload of a signed card.v1."""
        return {
            "v": VERSION,
            "store": self.store,
            "label": self.label,
            "rid": self.rid,
            "age": self.age,
            "made_at": format_time(self.made_at),
            "directory": [to_base64(version) for version in self.directory],
        }

    @classmethod
    def from_json(cls, untrusted: Json) -> "Card":
        """The card a payload says; anything else is refused."""
        check_version(untrusted)
        document = Document(untrusted, *_MEMBERS)
        card = cls(
            store=named(document, "store", ID),
            label=sentence(document, "label"),
            rid=named(document, "rid", RID),
            age=named(document, "age", _AGE),
            made_at=document.time("made_at"),
            directory=tuple(from_base64(text) for text in document.texts("directory")),
        )
        refuse_unless("label", len(card.label) <= _MAX_LABEL and "\n" not in card.label)
        refuse_unless("rid", card.rid == recipient_id(card.age))
        refuse_unless("directory", bool(card.directory))
        return card
