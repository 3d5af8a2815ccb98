"""On the real window system of Windows: what it tells us, what it hides, what it copies.

Not collected by itself: ``test_real_windows`` starts it with Qt's own platform for Windows.
"""

import ctypes
import subprocess
import sys
from ctypes import wintypes

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.machine.one_program import take_turn
from desktop.ui.clipboard import clipboard_guard
from desktop.ui.messages import attendance
from desktop.ui.second_start import SecondStart
from desktop.ui.widgets.panel import Notice
from desktop.usecases.desk import Desk
from tests.machine.windows import UNDER_WINE
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


def formats() -> dict[str, bytes]:
    """What lies on the clipboard of Windows, asked of Windows."""
    kernel = ctypes.WinDLL("kernel32")
    kernel.GlobalLock.restype = ctypes.c_void_p
    kernel.GlobalLock.argtypes = kernel.GlobalUnlock.argtypes = [wintypes.HANDLE]
    kernel.GlobalSize.argtypes = [wintypes.HANDLE]
    USER.GetClipboardData.restype = wintypes.HANDLE
    found: dict[str, bytes] = {}
    assert USER.OpenClipboard(None)
    number = USER.EnumClipboardFormats(0)
    while number:
        name = ctypes.create_unicode_buffer(80)
        USER.GetClipboardFormatNameW(number, name, 80)
        handle = USER.GetClipboardData(number)
        at = kernel.GlobalLock(handle)
        found[name.value or str(number)] = ctypes.string_at(at, kernel.GlobalSize(handle))
        kernel.GlobalUnlock(handle)
        number = USER.EnumClipboardFormats(number)
    USER.CloseClipboard()
    return found


CF_UNICODETEXT = "13"


def test_what_is_copied_on_purpose_says_no_to_history_cloud_and_watchers(front: Front) -> None:
    guard = clipboard_guard()
    assert guard is not None

    guard.put("空き容量 120 GB")
    front.qtbot.wait(50)
    found = formats()

    assert found[CF_UNICODETEXT].decode("utf-16-le").rstrip("\0") == "空き容量 120 GB"
    assert found["CanIncludeInClipboardHistory"][:4] == bytes(4)
    assert found["CanUploadToCloudClipboard"][:4] == bytes(4)
    assert "ExcludeClipboardContentFromMonitorProcessing" in found


def test_signing_out_empties_the_clipboard(front: Front) -> None:
    front.enter()
    guard = clipboard_guard()
    assert guard is not None
    guard.put("空き容量 120 GB")
    front.qtbot.wait(50)

    front.program.leave()
    front.gone()

    assert CF_UNICODETEXT not in formats()


def test_ctrl_c_in_a_field_of_a_record_copies_nothing(front: Front) -> None:
    place = front.enter()
    ledger = typed(place, front)
    field = QApplication.focusWidget()
    assert field is not None
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(field, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    front.qtbot.wait(50)

    assert ledger.would_lose()
    assert CF_UNICODETEXT not in formats()


@pytest.mark.skipif(UNDER_WINE, reason="Wine 8 has no display affinity")
def test_the_windows_of_a_real_office_are_excluded_from_capture_until_sign_out(
    front: Front,
) -> None:
    front.enter()
    front.program.guards.cover(drill=False)  # the fixture's office is a drill
    assert affinity(front) == 0x11

    front.program.leave()
    front.gone()
    assert affinity(front) == 0


def affinity(front: Front) -> int:
    found = wintypes.DWORD()
    window = wintypes.HWND(int(front.program.shell.winId()))
    USER.GetWindowDisplayAffinity(window, ctypes.byref(found))
    return found.value


SECOND = """
import sys
from pathlib import Path
from desktop.machine.one_program import take_turn
sys.exit(0 if take_turn(Path(sys.argv[1]), 0.1) is None else 1)
"""


def test_a_second_start_brings_the_minimised_window_before_all_others(front: Front) -> None:
    shell, home = front.program.shell, front.program.office.home
    window = wintypes.HWND(int(shell.winId()))
    turn = take_turn(home)
    assert turn is not None
    second = SecondStart(turn.asked, shell.come_forward, shell)
    shell.showMinimized()
    front.qtbot.waitUntil(lambda: bool(USER.IsIconic(window)))

    done = subprocess.run([sys.executable, "-c", SECOND, str(home)], check=False, timeout=60)
    assert done.returncode == 0

    front.qtbot.waitUntil(lambda: not USER.IsIconic(window), timeout=10_000)
    USER.GetForegroundWindow.restype = wintypes.HWND
    front.qtbot.waitUntil(lambda: USER.GetForegroundWindow() == window.value, timeout=10_000)
    second.stop()
    turn.end()
