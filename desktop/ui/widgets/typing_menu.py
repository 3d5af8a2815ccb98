"""The menu of a right click into typed text: nothing in it carries a word out."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit, QMenu, QPlainTextEdit

from desktop.ui.messages import frame


def open_typing_menu(editor: QLineEdit | QPlainTextEdit, place: QPoint, *, can_undo: bool) -> None:
    """Offer undo, paste and select all; the menu is gone when it is left."""
    menu = QMenu(editor)
    menu.addAction(frame.MENU_UNDO, editor.undo).setEnabled(can_undo)
    menu.addAction(frame.MENU_PASTE, editor.paste).setEnabled(not editor.isReadOnly())
    menu.addAction(frame.MENU_SELECT_ALL, editor.selectAll)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(place)
