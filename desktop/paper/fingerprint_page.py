"""The page that carries a store's fingerprint, to be compared when terminals and partners join."""

from dataclasses import dataclass

from desktop.paper import wording
from desktop.paper.blocks import code
from desktop.paper.draw import A4, Imprint, Paper, paint
from desktop.paper.flow import Flow
from desktop.paper.fonts import Face, Fonts
from desktop.paper.tables import Column, facts, table

_GROUP = 4
_LOG_LINES = 8


@dataclass(frozen=True, slots=True)
class FingerprintPage:
    """A store's fingerprint of 32 characters (spaces and hyphens in it do not matter)."""

    imprint: Imprint
    store_fingerprint: str
    founders: tuple[str, ...]
    issued_on: str


def draw_fingerprint_page(page: FingerprintPage, fonts: Fonts) -> Paper:
    """The page, with room to note eight comparisons."""
    flow = Flow(A4, fonts)
    flow.title(wording.FINGERPRINT_TITLE)
    flow.text(wording.FINGERPRINT_PURPOSE, 9.5)
    flow.space(2)
    facts(flow, _facts(page))
    flow.heading(wording.FINGERPRINT_CODE)
    code(flow, fingerprint_groups(page.store_fingerprint))
    flow.space(3)
    flow.text(wording.FINGERPRINT_WARNING, 10, Face.BOLD)
    flow.text(wording.FINGERPRINT_OPEN, 9.5)
    flow.heading(wording.FINGERPRINT_LOG_HEADING)
    _log(flow)
    return paint(wording.FINGERPRINT_TITLE, A4, flow.pages, page.imprint, fonts)


def fingerprint_groups(fingerprint: str) -> tuple[str, ...]:
    """The fingerprint's characters in groups of four."""
    plain = "".join(character for character in fingerprint if character.isalnum())
    return tuple(plain[start : start + _GROUP] for start in range(0, len(plain), _GROUP))


def _facts(page: FingerprintPage) -> tuple[tuple[str, str], ...]:
    return (
        (wording.FINGERPRINT_UNIT, page.imprint.unit),
        (wording.FINGERPRINT_FOUNDERS, wording.LIST_COMMA.join(page.founders)),
        (wording.FINGERPRINT_ISSUED, page.issued_on),
    )


def _log(flow: Flow) -> None:
    widths = (34.0, 56.0, 40.0, 40.0)
    columns = tuple(
        Column(title, width) for title, width in zip(wording.FINGERPRINT_LOG, widths, strict=True)
    )
    table(flow, columns, [("\n", "", "", "")] * _LOG_LINES)
