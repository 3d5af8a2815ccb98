"""端末の健康診断: what was found on one computer, kept with the application to introduce."""

from dataclasses import dataclass

from desktop.paper.blocks import stamps
from desktop.paper.draw import A4, Align, Imprint, Paper, paint
from desktop.paper.flow import Flow
from desktop.paper.fonts import Fonts
from desktop.paper.tables import Column, facts, table

_WIDTHS = (26.0, 36.0, 56.0, 52.0)


@dataclass(frozen=True, slots=True)
class TerminalSheet:
    """Facts about the computer as pairs; a line is mark, check, what was found, what to do."""

    imprint: Imprint
    title: str
    pairs: tuple[tuple[str, str], ...]
    columns: tuple[str, str, str, str]
    lines: tuple[tuple[str, str, str, str], ...]
    note: str


def draw_terminal_sheet(sheet: TerminalSheet, fonts: Fonts) -> Paper:
    """The sheet, with boxes for the seals of those who take note of it."""
    flow = Flow(A4, fonts)
    stamps(flow)
    flow.title(sheet.title)
    facts(flow, sheet.pairs, size=9.5)
    flow.space(3)
    aligns = (Align.CENTRE, Align.LEFT, Align.LEFT, Align.LEFT)
    table(flow, tuple(map(Column, sheet.columns, _WIDTHS, aligns)), sheet.lines, 8.5)
    flow.space(2)
    flow.text(sheet.note, 8.5)
    return paint(sheet.title, A4, flow.pages, sheet.imprint, fonts)
