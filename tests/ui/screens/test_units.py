from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.usecase_errors import FingerprintDiffersError
from desktop.ui.messages import units as words
from desktop.ui.messages.lookup import sentence
from desktop.ui.screens.units.screen import UnitsScreen
from desktop.ui.tasks import Tasks
from desktop.usecases.desk import Desk
from desktop.usecases.founding import NewPerson
from desktop.usecases.units import read_card
from tests.builders.offices import ADMINISTRATOR, CLERK, SUPERVISOR
from tests.ui.screens.sitting import Neighbour, a_neighbour, shown_alone
from tests.ui.typing_keys import enter, focused, type_lines

Show = Callable[[NewPerson], UnitsScreen]
Seat = Callable[[NewPerson], Desk]


@pytest.fixture
def show(qtbot: QtBot, tasks: Tasks, seat: Seat, tmp_path: Path) -> Show:
    def shown(person: NewPerson) -> UnitsScreen:
        return shown_alone(qtbot, tasks, UnitsScreen(tasks, seat(person), tmp_path))

    return shown


def choose(qtbot: QtBot, tasks: Tasks, screen: UnitsScreen, neighbour: Neighbour) -> None:
    """Open the folder of the card and take it by Enter."""
    entry = screen.proposing if screen.proposing.isVisible() else screen.registering
    entry.chooser.open_folder(neighbour.card.parent)
    entry.chooser.chosen.emit(neighbour.card)
    qtbot.waitUntil(tasks.idle)
    assert entry.label() == neighbour.label


def labels(screen: UnitsScreen) -> tuple[str, ...]:
    """The units packages may go to, as listed."""
    return tuple(line[0] for line in screen.recipients.lines())


def plain(neighbour: Neighbour) -> str:
    return neighbour.fingerprint.replace("-", "").lower()


def test_a_sender_is_taken_in_only_with_the_fingerprint_from_paper(
    qtbot: QtBot, tasks: Tasks, show: Show, neighbour: Neighbour
) -> None:
    screen = show(SUPERVISOR)
    screen.tabs.show_page(1)

    screen.senders.action.setFocus()
    enter()
    choose(qtbot, tasks, screen, neighbour)
    type_lines("0" * 32)
    qtbot.waitUntil(tasks.idle)
    refused = screen.registering.complaint()
    screen.registering.fingerprint.clear()
    screen.registering.fingerprint.setFocus()
    with qtbot.waitSignal(screen.told) as told:
        type_lines(plain(neighbour))
    qtbot.waitUntil(lambda: bool(screen.senders.lines()))

    assert refused == sentence(FingerprintDiffersError())
    assert told.args == [words.SENDER_DONE.format(label=neighbour.label), "success"]
    assert screen.senders.lines()[0][0] == neighbour.label
    assert focused() is screen.senders.action


def test_a_recipient_needs_two_people(
    qtbot: QtBot, tasks: Tasks, show: Show, tmp_path: Path
) -> None:
    neighbour = a_neighbour(tmp_path / "tax", "税務課")
    first = show(ADMINISTRATOR)
    first.recipients.action.setFocus()
    enter()
    choose(qtbot, tasks, first, neighbour)
    type_lines(plain(neighbour), ADMINISTRATOR.password)
    qtbot.waitUntil(first.proposal.isVisible, timeout=20_000)
    qtbot.waitUntil(tasks.idle)
    alone = first.proposal.open_button.isVisible(), neighbour.label in labels(first)
    first.hide()

    second = show(SUPERVISOR)
    second.show_proposal()
    qtbot.waitUntil(second.proposal.password.edit.hasFocus)
    with qtbot.waitSignal(second.told, timeout=20_000) as told:
        type_lines(SUPERVISOR.password)
    qtbot.waitUntil(lambda: neighbour.label in labels(second))

    assert alone == (False, False)
    assert told.args == [words.COUNTERSIGNED.format(label=neighbour.label), "success"]
    qtbot.waitUntil(lambda: not second.proposal.isVisible())


