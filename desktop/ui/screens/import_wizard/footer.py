"""The line below every step: which keys work here, back, next."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.messages import import_wizard as words
from desktop.ui.theme import CONTROL, HAIR, LARGE, STEP
from desktop.ui.widgets.button import Button, PrimaryButton
from desktop.ui.widgets.label import Label, rule
from desktop.ui.widgets.look import column, row


class Footer(QWidget):
    """``back`` and ``next`` say which was pressed."""

    back = Signal()
    next = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.back_button = Button(words.BACK, icon_name="back")
        self.next_button = PrimaryButton(words.NEXT)
        self._keys = Label("", "hint")
        line = row(self._keys, None, self.back_button, self.next_button, gap=STEP)
        line.setContentsMargins(LARGE, STEP, LARGE, STEP)
        self.setLayout(column(rule(), line, gap=0))
        self.setFixedHeight(CONTROL + 2 * STEP + HAIR)
        self.back_button.clicked.connect(self.back)
        self.next_button.clicked.connect(self.next)

    def show_step(self, keys: str, *, can_back: bool, can_next: bool, has_next: bool) -> None:
        """Show what can be done in this step."""
        self._keys.setText(keys)
        self.back_button.setEnabled(can_back)
        self.next_button.setEnabled(can_next)
        self.next_button.setVisible(has_next)
        self.back_button.setVisible(has_next or can_back)
