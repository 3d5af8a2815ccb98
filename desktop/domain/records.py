"""Records of a ledger: never overwritten, each change a revision on top of the last one.

A value is the raw text as typed or as the cell showed it, code point for code point; a field
without a value is absent from ``values``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desktop.domain.cj1 import Json
from desktop.domain.documents import Document
from desktop.domain.errors import MalformedDocumentError
from desktop.domain.ids import LedgerId, RecordUid, Rid, UserId

Values = Mapping[str, str]
"""Field id → raw text; read-only by convention, blanks absent."""


class RecordState(StrEnum):
    """Whether a record stands or is struck through (取消); nothing is ever erased by it."""

    LIVE = "live"
    VOIDED = "voided"


@dataclass(frozen=True, slots=True)
class Content:
    """What one revision says: the whole record as it stood then."""

    form_version: int
    state: RecordState
    values: Values

    def to_json(self) -> Json:
        """The content as it is committed to and signed."""
        return {"form": self.form_version, "state": self.state.value, "values": dict(self.values)}

    @classmethod
    def from_json(cls, untrusted: Json) -> "Content":
        """The content of a stored revision."""
        document = Document(untrusted, "form", "state", "values")
        values = document.object("values")
        texts = {fid: text for fid, text in values.items() if isinstance(text, str)}
        if len(texts) != len(values):
            raise MalformedDocumentError(reason="values")
        try:
            state = RecordState(document.text("state"))
        except ValueError as error:
            raise MalformedDocumentError(reason="state") from error
        return cls(document.integer("form"), state, texts)


@dataclass(frozen=True, slots=True)
class Record:
    """A record as it stands now. ``revision`` is the uid that a change must build on."""

    uid: RecordUid
    rid: Rid
    ledger: LedgerId
    revision: RecordUid
    number: int
    content: Content


@dataclass(frozen=True, slots=True)
class RecordLine:
    """One line of a list: the raw texts of the columns asked for, "" where blank."""

    uid: RecordUid
    state: RecordState
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """What one revision changed in one field; None = no value."""

    fid: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class Revision:
    """Who changed what, when and why. ``batch`` names the import that brought it, if one did."""

    uid: RecordUid
    number: int
    author: UserId
    at: datetime
    state: RecordState
    changes: tuple[FieldChange, ...]
    reason: str
    batch: str | None


@dataclass(frozen=True, slots=True)
class Origin:
    """出所: where an imported value came from; ``cell`` such as ``B12``."""

    batch: str
    file_name: str
    sha256: str
    sheet: str
    row: int
    cells: Mapping[str, str]


def changes_between(old: Values, new: Values) -> tuple[FieldChange, ...]:
    """The fields whose raw text differs, in the order of field ids."""
    return tuple(
        FieldChange(fid, old.get(fid), new.get(fid))
        for fid in sorted({*old, *new})
        if old.get(fid) != new.get(fid)
    )


def without_blanks(values: Mapping[str, str | None]) -> dict[str, str]:
    """The values that hold something; an empty text is no value."""
    return {fid: text for fid, text in values.items() if text}
