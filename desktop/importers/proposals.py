"""Reads every sheet of a workbook as a table, with reasons; a person has the last word."""

from collections.abc import Iterable
from dataclasses import replace

from desktop.domain.fields import FieldKind
from desktop.domain.import_plan import ColumnProposal, ExcludedRow, SheetProposal
from desktop.domain.sheet_shape import SheetShape
from desktop.domain.sheets import Sheet, Workbook
from desktop.importers.body_rows import excluded_rows
from desktop.importers.grid import Grid
from desktop.importers.guesses import Column, guess
from desktop.importers.headers import header_columns, labels
from desktop.importers.regions import Region, find_table, usual_fill

_SAMPLE = 400
_MOST_CHOICES = 24
_FEW_REASONS = 50
_MOST_COLUMNS = 500
"""A form holds no more (domain.forms.MAX_FIELDS); a wider table is not one we can take."""


def propose(workbook: Workbook) -> tuple[SheetProposal, ...]:
    """One proposal for each sheet, in the order of the tabs."""
    return tuple(propose_sheet(sheet) for sheet in workbook.sheets)


def propose_sheet(sheet: Sheet) -> SheetProposal:
    """How we read a sheet: as one table, as nothing to import, or as more than we can read yet."""
    if not len(sheet.rows):
        return SheetProposal(sheet.name, "not-a-ledger")
    grid = Grid(sheet)
    region = find_table(grid)
    if region is None:
        return SheetProposal(sheet.name, "not-a-ledger")
    proposal = _read(grid, region)
    # without a header or a record it may be a form, prose or a drawing: a later issue reads those
    readable = region.header and proposal.record_rows > 0 and len(proposal.columns) > 1
    return proposal if readable else SheetProposal(sheet.name, "unsupported")


def propose_shape(sheet: Sheet, shape: SheetShape) -> SheetProposal:
    """How we read a sheet whose header and body a person has shown."""
    grid = Grid(sheet)
    if not shape.has_body:
        return SheetProposal(sheet.name, "not-a-ledger", shape.header_rows)
    first, last = shape.body_first_row, shape.body_last_row
    return _read(grid, Region(shape.header_rows, first, last, usual_fill(grid)))


def _read(grid: Grid, region: Region) -> SheetProposal:
    columns = _columns(grid, region)
    if not columns or len(columns) > _MOST_COLUMNS:
        return SheetProposal(grid.sheet.name, "unsupported")
    excluded = excluded_rows(grid, region, columns)
    return SheetProposal(
        grid.sheet.name,
        "table",
        region.header,
        region.body_first,
        region.body_last,
        excluded,
        _all_choices(grid, region, _guess_columns(grid, region, columns, excluded)),
        _title(grid, region),
    )


def _columns(grid: Grid, region: Region) -> list[int]:
    filled: set[int] = header_columns(grid, region.header)
    for row in range(region.body_first, region.body_last + 1):
        texts = grid.texts(row)
        if len(texts) > len(filled) or row % 16 == 0 or row < region.body_first + _SAMPLE:
            filled.update(place for place, text in enumerate(texts) if text and not text.isspace())
    return sorted(filled)


def _guess_columns(
    grid: Grid, region: Region, columns: Iterable[int], excluded: tuple[ExcludedRow, ...]
) -> tuple[ColumnProposal, ...]:
    left_out = {row.row for row in excluded}
    rows = [
        row
        for row in grid.sample(region.body_first, region.body_last, _SAMPLE)
        if row not in left_out
    ]
    names = labels(grid, region.header, list(columns))
    return tuple(
        guess(
            Column(
                column,
                name,
                [grid.text(row, column) for row in rows],
                [grid.sheet.kind(row, column) for row in rows],
            )
        )
        for column, name in names.items()
    )


def _all_choices(
    grid: Grid, region: Region, found: tuple[ColumnProposal, ...]
) -> tuple[ColumnProposal, ...]:
    """Complete the choices from every row: one the sample missed would be refused later."""
    wanted = {column.column: dict.fromkeys(column.choices) for column in found if column.choices}
    for texts in grid.rows[region.body_first - 1 : region.body_last]:
        width = len(texts)
        for column, choices in wanted.items():
            if column < width and (text := texts[column]) not in choices and text.strip():
                choices.setdefault(text.strip())
    return tuple(
        _with_choices(column, tuple(wanted[column.column])) if column.choices else column
        for column in found
    )


def _with_choices(column: ColumnProposal, choices: tuple[str, ...]) -> ColumnProposal:
    if len(choices) <= _MOST_CHOICES:
        return replace(column, choices=choices)
    return replace(column, kind=FieldKind.TEXT, choices=(), evidence=(), confidence=_FEW_REASONS)


def _title(grid: Grid, region: Region) -> str:
    for row in region.title_rows:
        for text in grid.texts(row):
            if text.strip():
                return text.strip()
    return ""
