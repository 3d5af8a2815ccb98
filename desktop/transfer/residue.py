"""Proof about the finished part: nothing unwanted is left, and what still looks like a number.

It reads the final bytes, as a receiver would, and trusts nothing that made them.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from desktop.domain.fields import FieldKind
from desktop.domain.forms import Form
from desktop.domain.numbers import PHONE, looks_like
from desktop.domain.transfer_errors import ResidueError
from desktop.transfer.csv_lines import UID_COLUMN, rows_of
from desktop.transfer.sanitize.plain import has_forbidden, opens_formula, untouched


@dataclass(frozen=True, slots=True)
class Hit:
    """So many cells of one column still look like numbers of one kind."""

    kind: str
    fid: str
    count: int


@dataclass(frozen=True, slots=True)
class Residue:
    """What a finished records part holds: its rows, and its hits by kind and column."""

    rows: int
    hits: tuple[Hit, ...]

    @property
    def totals(self) -> dict[str, int]:
        """Kind → cells, over all columns."""
        totals: Counter[str] = Counter()
        for hit in self.hits:
            totals[hit.kind] += hit.count
        return dict(totals)


def scan(final_bytes: Iterable[bytes], form: Form) -> Residue:
    """Read a finished records part from its bytes and say what is left in it.

    A column declared as telephone is not asked for telephone numbers.

    Raises:
        PartMalformedError: the bytes are not the CSV of a package.
        ResidueError: a forbidden character, a formula, a wrong header or width is left.
    """
    counts: Counter[tuple[str, str]] = Counter()
    columns = [UID_COLUMN, *(field.fid for field in form.fields)]
    telephones = {field.fid for field in form.fields if field.kind is FieldKind.PHONE}
    rows = rows_of(final_bytes)
    if next(rows, None) != columns:
        raise ResidueError(reason="header")
    number = 0
    for number, row in enumerate(rows, start=1):
        _check(row, columns, number)
        for fid, cell in zip(columns[1:], row[1:], strict=True):
            for kind in looks_like(cell):
                if kind != PHONE or fid not in telephones:
                    counts[kind, fid] += 1
    return Residue(number, tuple(Hit(*key, count) for key, count in sorted(counts.items())))


def _check(row: list[str], columns: list[str], number: int) -> None:
    if len(row) != len(columns):
        raise ResidueError(reason="width", row=number)
    if untouched(row):
        return
    for fid, cell in zip(columns, row, strict=True):
        if has_forbidden(cell):
            raise ResidueError(reason="character", row=number, column=fid)
        if opens_formula(cell):
            raise ResidueError(reason="formula", row=number, column=fid)
