"""A changed program is named in its first window, and opens no real store."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from traceback import format_exception

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from desktop.app import Program
from desktop.config import Config
from desktop.domain.release_errors import ProgramFileExtraError
from desktop.ui.messages import program as words
from desktop.ui.messages import signin as signin_words
from desktop.ui.messages.lookup import sentence
from desktop.ui.program_words import told
from desktop.ui.widgets.panel import Notice
from desktop.ui.workplace import Workplace
from desktop.usecases.office import UnitRef
from tests.builders.offices import CLERK, RESOURCES, copied
from tests.builders.programs import ProgramFolder, program_folder
from tests.ui.typing_keys import type_lines
from tests.usecases.seats import filled

__all__ = ["filled"]

REFUSED = sentence(ProgramFileExtraError(file="version.dll", count=1))


@pytest.fixture
def frozen(tmp_path: Path) -> ProgramFolder:
    return program_folder(tmp_path / "Kuracho")


@pytest.fixture
def unit(filled: UnitRef, tmp_path: Path) -> UnitRef:
    (tmp_path / "units").mkdir()
    return copied(filled, tmp_path / "units")


@pytest.fixture
def program(
    unit: UnitRef,
    frozen: ProgramFolder,
    tmp_path: Path,
    qtbot: QtBot,
    bugs: list[BaseException],
) -> Iterator[Program]:
    home = unit.folder.parent
    made = Program(Config(home, RESOURCES, tmp_path, drill=False, program=frozen.facts()))
    made.tasks._on_bug = bugs.append  # noqa: SLF001 - a bug must fail the test, not show a panel
    with qtbot.waitActive(made.shell):
        made.shell.come_up()
        made.shell.activateWindow()
    yield made
    made.leave()
    qtbot.waitUntil(made.tasks.idle, timeout=20_000)
    made.shell.let_go()
    made.close()
    made.shell.deleteLater()
    assert [format_exception(bug) for bug in bugs] == []


def started(program: Program, unit: UnitRef, qtbot: QtBot) -> None:
    """The window has painted and the check has come to its end."""
    program.entrance.show_units((unit,))
    program._preload()  # noqa: SLF001 - what the timer of the first window does
    qtbot.waitUntil(program.tasks.idle, timeout=20_000)


def notices(program: Program) -> list[str]:
    QApplication.processEvents()  # a layout shows what was just added to it at the next turn
    return [one.text() for one in program.shell.findChildren(Notice) if one.isVisible()]


def buttons(program: Program) -> list[QAbstractButton]:
    """What begins a new unit."""
    wanted = {signin_words.FOUND, signin_words.FOUND_OTHER}
    return [one for one in program.entrance.findChildren(QAbstractButton) if one.text() in wanted]


def test_a_planted_library_is_named_and_a_real_store_stays_shut(
    program: Program, unit: UnitRef, frozen: ProgramFolder, qtbot: QtBot,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    (frozen.folder / "version.dll").write_bytes(b"MZ")
    with caplog.at_level("INFO", logger="kuracho.release"):
        started(program, replace(unit, drill=False), qtbot)
        said = notices(program)
        type_lines(CLERK.uid, CLERK.password)
        qtbot.waitUntil(lambda: len(notices(program)) > 1, timeout=20_000)

    planted = words.FAULT.format(path="version.dll", difference=words.DIFFERENCES["extra"])
    assert said == [f"{REFUSED}\n{planted}"]
    assert set(notices(program)) == {REFUSED, *said}
    assert program.workplace is None
    assert "real store refused: program.extra" in caplog.text


def test_a_drill_is_opened_all_the_same(
    program: Program, unit: UnitRef, frozen: ProgramFolder, qtbot: QtBot
) -> None:
    (frozen.folder / "version.dll").write_bytes(b"MZ")
    started(program, unit, qtbot)

    type_lines(CLERK.uid, CLERK.password)
    qtbot.waitUntil(lambda: program.workplace is not None, timeout=20_000)

    assert isinstance(program.workplace, Workplace)


def test_whoever_left_while_the_check_ran_is_told_at_the_entrance(
    program: Program, unit: UnitRef, frozen: ProgramFolder, qtbot: QtBot
) -> None:
    (frozen.folder / "version.dll").write_bytes(b"MZ")
    program.entrance.show_units((unit,))
    type_lines(CLERK.uid, CLERK.password)
    qtbot.waitUntil(lambda: program.workplace is not None, timeout=20_000)

    program._preload()  # noqa: SLF001 - the check begins only now
    program.leave()  # and what it would have told is dropped with all other work
    qtbot.waitUntil(lambda: program.gate.verdict is not None, timeout=20_000)
    qtbot.waitUntil(program.tasks.idle, timeout=20_000)

    assert program.entrance.isVisible()
    assert len(notices(program)) == 1
    assert "version.dll" in notices(program)[0]


def test_no_real_unit_is_founded_with_a_changed_program(
    program: Program, unit: UnitRef, frozen: ProgramFolder, qtbot: QtBot
) -> None:
    (frozen.folder / "Kuracho.exe").unlink()
    started(program, unit, qtbot)

    program.found()
    qtbot.waitUntil(program.tasks.idle, timeout=20_000)

    assert program.entrance.isVisible()
    assert "Kuracho.exe" in notices(program)[0]
    for units in ((), (unit,)):
        program.entrance.show_units(units)
        assert not [one for one in buttons(program) if one.isVisible() and one.isEnabled()]


def test_founding_waits_for_the_verdict_of_a_sound_program(
    program: Program, unit: UnitRef, qtbot: QtBot
) -> None:
    program.entrance.show_units((unit,))
    assert len(buttons(program)) == 2
    program.found()
    assert program.entrance.isVisible()

    program._preload()  # noqa: SLF001
    qtbot.waitUntil(lambda: not program.entrance.isVisible(), timeout=20_000)

    assert notices(program) == []


def test_a_program_that_is_closed_while_somebody_waits_ends(
    program: Program, unit: UnitRef
) -> None:
    program.entrance.show_units((replace(unit, drill=False),))
    type_lines(CLERK.uid, CLERK.password)  # nobody ever begins the check

    program.gate.give_up()

    assert program.gate.verdict is not None


def test_many_faults_are_counted_and_the_first_are_named(frozen: ProgramFolder) -> None:
    for number in range(9):
        (frozen.folder / f"x{number}.dll").write_bytes(b"MZ")

    lines = told(frozen.verdict()).splitlines()

    assert lines[0].endswith("(E-937)")
    assert [line for line in lines if ".dll —" in line] == [
        words.FAULT.format(path=f"x{number}.dll", difference=words.DIFFERENCES["extra"])
        for number in range(6)
    ]
    assert lines[-1] == words.MORE_FAULTS.format(count=3)
