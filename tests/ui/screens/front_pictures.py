"""Pictures of sign-in, founding, 今日, 受渡先 and この製品について, driven by keys on real units.

``python -m tests.ui.screens.front_pictures OUT [SCALE]``: numbered PNGs at 1366×768 logical px;
each window is also looked through for cut text and letters without a glyph, at 960×600 too.
"""

import os
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from desktop.domain.errors import AppError, SignInRefusedError
from desktop.domain.search import Query
from desktop.ui.application import prepare
from desktop.ui.main_window import WORKING_SIZE, MainWindow
from desktop.ui.screens.about.screen import AboutScreen
from desktop.ui.screens.founding.screen import FoundingScreen
from desktop.ui.screens.home.screen import HomeScreen
from desktop.ui.screens.signin.drill_staff import DrillPerson
from desktop.ui.screens.signin.screen import SignInScreen
from desktop.ui.screens.units.screen import UnitsScreen
from desktop.ui.tasks import Tasks
from desktop.ui.tour.hands import pump, wait_until
from desktop.usecases.approving import approve, send_back
from desktop.usecases.desk import Desk
from desktop.usecases.exporting import ExportDraft, recipients, request
from desktop.usecases.founding import NewPerson, found_unit
from desktop.usecases.office import Office, UnitRef
from desktop.usecases.signin import sign_in, sign_out
from tests.builders.offices import ADMINISTRATOR, CLERK, RESOURCES, SUPERVISOR, office_at, plan
from tests.ui.screens.camera import Camera
from tests.ui.screens.sitting import Neighbour, a_neighbour, with_ledger
from tests.ui.typing_keys import enter, focused, type_lines, type_text


def _raise(bug: BaseException) -> None:
    raise bug