def test_a_wrong_password_signs_nothing(
    qtbot: QtBot, tasks: Tasks, show: Show, neighbour: Neighbour
) -> None:
    screen = show(SUPERVISOR)
    screen.recipients.action.click()
    choose(qtbot, tasks, screen, neighbour)

    type_lines(plain(neighbour), "kore-wa-chigau-kotoba")
    qtbot.waitUntil(lambda: bool(screen.proposing.complaint()), timeout=20_000)

    assert not screen.proposal.isVisible()
    assert focused() is screen.proposing.password.edit
    assert screen.proposing.password.text() == ""


def test_a_proposal_can_be_taken_back(
    qtbot: QtBot, tasks: Tasks, show: Show, tmp_path: Path
) -> None:
    neighbour = a_neighbour(tmp_path / "water", "水道課")
    screen = show(SUPERVISOR)
    screen.recipients.action.click()
    choose(qtbot, tasks, screen, neighbour)
    type_lines(plain(neighbour), SUPERVISOR.password)
    qtbot.waitUntil(screen.proposal.isVisible, timeout=20_000)

    screen.proposal.withdraw_button.setFocus()
    enter()

    qtbot.waitUntil(lambda: not screen.proposal.isVisible())


def test_a_half_typed_fingerprint_is_not_sent(
    qtbot: QtBot, tasks: Tasks, show: Show, neighbour: Neighbour
) -> None:
    screen = show(SUPERVISOR)
    screen.tabs.show_page(1)
    screen.senders.action.click()
    choose(qtbot, tasks, screen, neighbour)

    type_lines(plain(neighbour)[:9])

    assert tasks.idle()
    assert screen.registering.complaint() == words.SHORT_FINGERPRINT
    assert screen.would_lose()
    screen.registering.left.emit()
    assert not screen.would_lose()


def test_what_is_no_card_is_said_and_another_can_be_chosen(
    qtbot: QtBot, show: Show, tmp_path: Path
) -> None:
    screen = show(SUPERVISOR)
    fake = tmp_path / "にせ.kuracard"
    fake.write_bytes(b"{}")
    screen.tabs.show_page(1)
    screen.senders.action.click()

    screen.registering.chooser.chosen.emit(fake)
    qtbot.waitUntil(lambda: bool(screen.registering.complaint()))

    assert screen.registering.chooser.isVisible()


def test_the_supervisor_writes_the_own_card(
    qtbot: QtBot, tasks: Tasks, show: Show, tmp_path: Path
) -> None:
    screen = show(SUPERVISOR)
    screen.tabs.show_page(3)
    screen.own.write.setFocus()
    enter()

    with qtbot.waitSignal(screen.told):
        screen.own.chooser.chosen.emit(tmp_path)
    qtbot.waitUntil(tasks.idle)

    written = next(tmp_path.glob("*.kuracard"))
    assert read_card(written).fingerprint == screen.desk.unit.fingerprint


def test_a_clerk_sees_the_lists_and_may_change_none(show: Show) -> None:
    screen = show(CLERK)

    assert {line[0] for line in screen.people.lines()} == {
        person.name for person in (ADMINISTRATOR, SUPERVISOR, CLERK)
    }
    for action in (screen.recipients.action, screen.senders.action, screen.own.write):
        assert not action.isVisibleTo(screen)


def test_every_stop_of_the_screen_says_what_it_is(show: Show) -> None:
    screen = show(SUPERVISOR)
    silent = [
        type(widget).__name__
        for widget in screen.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.isHidden()
        and not widget.accessibleName()
    ]

    assert silent == []


def test_arrows_turn_the_tabs(show: Show) -> None:
    screen = show(SUPERVISOR)
    first = screen.tabs.buttons()[0]
    first.setFocus()

    QTest.keyClick(first, Qt.Key.Key_Right)

    assert screen.tabs.page() == 1
    assert focused() is screen.tabs.buttons()[1]
