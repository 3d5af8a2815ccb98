"""Deciding on a password: typed twice, or a proposed 合言葉 typed once; then put out of sight."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.messages import founding as words
from desktop.ui.style import pixmap
from desktop.ui.theme import MEDIUM, SMALL, SMALL_ICON, STEP, TINY
from desktop.ui.widgets.button import Button, TextButton
from desktop.ui.widgets.form_row import FormRow
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.look import column, row, set_look
from desktop.ui.widgets.panel import Card
from desktop.ui.widgets.password_field import PasswordField

PAUSE_MS = 400


class NewPassword(QWidget):
    """``wanted`` asks for a 合言葉; ``paused`` fires when typing rests, to have it judged."""

    wanted = Signal()
    paused = Signal()
    entered = Signal()
    went_back = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.first = PasswordField(words.PASSWORD)
        self.again = PasswordField(words.PASSWORD_AGAIN)
        self._phrase = ""
        self._first_row = FormRow(
            words.PASSWORD, self.first, hint=words.PASSWORD_HINT, required=True
        )
        self._again_row = FormRow(words.PASSWORD_AGAIN, self.again, required=True)
        self._offer = Button(words.PHRASE_OFFER, icon_name="key")
        self._phrase_box = Card()
        self._shown = Label("", "code")
        self._other = TextButton(words.PHRASE_OTHER)
        self._own = TextButton(words.PHRASE_OWN)
        self._fine = self._make_fine()
        self._typing = QWidget()
        self._set = QWidget()
        self._anew = Button(words.PASSWORD_ANEW)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._lay_out()
        self._connect()
        self._show_mode()

    def password(self) -> str:
        """What was typed."""
        return self.first.text()

    def phrase(self) -> str:
        """The 合言葉 proposed last, "" when the person decides alone."""
        return self._phrase

    def problem(self) -> str:
        """What is wrong with the password, "" if nothing is known."""
        return self._first_row.problem()

    def propose(self, phrase: str) -> None:
        """Show a 合言葉 to be typed."""
        self._phrase = phrase
        self._shown.setText(phrase)
        self._shown.setAccessibleName(f"{words.PHRASE_TITLE} {phrase}")
        self._forget()
        self._show_mode()
        self.first.setFocus()

    def settled(self) -> bool:
        """Whether a password was typed and repeated; if not, say what is missing and go there."""
        if not self.password():
            self.show_problem(words.EMPTY)
        elif self._phrase and self.password() != self._phrase:
            self.show_problem(words.PHRASE_DIFFERENT)
        elif not self._phrase and self.again.text() != self.password():
            different = words.PASSWORD_DIFFERENT if self.again.text() else words.EMPTY
            self._again_row.show_problem(different)
            self.again.mark_problem(wrong=True)
            self.again.setFocus()
        else:
            return True
        return False

    def show_problem(self, text: str) -> None:
        """Say what is wrong with the password and go there; sealed ones are opened anew."""
        if not self._set.isHidden():
            self._on_anew()
        self.judge(text)
        self.first.setFocus()

    def judge(self, text: str) -> None:
        """Say what is wrong with the password, or "" for: it can be used."""
        self._first_row.show_problem(text or None)
        self.first.mark_problem(wrong=bool(text))
        self._fine.setVisible(not text and bool(self.password()))

    def seal(self) -> None:
        """Put the password out of sight; it is kept, but no one can reveal it."""
        if self.password():
            self._typing.hide()
            self._set.show()
            self._shown.setText("")

    def forget(self) -> None:
        """Nothing is kept."""
        self._phrase = ""
        self._forget()
        self._typing.show()
        self._set.hide()
        self._show_mode()

    def is_sealed(self) -> bool:
        """Whether a password is kept out of sight."""
        return not self._set.isHidden()

    def _lay_out(self) -> None:
        self._phrase_box.add(Label(words.PHRASE_TITLE, "label"))
        self._phrase_box.add(row(self._shown, None))
        self._phrase_box.add(Label(words.PHRASE_TEXT, "hint", wrap=True))
        self._phrase_box.add(row(self._other, self._own, None, gap=SMALL))
        offer = FormRow("", row_widget(self._offer))
        self._offer_row = offer
        self._typing.setLayout(
            column(self._phrase_box, self._first_row, self._again_row, self._fine, offer, gap=STEP)
        )
        kept = Label(words.PASSWORD_SET)
        self._set.setLayout(column(FormRow(words.PASSWORD, row_widget(kept, self._anew)), gap=STEP))
        self._set.hide()
        self.setLayout(column(self._typing, self._set))

    def _connect(self) -> None:
        self._offer.clicked.connect(self.wanted)
        self._other.clicked.connect(self.wanted)
        self._own.clicked.connect(self._on_own)
        self._anew.clicked.connect(self._on_anew)
        self._pause.timeout.connect(self.paused)
        for field in (self.first, self.again):
            field.changed.connect(self._on_changed)
        self.first.entered.connect(self._on_first_entered)
        self.first.went_back.connect(self.went_back)
        self.again.entered.connect(self.entered)
        self.again.went_back.connect(self.first.setFocus)

    def setFocus(self, *_reason: object) -> None:  # noqa: N802 - Qt's name
        """Go to the password, or to 決め直す where one is kept."""
        (self._anew if self.is_sealed() else self.first).setFocus()

    def _on_changed(self) -> None:
        self._fine.hide()
        self._first_row.show_problem(None)
        self._again_row.show_problem(None)
        self.first.mark_problem(wrong=False)
        self.again.mark_problem(wrong=False)
        self._pause.start()

    def _on_first_entered(self) -> None:
        if self._phrase:
            self.entered.emit()
        else:
            self.again.setFocus()

    def _on_own(self) -> None:
        self._phrase = ""
        self._forget()
        self._show_mode()
        self.first.setFocus()

    def _on_anew(self) -> None:
        self.forget()
        self.first.setFocus()

    def _forget(self) -> None:
        self.first.clear()
        self.again.clear()
        self._pause.stop()
        self.judge("")

    def _show_mode(self) -> None:
        proposed = bool(self._phrase)
        self._phrase_box.setVisible(proposed)
        self._again_row.setVisible(not proposed)
        self._offer_row.setVisible(not proposed)

    def _make_fine(self) -> QWidget:
        """The line that says: it can be used."""
        mark = Label()
        mark.setPixmap(pixmap("success", "success", SMALL_ICON, mark.devicePixelRatio()))
        word = Label(words.PASSWORD_FINE, "hint")
        set_look(word, "step", "done")
        line = FormRow("", row_widget(mark, word, gap=TINY))
        line.hide()
        return line


def row_widget(*parts: QWidget, gap: int = MEDIUM) -> QWidget:
    """``parts`` beside each other at the left, as one widget."""
    whole = QWidget()
    whole.setLayout(row(*parts, None, gap=gap))
    whole.setAccessibleName(" ")
    return whole
