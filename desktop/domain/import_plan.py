"""How one sheet becomes records: what we propose with evidence, and the plan a person settled.

A plan is data: saved, used again next year, and named by the import that used it.
"""

from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from desktop.domain.cj1 import Json
from desktop.domain.documents import Document
from desktop.domain.errors import MalformedDocumentError, PlanMismatchError
from desktop.domain.fields import Field, FieldKind
from desktop.domain.forms import Confidentiality, Form
from desktop.domain.ids import LedgerId
from desktop.domain.sheets import letter

SheetKind: TypeAlias = Literal["table", "not-a-ledger", "unsupported"]
Why: TypeAlias = Literal["blank", "total", "repeated_header", "heading", "note", "struck", "person"]
_WHYS: tuple[Why, ...] = (
    *("blank", "total", "repeated_header", "heading", "note", "struck"),
    "person",
)


@dataclass(frozen=True, slots=True)
class ExcludedRow:
    """A row inside the body that is no record, and why."""

    row: int
    why: Why


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a kind is proposed: a code, and how many of how many values agree."""

    code: str
    count: int = 0
    of: int = 0


@dataclass(frozen=True, slots=True)
class ColumnProposal:
    """One column as we read it; ``confidence`` is a percentage, below 60 we only guess."""

    column: int
    label: str
    kind: FieldKind
    evidence: tuple[Evidence, ...]
    confidence: int
    choices: tuple[str, ...] = ()
    needs_era: bool = False

    @property
    def letter(self) -> str:
        """The column's name on the sheet."""
        return letter(self.column)


