"""One place that says what has changed; each open screen decides whether to read anew.

No screen calls another: a deed's result is announced here.
"""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, Signal


class Area(StrEnum):
    """What kind of thing changed."""

    LEDGERS = "ledgers"
    RECORDS = "records"
    IMPORTS = "imports"
    EXPORTS = "exports"
    PACKAGES = "packages"
    PEOPLE = "people"
    AUDIT = "audit"


@dataclass(frozen=True, slots=True)
class Change:
    """Something of ``area`` changed; ``ledger`` and ``uids`` narrow it where known."""

    area: Area
    ledger: str = ""
    uids: tuple[str, ...] = ()


class Changes(QObject):
    """The notice board: ``announce`` on one side, the signal ``happened`` on the other."""

    happened = Signal(object)

    def announce(self, area: Area, ledger: str = "", uids: tuple[str, ...] = ()) -> None:
        """Tell every open screen, at once and in this thread."""
        self.happened.emit(Change(area, ledger, uids))
