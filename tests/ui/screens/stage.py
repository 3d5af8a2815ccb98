"""One screen in the real frame, with what it said, and keys for the person in front of it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.domain.errors import AppError
from desktop.ui.main_window import MainWindow
from desktop.ui.screens.screen import Screen
from desktop.ui.tasks import Tasks
from desktop.ui.tour.hands import pump, wait_until
from desktop.ui.widgets.confirm import Confirm
from desktop.usecases.desk import Desk
from desktop.usecases.founding import NewPerson
from tests.ui.typing_keys import focused
from tests.usecases.two_units import Unit

ScreenT = TypeVar("ScreenT", bound=Screen)


class Stage:
    """``told``, ``refused`` and ``opened`` collect what the screen sent."""

    def __init__(self, tasks: Tasks, screen: Screen) -> None:
        self.tasks, self.screen = tasks, screen
        self.told: list[str] = []
        self.refused: list[str] = []
        self.opened: list[tuple[str, str]] = []
        self.window = MainWindow("福祉課", "端末1", "試験")
        screen.told.connect(lambda text, _kind: self.told.append(text))
        screen.refused.connect(self._on_refused)
        screen.open_requested.connect(lambda key, name: self.opened.append((key, name)))
        self.window.add_screen("screen", "画面", "info", screen)
        self.window.show()
        self.window.activateWindow()
        self.settle()

    def settle(self) -> None:
        """Wait until nothing runs any more."""
        pump()
        wait_until(self.tasks.idle, "the work", 60)
        pump()

    def key(self, *codes: Qt.Key) -> None:
        """Press keys where the focus is, and wait."""
        for code in codes:
            QTest.keyClick(focused(), code)
            self.settle()

    def write(self, text: str) -> None:
        """Commit a text where the focus is, as an IME does."""
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(focused(), event)
        pump(200)  # a search box asks after a pause
        self.settle()

    def say_yes(self) -> None:
        """Answer the question that lies over the window."""
        (question,) = self.window.findChildren(Confirm)
        question.yes_button.click()
        self.settle()

    def close(self) -> None:
        self.settle()
        self.window.close()
        self.window.deleteLater()
        pump()

    def _on_refused(self, error: AppError) -> None:
        self.refused.append(error.code)
        self.window.messages.refuse(error)


def seated(
    tasks: Tasks, screen_of: Callable[[Desk], ScreenT]
) -> Iterator[Callable[[Unit, NewPerson], tuple[Stage, ScreenT, Desk]]]:
    """Sign people in and show them the screen; afterwards all of it is closed again."""
    with ExitStack() as opened:

        def sit(unit: Unit, person: NewPerson) -> tuple[Stage, ScreenT, Desk]:
            desk = opened.enter_context(unit.desk(person))
            screen = screen_of(desk)
            stage = Stage(tasks, screen)
            opened.callback(stage.close)
            return stage, screen, desk

        yield sit
