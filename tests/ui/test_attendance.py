"""A desk that is left: covered, then signed out, and never a word lost in silence."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.domain.session_events import SessionEvent
from desktop.ui.messages import attendance
from desktop.ui.widgets.panel import Notice
from desktop.ui.workplace import Workplace
from desktop.usecases.desk import Desk
from tests.ui.test_front_door import Front, filled, front, questions, typed

__all__ = ["filled", "front"]

MINUTE = 60_000


@pytest.fixture(autouse=True)
def _units_at_the_entrance(front: Front) -> None:
    front.program.entrance.show_units(front.program.office.units())


def notices(front: Front) -> list[str]:
    front.qtbot.wait(50)  # what was added is shown by the next turn of the loop
    found = front.program.entrance.findChildren(Notice)
    return [one.text() for one in found if one.isVisible()]


def passes(front: Front, minutes: float) -> None:
    front.program.guards.attendance.pass_time(int(minutes * MINUTE))


def test_after_three_minutes_the_veil_after_ten_the_sign_in_screen(front: Front) -> None:
    place = front.enter()
    desk: Desk = place.desk

    passes(front, 2.9)
    assert not place.window.is_veiled()
    passes(front, 0.1)
    assert place.window.is_veiled()
    passes(front, 6.9)
    assert front.program.workplace is place
    passes(front, 0.1)
    front.gone()

    assert not desk.has_store
    assert notices(front) == [attendance.AWAY]


def test_a_key_begins_the_minutes_anew(front: Front) -> None:
    place = front.enter()

    passes(front, 2.9)
    QTest.keyClick(place.window, Qt.Key.Key_Shift)
    passes(front, 2.9)

    assert not place.window.is_veiled()


def test_unregistered_input_stays_covered_for_half_an_hour_and_its_end_is_told(
    front: Front,
) -> None:
    place = front.enter()
    ledger = typed(place, front)

    passes(front, 10)
    passes(front, 29)
    assert front.program.workplace is place
    assert place.window.is_veiled()
    assert ledger.would_lose()
    passes(front, 1)
    front.gone()

    assert notices(front) == [attendance.LOST]


def test_who_comes_back_in_time_goes_on_where_they_were(front: Front) -> None:
    place = front.enter()
    ledger = typed(place, front)
    front.program.guards.attendance.happened(SessionEvent.LOCKED)
    assert place.window.is_veiled()

    front.program.guards.attendance.happened(SessionEvent.UNLOCKED)
    QTest.keyClick(place.window, Qt.Key.Key_F12)
    passes(front, 9)

    assert front.program.workplace is place
    assert ledger.would_lose()


def test_after_twelve_hours_the_session_ends_once_nothing_is_half_typed(front: Front) -> None:
    place = front.enter()
    ledger = typed(place, front)
    for _ in range(12 * 60):
        passes(front, 1)
        QTest.keyClick(place.window, Qt.Key.Key_Shift)
    assert front.program.workplace is place

    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Z, control)
    assert not ledger.would_lose()
    passes(front, 1)
    front.gone()

    assert notices(front) == [attendance.DAY_OVER]


def test_sleep_ends_the_session_at_once_whatever_was_typed(front: Front) -> None:
    place = front.enter()
    typed(place, front)
    desk: Desk = place.desk

    front.program.guards.attendance.happened(SessionEvent.SUSPENDED)
    assert not desk.has_store  # before Windows goes on, not some time later
    front.gone()

    assert notices(front) == [attendance.LOST]


def test_a_question_left_open_does_not_lie_over_the_sign_in_screen(front: Front) -> None:
    place = front.enter()
    typed(place, front)
    front.program.leave()
    assert len(questions(front.program)) == 1

    front.program.guards.attendance.happened(SessionEvent.SUSPENDED)
    front.gone()

    assert questions(front.program) == []
    assert notices(front) == [attendance.LOST]


def test_work_that_runs_is_not_cut_off_by_a_locked_screen(front: Front) -> None:
    place = front.enter()
    going: list[bool] = [True]
    front.program.tasks.run(
        lambda: _until(lambda: not going[0]),
        done=lambda _none: None,
        refused=lambda _no: None,
        lane="foreign",
    )

    front.program.guards.attendance.happened(SessionEvent.LOCKED)
    passes(front, 20)
    assert front.program.workplace is place
    assert place.window.is_veiled()
    going[0] = False
    front.rest()
    passes(front, 0.2)
    front.gone()

    assert front.program.workplace is None


def _until(reached: Callable[[], bool]) -> None:
    while not reached():
        QTest.qSleep(10)


@pytest.mark.parametrize("event", list(SessionEvent))
def test_nobody_signed_in_nothing_happens(front: Front, event: SessionEvent) -> None:
    front.program.guards.attendance.happened(event)

    assert front.program.entrance.isVisible()


def test_signing_in_takes_the_notice_away(front: Front) -> None:
    front.enter()
    front.program.guards.attendance.happened(SessionEvent.LOCKED)
    front.gone()

    front.program.entrance.signed_in.emit(front.seats.sit())
    front.seats.taken = None
    front.rest()
    front.program.leave()
    front.gone()

    assert isinstance(front.program.workplace, Workplace | None)
    assert notices(front) == []


def test_a_drill_may_be_pictured_and_a_real_office_may_not(front: Front) -> None:
    front.enter()
    assert not front.program.guards.capture.on  # the fixture's office is a drill

    front.program.guards.cover(drill=False)  # a real office takes minutes to found
    assert front.program.guards.capture.on
    front.program.leave()
    front.gone()

    assert not front.program.guards.capture.on
