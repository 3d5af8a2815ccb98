import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui.messages import frame
from desktop.ui.widgets.button import PrimaryButton
from desktop.ui.widgets.choice import QuietList
from desktop.ui.widgets.file_chooser import FileChooser
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.line_edit import LineEdit


@pytest.fixture
def place(tmp_path: Path) -> Path:
    for name in (
        "農地台帳_H28.xlsx",
        "農地台帳_R1.XLS",
        "メモ.txt",
        "~$農地台帳_H28.xlsx",
        ".hidden.xlsx",
    ):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "旧").mkdir()
    (tmp_path / "旧" / "台帳.xlsx").write_bytes(b"x")
    return tmp_path


def names(chooser: FileChooser) -> list[str]:
    model = chooser.findChild(QuietList).model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def shown(qtbot: QtBot, chooser: FileChooser) -> FileChooser:
    qtbot.addWidget(chooser)
    chooser.resize(800, 500)
    chooser.show()
    chooser.activateWindow()
    qtbot.waitUntil(chooser.isActiveWindow)
    return chooser


def test_folders_come_first_and_only_wanted_files_are_listed(qtbot: QtBot, place: Path) -> None:
    chooser = shown(qtbot, FileChooser(place, (".xlsx", ".xls")))
    assert names(chooser) == ["旧", "農地台帳_H28.xlsx", "農地台帳_R1.XLS"]


def test_a_file_is_found_and_chosen_by_keys_alone(qtbot: QtBot, place: Path) -> None:
    chooser = shown(qtbot, FileChooser(place, (".xlsx",)))
    chosen: list[Path] = []
    chooser.chosen.connect(chosen.append)
    chooser.setFocus()
    view = QApplication.focusWidget()

    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert chooser.folder() == place / "旧"
    qtbot.keyClick(view, Qt.Key.Key_Backspace)
    assert chooser.folder() == place
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Return)

    assert chosen == [place / "農地台帳_H28.xlsx"]


def test_a_typed_path_opens_or_chooses(qtbot: QtBot, place: Path) -> None:
    chooser = shown(qtbot, FileChooser(place, (".xlsx",)))
    chosen: list[Path] = []
    chooser.chosen.connect(chosen.append)
    line = chooser.findChild(LineEdit)

    line.setText(str(place / "旧"))
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert names(chooser) == ["台帳.xlsx"]
    line.setText(f'"{place / "農地台帳_H28.xlsx"}"')
    qtbot.keyClick(line, Qt.Key.Key_Return)

    assert chosen == [place / "農地台帳_H28.xlsx"]


def test_a_typed_file_is_shown_where_it_lies_and_another_kind_is_named(
    qtbot: QtBot, place: Path
) -> None:
    chooser = shown(qtbot, FileChooser(place / "旧", (".xlsx",)))
    path = chooser.findChild(LineEdit)
    chosen: list[Path] = []
    chooser.chosen.connect(chosen.append)

    path.setText(str(place / "メモ.txt"))
    qtbot.keyClick(path, Qt.Key.Key_Return)
    assert chosen == []
    assert frame.FILES_OTHER_KIND in [label.text() for label in chooser.findChildren(Label)]

    path.setText(str(place / "農地台帳_H28.xlsx"))
    qtbot.keyClick(path, Qt.Key.Key_Return)
    assert chosen == [place / "農地台帳_H28.xlsx"]
    assert chooser.folder() == place
    assert chooser.selected() == place / "農地台帳_H28.xlsx"


def test_a_place_that_cannot_be_read_is_said_and_nothing_lost(qtbot: QtBot, place: Path) -> None:
    chooser = shown(qtbot, FileChooser(place, (".xlsx",)))
    before = names(chooser)

    chooser.open_folder(place / "ない場所")

    assert names(chooser) == before
    assert chooser.folder() == place
    assert frame.FILES_CLOSED in [label.text() for label in chooser.findChildren(Label)]


def test_an_empty_place_is_said_and_nothing_can_be_taken(qtbot: QtBot, tmp_path: Path) -> None:
    chooser = shown(qtbot, FileChooser(tmp_path, (".xlsx",)))
    assert frame.FILES_EMPTY in [label.text() for label in chooser.findChildren(Label)]
    assert not chooser.findChild(PrimaryButton).isEnabled()


def test_a_folder_is_taken_where_folders_are_asked_for(qtbot: QtBot, place: Path) -> None:
    chooser = shown(qtbot, FileChooser(place, folders=True))
    chosen: list[Path] = []
    chooser.chosen.connect(chosen.append)
    assert names(chooser) == ["旧"]

    qtbot.keyClick(chooser.findChild(PrimaryButton), Qt.Key.Key_Return)

    assert chosen == [place]


@pytest.mark.skipif(os.name == "nt", reason="symbolic links need a right on Windows")
def test_a_broken_link_does_no_harm(qtbot: QtBot, place: Path) -> None:
    (place / "切れた.xlsx").symlink_to(place / "nowhere")
    chooser = shown(qtbot, FileChooser(place, (".xlsx",)))
    assert "農地台帳_H28.xlsx" in names(chooser)
