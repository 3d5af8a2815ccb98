"""The band on top: how confidential this is, whose desk this is, the veil and the lock."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from desktop.ui.messages import frame
from desktop.ui.theme import BAND, MEDIUM, SMALL, STEP
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.look import row, set_look


class ClassBand(QFrame):
    """``set_class`` shows mark, ledger and year; ``set_desk`` unit, terminal and person."""

    veil_pressed = Signal()
    lock_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("class-band")
        self.setFixedHeight(BAND)
        self._mark = Label("", "mark")
        self._ledger = Label(frame.NO_LEDGER)
        self._desk = Label()
        self._veil = self._button(frame.VEIL_BUTTON)
        self._lock = self._button(frame.LOCK_BUTTON)
        self._veil.clicked.connect(self.veil_pressed)
        self._lock.clicked.connect(self.lock_pressed)
        line = row(
            self._mark, self._ledger, None, self._desk, SMALL, self._veil, self._lock, gap=SMALL
        )
        line.setContentsMargins(MEDIUM, 0, STEP, 0)
        self.setLayout(line)
        self.set_class("", "", "")

    def set_class(self, mark: str, ledger: str, year: str) -> None:
        """Show the confidentiality mark (3A, 3B, 3C, 2, 1 or ""), the ledger and its year."""
        set_look(self, "mark", mark)
        self._mark.setText(frame.CLASS_WORDS.format(mark=mark) if mark else "")
        self._mark.setVisible(bool(mark))
        words = [word for word in (ledger, year) if word]
        self._ledger.setText(frame.SEPARATOR.join(words) or frame.NO_LEDGER)
        self.setAccessibleName(f"{self._mark.text()} {self._ledger.text()}".strip())

    def set_desk(self, unit: str, terminal: str, person: str) -> None:
        """Show who sits where."""
        self._desk.setText(" / ".join(word for word in (unit, terminal, person) if word))

    def words(self) -> str:
        """All that the left side says."""
        return self.accessibleName()

    def _button(self, text: str) -> Button:
        button = Button(text)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setFixedHeight(BAND - 6)
        return button
