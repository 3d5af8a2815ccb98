import pytest
from PySide6.QtCore import QMimeData, QStringListModel
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QListView,
    QMessageBox,
    QPlainTextEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.ui.clipboard import ClipboardGuard
from tests.ui.export_paths import export_paths
from tests.ui.gallery import window as gallery


def test_no_widget_of_ours_lets_anything_out(qtbot: QtBot) -> None:
    window = gallery()
    qtbot.addWidget(window)
    window.show()
    for key in ("today", "ledger", "import", "export", "approve", "receive"):
        window.show_screen(key)
        assert export_paths(window) == []


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit, QTableView, QListView, QComboBox])
def test_the_walk_finds_the_toolkits_own_widgets(qtbot: QtBot, kind: type[QWidget]) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    leak = kind()
    layout.addWidget(leak)
    if isinstance(leak, QTableView | QListView):
        leak.setModel(QStringListModel(["漏れ"], leak))
    if isinstance(leak, QComboBox):
        leak.addItem("漏れ")
    window.show()

    found = export_paths(window)

    assert any("clipboard" in path for path in found), found


def test_the_walk_finds_selectable_and_rich_labels(qtbot: QtBot) -> None:
    label = QLabel("漏れ")
    qtbot.addWidget(label)
    assert export_paths(label)


@pytest.mark.parametrize("kind", [QFileDialog, QMessageBox])
def test_the_walk_finds_dialogs_of_the_toolkit(qtbot: QtBot, kind: type[QWidget]) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    dialog = kind(window)
    assert any("dialog" in path for path in export_paths(window))
    dialog.deleteLater()


def test_the_guard_empties_what_gets_onto_the_clipboard_anyway(
    qtbot: QtBot, qapp: QApplication
) -> None:
    clipboard = QApplication.clipboard()
    guard = ClipboardGuard(qapp, lambda _mode: True)
    data = QMimeData()
    data.setText("漏れ")

    clipboard.setMimeData(data, QClipboard.Mode.Clipboard)

    qtbot.waitUntil(lambda: not clipboard.text())
    guard.watching = False
    guard.deleteLater()
