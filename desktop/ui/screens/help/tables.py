"""The tables of the manual that come out of the program itself, so that they cannot differ."""

import re
from collections.abc import Iterator

from desktop.domain.manual import Hand, Table, cell
from desktop.ui.messages import health, self_test
from desktop.ui.messages import help as words
from desktop.ui.messages.lookup import REFUSALS
from desktop.ui.messages.refusal import Refusal
from desktop.ui.shortcuts import help_lines

_BLANK = re.compile(r"\{[a-z_0-9]*\}")


def tables() -> dict[str, Table]:
    """Each table by the name under which a chapter asks for it."""
    return {
        "keys": _keys(),
        "refusals": _refusals(),
        "selftest": _self_test(),
        "health": _health(),
    }


def _keys() -> Table:
    rows = tuple((cell(key, Hand.STRONG), cell(word)) for key, word in help_lines())
    return Table(tuple(cell(head) for head in words.KEY_HEAD), rows)


def _refusals() -> Table:
    ordered = sorted(REFUSALS.values(), key=_order)
    rows = tuple(
        (cell(one.number, Hand.STRONG), *(cell(_spoken(part)) for part in _parts(one)))
        for one in ordered
    )
    return Table(tuple(cell(head) for head in words.REFUSAL_HEAD), rows)


def _health() -> Table:
    """Only what asks for something to be done."""
    rows = tuple(
        (cell(health.CHECKS[check], Hand.STRONG), cell(_spoken(found)), cell(do))
        for (check, _case), (found, do) in health.CASES.items()
        if do != health.NOTHING_TO_DO
    )
    return Table(tuple(cell(head) for head in words.HEALTH_HEAD), rows)


def _self_test() -> Table:
    rows = tuple((cell(what), cell(bar and f"{bar}{unit}")) for what, unit, bar in _measured())
    return Table(tuple(cell(head) for head in words.SELF_TEST_HEAD), rows)


def _measured() -> Iterator[tuple[str, str, str]]:
    """What each row looks at, its unit where the bar is a number, and its bar."""
    for what, unit, bar in self_test.ROWS.values():
        yield what, unit if bar[:1].isdigit() and bar[-1:].isdigit() else "", bar


def _parts(refusal: Refusal) -> tuple[str, str, str]:
    return refusal.cause, refusal.remedy, refusal.helper


def _spoken(text: str) -> str:
    """A sentence with its blanks shown as such: what fills them is seen on the screen."""
    return _BLANK.sub(words.BLANK, text)


def _order(refusal: Refusal) -> tuple[int, str]:
    return int(refusal.number.partition("-")[2]), refusal.number
