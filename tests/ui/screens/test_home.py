from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.domain.search import Query
from desktop.ui.messages import home as words
from desktop.ui.moments import shown_day
from desktop.ui.screens.about.screen import AboutScreen
from desktop.ui.screens.home.screen import HomeScreen
from desktop.ui.screens.home.work import work_lines
from desktop.ui.screens.opening import Opening
from desktop.ui.tasks import Tasks
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.panel import Notice
from desktop.usecases.approving import approve, send_back
from desktop.usecases.desk import Desk
from desktop.usecases.exporting import ExportDraft, recipients, request
from desktop.usecases.founding import Founded, NewPerson
from desktop.usecases.home import today
from desktop.usecases.office import Office
from desktop.usecases.units import countersign, proposals, propose_recipient, withdraw_proposal
from tests.builders.offices import ADMINISTRATOR, CLERK, SUPERVISOR
from tests.ui.screens.sitting import Neighbour, a_neighbour, shown_alone, with_ledger
from tests.ui.typing_keys import enter, focused

Show = Callable[[Desk], HomeScreen]
Seat = Callable[[NewPerson], Desk]


@pytest.fixture
def show(qtbot: QtBot, tasks: Tasks) -> Show:
    def shown(desk: Desk) -> HomeScreen:
        return shown_alone(qtbot, tasks, HomeScreen(tasks, desk))

    return shown


@pytest.fixture
def recipient(seat: Seat, neighbour: Neighbour) -> str:
    """A unit packages may go to, made known by two people."""
    desk = seat(ADMINISTRATOR)
    if not recipients(desk):
        propose_recipient(desk, neighbour.card, neighbour.fingerprint, ADMINISTRATOR.password)
        second = seat(SUPERVISOR)
        countersign(second, proposals(second)[0], SUPERVISOR.password)
    return recipients(seat(CLERK))[0].rid


@pytest.fixture
def ask(seat: Seat, recipient: str) -> Callable[[str], str]:
    """A clerk asks to let two invented people out."""

    def asked(purpose: str) -> str:
        desk = seat(CLERK)
        form = with_ledger(desk)
        draft = ExportDraft(
            Query(form.ledger), None, ("name",), purpose, "番号法19条8号", recipient
        )
        return request(desk, draft).request_id

    return asked


def texts(screen: HomeScreen) -> str:
    return "\n".join(label.text() for label in screen.findChildren(Label) if label.isVisible())


def test_a_request_of_a_clerk_waits_for_the_supervisor_and_opens_by_enter(
    qtbot: QtBot, seat: Seat, ask: Callable[[str], str], show: Show
) -> None:
    request_id = ask("現況届の確認")

    screen = show(seat(SUPERVISOR))
    seen = texts(screen)
    with qtbot.waitSignal(screen.open_requested) as opened:
        enter()

    assert "現況届の確認" in seen
    assert "児童手当 受給者台帳 2人分" in seen
    assert opened.args[0] == Opening.APPROVAL
    assert request_id in {view.request.request_id for view in today(screen.desk).to_approve}


def test_what_was_sent_back_or_approved_waits_for_who_asked(
    seat: Seat, ask: Callable[[str], str], show: Show
) -> None:
    sent, approved = ask("差し戻される申請"), ask("承認される申請")
    supervisor = seat(SUPERVISOR)
    send_back(supervisor, sent, "根拠を書き足してください")
    approve(supervisor, approved, SUPERVISOR.password)

    screen = show(seat(CLERK))

    lines = {line.key: line for line in work_lines(today(screen.desk))}
    assert lines[sent].opening is Opening.SENT_BACK
    assert lines[approved].opening is Opening.RELEASE
    assert "根拠を書き足してください" in texts(screen)


def test_a_proposal_waits_for_the_second_person_only(
    qtbot: QtBot, tasks: Tasks, seat: Seat, show: Show, tmp_path: Path
) -> None:
    neighbour = a_neighbour(tmp_path, "環境課")
    first = seat(SUPERVISOR)
    propose_recipient(first, neighbour.card, neighbour.fingerprint, SUPERVISOR.password)
    mine = work_lines(today(first))

    screen = show(seat(ADMINISTRATOR))
    with qtbot.waitSignal(screen.open_requested) as opened:
        enter()

    assert not [line for line in mine if line.opening is Opening.PROPOSAL]
    assert opened.args[0] == Opening.PROPOSAL
    assert tasks.idle()
    withdraw_proposal(screen.desk)


def test_an_administrator_with_nothing_waiting_goes_on_to_the_units_by_enter(
    qtbot: QtBot, seat: Seat, show: Show
) -> None:
    screen = show(seat(ADMINISTRATOR))
    screen.come_up()
    qtbot.waitUntil(lambda: focused().accessibleName() == words.OPEN_UNITS)

    with qtbot.waitSignal(screen.open_requested) as opened:
        enter()

    assert opened.args[0] == Opening.UNITS


def test_ledgers_are_cards_with_counts(qtbot: QtBot, seat: Seat, show: Show) -> None:
    desk = seat(CLERK)
    form = with_ledger(desk)

    screen = show(desk)
    with qtbot.waitSignal(screen.open_requested) as opened:
        screen.ledger_cards().first().click()

    assert opened.args == [Opening.LEDGER, form.ledger]
    assert "機密性3B" in texts(screen)
    assert "2" in texts(screen).split()


def test_an_administrator_is_led_to_the_units(seat: Seat, show: Show) -> None:
    screen = show(seat(ADMINISTRATOR))

    assert words.NO_STORE in texts(screen)
    assert words.LEDGERS not in texts(screen).split()


def test_the_rehearsal_is_asked_for_within_thirty_days(
    seat: Seat, show: Show, founded: Founded
) -> None:
    screen = show(seat(CLERK))
    now = today(screen.desk)
    assert now.rehearsal_due is not None
    early = [notice.text() for notice in screen.findChildren(Notice)]

    screen.show_today(replace(now, rehearsal_due=screen.desk.now().date() - timedelta(days=1)))
    late = [notice.property("kind") for notice in screen.findChildren(Notice)]

    assert founded.unit.folder.is_dir()
    assert shown_day(now.rehearsal_due) in early[0]
    assert late[-1] == "error"


def test_arrows_walk_from_one_thing_to_the_next(
    seat: Seat, ask: Callable[[str], str], show: Show
) -> None:
    ask("一件目")
    ask("二件目")
    screen = show(seat(SUPERVISOR))
    first = focused()

    QTest.keyClick(first, Qt.Key.Key_Down)
    second = focused()
    QTest.keyClick(second, Qt.Key.Key_Up)

    assert second is not first
    assert focused() is first
    assert screen.isAncestorOf(second)


def test_a_screen_read_anew_keeps_the_focus_inside(
    qtbot: QtBot, tasks: Tasks, seat: Seat, show: Show
) -> None:
    desk = seat(CLERK)
    with_ledger(desk)
    screen = show(desk)

    screen.refresh()
    qtbot.waitUntil(tasks.idle)

    assert screen.isAncestorOf(focused())


def test_about_says_that_nothing_is_sent(
    qtbot: QtBot, office: Office, founded: Founded, tmp_path: Path
) -> None:
    screen = AboutScreen(founded.unit)
    qtbot.addWidget(screen)
    screen.show()

    said = "\n".join(label.text() for label in screen.findChildren(Label))
    assert "通信をしません" in said
    assert founded.unit.label in said
    assert office.drill
    assert tmp_path.is_dir()
