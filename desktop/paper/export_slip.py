"""持出票: what an approved package holds, who may have it, and the receipt to be cut off."""

from dataclasses import dataclass

from desktop.paper import wording
from desktop.paper.blocks import stamps
from desktop.paper.draw import A4, Align, Box, Imprint, Paper, Rule, Words, paint
from desktop.paper.flow import Flow
from desktop.paper.fonts import Face, Fonts
from desktop.paper.tables import facts

_RECEIPT_HEIGHT = 66.0
_SEAL = 26.0
_GROUP = 4


@dataclass(frozen=True, slots=True)
class ExportSlip:
    """One approved export as it goes along with its medium; times and names are texts."""

    imprint: Imprint
    request_id: str
    package_id: str
    ledger: str
    purpose: str
    legal_basis: str
    recipient: str
    records: int
    columns: tuple[str, ...]
    medium_no: str
    requested_by: str
    approved_by: str
    not_after: str
    checkpoint: tuple[str, ...]


def draw_export_slip(slip: ExportSlip, fonts: Fonts) -> Paper:
    """The slip, its receipt at the foot of the last page."""
    flow = Flow(A4, fonts)
    stamps(flow)
    flow.title(wording.SLIP_TITLE)
    facts(flow, _facts(slip), size=9.5)
    flow.heading(wording.SLIP_RULES_HEADING)
    for number, rule in enumerate(wording.SLIP_RULES, 1):
        flow.item(number, rule, 9)
    flow.need(_RECEIPT_HEIGHT + 4)
    flow.y = flow.size.bottom - _RECEIPT_HEIGHT
    _cut(flow)
    _receipt(flow, slip)
    return paint(wording.SLIP_TITLE, A4, flow.pages, slip.imprint, fonts)


def _facts(slip: ExportSlip) -> tuple[tuple[str, str], ...]:
    columns = wording.LIST_COMMA.join(slip.columns)
    return (
        (wording.SLIP_REQUEST, _in_groups(slip.request_id)),
        (wording.SLIP_PACKAGE, _in_groups(slip.package_id)),
        (wording.SLIP_LEDGER, slip.ledger),
        (wording.SLIP_RECIPIENT, slip.recipient),
        (wording.SLIP_PURPOSE, slip.purpose),
        (wording.SLIP_BASIS, slip.legal_basis),
        (wording.SLIP_RECORDS, wording.SLIP_RECORDS_VALUE.format(count=slip.records)),
        (
            wording.SLIP_COLUMNS,
            columns + wording.SLIP_COLUMNS_VALUE.format(count=len(slip.columns)),
        ),
        (wording.SLIP_MEDIUM, slip.medium_no),
        (wording.SLIP_REQUESTED, slip.requested_by),
        (wording.SLIP_APPROVED, slip.approved_by),
        (wording.SLIP_NOT_AFTER, slip.not_after),
        (wording.SLIP_CHECKPOINT, "  ".join(slip.checkpoint)),
    )


def _in_groups(number: str) -> str:
    """A long number as two people read it to each other: 「53a4 a8df 84d2 …」."""
    return " ".join(number[place : place + _GROUP] for place in range(0, len(number), _GROUP))


def _cut(flow: Flow) -> None:
    middle = flow.size.left + flow.size.body / 2
    flow.put(
        Rule(flow.size.left, flow.y, middle - 13, flow.y, 0.5, dashed=True),
        Rule(middle + 13, flow.y, flow.size.right, flow.y, 0.5, dashed=True),
        Words(middle, flow.y + 1, wording.SLIP_CUT, 8, align=Align.CENTRE),
    )
    flow.space(4)


def _receipt(flow: Flow, slip: ExportSlip) -> None:
    middle = flow.size.left + flow.size.body / 2
    flow.put(Words(middle, flow.y + 5.5, wording.SLIP_RECEIPT_TITLE, 14, Face.BOLD, Align.CENTRE))
    flow.space(9)
    flow.text(wording.SLIP_RECEIPT_LEAD.format(unit=slip.imprint.unit), 9.5)
    flow.space(1)
    top = flow.y
    facts(flow, _received(slip), 9, flow.size.body - _SEAL)
    _seal(flow, top)


def _received(slip: ExportSlip) -> tuple[tuple[str, str], ...]:
    count = wording.SLIP_RECORDS_VALUE.format(count=slip.records)
    first, second = wording.SLIP_RECEIPT_FIELDS
    return (
        (wording.SLIP_REQUEST, _in_groups(slip.request_id)),
        (wording.SLIP_PACKAGE, f"{_in_groups(slip.package_id)}　{count}"),
        (wording.SLIP_MEDIUM, slip.medium_no),
        (first, ""),
        (second, ""),
        wording.SLIP_RECEIPT_AFTER,
    )


def _seal(flow: Flow, top: float) -> None:
    """The box for the receiver's seal, at the right end of the receipt."""
    x = flow.size.right - _SEAL
    flow.put(Box(x, top, _SEAL, flow.y - top, 0.6))
    flow.put(Words(x + 1.5, top + 3.8, wording.SLIP_RECEIPT_SEAL, 7.5))
