"""The keys of the card as buttons; each says its key, and only what may be done is there."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.messages import record as words
from desktop.ui.shortcuts import Deed, with_key
from desktop.ui.theme import SMALL, TINY
from desktop.ui.widgets.button import Button, PrimaryButton, TextButton
from desktop.ui.widgets.look import column, row


class CardFoot(QWidget):
    """Signals only; the card decides what happens."""

    copy = Signal()
    check = Signal()
    register = Signal()
    history = Signal()
    void = Signal()
    stop = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.copy_button = TextButton(with_key(words.COPY, Deed.COPY_PREVIOUS))
        self.check_button = TextButton(with_key(words.CHECK, Deed.CHECK))
        self.history_button = TextButton(with_key(words.HISTORY, Deed.HISTORY))
        self.void_button = TextButton(words.VOID)
        self.void_button.setAccessibleName(words.VOID_NAME)
        self.stop_button = Button(with_key(words.STOP, Deed.STOP))
        self.register_button = PrimaryButton(with_key(words.REGISTER, Deed.REGISTER))
        quiet = row(
            self.history_button, self.void_button, self.copy_button, self.check_button, gap=TINY
        )
        self.setLayout(column(row(quiet, None, self.stop_button, self.register_button, gap=SMALL)))
        self.copy_button.clicked.connect(self.copy)
        self.check_button.clicked.connect(self.check)
        self.history_button.clicked.connect(self.history)
        self.void_button.clicked.connect(self.void)
        self.stop_button.clicked.connect(self.stop)
        self.register_button.clicked.connect(self.register)

    def show_for(self, *, new: bool, read_only: bool) -> None:
        """Show what may be done with a new record, a stored one, or one that is only read."""
        self.copy_button.setVisible(new)
        self.history_button.setVisible(not new)
        self.void_button.setVisible(not new and not read_only)
        self.check_button.setVisible(not read_only)
        self.register_button.setVisible(not read_only)

    def show_stop(self, *, stops: bool) -> None:
        """Esc stops what was begun, or only leads back to the list."""
        self.stop_button.setText(with_key(words.STOP if stops else words.TO_LIST, Deed.STOP))
