"""An office of three at one terminal: who they are, and how they type."""

import secrets
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop.domain.policy import KdfPolicy
from desktop.usecases.founding import NewPerson, UnitPlan
from desktop.usecases.office import Office
from tests.ui.typing_keys import commit

RESOURCES = Path(__file__).resolve().parents[3] / "resources"
CHEAP = KdfPolicy(m=64 * 1024, t=3, p=1)
ADMINISTRATOR = NewPerson("it-1001", "架空 一郎", "aomori-no-ringo-wa-akai")
SUPERVISOR = NewPerson("sv-2002", "訓練 花子", "yamagata-no-sakuranbo")
CLERK = NewPerson("ck-3003", "見本 次郎", "akita-no-kiritanpo-nabe")
PLAN = UnitPlan(
    "みほん市", "福祉課 児童手当", "端末1", ADMINISTRATOR, SUPERVISOR, (CLERK,), drill=True
)


def an_office(home: Path) -> Office:
    """A drill office whose stores lie under ``home``; password hashing at the least cost."""
    home.mkdir(parents=True, exist_ok=True)
    return Office(
        home, RESOURCES, lambda: datetime.now(UTC), secrets.token_bytes, CHEAP, drill=True
    )


def focused() -> QWidget:
    """The widget the keys go to."""
    widget = QApplication.focusWidget()
    assert widget is not None, "the focus is nowhere"
    return widget


def type_text(text: str) -> None:
    """Type into whatever has the focus at each key."""
    if text.isascii():
        for letter in text:
            QTest.keyClick(focused(), letter)
    else:
        commit(focused(), text)


def enter() -> None:
    """Press Enter where the focus is."""
    QTest.keyClick(focused(), Qt.Key.Key_Return)


def type_lines(*lines: str) -> None:
    """Type each line and press Enter after it."""
    for line in lines:
        type_text(line)
        enter()
