"""On the real window system of Windows: what it tells us, what it hides, what it copies.

Not collected by itself: ``test_real_windows`` starts it with Qt's own platform for Windows.
"""

import ctypes
import sys
from ctypes import wintypes

import pytest
from PySide6.QtGui import QGuiApplication

from desktop.ui.messages import attendance
from desktop.ui.widgets.panel import Notice
from desktop.usecases.desk import Desk
from tests.ui.test_front_door import Front, filled, front, typed

__all__ = ["filled", "front"]

if sys.platform != "win32":
    pytest.skip("Windows", allow_module_level=True)

SESSION_CHANGE, POWER, LOCK, SUSPEND, RESUME = 0x02B1, 0x0218, 0x7, 0x4, 0x7
USER = ctypes.WinDLL("user32")


def send(front: Front, message: int, detail: int) -> None:
    """As Windows does it: straight into the window, which answers before it returns."""
    window = wintypes.HWND(int(front.program.shell.winId()))
    USER.SendMessageW(window, wintypes.UINT(message), wintypes.WPARAM(detail), wintypes.LPARAM(1))


def notices(front: Front) -> list[str]:
    front.qtbot.wait(50)  # what was added is shown by the next turn of the loop
    found = front.program.entrance.findChildren(Notice)
    return [one.text() for one in found if one.isVisible()]


@pytest.fixture(autouse=True)
def _listening(front: Front) -> None:
    assert QGuiApplication.platformName() == "windows"
    front.program.start()


def test_a_locked_screen_ends_the_session(front: Front) -> None:
    desk: Desk = front.enter().desk

    send(front, SESSION_CHANGE, LOCK)
    front.gone()

    assert front.program.entrance.isVisible()
    assert not desk.has_store
    assert not desk.keys.holds("db")
    assert notices(front) == [attendance.AWAY]


def test_with_unregistered_input_a_locked_screen_only_covers_it(front: Front) -> None:
    place = front.enter()
    ledger = typed(place, front)

    send(front, SESSION_CHANGE, LOCK)
    front.rest()

    assert front.program.workplace is place
    assert place.window.is_veiled()
    assert ledger.would_lose()


def test_before_sleep_the_store_is_closed_when_windows_gets_its_answer(front: Front) -> None:
    place = front.enter()
    typed(place, front)
    desk: Desk = place.desk

    send(front, POWER, SUSPEND)
    assert not desk.has_store  # nothing was waited for here
    assert not desk.keys.holds("db")

    front.gone()
    assert notices(front) == [attendance.LOST]


def test_other_messages_of_the_same_kinds_change_nothing(front: Front) -> None:
    place = front.enter()

    send(front, POWER, RESUME)
    send(front, SESSION_CHANGE, 0x5)
    front.rest()

    assert front.program.workplace is place
    assert not place.window.is_veiled()