@dataclass(frozen=True, slots=True)
class SheetProposal:
    """How we read one sheet; the body rows are 0 where there is none."""

    sheet: str
    kind: SheetKind
    header_rows: tuple[int, ...] = ()
    body_first_row: int = 0
    body_last_row: int = 0
    excluded: tuple[ExcludedRow, ...] = ()
    columns: tuple[ColumnProposal, ...] = ()
    title: str = ""

    @property
    def record_rows(self) -> int:
        """How many rows would become records."""
        if not self.body_first_row:
            return 0
        return self.body_last_row - self.body_first_row + 1 - len(self.excluded)


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """One column that becomes a field; ``default_era`` answers a bare 5.4.1."""

    column: int
    fid: str
    label: str
    kind: FieldKind
    required: bool = False
    choices: tuple[str, ...] = ()
    default_era: str | None = None

    @property
    def field(self) -> Field:
        """The field the column fills."""
        return Field(self.fid, self.label, self.kind, self.required, self.choices)


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What a person settled for one sheet. Every change gives a new plan."""

    sheet: str
    header_rows: tuple[int, ...]
    body_first_row: int
    body_last_row: int
    excluded: tuple[ExcludedRow, ...]
    mapping: tuple[ColumnMapping, ...]

    def __post_init__(self) -> None:
        """Refuse a plan that cannot account for every row once."""
        rows = [excluded.row for excluded in self.excluded]
        fids = [mapped.fid for mapped in self.mapping]
        fine = (
            1 <= self.body_first_row <= self.body_last_row
            and all(self.body_first_row <= row <= self.body_last_row for row in rows)
            and rows == sorted(set(rows))
            and len(set(fids)) == len(fids)
            and len({mapped.column for mapped in self.mapping}) == len(fids)
            and all(mapped.column >= 0 for mapped in self.mapping)
        )
        if not fine:
            raise PlanMismatchError

    def form(self, ledger: LedgerId, name: str, confidentiality: Confidentiality) -> Form:
        """The form whose fields this plan fills, as version 1."""
        fields = tuple(mapped.field for mapped in self.mapping)
        return Form(ledger, name, 1, confidentiality, fields)

    def without(self, fid: str) -> "ImportPlan":
        """The plan that leaves a column out."""
        return replace(self, mapping=tuple(m for m in self.mapping if m.fid != fid))

    def to_json(self) -> Json:
        """The plan as a document; the excluded rows in runs, so that it stays short."""
        return {
            "sheet": self.sheet,
            "header_rows": list(self.header_rows),
            "body_first_row": self.body_first_row,
            "body_last_row": self.body_last_row,
            "excluded": [[why, first, last] for why, first, last in _runs(self.excluded)],
            "mapping": [
                {
                    "column": mapped.column,
                    "fid": mapped.fid,
                    "label": mapped.label,
                    "kind": mapped.kind.value,
                    "required": mapped.required,
                    "choices": list(mapped.choices),
                    "default_era": mapped.default_era,
                }
                for mapped in self.mapping
            ],
        }

    @classmethod
    def from_json(cls, untrusted: Json) -> "ImportPlan":
        """The plan of a document; anything else is refused."""
        document = Document(
            untrusted,
            *("sheet", "header_rows", "body_first_row", "body_last_row", "excluded", "mapping"),
        )
        return cls(
            document.text("sheet"),
            tuple(_row(item) for item in document.items("header_rows")),
            document.integer("body_first_row"),
            document.integer("body_last_row"),
            tuple(row for item in document.items("excluded") for row in _run(item)),
            tuple(_mapped(item) for item in document.items("mapping")),
        )


def plan_from(
    proposal: SheetProposal, ledger: LedgerId, name: str, confidentiality: Confidentiality
) -> tuple[ImportPlan, Form]:
    """Take a proposal as it is: fields ``f1, f2, …`` in the order of the columns.

    Raises:
        PlanMismatchError: nothing is proposed for the sheet.
    """
    mapping = tuple(
        ColumnMapping(
            column.column, f"f{number}", column.label, column.kind, choices=column.choices
        )
        for number, column in enumerate(proposal.columns, start=1)
    )
    if proposal.kind != "table" or not mapping:
        raise PlanMismatchError
    plan = ImportPlan(
        proposal.sheet,
        proposal.header_rows,
        proposal.body_first_row,
        proposal.body_last_row,
        proposal.excluded,
        mapping,
    )
    return plan, plan.form(ledger, name, confidentiality)


def _runs(excluded: tuple[ExcludedRow, ...]) -> list[tuple[Why, int, int]]:
    runs: list[tuple[Why, int, int]] = []
    for row in excluded:
        if runs and runs[-1][0] == row.why and runs[-1][2] == row.row - 1:
            runs[-1] = (row.why, runs[-1][1], row.row)
        else:
            runs.append((row.why, row.row, row.row))
    return runs


_MAX_ROWS = 1_048_576


def _run(untrusted: Json) -> list[ExcludedRow]:
    if not isinstance(untrusted, list) or len(untrusted) != len(("why", "first", "last")):
        raise MalformedDocumentError(reason="excluded")
    why = next((known for known in _WHYS if known == untrusted[0]), None)
    first, last = _row(untrusted[1]), _row(untrusted[2])
    if why is None or first > last:
        raise MalformedDocumentError(reason="excluded")
    return [ExcludedRow(row, why) for row in range(first, last + 1)]


def _row(untrusted: Json) -> int:
    if isinstance(untrusted, bool) or not isinstance(untrusted, int):
        raise MalformedDocumentError(reason="row")
    if not 1 <= untrusted <= _MAX_ROWS:
        raise MalformedDocumentError(reason="row")
    return untrusted


def _mapped(untrusted: Json) -> ColumnMapping:
    document = Document(
        untrusted, *("column", "fid", "label", "kind", "required", "choices", "default_era")
    )
    try:
        kind = FieldKind(document.text("kind"))
    except ValueError as error:
        raise MalformedDocumentError(reason="kind") from error
    return ColumnMapping(
        document.integer("column"),
        document.text("fid"),
        document.text("label"),
        kind,
        document.boolean("required"),
        document.texts("choices"),
        document.optional_text("default_era"),
    )
