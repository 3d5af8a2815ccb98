"""Finds every way by which something shown could leave the program past package and print.

``export_paths(window)`` presses the keys and looks at the settings of every widget below
``window``; an empty list means that no copy, drag, print or save-as path was found.
"""

from PySide6.QtCore import QMimeData, QModelIndex, Qt
from PySide6.QtGui import QAction, QClipboard
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QColorDialog,
    QComboBox,
    QDialog,
    QFileDialog,
    QFontDialog,
    QHeaderView,
    QInputDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from desktop.ui.clipboard import ClipboardGuard

FORBIDDEN = (QFileDialog, QMessageBox, QInputDialog, QFontDialog, QColorDialog)
WORDS = ("コピー", "切り取り", "名前を付けて保存", "書き出し", "copy", "cut", "save as", "export")
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
COPY_KEYS = (
    (Qt.Key.Key_C, CONTROL),
    (Qt.Key.Key_Insert, CONTROL),
    (Qt.Key.Key_X, CONTROL),
    (Qt.Key.Key_Delete, SHIFT),
)


def export_paths(window: QWidget) -> list[str]:
    """What was found, one sentence each: widget, and what it lets out."""
    guards = QApplication.instance().findChildren(ClipboardGuard)
    for guard in guards:
        guard.watching = False  # the widgets themselves must copy nothing
    try:
        return _found(window)
    finally:
        for guard in guards:
            guard.watching = True


def _found(window: QWidget) -> list[str]:
    found = []
    for widget in (window, *window.findChildren(QWidget)):
        found += [f"{_name(widget)}: {what}" for what in _ways_out(widget)]
    for action in window.findChildren(QAction):
        if any(word in action.text().lower() for word in WORDS):
            found.append(f"action {action.text()}")
    return found


def _name(widget: QWidget) -> str:
    return f"{type(widget).__name__} «{widget.accessibleName() or widget.objectName()}»"


def _ways_out(widget: QWidget) -> list[str]:
    ways = []
    if isinstance(widget, FORBIDDEN) or (
        isinstance(widget, QDialog) and type(widget).__module__.startswith("PySide6")
    ):
        ways.append("a dialog of the toolkit")
    if isinstance(widget, QLabel):
        ways += _label(widget)
    if isinstance(widget, QLineEdit):
        ways += _line(widget)
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        ways += _text(widget)
    if isinstance(widget, QAbstractItemView):
        ways += _view(widget)
    if isinstance(widget, QComboBox):
        ways += _view(widget.view())
    return ways


def _label(label: QLabel) -> list[str]:
    flags = label.textInteractionFlags()
    ways = []
    if flags & (
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    ):
        ways.append("selectable text")
    if label.openExternalLinks() or label.textFormat() != Qt.TextFormat.PlainText:
        ways.append("rich text or links")
    return ways


def _line(edit: QLineEdit) -> list[str]:
    ways = ["drag"] if edit.dragEnabled() else []
    if edit.contextMenuPolicy() == Qt.ContextMenuPolicy.DefaultContextMenu:
        ways += ["context menu of the toolkit"] if not _overrides(edit, "contextMenuEvent") else []
    kept = edit.text()
    was_read_only = edit.isReadOnly()
    edit.setReadOnly(False)
    edit.blockSignals(True)  # noqa: FBT003 - Qt's signature
    edit.setText("漏れ")
    edit.selectAll()
    edit.setReadOnly(was_read_only)
    ways += _pressed(edit)
    edit.setText(kept)
    edit.blockSignals(False)  # noqa: FBT003 - Qt's signature
    return ways


def _text(edit: QPlainTextEdit | QTextEdit) -> list[str]:
    ways = []
    if not _overrides(edit, "contextMenuEvent"):
        ways.append("context menu of the toolkit")
    kept = edit.toPlainText()
    edit.blockSignals(True)  # noqa: FBT003 - Qt's signature
    edit.setPlainText("漏れ")
    edit.selectAll()
    data = edit.createMimeDataFromSelection()
    if data.formats():
        ways.append("selection as data (copy, cut, drag)")
    ways += _pressed(edit)
    edit.setPlainText(kept)
    edit.blockSignals(False)  # noqa: FBT003 - Qt's signature
    return ways


def _view(view: QAbstractItemView) -> list[str]:
    ways = []
    if view.dragEnabled() or view.dragDropMode() != QAbstractItemView.DragDropMode.NoDragDrop:
        ways.append("drag")
    if (
        not isinstance(view, QHeaderView)
        and view.editTriggers() != QAbstractItemView.EditTrigger.NoEditTriggers
    ):
        ways.append("editing in place")
    model = view.model()
    if model is not None and model.rowCount(QModelIndex()) > 0:
        view.setCurrentIndex(model.index(0, 0))
        view.selectAll()
    return ways + _pressed(view)


def _pressed(widget: QWidget) -> list[str]:
    """Press every copying key on the widget and look at both clipboards."""
    if widget.focusPolicy() == Qt.FocusPolicy.NoFocus:
        return []  # no key reaches it
    clipboard = QApplication.clipboard()
    ways = []
    for key, modifier in COPY_KEYS:
        clipboard.setMimeData(QMimeData(), QClipboard.Mode.Clipboard)
        QTest.keyClick(widget, key, modifier)
        data = clipboard.mimeData(QClipboard.Mode.Clipboard)
        if data is not None and data.formats():
            ways.append(f"the keys {modifier.name}+{key.name} fill the clipboard")
    clipboard.clear(QClipboard.Mode.Clipboard)
    return ways


def _overrides(widget: QWidget, method: str) -> bool:
    return any(method in kind.__dict__ for kind in type(widget).__mro__ if _ours(kind))


def _ours(kind: type) -> bool:
    return not kind.__module__.startswith(("PySide6", "shiboken6", "builtins"))
