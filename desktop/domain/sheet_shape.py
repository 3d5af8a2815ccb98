"""The shape of a sheet as a person settles it: header, body, and single rows in or out."""

from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from desktop.domain.import_plan import ExcludedRow, SheetProposal, Why
from desktop.domain.sheets import Sheet

RowRole: TypeAlias = Literal["outside", "header", "record", "excluded"]

_EXAMPLE_ROWS = 200


@dataclass(frozen=True, slots=True)
class SheetShape:
    """Header rows and body of a sheet of ``row_count`` rows; the body is 0–0 where there is none.

    Every change keeps the header above the body; one that cannot be is the same shape again.
    """

    row_count: int
    header_rows: tuple[int, ...] = ()
    body_first_row: int = 0
    body_last_row: int = 0

    @classmethod
    def of(cls, proposal: SheetProposal, row_count: int) -> "SheetShape":
        """The shape a proposal has."""
        body = (proposal.body_first_row, proposal.body_last_row)
        return cls(row_count, proposal.header_rows, *body)

    @property
    def has_body(self) -> bool:
        """Whether there are rows that could become records."""
        return self.body_first_row > 0

    def with_header(self, row: int) -> "SheetShape":
        """The shape with ``row`` as a header row, or no longer as one; the body begins below.

        The lowest header row that is none any more belongs to the body: no record is lost.
        """
        if row in self.header_rows:
            rest = tuple(r for r in self.header_rows if r != row)
            lowest = row > max(rest, default=0) and row < self.body_first_row
            first = row if lowest else self.body_first_row
            return replace(self, header_rows=rest, body_first_row=first)
        first = max(self.body_first_row, row + 1)
        last = self.body_last_row if self.body_last_row >= first else self.row_count
        if first > self.row_count:
            return self
        header = tuple(sorted({*self.header_rows, row}))
        return SheetShape(self.row_count, header, first, last)

    def beginning(self, row: int) -> "SheetShape":
        """The shape whose body begins with ``row``; header rows below it are none any more."""
        last = self.body_last_row if self.body_last_row >= row else self.row_count
        header = tuple(r for r in self.header_rows if r < row)
        return SheetShape(self.row_count, header, row, last)

    def ending(self, row: int) -> "SheetShape":
        """The shape whose body ends with ``row``."""
        if row <= max(self.header_rows, default=0):
            return self
        first = self.body_first_row
        return replace(self, body_first_row=min(first, row) or row, body_last_row=row)


@dataclass(frozen=True, slots=True)
class SheetMarks:
    """How we read a sheet, and the rows a person judged otherwise."""

    proposal: SheetProposal
    taken: frozenset[int] = frozenset()
    left_out: frozenset[int] = frozenset()

    def toggled(self, row: int) -> "SheetMarks":
        """A row of the body in instead of out, or out instead of in; others stay as they are."""
        if not self.proposal.body_first_row <= row <= self.proposal.body_last_row:
            return self
        if any(excluded.row == row for excluded in self.proposal.excluded):
            return replace(self, taken=self.taken ^ {row})
        return replace(self, left_out=self.left_out ^ {row})

    def on(self, proposal: SheetProposal) -> "SheetMarks":
        """The same judgments on another reading of the sheet."""
        return replace(self, proposal=proposal)

    def settled(self) -> SheetProposal:
        """The reading with every judgment in it."""
        found = self.proposal
        ours = {excluded.row for excluded in found.excluded}
        kept = [excluded for excluded in found.excluded if excluded.row not in self.taken]
        theirs = [
            ExcludedRow(row, "person")
            for row in self.left_out - ours
            if found.body_first_row <= row <= found.body_last_row
        ]
        rows = sorted([*kept, *theirs], key=lambda excluded: excluded.row)
        return replace(found, excluded=tuple(rows))


class RowRoles:
    """What each row of a sheet is, quickly."""

    __slots__ = ("_first", "_header", "_last", "_whys")

    def __init__(self, proposal: SheetProposal) -> None:
        """Look at a reading."""
        self._header = frozenset(proposal.header_rows)
        self._first, self._last = proposal.body_first_row, proposal.body_last_row
        self._whys: dict[int, Why] = {one.row: one.why for one in proposal.excluded}

    def role(self, row: int) -> RowRole:
        """Header, record, excluded, or outside the table."""
        if row in self._header:
            return "header"
        if not self._first <= row <= self._last or not self._first:
            return "outside"
        return "excluded" if row in self._whys else "record"

    def why(self, row: int) -> Why | None:
        """Why a row is excluded."""
        return self._whys.get(row)

    def is_first(self, row: int) -> bool:
        """Whether the body begins here."""
        return row == self._first

    def is_last(self, row: int) -> bool:
        """Whether the body ends here."""
        return row == self._last


def examples(sheet: Sheet, reading: SheetProposal, most: int = 5) -> dict[int, tuple[str, ...]]:
    """The first different values of each column among the rows that become records."""
    roles = RowRoles(reading)
    found: dict[int, dict[str, None]] = {column.column: {} for column in reading.columns}
    seen = 0
    for row in range(max(reading.body_first_row, 1), reading.body_last_row + 1):
        if roles.role(row) != "record":
            continue
        texts = sheet.rows[row - 1]
        for column, values in found.items():
            text = texts[column].strip() if column < len(texts) else ""
            if text and len(values) < most:
                values[text] = None
        seen += 1
        if seen >= _EXAMPLE_ROWS:
            break
    return {column: tuple(values) for column, values in found.items()}
