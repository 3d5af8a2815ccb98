"""A query as data: which ledger, which words, in which order."""

from dataclasses import dataclass

from desktop.domain.ids import LedgerId
from desktop.domain.records import RecordLine


@dataclass(frozen=True, slots=True)
class Query:
    """What the one search box asks: every word (split at blanks) must be found somewhere.

    ``sort`` is a field id, or None for the order of registration. Voided records are left
    out unless ``with_voided``.
    """

    ledger: LedgerId
    words: str = ""
    sort: str | None = None
    descending: bool = False
    with_voided: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """Lines ``start`` … of an answer; ``total`` is the count of all hits."""

    start: int
    lines: tuple[RecordLine, ...]
    total: int
