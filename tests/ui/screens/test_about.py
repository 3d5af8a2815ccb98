"""この製品について: the state of the program's files, and the self-test with its sheet."""

import platform
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.domain.self_test import Row
from desktop.ui.cancel import Cancel
from desktop.ui.messages import about as about_words
from desktop.ui.messages import program as program_words
from desktop.ui.messages import self_test as words
from desktop.ui.screens.about.screen import AboutScreen
from desktop.ui.screens.about.self_test_panel import SelfTestPanel
from desktop.ui.self_test_words import line_of
from desktop.ui.tasks import Tasks
from desktop.ui.widgets.data_table import DataTable
from desktop.ui.widgets.panel import Notice
from desktop.usecases.founding import Founded
from desktop.usecases.office import Office
from desktop.usecases.parts import read_parts
from desktop.usecases.program_gate import ProgramFacts, ProgramGate
from desktop.usecases.release_check import check_program
from tests.builders.programs import program_folder


@pytest.fixture
def panel(
    tasks: Tasks, office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> SelfTestPanel:
    monkeypatch.setenv("KURACHO_HOME", str(tmp_path / "home"))
    return SelfTestPanel(tasks, office, "source", tmp_path)


def notices(panel: SelfTestPanel) -> list[str]:
    return [one.text() for one in panel.findChildren(Notice) if not one.isHidden()]


def test_the_self_test_runs_from_the_screen_and_its_sheet_is_saved(
    qtbot: QtBot, tasks: Tasks, founded: Founded, panel: SelfTestPanel, tmp_path: Path
) -> None:
    screen = AboutScreen(founded.unit, panel=panel)
    qtbot.addWidget(screen)
    screen.show()

    panel.run.click()
    assert not panel.run.isEnabled()
    qtbot.waitUntil(tasks.idle, timeout=120_000)
    QApplication.processEvents()

    assert notices(panel) == [words.GOOD]
    assert panel.table.model().rowCount() == len(panel.rows()) > 30
    panel.save.click()
    with qtbot.waitSignal(screen.told, timeout=20_000) as told:
        panel.chooser.chosen.emit(tmp_path)
    (sheet,) = tmp_path.glob("通信ゼロ証明_*.pdf")
    assert str(sheet) in told.args[1]
    assert "通信ゼロ証明" in PdfReader(sheet).pages[0].extract_text()


def test_what_is_not_in_order_is_said_first_and_in_full(qtbot: QtBot, panel: SelfTestPanel) -> None:
    qtbot.addWidget(panel)
    good = Row("cipher.version", "暗号", "4.19", "", "", ok=True)
    wrong = Row("reader.bomb", "細工した Excel を断ること", "いいえ", "", "はい", ok=False)

    panel._on_done(Cancel(), (good, wrong))  # noqa: SLF001 - what a run found

    assert panel.table.model().index(0, 1).data() == wrong.what
    assert notices(panel) == [words.BAD.format(count=1) + "\n" + line_of(wrong)]


def test_a_cancelled_self_test_says_so_and_offers_no_sheet(
    qtbot: QtBot, tasks: Tasks, panel: SelfTestPanel
) -> None:
    qtbot.addWidget(panel)
    panel.show()
    panel.run.click()
    qtbot.waitUntil(panel._busy.isVisible, timeout=20_000)  # noqa: SLF001

    panel._busy.stop()  # noqa: SLF001
    qtbot.waitUntil(tasks.idle, timeout=60_000)

    assert notices(panel) == [words.STOPPED]
    assert panel.save.isHidden()
    assert panel.run.isEnabled()


@pytest.mark.parametrize("planted", [False, True])
def test_the_screen_says_whether_the_programs_files_are_those_released(
    qtbot: QtBot, founded: Founded, tmp_path: Path, *, planted: bool
) -> None:
    program = program_folder(tmp_path / "Kuracho")
    if planted:
        (program.folder / "version.dll").write_bytes(b"MZ")
    gate = ProgramGate(program.facts())
    screen = AboutScreen(founded.unit, gate=gate)
    qtbot.addWidget(screen)

    screen.refresh()
    assert screen.standing.text() == program_words.CHECKING
    gate.run(check_program)
    screen.refresh()

    expected = "different" if planted else "whole"
    assert screen.standing.text() == program_words.STANDING[expected].format(files=7, faults=1)


def test_a_checkout_says_that_it_is_one(qtbot: QtBot, founded: Founded) -> None:
    screen = AboutScreen(founded.unit, gate=ProgramGate(ProgramFacts(None, "source", None)))
    qtbot.addWidget(screen)

    screen.refresh()

    assert screen.standing.text() == program_words.STANDING["checkout"]


def test_every_part_is_listed_with_its_version_its_licence_and_what_it_is_for(
    qtbot: QtBot, founded: Founded, office: Office
) -> None:
    parts = read_parts(office.resources)
    screen = AboutScreen(founded.unit, parts=parts)
    qtbot.addWidget(screen)

    (table,) = screen.findChildren(DataTable)
    model = table.model()
    lines = [
        [model.index(line, column).data() for column in range(3)]
        for line in range(model.rowCount())
    ]

    assert [f"Python {platform.python_version()}", "PSF-2.0", "実行環境"] in lines
    assert len(lines) == len(parts) > 40
    assert any(name.startswith("OpenSSL (SQLCipher) 3.") for name, _licence, _use in lines)
    assert {part.use for part in parts} == about_words.PART_USES.keys()
