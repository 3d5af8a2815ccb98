"""端末の健康診断: what each fact about a computer means for the store on it (SECURITY-DESIGN §12).

Each rule gives a mark, the case it found (a word of ``ui.messages.health``) and the case's number.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from desktop.domain.terminal_facts import (
    Clipboards,
    Clock,
    DiskCipher,
    PageFile,
    Profile,
    Removable,
    StorePlace,
    TerminalFacts,
)
from desktop.domain.wareki import format_wareki
from desktop.domain.windows_support import supported_until

GIB = 1 << 30
_ENOUGH_MEMORY, _LEAST_MEMORY = 7 * GIB, 3 * GIB
"""A little under 8 and 4 GiB: part of it is the machine's own."""

_ENOUGH_SPACE, _LEAST_SPACE = 20 * GIB, 5 * GIB
_LONGEST_LOCK_SECONDS = 900
_SOON = timedelta(days=180)
_WORKING_WIDTH, _WORKING_HEIGHT = 1366, 700


class Mark(StrEnum):
    """緑, 黄, 赤, and 灰 for what cannot be looked at here."""

    GOOD = "good"
    CARE = "care"
    BAD = "bad"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found; ``number`` fills the blank of its sentence, if it has one."""

    mark: Mark
    case: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class HealthRow:
    """One line of the sheet; ``check`` is a key of ``CHECKS``."""

    check: str
    mark: Mark
    case: str
    number: str


Rule = Callable[[TerminalFacts, date], Finding]
UNKNOWN = Finding(Mark.UNKNOWN, "unknown")


def examine(facts: TerminalFacts, today: date) -> tuple[HealthRow, ...]:
    """Every check in the order of the sheet."""
    found = ((check, rule(facts, today)) for check, rule in CHECKS.items())
    return tuple(HealthRow(check, one.mark, one.case, one.number) for check, one in found)


def _system(facts: TerminalFacts, today: date) -> Finding:
    version = facts.system
    if version.build is None:
        return Finding(Mark.UNKNOWN, "other", version.name)
    until = supported_until(version.build, version.edition)
    name = f"{version.name} ({version.build})"
    if until is None:
        return Finding(Mark.CARE, "unlisted", name)
    if until < today:
        return Finding(Mark.BAD, "ended", name)
    mark = Mark.CARE if until - today < _SOON else Mark.GOOD
    return Finding(mark, "until", f"{name}、{format_wareki(until)}")


def _disk(facts: TerminalFacts, _today: date) -> Finding:
    match facts.disk:
        case DiskCipher.ON:
            return Finding(Mark.GOOD, "on")
        case DiskCipher.PARTLY:
            return Finding(Mark.CARE, "partly")
        case DiskCipher.OFF:
            return Finding(Mark.BAD, "off")
        case None:
            return UNKNOWN


def _page_file(facts: TerminalFacts, _today: date) -> Finding:
    match facts.page_file:
        case None:
            return UNKNOWN
        case PageFile.PLAIN if facts.disk is DiskCipher.ON:
            return Finding(Mark.GOOD, "on_cipher")
        case PageFile.PLAIN:
            return Finding(Mark.BAD, "plain")
        case other:
            return Finding(Mark.GOOD, other.value)


def _hibernation(facts: TerminalFacts, _today: date) -> Finding:
    if facts.hibernates is None:
        return UNKNOWN
    if not facts.hibernates:
        return Finding(Mark.GOOD, "off")
    return Finding(Mark.CARE if facts.disk is DiskCipher.ON else Mark.BAD, "on")


def _dumps(facts: TerminalFacts, _today: date) -> Finding:
    if facts.dumps is None:
        return UNKNOWN
    return Finding(Mark.BAD, "on") if facts.dumps else Finding(Mark.GOOD, "off")


def _clipboard(facts: TerminalFacts, _today: date) -> Finding:
    match facts.clipboard:
        case Clipboards.DENIED:
            return Finding(Mark.GOOD, "denied")
        case Clipboards.UNSET:
            return Finding(Mark.CARE, "unset")
        case Clipboards.ON:
            return Finding(Mark.BAD, "on")
        case None:
            return UNKNOWN


def _removable(facts: TerminalFacts, _today: date) -> Finding:
    match facts.removable:
        case Removable.LIMITED:
            return Finding(Mark.GOOD, "limited")
        case Removable.UNSET:
            return Finding(Mark.CARE, "unset")
        case None:
            return UNKNOWN


def _clock(facts: TerminalFacts, _today: date) -> Finding:
    match facts.clock:
        case Clock.SYNCED:
            return Finding(Mark.GOOD, "synced")
        case Clock.INTERNET:
            return Finding(Mark.CARE, "internet")
        case Clock.OFF:
            return Finding(Mark.BAD, "off")
        case None:
            return UNKNOWN


def _screen_lock(facts: TerminalFacts, _today: date) -> Finding:
    seconds = facts.screen_lock_seconds
    if seconds is None:
        return UNKNOWN
    if not seconds:
        return Finding(Mark.BAD, "never")
    mark = Mark.GOOD if seconds <= _LONGEST_LOCK_SECONDS else Mark.CARE
    return Finding(mark, "after", str(max(seconds // 60, 1)))


def _account(facts: TerminalFacts, _today: date) -> Finding:
    if facts.elevated is None:
        return UNKNOWN
    return Finding(Mark.CARE, "elevated") if facts.elevated else Finding(Mark.GOOD, "plain")


def _profile(facts: TerminalFacts, _today: date) -> Finding:
    match facts.profile:
        case Profile.KEPT:
            return Finding(Mark.GOOD, "kept")
        case Profile.DOUBTFUL:
            return Finding(Mark.CARE, "doubtful")
        case Profile.FORGETFUL:
            return Finding(Mark.BAD, "forgetful")
        case None:
            return UNKNOWN


def _place(facts: TerminalFacts, _today: date) -> Finding:
    match facts.place:
        case StorePlace.GUARDED:
            return Finding(Mark.GOOD, "guarded")
        case StorePlace.ALONE | StorePlace.OUTSIDE:
            return Finding(Mark.CARE, facts.place.value)
        case StorePlace.ABSENT:
            return Finding(Mark.UNKNOWN, "absent")
        case StorePlace.OPEN:
            return Finding(Mark.BAD, "open")
        case None:
            return UNKNOWN


def _space(facts: TerminalFacts, _today: date) -> Finding:
    return _enough(facts.free_bytes, _ENOUGH_SPACE, _LEAST_SPACE)


def _memory(facts: TerminalFacts, _today: date) -> Finding:
    return _enough(facts.memory_bytes, _ENOUGH_MEMORY, _LEAST_MEMORY)


def _enough(found: int | None, enough: int, least: int) -> Finding:
    if not found:
        return UNKNOWN
    amount = f"{found / GIB:,.1f}"
    if found >= enough:
        return Finding(Mark.GOOD, "enough", amount)
    return Finding(Mark.CARE if found >= least else Mark.BAD, "little", amount)


def _screen(facts: TerminalFacts, _today: date) -> Finding:
    screen = facts.screen
    if screen is None:
        return UNKNOWN
    wide = screen.width >= _WORKING_WIDTH and screen.height >= _WORKING_HEIGHT
    size = f"{screen.width}×{screen.height}（{screen.percent}%）"
    return Finding(Mark.GOOD, "enough", size) if wide else Finding(Mark.CARE, "small", size)


def _hardening(facts: TerminalFacts, _today: date) -> Finding:
    missing = [name for name in facts.wanted_hardening if name not in facts.hardening]
    if missing:
        return Finding(Mark.CARE, "partly", ", ".join(missing))
    return Finding(Mark.GOOD, "all", str(len(facts.hardening)))


CHECKS: dict[str, Rule] = {
    "disk": _disk,
    "place": _place,
    "profile": _profile,
    "page_file": _page_file,
    "hibernation": _hibernation,
    "dumps": _dumps,
    "hardening": _hardening,
    "clipboard": _clipboard,
    "removable": _removable,
    "screen_lock": _screen_lock,
    "account": _account,
    "clock": _clock,
    "system": _system,
    "memory": _memory,
    "space": _space,
    "screen": _screen,
}
