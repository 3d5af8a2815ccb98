"""What is laid on the clipboard on purpose: marked, and soon forgotten."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui.clipboard import ClipboardGuard

HISTORY = 'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"'


@pytest.fixture
def guard(qapp: QApplication) -> Iterator[ClipboardGuard]:
    others = qapp.findChildren(ClipboardGuard)
    for other in others:
        other.watching = False
    made = ClipboardGuard(qapp, lambda _mode: True)
    yield made
    made.forget()
    made.watching = False
    made.deleteLater()
    for other in others:
        other.watching = True


def test_what_is_put_there_stays_and_says_no_to_history_and_cloud(guard: ClipboardGuard) -> None:
    guard.put("空き容量 120 GB")
    QApplication.processEvents()

    held = QApplication.clipboard().mimeData()
    assert held.text() == "空き容量 120 GB"
    assert bytes(held.data(HISTORY)) == bytes(4)


def test_it_is_forgotten_after_its_time(qtbot: QtBot, guard: ClipboardGuard) -> None:
    guard._timer.setInterval(20)  # noqa: SLF001 - thirty seconds are long in a test
    guard.put("空き容量 120 GB")

    qtbot.waitUntil(lambda: QApplication.clipboard().text() == "")


def test_what_another_program_laid_there_meanwhile_is_not_taken_away(
    qapp: QApplication,
) -> None:
    owned = [True]
    guard = ClipboardGuard(qapp, lambda _mode: owned[0])
    guard.put("空き容量 120 GB")
    owned[0] = False
    foreign = QMimeData()
    foreign.setText("よそのもの")
    QApplication.clipboard().setMimeData(foreign)

    guard.forget()

    assert QApplication.clipboard().text() == "よそのもの"
    QApplication.clipboard().clear()
    guard.watching = False
    guard.deleteLater()


def test_after_something_was_put_there_a_field_still_copies_nothing(
    qtbot: QtBot, guard: ClipboardGuard
) -> None:
    guard.put("空き容量 120 GB")
    leak = QMimeData()
    leak.setText("漏れ")

    QApplication.clipboard().setMimeData(leak)

    qtbot.waitUntil(lambda: QApplication.clipboard().text() == "")
