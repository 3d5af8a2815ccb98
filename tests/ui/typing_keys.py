"""Typing as a person does: ASCII by keys, everything else through the input method.

``QTest.keyClicks`` with non-ASCII text aborts the interpreter; an IME sends pre-edit and commit.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget


def compose(widget: QWidget, preedit: str) -> None:
    """Show ``preedit`` as not yet committed text."""
    QApplication.sendEvent(widget, QInputMethodEvent(preedit, []))


def commit(widget: QWidget, text: str) -> None:
    """Compose ``text`` and commit it."""
    compose(widget, text)
    event = QInputMethodEvent("", [])
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


def focused() -> QWidget:
    """The widget the keys go to."""
    widget = QApplication.focusWidget()
    assert widget is not None, "the focus is nowhere"
    return widget


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the focus is."""
    QTest.keyClick(focused(), key, modifiers)


def enter() -> None:
    """Press Enter where the focus is."""
    press(Qt.Key.Key_Return)


def type_text(text: str) -> None:
    """Type into whatever has the focus at each key."""
    if text.isascii():
        for letter in text:
            QTest.keyClick(focused(), letter)
    else:
        commit(focused(), text)


def type_lines(*lines: str) -> None:
    """Type each line and press Enter after it."""
    for line in lines:
        type_text(line)
        enter()
