"""One recovery sheet: a share of the store's recovery key, to be sealed in an envelope."""

from dataclasses import dataclass, field

from desktop.paper import wording
from desktop.paper.blocks import code, spaced
from desktop.paper.draw import A4, Align, Box, Imprint, Paper, Words, paint
from desktop.paper.flow import Flow
from desktop.paper.fonts import Face, Fonts
from desktop.paper.tables import facts


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """Sheet ``number`` of ``of``: eight groups of four characters and a check group of two."""

    imprint: Imprint
    store_fingerprint: str
    number: int
    of: int
    needed: int
    groups: tuple[str, ...] = field(repr=False)
    check: str = field(repr=False)
    custodian: str
    issued_on: str
    warnings: tuple[str, ...] = ()


def draw_recovery_sheet(sheet: RecoverySheet, fonts: Fonts) -> Paper:
    """The sheet on one A4 page."""
    flow = Flow(A4, fonts)
    title = wording.RECOVERY_TITLE.format(number=sheet.number, of=sheet.of)
    flow.title(title)
    _banner(flow, wording.RECOVERY_SEALED)
    flow.text(_filled(wording.RECOVERY_PURPOSE, sheet), 10)
    flow.space(2)
    facts(flow, _facts(sheet), size=10)
    flow.heading(wording.RECOVERY_CODE)
    code(flow, sheet.groups, 28)
    _check(flow, sheet.check)
    flow.heading(wording.RECOVERY_RULES_HEADING)
    _rules(flow, sheet)
    _seal(flow)
    return paint(title, A4, flow.pages, sheet.imprint, fonts)


def _facts(sheet: RecoverySheet) -> tuple[tuple[str, str], ...]:
    return (
        (wording.RECOVERY_UNIT, sheet.imprint.unit),
        (wording.RECOVERY_FINGERPRINT, sheet.store_fingerprint),
        (wording.RECOVERY_CUSTODIAN, sheet.custodian),
        (wording.RECOVERY_ISSUED, sheet.issued_on),
    )


def _filled(text: str, sheet: RecoverySheet) -> str:
    return text.format(number=sheet.number, of=sheet.of, needed=sheet.needed)


def _banner(flow: Flow, text: str) -> None:
    flow.put(Box(flow.size.left, flow.y, flow.size.body, 9, 1.2, 0.9))
    centre = flow.size.left + flow.size.body / 2
    flow.put(Words(centre, flow.y + 6.1, text, 11, Face.BOLD, Align.CENTRE))
    flow.space(11.5)


def _check(flow: Flow, check: str) -> None:
    """The check group under the code, the reading rule beside it."""
    width, height, top = 40.0, 14.0, flow.y + 2
    x = flow.size.right - width
    flow.put(Box(x, top, width, height, 1.2), Box(x, top, 14, height, 0.4, 0.95))
    flow.put(Words(x + 7, top + 8.4, wording.RECOVERY_CHECK, 9, align=Align.CENTRE))
    spaced(flow, x + 15, 24, top + height / 2, check, 22)
    flow.y = top
    flow.text(wording.RECOVERY_ALPHABET, 8.5, keep=width + 5)
    flow.y = max(flow.y, top + height)


def _rules(flow: Flow, sheet: RecoverySheet) -> None:
    for number, rule in enumerate((*wording.RECOVERY_RULES, *sheet.warnings), 1):
        flow.item(number, _filled(rule, sheet), 10)


def _seal(flow: Flow) -> None:
    flow.heading(wording.RECOVERY_SEAL_HEADING)
    height = 15.0
    width = (flow.size.body - 30) / 2
    top = flow.y
    for number, label in enumerate(wording.RECOVERY_SEAL_FIELDS):
        x = flow.size.left + (number % 2) * width
        y = top + (number // 2) * height
        flow.put(Box(x, y, width, height, 0.4), Words(x + 1.5, y + 3.6, label, 7))
    seal = flow.size.left + 2 * width
    flow.put(
        Box(seal, top, 30, 2 * height, 0.4), Words(seal + 1.5, top + 3.6, wording.RECOVERY_SEAL, 7)
    )
    flow.y = top + 2 * height
