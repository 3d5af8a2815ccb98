"""A ledger's form: which fields it has, in which order, in which version.

Records keep the version they were written in; version 1 is made by the import wizard.
"""

import re
from dataclasses import dataclass
from enum import IntEnum

from desktop.domain.cj1 import Json
from desktop.domain.documents import Document
from desktop.domain.errors import MalformedDocumentError
from desktop.domain.fields import Field, FieldKind
from desktop.domain.ids import LedgerId

_FID = re.compile(r"[a-z][a-z0-9_]{0,39}")
_LEDGER = re.compile(r"[a-z][a-z0-9_]{0,39}")
MAX_FIELDS = 500


class Confidentiality(IntEnum):
    """自治体機密性 class of a ledger (2024-10 guideline), the band on top of its screens."""

    LEVEL_1 = 1
    LEVEL_2 = 2
    LEVEL_3C = 3
    LEVEL_3B = 4
    LEVEL_3A = 5

    @property
    def mark(self) -> str:
        """The mark as printed: 1, 2, 3C, 3B or 3A."""
        return ("1", "2", "3C", "3B", "3A")[self - 1]


@dataclass(frozen=True, slots=True)
class Form:
    """One version of a ledger's design."""

    ledger: LedgerId
    name: str
    version: int
    confidentiality: Confidentiality
    fields: tuple[Field, ...]

    def __post_init__(self) -> None:
        """Refuse a design that no store could hold."""
        fids = [field.fid for field in self.fields]
        fine = (
            _LEDGER.fullmatch(self.ledger)
            and self.name
            and 1 <= len(fids) <= MAX_FIELDS
            and len(set(fids)) == len(fids)
            and all(_FID.fullmatch(fid) for fid in fids)
            and all(field.label for field in self.fields)
        )
        if not fine:
            raise MalformedDocumentError(reason="form")

    def field(self, fid: str) -> Field:
        """The field named ``fid``; a KeyError here is a bug of the caller."""
        for candidate in self.fields:
            if candidate.fid == fid:
                return candidate
        raise KeyError(fid)

    def narrowed(self, fids: tuple[str, ...]) -> "Form":
        """The same form with only ``fids``, in the form's own order."""
        kept = tuple(field for field in self.fields if field.fid in fids)
        return Form(self.ledger, self.name, self.version, self.confidentiality, kept)

    def to_json(self) -> Json:
        """The form as a document member."""
        return {
            "ledger": self.ledger,
            "name": self.name,
            "version": self.version,
            "confidentiality": self.confidentiality.mark.lower(),
            "fields": [
                {
                    "fid": field.fid,
                    "label": field.label,
                    "kind": field.kind.value,
                    "required": field.required,
                    "choices": list(field.choices),
                }
                for field in self.fields
            ],
        }

    @classmethod
    def from_json(cls, untrusted: Json) -> "Form":
        """The form of a document member; anything else is refused."""
        document = Document(untrusted, "ledger", "name", "version", "confidentiality", "fields")
        marks = {level.mark.lower(): level for level in Confidentiality}
        try:
            level = marks[document.text("confidentiality")]
        except KeyError as error:
            raise MalformedDocumentError(reason="confidentiality") from error
        return cls(
            LedgerId(document.text("ledger")),
            document.text("name"),
            document.integer("version"),
            level,
            tuple(_field(member) for member in document.items("fields")),
        )


def _field(untrusted: Json) -> Field:
    document = Document(untrusted, "fid", "label", "kind", "required", "choices")
    try:
        kind = FieldKind(document.text("kind"))
    except ValueError as error:
        raise MalformedDocumentError(reason="kind") from error
    return Field(
        document.text("fid"),
        document.text("label"),
        kind,
        document.boolean("required"),
        document.texts("choices"),
    )
