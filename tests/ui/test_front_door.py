"""The program as one person after another uses it: in, out, and the window closed."""

from collections.abc import Iterator
from pathlib import Path
from traceback import format_exception

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop.app import Program
from desktop.commands.tour import run_tour
from desktop.config import Config
from desktop.domain.people import Role
from desktop.domain.search import Query
from desktop.domain.update_errors import WindowsOnlyError
from desktop.ui.messages import frame
from desktop.ui.messages import workplace as words
from desktop.ui.messages.lookup import sentence
from desktop.ui.screens.exports.screen import ExportsScreen
from desktop.ui.screens.ledger.screen import LedgerScreen
from desktop.ui.widgets.class_band import ClassBand
from desktop.ui.widgets.confirm import Confirm
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.panel import Notice
from desktop.ui.workplace import Workplace
from desktop.usecases.desk import Desk
from desktop.usecases.founding import NewPerson
from desktop.usecases.office import UnitRef
from desktop.usecases.signin import sign_in, sign_out
from desktop.usecases.watch import UNWATCHED
from tests.builders.offices import (
    ADMINISTRATOR,
    CLERK,
    RESOURCES,
    SUPERVISOR,
    copied,
    office_at,
)
from tests.store.older import SECOND
from tests.usecases.seats import LEDGER, Seats, filled

__all__ = ["filled"]

SCREENS = {
    Role.CLERK: "home ledger import exports receive about",
    Role.SUPERVISOR: "home ledger import exports approvals receive units audit about",
    Role.ADMINISTRATOR: "home units updates health about",
}
PEOPLE = {Role.CLERK: CLERK, Role.SUPERVISOR: SUPERVISOR, Role.ADMINISTRATOR: ADMINISTRATOR}


class Front:
    """The running program at one unit."""

    def __init__(self, program: Program, seats: Seats, qtbot: QtBot) -> None:
        self.program, self.seats, self.qtbot = program, seats, qtbot

    def enter(self, person: NewPerson = CLERK) -> Workplace:
        """Let the sign-in screen hand over a person who has signed in."""
        self.program.entrance.signed_in.emit(self.seats.sit(person))
        self.seats.taken = None  # the program signs out
        self.rest()
        place = self.program.workplace
        assert isinstance(place, Workplace)
        return place

    def rest(self) -> None:
        self.qtbot.waitUntil(self.program.tasks.idle, timeout=20_000)

    def gone(self) -> None:
        self.qtbot.waitUntil(lambda: not self.program.shell.held, timeout=20_000)


@pytest.fixture
def front(
    filled: UnitRef, tmp_path: Path, qtbot: QtBot, bugs: list[BaseException]
) -> Iterator[Front]:
    home = tmp_path / "units"
    home.mkdir()
    seats = Seats(copied(filled, home))
    program = Program(Config(home, RESOURCES, tmp_path, drill=True))
    program.tasks._on_bug = bugs.append  # noqa: SLF001 - a bug must fail the test, not show a panel
    program.shell.show()
    yield Front(program, seats, qtbot)
    program.leave()
    answer(program, yes=True)
    qtbot.waitUntil(program.tasks.idle, timeout=20_000)
    program.shell.let_go()
    program.close()
    program.shell.deleteLater()
    assert [format_exception(bug) for bug in bugs] == []


def questions(program: Program) -> list[Confirm]:
    return [one for one in program.shell.findChildren(Confirm) if one.isVisible()]


def answer(program: Program, *, yes: bool) -> None:
    for one in questions(program):
        (one.yes_button if yes else one.no_button).click()


def typed(place: Workplace, front: Front) -> LedgerScreen:
    """Open the first record and type a sign into it."""
    ledger = place.screens["ledger"]
    assert isinstance(ledger, LedgerScreen)
    place.window.show_screen("ledger")
    front.rest()
    ledger.list.setFocus()
    ledger.list.go_to(0)
    QTest.keyClick(ledger.list, Qt.Key.Key_Return)
    front.qtbot.waitUntil(lambda: ledger.card.form.focused() is not None, timeout=20_000)
    QTest.keyClick(QApplication.focusWidget(), "9")
    assert ledger.would_lose()
    return ledger


@pytest.mark.parametrize("role", list(SCREENS))
def test_each_role_sees_its_own_screens(front: Front, role: Role) -> None:
    place = front.enter(PEOPLE[role])

    assert list(place.screens) == SCREENS[role].split()
    assert place.window.screen_key() == "home"


def test_a_supervisor_meets_the_updates_only_while_the_store_can_be_put_back(
    front: Front,
) -> None:
    seats = front.seats
    sign_out(
        sign_in(
            office_at(seats.unit.folder.parent), seats.unit, CLERK.uid, CLERK.password,
            schema=SECOND, bring_up_told=UNWATCHED,
        )
    )  # fmt: skip
    desk = sign_in(
        office_at(seats.unit.folder.parent), seats.unit, SUPERVISOR.uid, SUPERVISOR.password,
        schema=SECOND,
    )  # fmt: skip
    front.program.entrance.signed_in.emit(desk)
    front.rest()

    assert "updates" in front.program.workplace.screens


