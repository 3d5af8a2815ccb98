"""Where the records go, what for, and on which legal basis."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.messages import exports as words
from desktop.ui.moments import shown_day
from desktop.ui.theme import MEDIUM
from desktop.ui.widgets.choice import Choice
from desktop.ui.widgets.empty_state import EmptyState
from desktop.ui.widgets.enter_chain import enter_chain, focus_first
from desktop.ui.widgets.form_row import FormRow
from desktop.ui.widgets.line_edit import LineEdit
from desktop.ui.widgets.look import column
from desktop.ui.widgets.text_area import TextArea
from desktop.usecases.exporting import RecipientView


class PurposePage(QWidget):
    """``submitted`` fires on Enter in the last field, ``units_asked`` when nobody is known yet."""

    submitted = Signal()
    units_asked = Signal()

    def __init__(self, *, with_units: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._recipients: tuple[RecipientView, ...] = ()
        self.recipient = Choice(words.RECIPIENT)
        self.purpose = TextArea(words.PURPOSE, lines=5)
        self.basis = LineEdit(words.BASIS)
        self._rows = (
            FormRow(words.RECIPIENT, self.recipient, required=True),
            FormRow(words.PURPOSE, self.purpose, hint=words.PURPOSE_HINT, required=True),
            FormRow(words.BASIS, self.basis, hint=words.BASIS_HINT, required=True),
        )
        self.nobody = EmptyState(
            "people",
            words.NO_RECIPIENTS,
            hint=words.NO_RECIPIENTS_HINT,
            action=words.OPEN_UNITS if with_units else "",
        )
        self.setLayout(column(*self._rows, self.nobody, None, gap=MEDIUM))
        self.nobody.acted.connect(self.units_asked)
        enter_chain(self.recipient, self.purpose, self.basis, last=self.submitted.emit)
        self.purpose.textChanged.connect(lambda: self._rows[1].show_problem(None))
        self.basis.textChanged.connect(lambda: self._rows[2].show_problem(None))
        self.show_recipients(())

    def show_recipients(self, recipients: tuple[RecipientView, ...]) -> None:
        """Offer these units; without any, say how one becomes known."""
        self._recipients = recipients
        self.recipient.clear()
        for one in recipients:
            until = shown_day(one.not_after)
            self.recipient.addItem(words.RECIPIENT_LINE.format(label=one.label, until=until))
        for line in self._rows:
            line.setVisible(bool(recipients))
        self.nobody.setVisible(not recipients)

    def fill(self, purpose: str, basis: str, rid: str) -> None:
        """Set everything."""
        self.purpose.setPlainText(purpose)
        self.basis.setText(basis)
        for place, one in enumerate(self._recipients):
            if one.rid == rid:
                self.recipient.setCurrentIndex(place)

    def chosen(self) -> RecipientView | None:
        """The unit chosen."""
        place = self.recipient.currentIndex()
        return self._recipients[place] if 0 <= place < len(self._recipients) else None

    def complete(self) -> bool:
        """Whether everything is there; if not, say what is missing and go there."""
        missing = (
            (self._rows[1], words.NEED_PURPOSE, self.purpose.toPlainText()),
            (self._rows[2], words.NEED_BASIS, self.basis.text()),
        )
        for line, sentence, text in reversed(missing):
            line.show_problem(None if text.strip() else sentence)
            if not text.strip():
                line.editor.setFocus()
        return self.chosen() is not None and all(text.strip() for _, _, text in missing)

    def enter(self) -> None:
        """Put the cursor where typing begins."""
        focus_first(self.purpose, self.nobody.button)
