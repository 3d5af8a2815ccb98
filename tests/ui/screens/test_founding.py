from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.domain.errors import PasswordKnownError, PasswordLengthError
from desktop.ui.messages import founding as words
from desktop.ui.messages.lookup import sentence
from desktop.ui.screens.founding.screen import FoundingScreen
from desktop.ui.shell import Shell
from desktop.ui.tasks import Tasks
from desktop.usecases.office import UnitRef
from desktop.usecases.signin import sign_in, sign_out
from tests.builders.offices import ADMINISTRATOR, CLERK, SUPERVISOR, office_at
from tests.ui.typing_keys import enter, focused, type_lines, type_text

OFFICE = ("みほん市", "福祉課 児童手当", "端末1")


@pytest.fixture
def screen(qtbot: QtBot, tasks: Tasks, tmp_path: Path) -> FoundingScreen:
    made = FoundingScreen(tasks, office_at(tmp_path / "stores"), tmp_path)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    assert [one for one in QApplication.topLevelWidgets() if one.isVisible()] == []
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


@pytest.fixture
def reach(qtbot: QtBot, tasks: Tasks, screen: FoundingScreen) -> Callable[[int], None]:
    """Walk to a step by keys, filling in what it takes."""
    typed: dict[int, Callable[[], None]] = {
        1: enter,
        2: lambda: type_lines(*OFFICE),
        3: lambda: type_lines(ADMINISTRATOR.name, ADMINISTRATOR.uid, *[ADMINISTRATOR.password] * 2),
        4: lambda: type_lines(SUPERVISOR.name, SUPERVISOR.uid, *[SUPERVISOR.password] * 2),
        5: lambda: (add_clerk(qtbot, tasks), enter())[0],
    }

    def walk(step: int) -> None:
        while screen.step() < step:
            typed[screen.step()]()
            qtbot.waitUntil(tasks.idle, timeout=20_000)

    return walk


def add_clerk(qtbot: QtBot, tasks: Tasks) -> None:
    type_lines(CLERK.name, CLERK.uid, *[CLERK.password] * 2)
    qtbot.waitUntil(tasks.idle, timeout=20_000)


def test_three_people_found_a_unit_by_keys_and_each_can_sign_in(
    qtbot: QtBot, tasks: Tasks, screen: FoundingScreen, reach: Callable[[int], None], tmp_path: Path
) -> None:
    envelopes = tmp_path / "印刷"
    envelopes.mkdir()

    reach(6)
    enter()
    qtbot.waitUntil(lambda: screen.step() == 7, timeout=60_000)
    enter()
    screen.sheets.chooser.open_folder(envelopes)
    screen.sheets.chooser.chosen.emit(envelopes)
    qtbot.waitUntil(tasks.idle, timeout=20_000)
    type_text("".join(screen.founded_checks()).lower())
    enter()
    QTest.keyClick(focused(), Qt.Key.Key_Space)
    enter()
    QTest.keyClick(focused(), Qt.Key.Key_Space)
    with qtbot.waitSignal(screen.finished) as finished:
        enter()

    unit = finished.args[0]
    assert isinstance(unit, UnitRef)
    assert unit.label == "みほん市 福祉課 児童手当 端末1"
    sheets = sorted(path.name for path in envelopes.iterdir())
    assert sheets == [*(f"復旧シート{number}.pdf" for number in (1, 2, 3)), "指紋.pdf"]
    for person in (ADMINISTRATOR, SUPERVISOR, CLERK):
        desk = sign_in(office_at(tmp_path / "stores"), unit, person.uid, person.password)
        assert desk.view.name == person.name
        sign_out(desk)


def test_an_empty_step_is_marked_and_not_left(
    screen: FoundingScreen, reach: Callable[[int], None]
) -> None:
    reach(2)

    type_lines("", "", "")

    assert screen.step() == 2
    assert focused() is screen.office_page.municipality
    assert screen.office_page._rows[0].problem() == words.EMPTY  # noqa: SLF001


def test_names_too_long_for_a_label_are_refused_where_they_are_typed(
    qtbot: QtBot, tasks: Tasks, screen: FoundingScreen, reach: Callable[[int], None]
) -> None:
    reach(2)

    type_lines("みほん市", "福" * 40, "端" * 30)
    qtbot.waitUntil(tasks.idle)

    assert screen.step() == 2
    assert "E-112" in screen.office_page.complaint()


@pytest.mark.parametrize(
    ("password", "refusal"),
    [
        ("mijikai", PasswordLengthError(shortest=15, longest=128)),
        ("abababababababab", PasswordKnownError()),
    ],
)
def test_a_weak_password_is_refused_while_it_is_typed(
    qtbot: QtBot,
    screen: FoundingScreen,
    reach: Callable[[int], None],
    password: str,
    refusal: PasswordLengthError | PasswordKnownError,
) -> None:
    reach(3)
    form = screen.administrator.form

    type_lines(ADMINISTRATOR.name, ADMINISTRATOR.uid)
    type_text(password)

    qtbot.waitUntil(lambda: form.password.problem() == sentence(refusal), timeout=5_000)
    assert screen.step() == 3


