"""The three fields of a sign-in: which unit, who, and the password."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.messages import signin as words
from desktop.ui.theme import STEP
from desktop.ui.widgets.choice import Choice
from desktop.ui.widgets.enter_chain import enter_chain, focus_first
from desktop.ui.widgets.form_row import FormRow
from desktop.ui.widgets.line_edit import LineEdit
from desktop.ui.widgets.look import column
from desktop.ui.widgets.password_field import PasswordField
from desktop.usecases.office import UnitRef


class Entry(QWidget):
    """``submitted`` fires on Enter in the password; ``complete`` marks what is missing."""

    submitted = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.unit = Choice(words.UNIT)
        self.uid = LineEdit(words.UID)
        self.password = PasswordField(words.PASSWORD)
        self._units: tuple[UnitRef, ...] = ()
        self._unit_row = FormRow(words.UNIT, self.unit)
        self._uid_row = FormRow(words.UID, self.uid)
        self._password_row = FormRow(words.PASSWORD, self.password, hint=words.PASSWORD_HINT)
        self.setLayout(column(self._unit_row, self._uid_row, self._password_row, gap=STEP))
        enter_chain(self.unit, self.uid, self.password, last=self.submitted.emit)
        self.uid.textChanged.connect(lambda: self._uid_row.show_problem(None))
        self.password.changed.connect(lambda: self._show_password_problem(""))

    def show_units(self, units: tuple[UnitRef, ...]) -> None:
        """Offer these units; a single one is not asked for."""
        self._units = units
        self.unit.clear()
        for unit in units:
            label = words.DRILL_UNIT.format(label=unit.label) if unit.drill else unit.label
            self.unit.addItem(label)
        self._unit_row.setVisible(len(units) > 1)

    def chosen_unit(self) -> UnitRef | None:
        """The unit to sign in to, if there is one."""
        place = self.unit.currentIndex()
        return self._units[place] if 0 <= place < len(self._units) else None

    def choose(self, folder: object) -> None:
        """Set the choice to the unit whose store lies in ``folder``."""
        for place, unit in enumerate(self._units):
            if unit.folder == folder:
                self.unit.setCurrentIndex(place)

    def complete(self) -> bool:
        """Whether both fields hold something; if not, say which and go there."""
        self._uid_row.show_problem(None if self.uid.text().strip() else words.EMPTY_UID)
        self._show_password_problem("" if self.password.text() else words.EMPTY_PASSWORD)
        if not self.uid.text().strip():
            self.uid.setFocus()
        elif not self.password.text():
            self.password.setFocus()
        else:
            return True
        return False

    def focus(self) -> None:
        """Put the cursor where typing goes on."""
        if self.uid.text():
            focus_first(self.password)
        else:
            focus_first(self.uid)

    def _show_password_problem(self, text: str) -> None:
        self._password_row.show_problem(text or None)
        self.password.mark_problem(wrong=bool(text))
