"""端末の健康診断: looks at this computer, before or after anybody has signed in; needs no right.

Nothing of it is personal, nothing is changed, and nothing leaves but the paper a person saves.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from desktop.domain.forms import Confidentiality
from desktop.domain.terminal_facts import ScreenSize
from desktop.domain.terminal_health import HealthRow, examine
from desktop.machine.terminal_facts import terminal_facts
from desktop.paper.terminal_sheet import TerminalSheet, draw_terminal_sheet
from desktop.usecases.documents import JST, day_text, fonts, imprint, write_paper
from desktop.usecases.office import Office

_FILE = "{title}-{day:%Y%m%d}.pdf"


@dataclass(frozen=True, slots=True)
class Examined:
    """When this computer was looked at, and what was found."""

    at: datetime
    rows: tuple[HealthRow, ...]


@dataclass(frozen=True, slots=True)
class SheetWords:
    """The words of the sheet; a line is mark, check, what was found, what to do."""

    title: str
    unit: str
    by: str
    pairs: tuple[tuple[str, str], ...]
    columns: tuple[str, str, str, str]
    lines: tuple[tuple[str, str, str, str], ...]
    note: str


def examine_terminal(office: Office, screen: ScreenSize | None) -> Examined:
    """One look at this computer; ``screen`` is what only the window knows."""
    facts = replace(terminal_facts(office.home, office.hardening), screen=screen)
    at = office.now()
    return Examined(at, examine(facts, at.astimezone(JST).date()))


def terminal_sheet(office: Office, words: SheetWords) -> bytes:
    """The finished sheet as PDF bytes."""
    marks = imprint(office, Confidentiality.LEVEL_2, words.unit, words.by, "")
    sheet = TerminalSheet(marks, words.title, words.pairs, words.columns, words.lines, words.note)
    return draw_terminal_sheet(sheet, fonts(office.resources)).pdf


def save_terminal_sheet(office: Office, words: SheetWords, folder: Path) -> Path:
    """Write the sheet into ``folder``, named by the day; one of the same day is replaced.

    Raises:
        FileUnreadableError: it cannot be written there.
    """
    day = office.now().astimezone(JST)
    return write_paper(
        folder / _FILE.format(title=words.title, day=day), terminal_sheet(office, words)
    )


def moment_text(moment: datetime) -> str:
    """A moment's day in Japan and its minute."""
    return f"{day_text(moment)} {moment.astimezone(JST):%H:%M}"
