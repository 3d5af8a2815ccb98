"""Feeds the real window one file after the other and measures its GUI thread; a child process.

``python -m tests.journeys.window_load BASE FILE…``: signs the clerk of unit a in, gives each FILE
to the import wizard by keys, and prints one JSON line for each: what was said, the longest event
of the GUI thread in CPU time of its own, and how a timer kept ticking meanwhile.
"""

import json
import sys
import threading
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from desktop.app import Program
from desktop.config import Config
from desktop.logs import open_log
from desktop.ui.application import prepare
from desktop.ui.messages import signin as signin_words
from desktop.ui.screens.import_wizard.screen import ImportScreen
from desktop.ui.tour.hands import choose, find, press, pump, wait_until, write
from desktop.ui.widgets.line_edit import LineEdit
from tests.builders.offices import CLERK, RESOURCES

TICK_MS = 10


class Measured(QApplication):
    """Measures each event the GUI thread handles, from outside in: nested ones belong to it."""

    def __init__(self, arguments: list[str]) -> None:
        super().__init__(arguments)
        self._thread = threading.get_ident()
        self._inside = False
        self.begin()

    def begin(self) -> None:
        """Forget what was measured."""
        self.longest, self.where = 0.0, ""

    @override
    def notify(self, receiver: QObject, event: QEvent) -> bool:
        if self._inside or threading.get_ident() != self._thread:
            return super().notify(receiver, event)
        where = f"{type(receiver).__name__} {event.type().name}"
        self._inside, begun = True, time.thread_time()
        try:
            return super().notify(receiver, event)
        finally:
            self._inside = False
            spent = time.thread_time() - begun
            if spent > self.longest:
                self.longest, self.where = spent, where


class Heart:
    """A timer of the window; ``longest`` is the longest time between two beats."""

    def __init__(self) -> None:
        self._timer = QTimer(interval=TICK_MS)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start()
        self.begin()

    def begin(self) -> None:
        """Forget what was counted."""
        self.beats, self.longest, self._last = 0, 0.0, time.monotonic()

    def _beat(self) -> None:
        now = time.monotonic()
        self.beats, self.longest, self._last = (
            self.beats + 1,
            max(self.longest, now - self._last),
            now,
        )


class Window:
    """The program under measurement."""

    def __init__(self, base: Path) -> None:
        self.application = Measured([])
        config = Config(base / "a", RESOURCES, base, drill=True)
        open_log(config.home)
        prepare(RESOURCES)
        self.program = Program(config)
        self.heart = Heart()
        self.program.start()
        pump()

    def sign_in(self) -> ImportScreen:
        """The clerk, by keys; the import wizard is brought up."""
        shell = self.program.shell
        write(find(shell, LineEdit, signin_words.UID), CLERK.uid)
        password = find(shell, LineEdit, signin_words.PASSWORD)
        write(password, CLERK.password)
        press(password, Qt.Key.Key_Return)
        wait_until(lambda: self.program.workplace is not None, "signed in")
        self.program.workplace.window.show_screen("import")
        self.idle()
        screen = self.program.workplace.screens["import"]
        assert isinstance(screen, ImportScreen)
        return screen

    def idle(self) -> None:
        """Wait until nothing runs off the GUI thread."""
        wait_until(self.program.tasks.idle, "all work done")
        pump(5 * TICK_MS)

    def feed(self, screen: ImportScreen, file: Path) -> dict[str, object]:
        """Give one file to the wizard; what was said and measured until all was quiet again."""
        self.program.workplace.window.messages.clear()
        self.application.begin()
        self.heart.begin()
        begun = time.monotonic()
        choose(screen.choose.chooser, file)
        self.idle()
        return {
            "file": file.name,
            "said": self.program.workplace.window.messages.text(),
            "read": screen.choose.session() is not None,
            "asks_password": screen.choose.password.isVisible(),
            "seconds": time.monotonic() - begun,
            "longest": self.application.longest,
            "where": self.application.where,
            "beats": self.heart.beats,
            "gap": self.heart.longest,
        }

    def close(self) -> bool:
        """Sign out in order and end; whether no bug was met on the way."""
        self.program.leave()
        wait_until(lambda: self.program.workplace is None, "signed out")
        self.idle()
        whole = self.program.last_resort.panel is None
        self.program.close()
        return whole


def main(base: Path, files: list[Path]) -> int:
    """Feed every file; 0 if the window was alive to the end."""
    window = Window(base)
    screen = window.sign_in()
    for file in files:
        sys.stdout.write(json.dumps(window.feed(screen, file)) + "\n")
    return 0 if window.close() else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]]))
