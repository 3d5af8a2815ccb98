"""What is hidden from other programs: every window, and before it is seen."""

import pytest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from desktop.ui.capture_guard import CaptureGuard
from desktop.ui.widgets.choice import Choice


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_menus_and_lists_are_hidden_from_capture_before_they_are_seen(qtbot: QtBot) -> None:
    hidden: list[int] = []
    shown: list[int] = []
    guard = CaptureGuard(hidden.append, shown.append)
    choice = Choice("所属", ("福祉課", "税務課"))
    qtbot.addWidget(choice)
    choice.show()
    guard.set_on(on=True)
    assert hidden == [int(choice.winId())]

    menu = QMenu(choice)
    menu.addAction("貼り付け")
    menu.popup(choice.pos())
    choice.showPopup()
    assert {int(menu.winId()), int(choice.view().window().winId())} <= set(hidden)
    menu.close()
    choice.hidePopup()
    guard.set_on(on=False)
    assert shown == [int(choice.winId())]

    before = len(hidden)
    choice.showPopup()
    choice.hidePopup()
    assert len(hidden) == before
