"""F1, by its key, on every screen of the running program; and a policy that closes the door."""

import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from traceback import format_exception

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.app import Program
from desktop.config import Config, configure
from desktop.domain.terminal_policy import TerminalPolicy, TerminalPolicyError
from desktop.machine.terminal_policy import read_terminal_policy
from desktop.ui.messages import signin as signin_words
from desktop.ui.messages.lookup import REFUSALS
from desktop.ui.screens.help.panel import HelpPanel
from desktop.ui.screens.help.topics import topic
from desktop.ui.widgets.confirm import Confirm
from desktop.ui.widgets.panel import Notice
from desktop.ui.workplace import Workplace
from desktop.usecases.founding import NewPerson
from desktop.usecases.office import UnitRef
from tests.builders.offices import ADMINISTRATOR, CLERK, RESOURCES, SUPERVISOR, copied
from tests.usecases.seats import Seats, filled

__all__ = ["filled"]

PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture
def program(tmp_path: Path, qtbot: QtBot, bugs: list[BaseException]) -> Iterator[Program]:
    home = tmp_path / "units"
    home.mkdir()
    yield from running(Config(home, RESOURCES, tmp_path, drill=True), qtbot, bugs)


def running(config: Config, qtbot: QtBot, bugs: list[BaseException]) -> Iterator[Program]:
    """The program, shown and at the end closed; no bug may have come up."""
    made = Program(config)
    made.tasks._on_bug = bugs.append  # noqa: SLF001 - a bug must fail the test, not show a panel
    made.start()
    made.shell.activateWindow()
    qtbot.waitUntil(made.shell.isActiveWindow)
    yield made
    made.leave()
    qtbot.waitUntil(made.tasks.idle, timeout=20_000)
    made.shell.let_go()
    made.close()
    made.shell.deleteLater()
    assert [format_exception(bug) for bug in bugs] == []


def press_f1() -> None:
    """Where no part of a screen takes the keys, the window itself does."""
    focus = QApplication.focusWidget() or QApplication.activeWindow()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_F1)


def panels(program: Program) -> list[HelpPanel]:
    return [one for one in program.shell.findChildren(HelpPanel) if one.isVisible()]


def enter(program: Program, qtbot: QtBot, unit: UnitRef, person: NewPerson) -> Workplace:
    """Let the sign-in screen hand over a person who has signed in."""
    seats = Seats(copied(unit, program.office.home))
    program.entrance.signed_in.emit(seats.sit(person))
    seats.taken = None  # the program signs out
    qtbot.waitUntil(program.tasks.idle, timeout=20_000)
    program.shell.activateWindow()  # the window of the test before went away only now
    qtbot.waitUntil(program.shell.isActiveWindow)
    place = program.workplace
    assert isinstance(place, Workplace)
    return place


def test_f1_helps_before_anybody_can_sign_in(program: Program) -> None:
    press_f1()
    (panel,) = panels(program)
    assert panel.shown() == "setup/title"

    press_f1()
    assert panels(program) == []
    assert isinstance(QApplication.focusWidget(), QPushButton)


def test_f1_where_one_signs_in_is_for_those_who_sign_in(program: Program, filled: UnitRef) -> None:
    copied(filled, program.office.home)
    program.entrance.show_units(program.office.units())

    press_f1()

    (panel,) = panels(program)
    assert panel.shown() == "use/signin"


def test_f1_on_the_founding_opens_its_chapter(program: Program) -> None:
    program.found()
    QApplication.processEvents()

    press_f1()

    (panel,) = panels(program)
    assert panel.shown() == "setup/founding"


@pytest.mark.parametrize("person", [CLERK, SUPERVISOR, ADMINISTRATOR])
def test_f1_on_every_screen_opens_its_chapter_and_closes_it(
    program: Program, qtbot: QtBot, filled: UnitRef, person: NewPerson
) -> None:
    place = enter(program, qtbot, filled, person)

    for key in place.screens:
        place.window.show_screen(key)
        qtbot.waitUntil(program.tasks.idle, timeout=20_000)
        press_f1()
        (panel,) = panels(program)
        assert panel.shown() == topic(key), key
        assert panel.page.hasFocus()
        press_f1()
        assert panels(program) == []


