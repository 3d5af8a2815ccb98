"""One line of typed text: the IME is never disturbed, and nothing can be copied out of it.

Paste is allowed in; copy, cut and drag are not (policy: data leaves as a package or on paper).
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from desktop.ui.widgets.typing_menu import open_typing_menu

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def copies(event: QKeyEvent) -> bool:
    """Whether the key would copy or cut (Ctrl+C, Ctrl+Insert, Ctrl+X, Shift+Delete)."""
    return event.matches(QKeySequence.StandardKey.Copy) or event.matches(
        QKeySequence.StandardKey.Cut
    )


class LineEdit(QLineEdit):
    """``entered`` and ``went_back`` fire on Enter and Shift+Enter, never while composing."""

    entered = Signal()
    went_back = Signal()

    def __init__(self, name: str = "", *, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.composing = False
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setDragEnabled(False)
        self.setAcceptDrops(False)

    @override
    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if copies(event):
            event.accept()
        elif event.key() in ENTER:
            event.accept()
            self._on_enter(back=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        else:
            super().keyPressEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        open_typing_menu(self, event.globalPos(), can_undo=self.isUndoAvailable())

    def _on_enter(self, *, back: bool) -> None:
        if not self.composing:
            (self.went_back if back else self.entered).emit()
