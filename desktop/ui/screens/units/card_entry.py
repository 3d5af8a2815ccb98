"""Taking in another unit's card: choose the file, compare by typing, and sign where needed."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.errors import AppError
from desktop.domain.usecase_errors import FingerprintDiffersError
from desktop.ui.messages import units as words
from desktop.ui.messages.lookup import sentence
from desktop.ui.moments import shown_moment
from desktop.ui.theme import CARD_WIDTH, MEDIUM, STEP
from desktop.ui.widgets.busy import Busy
from desktop.ui.widgets.button import Button, PrimaryButton, TextButton
from desktop.ui.widgets.codes import CodeEntry
from desktop.ui.widgets.enter_chain import enter_chain
from desktop.ui.widgets.file_chooser import FileChooser
from desktop.ui.widgets.form_row import FormRow
from desktop.ui.widgets.key_values import KeyValueList
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.look import column, row
from desktop.ui.widgets.panel import Card, Notice, cleared
from desktop.ui.widgets.password_field import PasswordField
from desktop.usecases.units import CardView

ENDING = ".kuracard"
FINGERPRINT = 32


class CardEntry(Card):
    """``chosen`` asks to read a file, ``submitted`` carries path, typed fingerprint, password."""

    chosen = Signal(object)
    submitted = Signal(object, str, str)
    left = Signal()

    def __init__(
        self, title: str, do: str, start: Path, *, signed: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(title, parent=parent)
        self._signed = signed
        self._card: CardView | None = None
        self.chooser = FileChooser(start, (ENDING,))
        self.chooser.setMinimumHeight(CARD_WIDTH // 2)
        self.fingerprint = CodeEntry(words.CARD_FINGERPRINT)
        self.password = PasswordField(words.PASSWORD)
        self.do = PrimaryButton(do)
        self.busy = Busy(words.WORKING, can_cancel=False)
        self._facts = KeyValueList()
        self._other = Button(words.CARD_OTHER)
        self._leave = TextButton(words.CANCEL)
        self._complaint = column()
        self._password_row = FormRow(words.PASSWORD, self.password)
        self._choosing, self._comparing = QWidget(), QWidget()
        self._lay_out()
        self._connect()

    def begin(self, folder: Path | None = None) -> None:
        """Start anew with choosing a file."""
        self._card = None
        self.complain("")
        self.fingerprint.clear()
        self.password.clear()
        self._show_part()
        self.chooser.open_folder(folder or self.chooser.folder())
        self.chooser.setFocus()

    def show_card(self, card: CardView) -> None:
        """The file is a card; whose it is, the fingerprint has to say."""
        self._card = card
        self._facts.show_pairs(
            ((words.CARD_UNIT, card.unit_label), (words.CARD_MADE, shown_moment(card.made_at)))
        )
        self.complain("")
        self._show_part()
        self.fingerprint.setFocus()

    def label(self) -> str:
        """The unit the card names, "" before one was read."""
        return self._card.unit_label if self._card is not None else ""

    def under_way(self) -> bool:
        """Whether the fingerprint of a card was begun to be typed."""
        return self._card is not None and bool(self.fingerprint.code())

    def complain(self, text: str) -> None:
        """Say what is wrong inside the card; "" takes it away."""
        cleared(self._complaint)
        if text:
            self._complaint.addWidget(Notice("error", text))

    def refuse(self, error: AppError) -> None:
        """Say why not, and go to what has to be typed again."""
        self.complain(sentence(error))
        self.password.clear()
        if self._card is None:
            self.chooser.setFocus()
        elif self._signed and error.code != FingerprintDiffersError.code:
            self.password.setFocus()
        else:
            self.fingerprint.setFocus()

    def complaint(self) -> str:
        """What is said to be wrong, "" if nothing is."""
        notice = self.findChild(Notice)
        return notice.text() if notice is not None else ""

    def wait(self, *, on: bool) -> None:
        """While it is signed nothing can be pressed twice."""
        for part in (self._comparing, self.do, self._leave):
            part.setEnabled(not on)

    def _lay_out(self) -> None:
        self._choosing.setLayout(column(Label(words.CARD_CHOOSE, "label"), self.chooser, gap=STEP))
        compare = Label(words.CARD_COMPARE, "label")
        parts = column(
            row(self._facts, self._other, gap=MEDIUM), compare,
            Label(words.CARD_COMPARE_TEXT, "hint", wrap=True), self.fingerprint, gap=STEP,
        )  # fmt: skip
        sign = Label(words.CARD_PASSWORD, "label")
        for own in (sign, self._password_row):
            parts.addWidget(own)
            if not self._signed:
                own.hide()
        self._comparing.setLayout(parts)
        for part in (self._choosing, self._comparing, self._complaint, self.busy):
            self.add(part)
        self.add(row(self._leave, None, self.do))
        self._show_part()

    def _connect(self) -> None:
        self.chooser.chosen.connect(self.chosen)
        self._other.clicked.connect(partial(self.begin, None))
        self._leave.clicked.connect(self.left)
        self.do.clicked.connect(self._on_do)
        if self._signed:
            self.fingerprint.entered.connect(self.password.setFocus)
            enter_chain(self.password, last=self._on_do)
        else:
            self.fingerprint.entered.connect(self._on_do)

    def _show_part(self) -> None:
        read = self._card is not None
        self._choosing.setVisible(not read)
        self._comparing.setVisible(read)
        self.do.setVisible(read)

    def _on_do(self) -> None:
        if self._card is None:
            return
        typed = self.fingerprint.code()
        if len(typed) < FINGERPRINT:
            self.complain(words.SHORT_FINGERPRINT)
            self.fingerprint.setFocus()
        elif self._signed and not self.password.text():
            self.complain(words.EMPTY_PASSWORD)
            self.password.setFocus()
        else:
            self.complain("")
            self.submitted.emit(self._card.path, typed, self.password.text())
