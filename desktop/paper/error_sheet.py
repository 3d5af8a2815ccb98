"""誤り票: the cells of one sheet that were not taken in, and why."""

from dataclasses import dataclass

from desktop.paper import wording
from desktop.paper.draw import A4_LANDSCAPE, Align, Imprint, Paper, paint
from desktop.paper.flow import Flow
from desktop.paper.fonts import Fonts
from desktop.paper.tables import Column, facts, table

_WIDTHS = (12.0, 18.0, 42.0, 70.0, 85.0, 30.0)
_RIGHT = (Align.RIGHT, Align.LEFT, Align.LEFT, Align.LEFT, Align.LEFT, Align.LEFT)


@dataclass(frozen=True, slots=True)
class CellError:
    """A cell's address, the field it belongs to, what it showed, and the reason in words."""

    cell: str
    label: str
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class ErrorSheet:
    """The errors of one sheet of one book, in the order of its cells."""

    imprint: Imprint
    book: str
    sheet: str
    rows: tuple[CellError, ...]


def draw_error_sheet(errors: ErrorSheet, fonts: Fonts) -> Paper:
    """The error sheet, with an empty column for what was done about each."""
    flow = Flow(A4_LANDSCAPE, fonts)
    flow.title(wording.ERROR_TITLE)
    facts(flow, ((wording.ERROR_BOOK, errors.book), (wording.ERROR_SHEET, errors.sheet)), size=9.5)
    flow.space(2)
    if errors.rows:
        flow.text(wording.ERROR_LEAD, 9.5)
        flow.space(1)
        table(flow, _columns(), _lines(errors.rows))
        flow.space(2)
    flow.text(_count(len(errors.rows)), 10)
    return paint(wording.ERROR_TITLE, A4_LANDSCAPE, flow.pages, errors.imprint, fonts)


def _count(count: int) -> str:
    return wording.ERROR_COUNT.format(count=count) if count else wording.ERROR_NONE


def _columns() -> tuple[Column, ...]:
    return tuple(map(Column, wording.ERROR_COLUMNS, _WIDTHS, _RIGHT))


def _lines(rows: tuple[CellError, ...]) -> list[tuple[str, ...]]:
    return [
        (str(number), row.cell, row.label, row.text, row.why, "")
        for number, row in enumerate(rows, 1)
    ]
