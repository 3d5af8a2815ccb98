"""日計表: what was done on a day, and the anchor of the log to be stamped and filed."""

from dataclasses import dataclass

from desktop.paper import wording
from desktop.paper.blocks import code, stamps
from desktop.paper.draw import A4, Align, Imprint, Paper, paint
from desktop.paper.flow import Flow
from desktop.paper.fonts import Fonts
from desktop.paper.tables import Column, facts, table


@dataclass(frozen=True, slots=True)
class DailySheet:
    """A day of the log: entries ``first`` to ``last``, counted by deed, and its anchor."""

    imprint: Imprint
    day: str
    terminal: str
    first: int
    last: int
    counts: tuple[tuple[str, int], ...]
    anchor: tuple[str, ...]
    previous_anchor: tuple[str, ...] = ()


def draw_daily_sheet(sheet: DailySheet, fonts: Fonts) -> Paper:
    """The sheet with its seal boxes."""
    flow = Flow(A4, fonts)
    stamps(flow)
    flow.title(wording.DAILY_TITLE)
    facts(flow, _facts(sheet))
    flow.heading(wording.DAILY_WORDS_HEADING)
    flow.text(wording.DAILY_WORDS_LEAD, 9.5)
    flow.space(2)
    code(flow, sheet.anchor, 20)
    flow.heading(wording.DAILY_COUNTS_HEADING)
    table(flow, _columns(flow), [(label, f"{count:,}") for label, count in sheet.counts], 9.5)
    return paint(wording.DAILY_TITLE, A4, flow.pages, sheet.imprint, fonts)


def _facts(sheet: DailySheet) -> tuple[tuple[str, str], ...]:
    entries = wording.DAILY_ENTRIES_VALUE.format(first=sheet.first, last=sheet.last)
    previous = "  ".join(sheet.previous_anchor) or wording.NONE
    return (
        (wording.DAILY_DAY, sheet.day),
        (wording.DAILY_TERMINAL, sheet.terminal),
        (wording.DAILY_ENTRIES, entries),
        (wording.DAILY_PREVIOUS, previous),
    )


def _columns(flow: Flow) -> tuple[Column, ...]:
    first, second = wording.DAILY_COLUMNS
    return (Column(first, flow.size.body - 40), Column(second, 40, Align.RIGHT))
