"""一覧: records as a ruled table over as many pages as they need."""

from dataclasses import dataclass

from desktop.paper import wording
from desktop.paper.columns import ListColumn, Panel, Rows, panels
from desktop.paper.draw import A4, A4_LANDSCAPE, Imprint, Paper, paint
from desktop.paper.flow import Flow
from desktop.paper.fonts import Fonts
from desktop.paper.tables import table

_SIZE = 9.0
_SMALL = 8.0
_MANY_COLUMNS = 9


@dataclass(frozen=True, slots=True)
class ListDocument:
    """A list as it was seen: every row has one text per column; ``totals`` are (label, figure)."""

    title: str
    imprint: Imprint
    columns: tuple[ListColumn, ...]
    rows: Rows
    conditions: str = ""
    as_of: str = ""
    totals: tuple[tuple[str, str], ...] = ()
    landscape: bool = True


def draw_list(document: ListDocument, fonts: Fonts) -> Paper:
    """The list; columns that do not fit legibly follow on further pages, led by the first one."""
    size = A4_LANDSCAPE if document.landscape else A4
    flow = Flow(size, fonts)
    flow.title(document.title)
    flow.text(_lead(document), 9)
    flow.space(1)
    if document.rows:
        _panels(flow, document)
    else:
        flow.text(wording.LIST_EMPTY, 10)
    return paint(document.title, size, flow.pages, document.imprint, fonts)


def _lead(document: ListDocument) -> str:
    parts = (
        wording.LIST_AS_OF.format(as_of=document.as_of) if document.as_of else "",
        wording.LIST_CONDITIONS.format(conditions=document.conditions)
        if document.conditions
        else "",
        wording.LIST_COUNT.format(count=len(document.rows)),
    )
    return "　　".join(part for part in parts if part)


def _panels(flow: Flow, document: ListDocument) -> None:
    type_size = _SMALL if len(document.columns) > _MANY_COLUMNS else _SIZE
    laid = panels(document.columns, document.rows, flow.size.body, type_size, flow.fonts)
    for number, panel in enumerate(laid, 1):
        if number > 1:
            flow.turn()
        if len(laid) > 1:
            flow.text(_panel_name(panel, number, len(laid)), 8.5)
            flow.space(1)
        table(flow, panel.columns, map(panel.cells, document.rows), type_size)
    _end(flow, document)


def _panel_name(panel: Panel, number: int, of: int) -> str:
    first, last = panel.columns[min(1, len(panel.columns) - 1)], panel.columns[-1]
    return wording.LIST_PANEL.format(number=number, of=of, first=first.title, last=last.title)


def _end(flow: Flow, document: ListDocument) -> None:
    flow.space(2)
    totals = "　　".join(f"{label} {figure}" for label, figure in document.totals)
    end = wording.LIST_END.format(count=len(document.rows))
    flow.text(f"{end}　　{totals}" if totals else end, 9.5)
