"""The line below every step: leave, back, next."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.messages import founding as words
from desktop.ui.screens.founding.page import middle
from desktop.ui.theme import LARGE, STEP
from desktop.ui.widgets.button import Button, PrimaryButton, TextButton
from desktop.ui.widgets.label import Label, rule
from desktop.ui.widgets.look import column, row


class Footer(QWidget):
    """``leave``, ``back`` and ``next`` say which was pressed."""

    leave = Signal()
    back = Signal()
    next = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.leave_button = TextButton(words.LEAVE)
        self.back_button = Button(words.BACK, icon_name="back")
        self.next_button = PrimaryButton(words.NEXT)
        self._note = Label("", "hint")
        line = row(
            self.leave_button, None, self._note, self.back_button, self.next_button, gap=STEP
        )
        line.setContentsMargins(LARGE, STEP, LARGE, STEP)
        self.setLayout(column(rule(), middle(line), gap=0))
        self.leave_button.clicked.connect(self.leave)
        self.back_button.clicked.connect(self.back)
        self.next_button.clicked.connect(self.next)

    def show_step(self, next_text: str, *, can_back: bool, can_leave: bool) -> None:
        """What can be pressed at this step."""
        self.next_button.setText(next_text)
        self.next_button.setAccessibleName(next_text)
        self.back_button.setVisible(can_back)
        self.leave_button.setVisible(can_leave)

    def wait(self, *, on: bool, note: str = words.CHECKING) -> None:
        """While something is checked or made nothing can be pressed twice."""
        for button in (self.leave_button, self.back_button, self.next_button):
            button.setEnabled(not on)
        self._note.setText(note if on else "")
