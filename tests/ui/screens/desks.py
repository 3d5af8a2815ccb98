"""Two founded units, one with two ledgers and one without, copied for the test that needs one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.main_window import MainWindow
from desktop.ui.tasks import Tasks
from desktop.usecases.desk import Desk
from desktop.usecases.founding import NewPerson
from desktop.usecases.office import UnitRef
from desktop.usecases.signin import sign_in, sign_out
from tests.builders.offices import CLERK, copied, found, office_at
from tests.ui.screens.dogs import fill

CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


@dataclass(frozen=True)
class Units:
    """What is copied: a unit with ledgers and a bare one."""

    filled: UnitRef
    bare: UnitRef


def make_units(home: Path) -> Units:
    bare = found(home / "bare").unit
    (home / "filled").mkdir()
    filled = copied(bare, home / "filled")
    desk = sign_in(office_at(home / "filled"), filled, CLERK.uid, CLERK.password)
    fill(desk)
    sign_out(desk)
    return Units(filled, bare)


Sit = Callable[..., Desk]


def sitting(units: Units, home: Path) -> Iterator[Sit]:
    """Sign a person in at a copy of the filled unit, or of the bare one."""
    desks: list[Desk] = []

    def sit(person: NewPerson = CLERK, *, bare: bool = False) -> Desk:
        folder = home / ("bare" if bare else "filled")
        folder.mkdir(exist_ok=True)
        source = units.bare if bare else units.filled
        known = folder / source.folder.name
        unit = office_at(folder).units()[0] if known.exists() else copied(source, folder)
        desks.append(sign_in(office_at(folder), unit, person.uid, person.password))
        return desks[-1]

    yield sit
    for desk in desks:
        sign_out(desk)


def shown(qtbot: QtBot, screen: QWidget, *, key: str = "screen") -> MainWindow:
    """The screen in the real frame, active, at the smallest working size."""
    window = MainWindow("福祉課", "端末1", "担当 次郎")
    window.add_screen(key, "画面", "ledger", screen)
    for signal, slot in (
        (screen.refused, window.messages.refuse),
        (screen.told, window.messages.tell),
    ):
        signal.connect(slot)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def settled(qtbot: QtBot, tasks: Tasks) -> None:
    """Wait until nothing runs and nothing is about to be asked."""
    qtbot.waitUntil(tasks.idle)
    QApplication.processEvents()
    qtbot.waitUntil(tasks.idle)
