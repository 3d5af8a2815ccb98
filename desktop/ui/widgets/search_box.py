"""The one search box: asks as one types, at once on Enter, never while composing."""

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget
from typing_extensions import override

from desktop.ui.messages import frame
from desktop.ui.style import icon, pixmap
from desktop.ui.theme import CONTROL, ICON, SMALL, SMALL_ICON, TINY
from desktop.ui.widgets.button import TextButton
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.line_edit import LineEdit
from desktop.ui.widgets.look import row

PAUSE_MS = 120


class SearchBox(QFrame):
    """``asked`` carries the words after a short pause; ``taken`` says ↓ or Enter was pressed."""

    asked = Signal(str)
    taken = Signal()

    def __init__(
        self,
        name: str = frame.SEARCH,
        *,
        hint: str = frame.SEARCH_HINT,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("search-box")
        self.setFixedHeight(CONTROL)
        self.edit = LineEdit(name, hint=hint)
        self.edit.setProperty("bare", "true")
        self.setFocusProxy(self.edit)
        self._last = ""
        self._clear = TextButton("")
        self._clear.setAccessibleName(frame.CLEAR)
        self._clear.setIcon(icon("close", "sub", SMALL_ICON))
        self._clear.setIconSize(QSize(SMALL_ICON, SMALL_ICON))
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._clear.setFixedSize(CONTROL - SMALL, CONTROL - SMALL)
        self._clear.hide()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._lay_out()
        self._pause.timeout.connect(self._ask)
        self.edit.textChanged.connect(self._on_text)
        self.edit.entered.connect(self._on_enter)
        self._clear.clicked.connect(self.clear)

    def words(self) -> str:
        """What is asked for; blanks at the ends are nothing."""
        return self.edit.text().strip()

    def clear(self) -> None:
        """Ask for everything again."""
        self.edit.clear()
        self._ask()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.taken.emit()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        glass = Label()
        glass.setPixmap(pixmap("search", "sub", ICON, glass.devicePixelRatio()))
        line = row(glass, self.edit, self._clear, gap=SMALL)
        line.setStretch(1, 1)
        line.setContentsMargins(SMALL, 0, TINY, 0)
        self.setLayout(line)

    def _on_text(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        self._pause.start()

    def _on_enter(self) -> None:
        self._ask()
        self.taken.emit()

    def _ask(self) -> None:
        self._pause.stop()
        if self.words() != self._last:
            self._last = self.words()
            self.asked.emit(self._last)