class Pictures:
    """One run through the front rooms."""

    def __init__(self, out: Path, work: Path) -> None:
        self._tasks = Tasks(_raise)
        self._camera, self._taken = Camera(out, self._tasks), 0
        self._work = work
        self._office = office_at(work / "stores")
        self._staff = tuple(
            DrillPerson(person.uid, person.name, role, person.password)
            for person, role in (
                (ADMINISTRATOR, "管理者"), (SUPERVISOR, "承認者"), (CLERK, "担当者"),
            )
        )  # fmt: skip

    def take_all(self) -> None:
        """Every screen in the order a person meets it."""
        self._founding()
        unit = found_unit(self._office, plan(), lambda _done, _total: None).unit
        neighbour = a_neighbour(self._work / "neighbour")
        self._sign_in((), ())
        self._sign_in((unit,), ())
        self._sign_in((unit,), self._staff)
        self._known_to_each_other(unit, neighbour)
        self._requests(unit)
        for person in (CLERK, SUPERVISOR, ADMINISTRATOR):
            self._at_desk(self._office, unit, person, lambda *_screens: None)
        self._tasks.shutdown()

    def _founding(self) -> None:
        screen = FoundingScreen(self._tasks, office_at(self._work / "new"), self._work)
        window, take = self._shown(screen)
        take("founding-intro")
        enter()
        screen.go_next()
        take("founding-office-missing")
        type_lines("みほん市", "福祉課 児童手当", "端末1")
        self._idle()
        type_lines(ADMINISTRATOR.name, ADMINISTRATOR.uid)
        type_text("mijikai")
        pump(600)
        take("founding-weak-password")
        screen.administrator.form.password.wanted.emit()
        self._idle()
        type_text(screen.administrator.form.password.phrase())
        pump(600)
        take("founding-phrase")
        enter()
        self._idle()
        type_lines(SUPERVISOR.name, SUPERVISOR.uid, *[SUPERVISOR.password] * 2)
        self._idle()
        screen.back()
        take("founding-back")
        screen.go_next()
        self._idle()
        type_lines(CLERK.name, CLERK.uid, *[CLERK.password] * 2)
        self._idle()
        take("founding-clerks")
        enter()
        take("founding-making")
        enter()
        wait_until(lambda: bool(screen.founded_checks()), "founded")
        take("founding-sheets")
        screen.sheets.choose.click()
        take("founding-choose")
        screen.sheets.chooser.chosen.emit(self._work)
        self._idle()
        type_text("zz")
        take("founding-sheet-wrong")
        focused().clear()
        type_text("".join(screen.founded_checks()))
        take("founding-sheets-proved")
        enter()
        QTest.keyClick(focused(), Qt.Key.Key_Space)
        take("founding-fingerprint")
        window.close()

    def _sign_in(self, units: tuple[UnitRef, ...], staff: tuple[DrillPerson, ...]) -> None:
        screen = SignInScreen(self._tasks, _refuse, staff=staff)
        screen.show_units(units)
        window, take = self._shown(screen)
        if units and not staff:
            type_lines(CLERK.uid, "chigau-kotoba-desu")
            take("signin-refused")
        else:
            take("signin-drill" if staff else "signin-empty")
        window.close()

    def _known_to_each_other(self, unit: UnitRef, neighbour: Neighbour) -> None:
        plain = neighbour.fingerprint.replace("-", "")

        def register(take: Callable[[str], None], units: UnitsScreen) -> None:
            units.tabs.show_page(1)
            units.senders.action.click()
            units.registering.chooser.open_folder(neighbour.card.parent)
            take("units-choose-card")
            units.registering.chooser.chosen.emit(neighbour.card)
            self._idle()
            type_lines("0" * 32)
            take("units-fingerprint-differs")
            units.registering.fingerprint.clear()
            units.registering.fingerprint.setFocus()
            type_lines(plain)
            take("units-sender")
            units.tabs.show_page(0)
            units.recipients.action.click()
            units.proposing.chooser.chosen.emit(neighbour.card)
            self._idle()
            type_lines(plain)
            type_text(SUPERVISOR.password)
            take("units-propose")
            enter()
            take("units-proposed")

        def countersign(take: Callable[[str], None], units: UnitsScreen) -> None:
            units.show_proposal()
            self._idle()
            type_text(ADMINISTRATOR.password)
            take("units-countersign")
            enter()
            take("units-recipient")

        self._at_desk(self._office, unit, SUPERVISOR, register)
        self._at_desk(self._office, unit, ADMINISTRATOR, countersign)

    def _requests(self, unit: UnitRef) -> None:
        desk = sign_in(self._office, unit, CLERK.uid, CLERK.password)
        form, to = with_ledger(desk), recipients(desk)[0].rid
        asked = [
            request(
                desk,
                ExportDraft(Query(form.ledger), None, ("name",), purpose, "番号法19条8号", to),
            ).request_id
            for purpose in ("現況届の確認", "転出者の引継ぎ", "年次の突合")
        ]
        sign_out(desk)
        desk = sign_in(self._office, unit, SUPERVISOR.uid, SUPERVISOR.password)
        send_back(desk, asked[0], "根拠の号を確かめてください")
        approve(desk, asked[1], SUPERVISOR.password)
        sign_out(desk)

    def _at_desk(
        self,
        office: Office,
        unit: UnitRef,
        person: NewPerson,
        then: Callable[[Callable[[str], None], UnitsScreen], None],
    ) -> None:
        desk = sign_in(office, unit, person.uid, person.password)
        window, units = self._workplace(desk)
        _, take = self._shown(window)
        take(f"home-{person.uid}")
        window.show_screen("units")
        self._idle()
        then(take, units)
        for place in range(4):
            units.tabs.show_page(place)
            take(f"units-{person.uid}-{place}")
        window.show_screen("about")
        take("about")
        window.close()
        sign_out(desk)

    def _workplace(self, desk: Desk) -> tuple[MainWindow, UnitsScreen]:
        window = MainWindow(desk.unit.label, "", desk.view.name)
        home, units = HomeScreen(self._tasks, desk), UnitsScreen(self._tasks, desk, self._work)
        home.refused.connect(window.messages.refuse)
        home.waiting_changed.connect(lambda count: window.set_count("home", count))
        units.refused.connect(window.messages.refuse)
        units.told.connect(window.messages.tell)
        window.add_screen("home", "今日", "today", home)
        window.add_screen("units", "受渡先", "people", units)
        window.add_screen("about", "この製品について", "info", AboutScreen(desk.unit))
        return window, units

    def _shown(self, window: QWidget) -> tuple[QWidget, Callable[[str], None]]:
        window.resize(*WORKING_SIZE)
        window.show()
        window.activateWindow()
        QTest.qWaitForWindowActive(window)
        self._idle()
        return window, partial(self._take, window)

    def _take(self, window: QWidget, name: str) -> None:
        self._taken += 1
        self._camera.take(window, f"{self._taken:02d}-{name}")

    def _idle(self) -> None:
        self._camera.settle()


def _refuse(_unit: UnitRef, _uid: str, _password: str) -> AppError:
    raise SignInRefusedError


def main(out: Path, scale: str) -> None:
    """Take all pictures into ``out``."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["QT_SCALE_FACTOR"] = scale
    prepare(RESOURCES)
    with tempfile.TemporaryDirectory() as work:
        Pictures(out, Path(work)).take_all()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "1")
