"""The one top-level window: the frame of the drill, and the room a screen leaves."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.main_window import WORKING_SIZE
from desktop.ui.messages import frame
from desktop.ui.shell import Shell
from desktop.ui.widgets.drill_frame import DrillFrame
from desktop.ui.widgets.label import Label


@pytest.fixture
def shell(qtbot: QtBot) -> Shell:
    made = Shell()
    qtbot.addWidget(made)
    return made


def words_seen(shell: Shell) -> list[str]:
    return [band.text() for band in shell.findChildren(Label, "drill-band") if band.isVisible()]


def test_drill_mode_is_written_around_whatever_is_up_and_only_then(shell: Shell) -> None:
    drill, real = QWidget(), QWidget()
    shell.come_up()

    shell.present(drill, drill=True)
    assert words_seen(shell) == [frame.DRILL]
    assert shell.findChild(DrillFrame) is not None
    around = drill.mapTo(shell, drill.rect().topLeft())
    assert around.x() > 0
    assert around.y() > around.x()

    shell.present(real)
    assert words_seen(shell) == []
    assert real.mapTo(shell, real.rect().topLeft()).isNull()


def test_without_a_screen_the_window_has_its_working_size(shell: Shell) -> None:
    shell.come_up()

    assert (shell.width(), shell.height()) == WORKING_SIZE


@pytest.mark.parametrize(
    ("width", "height", "fills"),
    [(1920, 1040, False), (1366, 728, True), (960, 500, True)],
)
def test_a_screen_with_too_little_room_is_filled_and_not_overrun(
    shell: Shell, width: int, height: int, *, fills: bool
) -> None:
    shell.fit(QSize(width, height))

    assert shell.isMaximized() is fills
    assert shell.minimumWidth() <= width
    assert shell.minimumHeight() < height
    if not fills:
        assert (shell.width(), shell.height()) == WORKING_SIZE