def test_the_last_deed_is_done_when_everything_is_closed(front: Front) -> None:
    place = front.enter(ADMINISTRATOR)
    seen: list[bool] = []

    place.last_asked.emit(lambda: seen.append(desk_is_closed(place.desk)))
    front.qtbot.waitUntil(lambda: not front.program.shell.isVisible(), timeout=20_000)

    assert seen == [True]


def test_a_last_deed_that_is_refused_leaves_the_window_and_says_why(front: Front) -> None:
    place = front.enter(ADMINISTRATOR)

    def refused() -> None:
        raise WindowsOnlyError

    place.last_asked.emit(refused)
    front.gone()
    front.rest()

    assert front.program.shell.isVisible()
    assert sentence(WindowsOnlyError()) in [
        one.text() for one in front.program.entrance.findChildren(Notice)
    ]


def desk_is_closed(desk: Desk) -> bool:
    return desk.lock is None and not desk.has_store


def test_leaving_signs_out_and_the_next_person_enters(front: Front) -> None:
    desk: Desk = front.enter().desk

    front.program.leave()
    front.gone()

    assert front.program.workplace is None
    assert not desk.has_store
    assert not desk.keys.holds("db")
    assert front.program.entrance.isVisible()
    assert front.enter(SUPERVISOR).desk.uid == SUPERVISOR.uid


def drill_words(front: Front) -> list[str]:
    bands = front.program.shell.findChildren(Label, "drill-band")
    return [band.text() for band in bands if band.isVisible()]


def test_the_drill_is_written_around_sign_in_founding_and_workplace(front: Front) -> None:
    assert drill_words(front) == [frame.DRILL]
    front.program.found()
    assert drill_words(front) == [frame.DRILL]
    place = front.enter()
    assert drill_words(front) == [frame.DRILL]
    place.window.toggle_veil()
    assert drill_words(front) == [frame.DRILL]


def test_at_double_size_on_a_common_screen_the_message_bar_is_still_seen(front: Front) -> None:
    shell = front.program.shell
    place = front.enter()

    shell.setMinimumSize(0, 0)
    shell.resize(960, 520)
    front.rest()

    bar = place.window.messages
    assert bar.isVisible()
    corner = bar.mapTo(shell, bar.rect().bottomRight())
    assert corner.y() < shell.height()
    assert corner.x() < shell.width()


def test_the_band_names_a_ledger_only_while_its_records_are_on_the_screen(front: Front) -> None:
    place = front.enter()
    band = place.window.findChild(ClassBand)
    assert band.words() == frame.NO_LEDGER

    place.window.show_screen("ledger")
    front.rest()
    assert "犬の登録" in band.words()
    place.window.show_screen("exports")
    front.rest()
    assert band.words() == frame.NO_LEDGER
    place.window.show_screen("ledger")
    assert "犬の登録" in band.words()


def test_closing_the_window_signs_out_before_it_closes(front: Front) -> None:
    desk = front.enter().desk

    front.program.shell.close()
    assert front.program.shell.isVisible()
    front.program.shell.close()  # an impatient second press changes nothing
    front.gone()

    assert not desk.has_store
    front.qtbot.waitUntil(lambda: not front.program.shell.isVisible())


def test_what_was_typed_is_not_lost_without_a_question(front: Front) -> None:
    place = front.enter()
    ledger = typed(place, front)

    front.program.leave()
    (question,) = questions(front.program)
    assert words.UNREGISTERED in question.accessibleName()
    question.no_button.click()
    assert front.program.workplace is place
    assert ledger.would_lose()

    front.program.shell.close()
    answer(front.program, yes=True)
    front.gone()
    assert front.program.workplace is None


def test_a_request_half_made_is_asked_about_from_any_screen(front: Front) -> None:
    place = front.enter()
    exports = place.screens["exports"]
    assert isinstance(exports, ExportsScreen)
    place.window.show_screen("exports")
    exports.start_request(Query(LEDGER), None)
    front.rest()
    exports.making.records.fields.tick(("no",))
    QTest.keyClick(exports, Qt.Key.Key_F10)
    assert exports.would_lose()
    place.window.show_screen("home")
    front.rest()

    front.program.leave()

    assert len(questions(front.program)) == 1
    assert front.program.workplace is place


def test_the_lock_button_leaves(front: Front) -> None:
    place = front.enter()
    (lock,) = [
        one
        for one in place.window.findChildren(QPushButton)
        if frame.LOCK_BUTTON in (one.text(), one.accessibleName())
    ]

    lock.click()
    front.gone()

    assert front.program.workplace is None


def test_a_tour_refuses_a_folder_that_holds_other_things(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    letter = tmp_path / "大事な手紙.txt"
    letter.write_text("消さないで", "utf-8")

    assert run_tour(tmp_path, tmp_path / "pictures", ()) == 2

    assert letter.read_text("utf-8") == "消さないで"
    assert [path.name for path in tmp_path.iterdir()] == [letter.name]
    assert "holds other things" in capsys.readouterr().err
