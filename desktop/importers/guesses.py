"""What each column holds: a proposal with its evidence and how sure it is."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.domain.fields import FieldKind
from desktop.domain.import_plan import ColumnProposal, Evidence
from desktop.domain.sheets import CellKind
from desktop.importers.column_signs import TESTS, asks_for_era, label_kinds

_ENOUGH = 0.8
_BOTH = 95
_BY_VALUES = 80
_BY_LABEL = 65
_DEFAULT = 50
_MOST_CHOICES = 12
_LONGEST_CHOICE = 12
_LEAST_FOR_CHOICE = 10
_LEAST_CHOICES = 2
_MOST_FLAGS = 3
_STRICT = (FieldKind.YES_NO, FieldKind.DATE, FieldKind.POSTAL, FieldKind.PHONE)
_NEEDS_WORD = (FieldKind.NAME, FieldKind.ADDRESS, FieldKind.CODE)


@dataclass(frozen=True, slots=True)
class Column:
    """A column to be judged: its label, some of its values, and the kinds of their cells."""

    column: int
    label: str
    values: Sequence[str]
    kinds: Sequence[CellKind]


def guess(found: Column) -> ColumnProposal:
    """The most likely kind of a column."""
    column = _Judged(found)
    kind, sure = column.verdict()
    evidence = (Evidence("label"),) if kind in column.by_label else ()
    agreeing = column.shares.get(kind, 0)
    if agreeing:
        evidence = (*evidence, Evidence("values", agreeing, len(column.texts)))
    choices = column.choices if kind is FieldKind.CHOICE else ()
    if choices:
        evidence = (*evidence, Evidence("distinct", len(choices), len(column.texts)))
    needs_era = kind is FieldKind.DATE and any(map(asks_for_era, column.texts))
    return ColumnProposal(found.column, found.label, kind, evidence, sure, choices, needs_era)


class _Judged:
    """The signs of one column."""

    def __init__(self, found: Column) -> None:
        self.texts = [text for text in found.values if text and not text.isspace()]
        self.by_label = label_kinds(found.label)
        self.shares = {kind: sum(map(test, self.texts)) for kind, test in TESTS.items()}
        dates = sum(kind == "date" for kind in found.kinds)
        self.shares[FieldKind.DATE] = max(self.shares[FieldKind.DATE], dates)
        self.choices = _choices(self.texts)

    def verdict(self) -> tuple[FieldKind, int]:
        """The kind, and how sure that is."""
        for kind in self.by_label:
            if self._passes(kind):
                return kind, _BOTH
        shown = self._by_values()
        if shown is not None:
            return shown, _BOTH if shown in self.by_label else _BY_VALUES
        for kind in self.by_label:
            if kind in _NEEDS_WORD or not self.texts:
                return kind, _BY_LABEL
        return FieldKind.TEXT, _DEFAULT

    def _passes(self, kind: FieldKind) -> bool:
        return bool(self.texts) and self.shares[kind] >= _ENOUGH * len(self.texts)

    def _by_values(self) -> FieldKind | None:
        strict = next((k for k in _STRICT if self._passes(k) and self._plausible(k)), None)
        if strict is not None:
            return strict
        if self._passes(FieldKind.NUMBER):
            return FieldKind.CODE if self._padded() else FieldKind.NUMBER
        if self._passes(FieldKind.KANA) and not self.choices:
            return FieldKind.KANA
        if any(kind in self.by_label for kind in _NEEDS_WORD):
            return None
        if self.choices:
            return FieldKind.CHOICE
        return FieldKind.ADDRESS if self._passes(FieldKind.ADDRESS) else None

    def _padded(self) -> bool:
        return any(len(t) > 1 and t[0] in "0０" and t.isdecimal() for t in self.texts)

    def _plausible(self, kind: FieldKind) -> bool:
        """Plain digits alone make no date, phone or flag; a label must say so."""
        if kind is FieldKind.YES_NO and len(set(self.texts)) > _MOST_FLAGS:
            return False
        return not all(text.isdecimal() for text in self.texts)


def _choices(texts: list[str]) -> tuple[str, ...]:
    counts = Counter(text.strip() for text in texts)
    few = _LEAST_CHOICES <= len(counts) <= min(_MOST_CHOICES, len(texts) // 4)
    short = all(len(text) <= _LONGEST_CHOICE for text in counts)
    if len(texts) < _LEAST_FOR_CHOICE or not few or not short:
        return ()
    return tuple(text for text, _ in counts.most_common())
