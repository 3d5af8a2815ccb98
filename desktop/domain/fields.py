"""Kinds of field a ledger can hold, and one field of a form.

The kind decides how a raw text is read, sorted, searched and shown; the raw text itself is
stored as it came (DECISIONS 11).
"""

from dataclasses import dataclass, field
from enum import StrEnum


class FieldKind(StrEnum):
    """What a field holds; the value is the name written into documents."""

    TEXT = "text"
    NAME = "name"
    KANA = "kana"
    ADDRESS = "address"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    FISCAL_YEAR = "fiscal_year"
    CHOICE = "choice"
    YES_NO = "yes_no"
    PHONE = "phone"
    POSTAL = "postal"
    CODE = "code"

    @property
    def sorts_as_number(self) -> bool:
        """Whether the derived sort value is an integer (else it is a text)."""
        return self in (FieldKind.NUMBER, FieldKind.MONEY, FieldKind.FISCAL_YEAR)

    @property
    def searchable(self) -> bool:
        """Whether the one search box looks into fields of this kind."""
        return self not in (FieldKind.MONEY, FieldKind.YES_NO)


@dataclass(frozen=True, slots=True)
class Field:
    """One 項目: ``fid`` (``[a-z][a-z0-9_]{0,39}``) is for ever, the label may change."""

    fid: str
    label: str
    kind: FieldKind
    required: bool = False
    choices: tuple[str, ...] = field(default=())
