"""更新 as the administrator and the supervisor meet it, by keys, on real packages and units."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.domain.update_errors import NotOurUpdateError, ReleaseKeyMissingError
from desktop.ui.messages import updates as words
from desktop.ui.screens.updates.screen import UpdatesScreen
from desktop.ui.tasks import Tasks
from desktop.ui.tour.hands import choose
from desktop.ui.widgets.confirm import Confirm
from desktop.usecases.bringing_up import way_back
from desktop.usecases.desk import Desk
from desktop.usecases.founding import NewPerson
from desktop.usecases.office import Office
from desktop.usecases.signin import sign_in, sign_out
from desktop.usecases.update_files import kept_updates
from desktop.usecases.version_log import note_start
from desktop.usecases.watch import UNWATCHED
from tests.builders.offices import ADMINISTRATOR, CLERK, SUPERVISOR
from tests.builders.updates import KEY, RUNNING, package, running
from tests.store.older import THIRD
from tests.ui.screens.desks import Sit
from tests.ui.screens.sitting import shown_alone
from tests.ui.typing_keys import enter, focused, press

Show = Callable[..., UpdatesScreen]


@pytest.fixture
def medium(tmp_path: Path) -> Path:
    folder = tmp_path / "媒体"
    folder.mkdir()
    return folder


@pytest.fixture
def show(qtbot: QtBot, tasks: Tasks, sit: Sit, medium: Path) -> Show:
    """The screen of somebody whose program is a release."""

    def shown(person: NewPerson = ADMINISTRATOR, *, released: bool = True) -> UpdatesScreen:
        desk = sit(person)
        if released:
            desk.office = running(desk.office)
        return shown_alone(qtbot, tasks, UpdatesScreen(tasks, desk, medium))

    return shown


def home_of(screen: UpdatesScreen) -> Office:
    return screen._desk.office  # noqa: SLF001 - the screen has no other way to say where it works


def refusals(screen: UpdatesScreen) -> list[str]:
    found: list[str] = []
    screen.refused.connect(lambda error: found.append(error.code))
    return found


def test_a_package_is_checked_compared_and_kept_by_keys_alone(
    qtbot: QtBot, tasks: Tasks, show: Show, medium: Path
) -> None:
    made = package(medium, schema=(1, 2))
    screen = show()
    screen.choosing.chooser.open_folder(medium)
    screen.choosing.chooser.setFocus()

    enter()
    qtbot.waitUntil(screen.verdict.isVisible)
    digest = screen.verdict.digest.accessibleName()
    assert digest.replace(" ", "").lower() == made.notice.msi.sha256.hex()
    assert screen.verdict.rehearsal.isVisible()
    assert focused() is screen.verdict.take
    with qtbot.waitSignal(screen.told) as told:
        enter()
    qtbot.waitUntil(tasks.idle)

    assert told.args == [words.TAKEN.format(version="0.3.0"), "success"]
    assert screen.choosing.isVisible()
    assert screen.choosing.offered() == "0.3.0"
    assert [one.notice for one in kept_updates(home_of(screen).home, KEY.public)] == [made.notice]
    assert screen.choosing.install.isVisible() == (sys.platform == "win32")


def test_leaving_the_verdict_keeps_nothing(
    qtbot: QtBot, tasks: Tasks, show: Show, medium: Path
) -> None:
    made = package(medium)
    screen = show()
    choose(screen.choosing.chooser, made.path)
    qtbot.waitUntil(screen.verdict.isVisible)

    screen.verdict.leave.setFocus()
    enter()
    qtbot.waitUntil(tasks.idle)

    assert screen.choosing.isVisible()
    assert kept_updates(home_of(screen).home, KEY.public) == ()


def test_a_changed_package_is_refused_in_words_and_the_chooser_stays(
    qtbot: QtBot, tasks: Tasks, show: Show, medium: Path
) -> None:
    made = package(medium)
    content = bytearray(made.path.read_bytes())
    content[40] ^= 1
    made.path.write_bytes(content)
    screen = show()
    said = refusals(screen)

    choose(screen.choosing.chooser, made.path)
    qtbot.waitUntil(tasks.idle)

    assert said == [NotOurUpdateError.code]
    assert screen.choosing.isVisible()
    assert screen.choosing.chooser.isEnabled()


def test_a_program_that_is_no_release_says_so_before_and_after(
    qtbot: QtBot, tasks: Tasks, show: Show, medium: Path
) -> None:
    screen = show(released=False)
    said = refusals(screen)

    assert screen.choosing.no_key.isVisible()
    choose(screen.choosing.chooser, package(medium).path)
    qtbot.waitUntil(tasks.idle)

    assert said == [ReleaseKeyMissingError.code]


def test_the_version_log_is_listed_newest_first_and_a_break_is_told(
    qtbot: QtBot, tasks: Tasks, show: Show, sit: Sit
) -> None:
    desk = sit(ADMINISTRATOR)
    for version in ("0.1.0", "0.2.0"):
        note_start(running(desk.office, replace(RUNNING, version=version)), "jouhou")
    sign_out(desk)
    screen = show()
    qtbot.waitUntil(tasks.idle)

    assert [line[1] for line in screen.history.list.lines()] == ["0.2.0", "0.1.0"]
    assert {line[4] for line in screen.history.list.lines()} == {"jouhou"}
    assert screen.history.broken.isHidden()
    path = home_of(screen).home / "versions.jsonl"
    path.write_bytes(path.read_bytes().replace(b"jouhou", b"jauhou", 1))
    screen.refresh()
    qtbot.waitUntil(tasks.idle)
    assert [line[1] for line in screen.history.list.lines()] == ["0.1.0"]
    assert not screen.history.broken.isHidden()


def test_the_tabs_are_reached_and_turned_by_keys(show: Show) -> None:
    screen = show()
    screen.tabs.buttons()[0].setFocus()

    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Right)

    assert screen.back.isVisible()
    assert [button.text() for button in screen.tabs.buttons()] == list(words.TABS)
    assert screen.back.no_program.isVisible()


def test_a_supervisor_sees_versions_and_the_store_s_way_back_only(show: Show) -> None:
    screen = show(SUPERVISOR)

    assert [button.text() for button in screen.tabs.buttons()] == list(words.TABS[1:])
    screen.tabs.show_page(1)
    assert screen.back.no_store.isVisible()
    assert screen.back.no_program.isHidden()


@pytest.fixture
def brought_up(sit: Sit) -> Iterator[Desk]:
    """The supervisor on the day after the store was brought up to schema 3."""
    desk = sit(CLERK)
    sign_out(desk)
    office, unit = desk.office, desk.unit
    later = running(office, replace(RUNNING, version="0.3.0", schema=3))
    sign_out(sign_in(later, unit, CLERK.uid, CLERK.password, schema=THIRD, bring_up_told=UNWATCHED))
    desk = sign_in(later, unit, SUPERVISOR.uid, SUPERVISOR.password, schema=THIRD)
    yield desk
    sign_out(desk)


def test_the_store_is_put_back_after_a_question_and_the_session_ends(
    qtbot: QtBot, tasks: Tasks, brought_up: Desk, medium: Path
) -> None:
    assert way_back(brought_up) is not None
    screen = shown_alone(qtbot, tasks, UpdatesScreen(tasks, brought_up, medium))
    screen.tabs.show_page(1)
    screen.back.store.setFocus()
    enter()
    (question,) = screen.findChildren(Confirm)

    with qtbot.waitSignal(screen.leave_asked, timeout=20_000) as left:
        question.yes_button.click()

    assert left.args == [words.STORE_BACK_DONE]
    assert not brought_up.has_store
