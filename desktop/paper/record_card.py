"""単票: one record as its form shows it, with its history where that is wanted."""

from dataclasses import dataclass

from desktop.paper import wording
from desktop.paper.blocks import stamps
from desktop.paper.draw import A4, Align, Box, Imprint, Paper, Words, paint
from desktop.paper.flow import Flow
from desktop.paper.fonts import Face, Fonts
from desktop.paper.tables import Column, form, table

_HISTORY_WIDTHS = (10.0, 36.0, 36.0, 50.0, 38.0)


@dataclass(frozen=True, slots=True)
class CardGroup:
    """A group of fields: its heading and (label, text) in the order of the form."""

    title: str
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class CardChange:
    """One line of the history, newest or oldest first as the caller likes."""

    version: str
    at: str
    by: str
    what: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class RecordCard:
    """A record as it was seen; ``void_reason`` prints it as 取消, never as if it were in force."""

    title: str
    imprint: Imprint
    number: str
    form_version: str
    state: str
    as_of: str
    groups: tuple[CardGroup, ...]
    history: tuple[CardChange, ...] = ()
    void_reason: str = ""
    with_stamps: bool = False


def draw_record_card(card: RecordCard, fonts: Fonts) -> Paper:
    """The card on A4, upright."""
    flow = Flow(A4, fonts)
    if card.with_stamps:
        stamps(flow)
    flow.title(card.title)
    if card.void_reason:
        _void(flow, card.void_reason)
    form(flow, _facts(card))
    for group in card.groups:
        flow.heading(group.title)
        form(flow, group.fields)
    if card.history:
        _history(flow, card.history)
    return paint(card.title, A4, flow.pages, card.imprint, fonts)


def _facts(card: RecordCard) -> tuple[tuple[str, str], ...]:
    state = wording.CARD_VOID if card.void_reason else card.state
    return (
        (wording.CARD_NUMBER, card.number),
        (wording.CARD_STATE, state),
        (wording.CARD_VERSION, card.form_version),
        (wording.CARD_AS_OF, card.as_of),
    )


def _void(flow: Flow, reason: str) -> None:
    flow.put(Box(flow.size.left, flow.y, 22, 9, 1.4))
    flow.put(
        Words(flow.size.left + 11, flow.y + 6.4, wording.CARD_VOID, 13, Face.BOLD, Align.CENTRE)
    )
    flow.space(11)
    flow.text(wording.CARD_VOID_NOTE.format(reason=reason), 10, Face.BOLD)
    flow.space(2)


def _history(flow: Flow, history: tuple[CardChange, ...]) -> None:
    flow.heading(wording.CARD_HISTORY)
    columns = tuple(map(Column, wording.CARD_HISTORY_COLUMNS, _HISTORY_WIDTHS))
    rows = [(one.version, one.at, one.by, one.what, one.why) for one in history]
    table(flow, columns, rows, 8.5)