def test_f12_covers_the_manual_too_and_f1_opens_nothing_above_the_veil(
    program: Program, qtbot: QtBot, filled: UnitRef
) -> None:
    place = enter(program, qtbot, filled, CLERK)
    press_f1()

    place.window.toggle_veil()
    press_f1()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)

    assert place.window.is_veiled()
    (panel,) = panels(program)
    assert not panel.isAncestorOf(QApplication.focusWidget())
    place.window.toggle_veil()
    assert panel.page.hasFocus()


def test_no_key_changes_the_screen_below_the_manual(
    program: Program, qtbot: QtBot, filled: UnitRef
) -> None:
    place = enter(program, qtbot, filled, CLERK)
    before = QApplication.focusWidget()
    press_f1()

    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert place.window.screen_key() == "home"
    press_f1()
    assert QApplication.focusWidget() is before
    QTest.keyClick(before or program.shell, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)

    assert place.window.screen_key() == "ledger"


def test_a_question_comes_before_the_manual(
    program: Program, qtbot: QtBot, filled: UnitRef
) -> None:
    place = enter(program, qtbot, filled, CLERK)
    asked = Confirm(place.window, "取消", "この記録を取り消します。", yes=lambda _: None)

    press_f1()

    assert panels(program) == []
    assert asked.yes_button.hasFocus()
    asked.no_button.click()


def test_a_question_above_the_open_manual_takes_the_keys(
    program: Program, qtbot: QtBot, filled: UnitRef
) -> None:
    place = enter(program, qtbot, filled, CLERK)
    press_f1()
    (panel,) = panels(program)

    asked = Confirm(place.window, "終了", "終わります。", yes=lambda _: None)
    assert asked.yes_button.hasFocus()
    panel.page.setFocus()
    assert asked.isAncestorOf(QApplication.focusWidget())
    asked.no_button.click()

    assert panel.page.hasFocus()


def test_a_policy_that_is_not_in_order_lets_nobody_in_and_says_why(
    tmp_path: Path, qtbot: QtBot, bugs: list[BaseException], filled: UnitRef
) -> None:
    home = tmp_path / "units"
    home.mkdir()
    copied(filled, home)
    refusal = TerminalPolicyError(member="lock_minute")
    config = Config(home, RESOURCES, tmp_path, drill=True, refusal=refusal)

    for program in running(config, qtbot, bugs):
        said = [one.text() for one in program.shell.findChildren(Notice) if one.isVisible()]
        assert any("lock_minute" in text and "E-339" in text for text in said)
        seen = [one for one in program.shell.findChildren(QWidget) if one.isVisible()]
        assert [one for one in seen if isinstance(one, QLineEdit)] == []
        pressed = {one.text() for one in seen if isinstance(one, QPushButton)}
        assert pressed <= {signin_words.HEALTH}  # whoever mends the terminal may look at it
        press_f1()
        (panel,) = panels(program)
        assert panel.shown() == "setup/policy"
        press_f1()


def test_the_policy_file_chooses_where_the_stores_lie(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "policy.json"
    monkeypatch.setattr("desktop.config.policy_file", lambda: file)
    # that the file is the administrators' own is tried in tests/machine
    trusting = partial(read_terminal_policy, kept=lambda _file: True)
    monkeypatch.setattr("desktop.config.read_terminal_policy", trusting)
    home = str(tmp_path / "stores").replace("\\", "\\\\")
    file.write_text(f'{{"v": 1, "home": "{home}", "lock_minutes": 5}}', "utf-8")

    found = configure()
    assert found.home == tmp_path / "stores"
    assert found.policy == TerminalPolicy(str(tmp_path / "stores"), lock_minutes=5)
    assert found.refusal is None

    file.write_text('{"v": 1, "hom": "/x"}', "utf-8")
    refused = configure()
    assert isinstance(refused.refusal, TerminalPolicyError)
    assert refused.policy == TerminalPolicy()
    assert REFUSALS["machine.policy"].number == "E-339"


def test_the_first_window_loads_nothing_of_the_manual() -> None:
    asked = "import sys, desktop.app; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True, cwd=PROJECT
    )

    loaded = set(done.stdout.split())
    assert "desktop.ui.help_desk" in loaded
    assert (
        loaded & {"markdown_it", "desktop.usecases.manual", "desktop.ui.screens.help.panel"}
        == set()
    )
