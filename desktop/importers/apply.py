"""A settled plan on a sheet: drafts of records with their problems, before anything is written.

Every row of the body is excluded, refused or importable, and nothing else; ``count`` proves it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from desktop.domain.errors import PlanMismatchError
from desktop.domain.forms import Form
from desktop.domain.import_plan import ImportPlan
from desktop.domain.sheets import Sheet, letter
from desktop.domain.values import FINE, value_checker
from desktop.importers.count import RowCount

_KEPT_PROBLEMS = 5_000
"""Problems listed one by one; beyond that they are counted."""

_ASKED_EVERY = 1_000
_NOWHERE = -1
"""The place of a field that no column fills."""


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

    sheet: Sheet = field(repr=False)
    plan: ImportPlan = field(repr=False)
    form: Form
    count: RowCount
    problems: tuple[RowProblem, ...] = field(repr=False)
    warnings: tuple[RowProblem, ...] = field(repr=False)
    by_code: Mapping[str, int]
    refused_rows: frozenset[int] = field(repr=False)
    warned_rows: frozenset[int] = field(repr=False)

    def records(self) -> Iterator[DraftRecord]:
        """The drafts in the order of the sheet."""
        for row, texts in _body(self.sheet, self.plan, self.form):
            if texts is not None and row not in self.refused_rows:
                values = tuple(text if text and not text.isspace() else None for text in texts)
                yield DraftRecord(self.sheet.name, row, values, row in self.warned_rows)

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
    tally = _Tally(plan, form)
    for row, texts in _body(sheet, plan, form):
        if row % _ASKED_EVERY == 0 and cancelled():
            return None
        tally.take(row, texts)
    return DryRun(
        *(sheet, plan, form, tally.count(), tuple(tally.problems), tuple(tally.warnings)),
        *(tally.by_code, frozenset(tally.refused), frozenset(tally.warned)),
    )


def _body(sheet: Sheet, plan: ImportPlan, form: Form) -> Iterator[tuple[int, list[str] | None]]:
    """Each body row with its texts in the order of the form; None where it is excluded."""
    left_out = {excluded.row for excluded in plan.excluded}
    unfolded = _unfolded(sheet, plan)
    places = _places(plan, form)
    rows = sheet.rows[plan.body_first_row - 1 : plan.body_last_row]
    for row, texts in enumerate(rows, start=plan.body_first_row):
        if row in left_out:
            yield row, None
            continue
        width = len(texts)
        found = [texts[column] if 0 <= column < width else "" for column in places]
        if row in unfolded:
            labels = unfolded[row]
            found = [labels.get(column, text) for column, text in zip(places, found, strict=True)]
        yield row, found


def _places(plan: ImportPlan, form: Form) -> list[int]:
    columns = {mapping.fid: mapping.column for mapping in plan.mapping}
    if not set(columns) <= {one.fid for one in form.fields}:
        raise PlanMismatchError
    return [columns.get(one.fid, _NOWHERE) for one in form.fields]


def _unfolded(sheet: Sheet, plan: ImportPlan) -> dict[int, dict[int, str]]:
    """The text of cells merged downwards in the body: the label belongs to each of their rows."""
    texts: dict[int, dict[int, str]] = {}
    for span in sheet.merges:
        if span.first_column == span.last_column and span.last_row > span.first_row:
            text = sheet.text(span.first_row, span.first_column)
            first = max(span.first_row, plan.body_first_row)
            for row in range(first, min(span.last_row, plan.body_last_row) + 1):
                texts.setdefault(row, {})[span.first_column] = text
    return texts


class _Tally:
    """Counts rows and keeps the first problems and warnings."""

    def __init__(self, plan: ImportPlan, form: Form) -> None:
        self.problems: list[RowProblem] = []
        self.warnings: list[RowProblem] = []
        self.by_code: dict[str, int] = {}
        self.refused: list[int] = []
        self.warned: list[int] = []
        self._excluded = self._importable = self._odd = 0
        self._plan = plan
        self._fields = form.fields
        self._places = _places(plan, form)
        eras = {mapping.fid: mapping.default_era for mapping in plan.mapping}
        self._checks = [value_checker(one, eras.get(one.fid)) for one in form.fields]

    def take(self, row: int, texts: list[str] | None) -> None:
        """Count one body row."""
        if texts is None:
            self._excluded += 1
            return
        wrong = odd = False
        for place, (check, text) in enumerate(zip(self._checks, texts, strict=True)):
            found = check(text)
            if found is FINE:
                continue
            problem, warnings = found
            if problem is not None:
                wrong = True
                self._keep(self.problems, row, place, text, problem)
            for warning in warnings:
                odd = True
                self._keep(self.warnings, row, place, text, warning)
        if odd:
            self.warned.append(row)
        if wrong:
            self.refused.append(row)
        else:
            self._importable += 1
            self._odd += odd

    def count(self) -> RowCount:
        """What became of the rows taken, each class counted by itself."""
        source = self._plan.body_last_row - self._plan.body_first_row + 1
        return RowCount(source, self._importable, self._odd, len(self.refused), self._excluded)

    def _keep(self, kept: list[RowProblem], row: int, place: int, text: str, code: str) -> None:
        self.by_code[code] = self.by_code.get(code, 0) + 1
        if len(kept) < _KEPT_PROBLEMS:
            column = self._places[place]
            cell = f"{letter(column)}{row}" if column >= 0 else ""
            kept.append(RowProblem(row, cell, self._fields[place].label, text, code))
