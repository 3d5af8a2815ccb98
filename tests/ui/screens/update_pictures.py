"""Pictures of 更新 and of a sign-in that finds an older store, on real packages and units.

``python -m tests.ui.screens.update_pictures OUT [SCALE]``: numbered PNGs at 1366×768 logical px,
looked through for cut text and letters without a glyph, at 960×600 too.
"""

import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from desktop.store.migrations import SCHEMA
from desktop.ui.application import prepare
from desktop.ui.main_window import WORKING_SIZE, MainWindow
from desktop.ui.screens.signin.screen import SignInScreen
from desktop.ui.screens.updates.screen import UpdatesScreen
from desktop.ui.tasks import Tasks
from desktop.ui.tour.hands import choose, wait_until
from desktop.usecases.desk import Desk
from desktop.usecases.founding import NewPerson
from desktop.usecases.office import Office
from desktop.usecases.signin import sign_in, sign_out
from desktop.usecases.version_log import note_start
from tests.builders.offices import ADMINISTRATOR, CLERK, RESOURCES, SUPERVISOR, found, office_at
from tests.builders.updates import RUNNING, package, running
from tests.store.older import THIRD
from tests.ui.screens.camera import Camera
from tests.ui.typing_keys import type_lines

LATER = replace(RUNNING, version="0.3.0", build="0.3.0+bbbbbbbbbbbb", schema=3)


def _raise(bug: BaseException) -> None:
    raise bug


class Pictures:
    """An administrator's update, the morning after, and the way back."""

    def __init__(self, out: Path, work: Path) -> None:
        self._tasks = Tasks(_raise)
        self._camera, self._taken = Camera(out, self._tasks), 0
        self._work, self._medium = work, work / "媒体"
        self._medium.mkdir()
        self._unit = found(work / "stores").unit
        self._office = running(office_at(work / "stores"))

    def take_all(self) -> None:
        """Every state of the screen, in the order people meet it."""
        note_start(running(self._office, replace(RUNNING, version="0.1.0")), "jouhou")
        note_start(self._office, "jouhou")
        self._at(self._office, ADMINISTRATOR, self._update)
        self._older()
        later = running(self._office, LATER)
        note_start(later, "jouhou")
        self._at(later, ADMINISTRATOR, self._back)
        self._at(later, SUPERVISOR, self._store_back)
        self._tasks.shutdown()

    def _update(self, screen: UpdatesScreen, take: Callable[[str], None]) -> None:
        same = package(self._medium, "0.2.0")
        newer = package(self._medium, "0.3.0", schema=(1, 2, 3))
        bad = self._medium / "こわれた媒体.kuraup"
        bad.write_bytes(newer.path.read_bytes()[:-1])
        screen.choosing.enter()
        take("empty")
        choose(screen.choosing.chooser, bad)
        take("refused")
        choose(screen.choosing.chooser, same.path)
        take("same")
        screen.verdict.take.click()
        self._camera.settle()
        choose(screen.choosing.chooser, newer.path)
        take("newer")
        screen.verdict.take.click()
        take("kept")
        screen.tabs.show_page(1)
        take("versions")
        screen.tabs.show_page(2)
        take("no-way-back")

    def _older(self) -> None:
        screen = SignInScreen(self._tasks, partial(sign_in, self._office, schema=THIRD))
        screen.show_units(self._office.units())
        desks: list[Desk] = []
        screen.signed_in.connect(desks.append)
        take = self._shown(screen)
        type_lines(CLERK.uid, CLERK.password)
        wait_until(screen.older.isVisible, "asked")
        take("older-store")
        screen.older.start.click()
        wait_until(lambda: bool(desks), "signed in")
        sign_out(desks.pop())
        screen.close()

    def _back(self, screen: UpdatesScreen, take: Callable[[str], None]) -> None:
        screen.tabs.show_page(2)
        take("way-back-program")

    def _store_back(self, screen: UpdatesScreen, take: Callable[[str], None]) -> None:
        screen.tabs.show_page(1)
        take("way-back-store")
        screen.back.store.click()
        take("way-back-question")

    def _at(
        self,
        office: Office,
        person: NewPerson,
        then: Callable[[UpdatesScreen, Callable[[str], None]], None],
    ) -> None:
        schema = THIRD if office.program == LATER else SCHEMA
        desk = sign_in(office, self._unit, person.uid, person.password, schema=schema)
        screen = UpdatesScreen(self._tasks, desk, self._medium)
        window = MainWindow(desk.unit.label, "", desk.view.name)
        screen.refused.connect(window.messages.refuse)
        screen.told.connect(window.messages.tell)
        window.add_screen("updates", "更新", "settings", screen)
        then(screen, self._shown(window))
        self._camera.settle()
        window.close()
        sign_out(desk)

    def _shown(self, window: QWidget) -> Callable[[str], None]:
        window.resize(*WORKING_SIZE)
        window.show()
        window.activateWindow()
        QTest.qWaitForWindowActive(window)
        self._camera.settle()
        return partial(self._take, window)

    def _take(self, window: QWidget, name: str) -> None:
        self._taken += 1
        self._camera.take(window, f"{self._taken:02d}-{name}")


def main(out: Path, scale: str) -> None:
    """Take all pictures into ``out``."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["QT_SCALE_FACTOR"] = scale
    prepare(RESOURCES)
    with tempfile.TemporaryDirectory() as work:
        Pictures(out, Path(work)).take_all()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "1")
