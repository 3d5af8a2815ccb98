"""A settled plan on a sheet: drafts of records with their problems, before anything is written.

Every row of the body is excluded, refused or importable, and nothing else; ``count`` proves it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from desktop.domain.errors import PlanMismatchError
from desktop.domain.fields import Field
from desktop.domain.forms import Form
from desktop.domain.import_plan import ColumnMapping, ImportPlan
from desktop.domain.sheets import Sheet, letter
from desktop.domain.values import Value, read_value
from desktop.importers.count import RowCount

_KEPT_PROBLEMS = 5_000
"""Problems listed one by one; beyond that they are counted."""

_ASKED_EVERY = 1_000


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A cell that keeps its row out, or is odd: where, what stands there, and the code why."""

    row: int
    cell: str
    label: str
    text: str
    code: str


@dataclass(frozen=True, slots=True)
class DraftRecord:
    """A row that can be imported: its values in the order of the form, and its origin cells.

    A blank cell, and a field without a column, is None; ``warned`` says that a value is odd.
    """

    sheet: str
    row: int
    values: tuple[str | None, ...]
    warned: bool


@dataclass(frozen=True, slots=True)
class DryRun:
    """What an import would do. The drafts are made anew each time they are asked for."""

    sheet: Sheet
    plan: ImportPlan
    form: Form
    count: RowCount
    problems: tuple[RowProblem, ...]
    warnings: tuple[RowProblem, ...]
    by_code: Mapping[str, int]

    def records(self) -> Iterator[DraftRecord]:
        """The drafts in the order of the sheet."""
        for row, values in _body(self.sheet, self.plan, _columns(self.plan, self.form)):
            if values is not None and not any(value.problem for value in values):
                yield _draft(self.sheet.name, row, values)

    def cells(self, row: int) -> dict[str, str]:
        """The origin cell of each field in a row."""
        return {m.fid: f"{letter(m.column)}{row}" for m in self.plan.mapping}


def dry_run(
    sheet: Sheet, plan: ImportPlan, form: Form, cancelled: Callable[[], bool] = lambda: False
) -> DryRun | None:
    """Try the plan on the sheet; None if it was cancelled.

    Raises:
        PlanMismatchError: plan, form and sheet do not belong together.
    """
    if plan.sheet != sheet.name or plan.body_last_row > max(len(sheet.rows), 1):
        raise PlanMismatchError
    columns = _columns(plan, form)
    tally = _Tally(columns)
    for row, values in _body(sheet, plan, columns):
        if row % _ASKED_EVERY == 0 and cancelled():
            return None
        tally.take(row, values)
    count = RowCount(
        plan.body_last_row - plan.body_first_row + 1,
        tally.importable,
        tally.with_warnings,
        tally.refused,
        tally.excluded,
    )
    return DryRun(
        *(sheet, plan, form, count, tuple(tally.problems), tuple(tally.warnings), tally.by_code)
    )


class _Column(NamedTuple):
    """Where a field's text stands on the sheet, and how it is read."""

    place: int
    label: str
    read: Callable[[str], Value]


_NOWHERE = -1
_Columns: TypeAlias = tuple[_Column, ...]


def _columns(plan: ImportPlan, form: Form) -> _Columns:
    mapped = {mapping.fid: mapping for mapping in plan.mapping}
    if not set(mapped) <= {field.fid for field in form.fields}:
        raise PlanMismatchError
    return tuple(_column(field, mapped.get(field.fid)) for field in form.fields)


def _column(field: Field, mapping: ColumnMapping | None) -> _Column:
    if mapping is None:
        return _Column(_NOWHERE, field.label, _reader(field, None))
    return _Column(mapping.column, field.label, _reader(field, mapping.default_era))


def _reader(field: Field, default_era: str | None) -> Callable[[str], Value]:
    @lru_cache(maxsize=1 << 12)
    def read(text: str) -> Value:
        return read_value(field, text, default_era=default_era)

    return read


def _body(
    sheet: Sheet, plan: ImportPlan, columns: _Columns
) -> Iterator[tuple[int, list[Value] | None]]:
    """Each body row with its values in the order of the form; None where it is excluded."""
    left_out = {excluded.row for excluded in plan.excluded}
    unfolded = _unfolded(sheet, plan)
    places = [(column.place, column.read) for column in columns]
    rows = sheet.rows[plan.body_first_row - 1 : plan.body_last_row]
    for row, texts in enumerate(rows, start=plan.body_first_row):
        if row in left_out:
            yield row, None
            continue
        width = len(texts)
        values = [
            read(texts[column] if 0 <= column < width else "")
            if (row, column) not in unfolded
            else read(unfolded[row, column])
            for column, read in places
        ]
        yield row, values


def _unfolded(sheet: Sheet, plan: ImportPlan) -> dict[tuple[int, int], str]:
    """The text of cells merged downwards in the body: the label belongs to each of their rows."""
    texts: dict[tuple[int, int], str] = {}
    for span in sheet.merges:
        if span.first_column == span.last_column and span.last_row > span.first_row:
            text = sheet.text(span.first_row, span.first_column)
            first = max(span.first_row, plan.body_first_row)
            for row in range(first, min(span.last_row, plan.body_last_row) + 1):
                texts[row, span.first_column] = text
    return texts


def _draft(sheet: str, row: int, values: list[Value]) -> DraftRecord:
    raws = tuple(value.raw if value.raw and not value.raw.isspace() else None for value in values)
    return DraftRecord(sheet, row, raws, any(value.warnings for value in values))


class _Tally:
    """Counts rows and keeps the first problems and warnings."""

    def __init__(self, columns: _Columns) -> None:
        self.importable = self.with_warnings = self.refused = self.excluded = 0
        self.problems: list[RowProblem] = []
        self.warnings: list[RowProblem] = []
        self.by_code: dict[str, int] = {}
        self._columns = columns

    def take(self, row: int, values: list[Value] | None) -> None:
        """Count one body row."""
        if values is None:
            self.excluded += 1
            return
        wrong = odd = False
        for place, value in enumerate(values):
            if value.problem is not None:
                wrong = True
                self._keep(self.problems, row, place, value.raw, value.problem)
            for warning in value.warnings:
                odd = True
                self._keep(self.warnings, row, place, value.raw, warning)
        self.refused += wrong
        self.importable += not wrong
        self.with_warnings += odd and not wrong

    def _keep(self, kept: list[RowProblem], row: int, place: int, text: str, code: str) -> None:
        self.by_code[code] = self.by_code.get(code, 0) + 1
        if len(kept) < _KEPT_PROBLEMS:
            column = self._columns[place]
            cell = f"{letter(column.place)}{row}"
            kept.append(RowProblem(row, cell, column.label, text, code))
