"""通信ゼロ証明: the self-test on paper, with what a person still has to see with the cable out."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.paper import wording
from desktop.paper.blocks import stamps
from desktop.paper.draw import A4, Align, Imprint, Paper, japan_time, paint
from desktop.paper.flow import Flow
from desktop.paper.fonts import Face, Fonts
from desktop.paper.tables import Column, facts, table

_WIDTHS = (86.0, 52.0, 20.0, 12.0)
_HAND_WIDTHS = (128.0, 42.0)


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One row of the self-test in words."""

    what: str
    figure: str
    bar: str
    ok: bool


@dataclass(frozen=True, slots=True)
class ZeroNetworkSheet:
    """The sheet of one run; ``network`` are the rows about the network, ``others`` all others."""

    imprint: Imprint
    build: str
    terminal: str
    network: tuple[SheetLine, ...]
    others: tuple[SheetLine, ...]

    @property
    def good(self) -> bool:
        """Whether every row of the run is in order."""
        return all(line.ok for line in (*self.network, *self.others))


def draw_zero_network_sheet(sheet: ZeroNetworkSheet, fonts: Fonts) -> Paper:
    """The sheet; a row that is not in order is printed as 否, and the statement is withheld."""
    flow = Flow(A4, fonts)
    stamps(flow)
    flow.title(wording.ZERO_TITLE)
    flow.text(wording.ZERO_PURPOSE, 9.5)
    flow.space(2)
    facts(flow, _facts(sheet), size=9.5)
    flow.heading(wording.ZERO_NETWORK_HEADING)
    _lines(flow, sheet.network)
    flow.space(1)
    flow.text(wording.ZERO_NETWORK_NOTE, 8.5)
    flow.heading(wording.ZERO_HAND_HEADING)
    columns = tuple(map(Column, wording.ZERO_HAND_COLUMNS, _HAND_WIDTHS))
    table(flow, columns, [(line, wording.ZERO_HAND_BOX) for line in wording.ZERO_HAND])
    flow.heading(wording.ZERO_OTHERS_HEADING)
    _lines(flow, sheet.others)
    flow.space(3)
    statement = wording.ZERO_STATEMENT if sheet.good else wording.ZERO_OPEN
    flow.text(statement, 10, Face.PLAIN if sheet.good else Face.BOLD)
    return paint(wording.ZERO_TITLE, A4, flow.pages, sheet.imprint, fonts)


def _facts(sheet: ZeroNetworkSheet) -> tuple[tuple[str, str], ...]:
    return (
        (wording.ZERO_BUILD, sheet.build),
        (wording.ZERO_TERMINAL, sheet.terminal),
        (wording.ZERO_TESTED, japan_time(sheet.imprint.printed_at)),
        (wording.ZERO_VERDICT, wording.ZERO_GOOD if sheet.good else wording.ZERO_BAD),
    )


def _lines(flow: Flow, lines: Sequence[SheetLine]) -> None:
    aligns = (Align.LEFT, Align.LEFT, Align.LEFT, Align.CENTRE)
    columns = tuple(map(Column, wording.ZERO_COLUMNS, _WIDTHS, aligns))
    rows = [(one.what, one.figure, one.bar, _word(ok=one.ok)) for one in lines]
    table(flow, columns, rows, size=8.5)


def _word(*, ok: bool) -> str:
    return wording.ZERO_OK if ok else wording.ZERO_NOT_OK