def test_two_different_passwords_are_not_taken(
    screen: FoundingScreen, reach: Callable[[int], None]
) -> None:
    reach(3)

    type_lines(ADMINISTRATOR.name, ADMINISTRATOR.uid, ADMINISTRATOR.password, "betsu-no-kotoba")

    assert screen.step() == 3
    assert focused() is screen.administrator.form.password.again.edit


def test_one_number_is_not_given_to_two_people(
    qtbot: QtBot, tasks: Tasks, screen: FoundingScreen, reach: Callable[[int], None]
) -> None:
    reach(4)

    type_lines(SUPERVISOR.name, ADMINISTRATOR.uid.upper(), *[SUPERVISOR.password] * 2)
    qtbot.waitUntil(tasks.idle)

    assert screen.step() == 4
    assert focused() is screen.supervisor.form.uid


def test_a_proposed_phrase_is_typed_once_and_taken(
    qtbot: QtBot, tasks: Tasks, screen: FoundingScreen, reach: Callable[[int], None]
) -> None:
    reach(3)
    password = screen.administrator.form.password
    type_lines(ADMINISTRATOR.name, ADMINISTRATOR.uid)

    password.wanted.emit()
    qtbot.waitUntil(lambda: password.phrase().count("-") == 3)
    type_lines("chigau-kotoba-desu-ne")
    wrong = screen.step(), password.problem()
    password.first.clear()
    type_lines(password.phrase())
    qtbot.waitUntil(tasks.idle)

    assert wrong == (3, words.PHRASE_DIFFERENT)
    assert screen.step() == 4


def test_back_keeps_what_was_typed_but_never_shows_a_password(
    screen: FoundingScreen, reach: Callable[[int], None]
) -> None:
    reach(4)

    screen.back()

    form = screen.administrator.form
    assert screen.step() == 3
    assert form.person() == ADMINISTRATOR
    assert not form.password.first.isVisible()
    screen.back()
    assert tuple(screen.office_page.names().__getattribute__(n) for n in NAMES) == OFFICE


NAMES = ("municipality", "unit", "terminal")


def test_a_clerk_can_be_taken_off_again(
    qtbot: QtBot, tasks: Tasks, screen: FoundingScreen, reach: Callable[[int], None]
) -> None:
    reach(5)
    add_clerk(qtbot, tasks)
    before = screen.clerks.people

    screen.clerks.remove(CLERK.uid)

    assert before == (CLERK,)
    assert screen.clerks.people == ()


def test_next_takes_a_half_entered_clerk_along(
    qtbot: QtBot, tasks: Tasks, screen: FoundingScreen, reach: Callable[[int], None]
) -> None:
    reach(5)
    type_lines(CLERK.name, CLERK.uid, CLERK.password)
    type_text(CLERK.password)

    screen.go_next()
    qtbot.waitUntil(tasks.idle)

    assert screen.clerks.people == (CLERK,)


def test_the_sheets_must_be_on_paper_before_the_sitting_goes_on(
    qtbot: QtBot, tasks: Tasks, screen: FoundingScreen, reach: Callable[[int], None], tmp_path: Path
) -> None:
    reach(6)
    enter()
    qtbot.waitUntil(lambda: screen.step() == 7, timeout=60_000)

    screen.go_next()
    unwritten = screen.sheets.complaint()
    screen.sheets.folder_chosen.emit(tmp_path / "absent")
    qtbot.waitUntil(tasks.idle)
    refused = screen.sheets.complaint()
    screen.sheets.folder_chosen.emit(tmp_path)
    qtbot.waitUntil(tasks.idle)
    screen.go_next()

    assert unwritten == words.SHEETS_NOT_WRITTEN
    assert "E-207" in refused
    assert screen.sheets.complaint() == words.SHEETS_OPEN
    assert screen.step() == 7


def test_after_the_making_no_password_is_kept_and_nothing_leads_back(
    qtbot: QtBot, screen: FoundingScreen, reach: Callable[[int], None]
) -> None:
    reach(6)
    enter()
    qtbot.waitUntil(lambda: screen.step() == 7, timeout=60_000)

    plan = screen.plan()
    screen.back()

    assert [person.password for person in plan.people] == ["", ""]
    assert screen.step() == 7


def test_a_window_with_sheets_that_are_not_kept_yet_does_not_close(
    qtbot: QtBot, screen: FoundingScreen, reach: Callable[[int], None]
) -> None:
    reach(6)
    assert not screen.keeps_open()
    enter()
    qtbot.waitUntil(lambda: screen.step() == 7, timeout=60_000)
    shell = Shell()
    qtbot.addWidget(shell)
    shell.present(screen)
    shell.show()

    shell.close()

    assert shell.isVisible()
    assert screen.sheets.complaint() == words.STAY
    screen.setParent(None)
