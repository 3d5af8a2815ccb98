"""The fields one person fills in about themselves: name, 職員番号, password."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.errors import AppError
from desktop.ui.messages import founding as words
from desktop.ui.messages.lookup import sentence
from desktop.ui.screens.founding.new_password import NewPassword
from desktop.ui.theme import STEP
from desktop.ui.widgets.enter_chain import enter_chain, focus_first
from desktop.ui.widgets.form_row import FormRow
from desktop.ui.widgets.line_edit import LineEdit
from desktop.ui.widgets.look import column
from desktop.usecases.founding import NewPerson

UID_CODES = ("founding.person-twice", "founding.user-number")
NAME_CODES = ("founding.blank",)
PASSWORD_ROOM = "crypto.password"  # noqa: S105 - the beginning of a refusal's code


class PersonForm(QWidget):
    """``submitted`` fires on the last Enter; ``paused`` when a password waits to be judged."""

    submitted = Signal()
    wanted = Signal()
    paused = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = LineEdit(words.NAME)
        self.uid = LineEdit(words.UID)
        self.password = NewPassword()
        self._name_row = FormRow(words.NAME, self.name, hint=words.NAME_HINT, required=True)
        self._uid_row = FormRow(words.UID, self.uid, hint=words.UID_HINT, required=True)
        self.setLayout(column(self._name_row, self._uid_row, self.password, gap=STEP))
        enter_chain(self.name, self.uid, self.password, last=self.submitted.emit)
        self.name.textEdited.connect(lambda: self._name_row.show_problem(None))
        self.uid.textEdited.connect(lambda: self._uid_row.show_problem(None))
        self.password.wanted.connect(self.wanted)
        self.password.paused.connect(self.paused)

    def person(self) -> NewPerson:
        """Who was entered."""
        return NewPerson(
            self.uid.text().strip(), self.name.text().strip(), self.password.password()
        )

    def is_empty(self) -> bool:
        """Whether nothing was entered at all."""
        person = self.person()
        return not (person.uid or person.name or person.password)

    def start(self) -> None:
        """Put the cursor into the first empty field."""
        if not self.name.text().strip():
            focus_first(self.name)
        elif not self.uid.text().strip():
            focus_first(self.uid)
        else:
            focus_first(self.password)

    def settled(self) -> bool:
        """Whether all is filled in; if not, it is marked and the cursor goes there."""
        person = self.person()
        self._name_row.show_problem(None if person.name else words.EMPTY)
        self._uid_row.show_problem(None if person.uid else words.EMPTY)
        if not person.name:
            self.name.setFocus()
        elif not person.uid:
            self.uid.setFocus()
        return bool(person.name and person.uid) and self.password.settled()

    def judge(self, error: AppError | None) -> None:
        """Show under the password what was found while it was typed."""
        if error is None or error.code.startswith(PASSWORD_ROOM):
            self.password.judge("" if error is None else sentence(error))

    def takes(self, error: AppError) -> bool:
        """Show a refusal under the field it is about; False if it is about none."""
        if error.code.startswith(PASSWORD_ROOM):
            self.password.show_problem(sentence(error))
        elif error.code in UID_CODES:
            self._uid_row.show_problem(sentence(error))
            self.uid.setFocus()
        elif error.code in NAME_CODES:
            self._name_row.show_problem(sentence(error))
            self.name.setFocus()
        else:
            return False
        return True

    def clear(self) -> None:
        """Make room for the next person."""
        self.name.clear()
        self.uid.clear()
        self.password.forget()
        for line in (self._name_row, self._uid_row):
            line.show_problem(None)
