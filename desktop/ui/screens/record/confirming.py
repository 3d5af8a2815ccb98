"""The last look before 登録: only the changed boxes, 旧 → 新, and a reason if one is wanted."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.messages import record as words
from desktop.ui.models.history import ChangeLine
from desktop.ui.screens.record.change_grid import ChangeGrid
from desktop.ui.shortcuts import Deed, with_key
from desktop.ui.theme import STEP
from desktop.ui.widgets.button import Button, PrimaryButton
from desktop.ui.widgets.form_row import FormRow
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.line_edit import LineEdit
from desktop.ui.widgets.look import column, row
from desktop.ui.widgets.panel import cleared
from desktop.ui.widgets.scroll import Scroll


class Confirming(QWidget):
    """``agreed`` carries the reason (may be ""), ``went_back`` that the form is wanted again."""

    agreed = Signal(str)
    went_back = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(words.CONFIRM_TITLE)
        self._title = Label("", "heading")
        self._lines = column()
        self.reason = LineEdit(words.REASON, hint=words.REASON_HINT)
        self._reason_row = FormRow(words.REASON, self.reason)
        self.yes = PrimaryButton(words.REGISTER)
        self.no = Button(with_key(words.BACK, Deed.STOP))
        self._lay_out()
        self.reason.entered.connect(self._agree)
        self.yes.clicked.connect(self._agree)
        self.no.clicked.connect(self.went_back)

    def show_changes(self, lines: Sequence[ChangeLine], *, new_record: bool) -> None:
        """Show these changes and put the focus where Enter registers."""
        title = words.CONFIRM_NEW_TITLE if new_record else words.CONFIRM_TITLE
        self._title.setText(title.format(count=len(lines)))
        cleared(self._lines)
        self._lines.addWidget(ChangeGrid(lines, with_old=not new_record))
        self.reason.clear()
        self._reason_row.setVisible(not new_record)
        self.set_busy(busy=False)

    def take_focus(self) -> None:
        """Put the focus where Enter registers."""
        (self.reason if self._reason_row.isVisibleTo(self) else self.yes).setFocus()

    def set_busy(self, *, busy: bool) -> None:
        """While it is being written nothing can be pressed twice."""
        self.yes.setEnabled(not busy)
        self.no.setEnabled(not busy)
        self.reason.setReadOnly(busy)

    def is_busy(self) -> bool:
        """Whether it is being written."""
        return not self.yes.isEnabled()

    def _agree(self) -> None:
        if self.yes.isEnabled():
            self.agreed.emit(self.reason.text().strip())

    def _lay_out(self) -> None:
        inner = QWidget()
        inner.setLayout(column(self._lines, None))
        hint = Label(words.CONFIRM_HINT, "hint")
        body = column(
            self._title,
            Scroll(inner),
            self._reason_row,
            row(hint, None, self.no, self.yes),
            gap=STEP,
        )
        body.setStretch(1, 1)
        self.setLayout(body)
