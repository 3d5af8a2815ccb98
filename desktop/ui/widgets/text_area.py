"""Several lines of typed text that grow with it; nothing can be copied out of them."""

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QWidget
from typing_extensions import override

from desktop.ui.theme import CONTROL, HAIR
from desktop.ui.widgets.line_edit import ENTER, copies
from desktop.ui.widgets.typing_menu import open_typing_menu


class TextArea(QPlainTextEdit):
    """Enter goes on, Ctrl+Enter breaks the line; ``lines`` is the height it may grow to."""

    entered = Signal()
    went_back = Signal()

    def __init__(
        self, name: str = "", *, hint: str = "", lines: int = 4, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.composing = False
        self._lines = lines
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setAcceptDrops(False)
        self.document().setDocumentMargin(0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    @override
    def createMimeDataFromSelection(self) -> QMimeData:
        """Nothing: copy, cut and drag all come through here."""
        return QMimeData()

    @override
    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if copies(event):
            event.accept()
        elif event.key() in ENTER and not self.composing:
            event.accept()
            self._on_enter(event.modifiers())
        else:
            super().keyPressEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        can_undo = self.document().isUndoAvailable()
        open_typing_menu(self, event.globalPos(), can_undo=can_undo)

    def _on_enter(self, modifiers: Qt.KeyboardModifier) -> None:
        if modifiers & Qt.KeyboardModifier.ControlModifier:
            self.insertPlainText("\n")
        elif modifiers & Qt.KeyboardModifier.ShiftModifier:
            self.went_back.emit()
        else:
            self.entered.emit()

    def _fit(self) -> None:
        needed = max(1, int(self.document().size().height()))  # in lines, not px
        more_lines = min(needed, self._lines) - 1
        # a line is a fraction taller than its metrics say; cut short, the first would scroll away
        room = more_lines * (self.fontMetrics().lineSpacing() + HAIR)
        self.setFixedHeight(CONTROL + room)
        more = needed > self._lines
        self.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAsNeeded if more else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
