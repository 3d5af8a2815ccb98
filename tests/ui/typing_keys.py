"""Typing as a person does: ASCII by keys, everything else through the input method.

``QTest.keyClicks`` with non-ASCII text aborts the interpreter; an IME sends pre-edit and commit.
"""

from PySide6.QtGui import QInputMethodEvent
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
