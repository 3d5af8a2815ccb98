"""Starting the program twice shows one window: the first one, brought to the front."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from pytestqt.qtbot import QtBot

from desktop.ui.second_start import SecondStart
from desktop.ui.shell import Shell

START = """
import sys
from desktop.__main__ import main
from desktop.ui.shell import Shell
if sys.argv.pop(1) == "first":
    up, forward = Shell.come_up, Shell.come_forward
    Shell.come_up = lambda self: (up(self), print("up", flush=True))
    Shell.come_forward = lambda self: (forward(self), print("forward", flush=True))
sys.exit(main(sys.argv[1:]))
"""


def asked_once() -> Callable[[], bool]:
    answers = iter([False, True])
    return lambda: next(answers, False)


def test_the_window_comes_up_from_the_task_bar_when_somebody_asks(qtbot: QtBot) -> None:
    shell = Shell()
    qtbot.addWidget(shell)
    shell.come_up()
    shell.showMinimized()
    assert shell.isMinimized()

    second = SecondStart(asked_once(), shell.come_forward, shell)

    qtbot.waitUntil(lambda: not shell.isMinimized())
    second.stop()
    assert shell.isVisible()
    assert not shell.windowState() & Qt.WindowState.WindowMinimized


def test_nobody_is_asked_after_the_end(qtbot: QtBot) -> None:
    asked: list[int] = []
    parent = QObject()
    second = SecondStart(lambda: bool(asked.append(1)), lambda: None, parent)
    qtbot.waitUntil(lambda: len(asked) > 0)
    second.stop()
    count = len(asked)

    qtbot.wait(400)

    assert len(asked) == count


def test_a_second_start_of_the_whole_program_ends_and_the_first_window_comes_forward(
    tmp_path: Path,
) -> None:
    kept = {"KURACHO_HOME": str(tmp_path / "units"), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", START]
    whole = {**os.environ, **kept}
    with subprocess.Popen(
        [*command, "first", "--quit-after", "90000"], stdout=subprocess.PIPE, env=whole, text=True
    ) as first:
        assert first.stdout is not None
        assert first.stdout.readline().strip() == "up"

        second = subprocess.run([*command, "second"], env=whole, check=False, timeout=60)

        assert second.returncode == 0
        assert first.stdout.readline().strip() == "forward"
        first.kill()
