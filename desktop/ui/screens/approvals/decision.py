"""The decision: approve with the password, or turn down with a reason."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.messages import approvals as words
from desktop.ui.screens.approvals.turn_down import TurnDown
from desktop.ui.shortcuts import Deed, with_key
from desktop.ui.theme import FIELD_WIDTH, LABEL_COLUMN, LARGE, SMALL
from desktop.ui.widgets.busy import Busy
from desktop.ui.widgets.button import Button, PrimaryButton
from desktop.ui.widgets.enter_chain import enter_chain, focus_first
from desktop.ui.widgets.label import Label, rule
from desktop.ui.widgets.line_edit import LineEdit
from desktop.ui.widgets.look import column, row
from desktop.ui.widgets.password_field import PasswordField

APPROVING, SENDING_BACK, REJECTING = range(3)


class Decision(QWidget):
    """``approved`` carries password and reason, ``sent_back`` and ``rejected`` the reason."""

    approved = Signal(str, str)
    sent_back = Signal(str)
    rejected = Signal(str)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(words.DECIDE)
        self.password = PasswordField(words.PASSWORD)
        self.override = LineEdit(words.OVERRIDE, hint=words.OVERRIDE_HINT)
        self.approve = PrimaryButton(with_key(words.APPROVE, Deed.REGISTER), icon_name="approve")
        self.send_back, self.reject = Button(words.SEND_BACK), Button(words.REJECT)
        self.back_page = TurnDown(
            words.SEND_BACK_TITLE, words.SEND_BACK_REASONS, words.SEND_BACK_DO
        )
        self.reject_page = TurnDown(
            words.REJECT_TITLE, words.REJECT_REASONS, words.REJECT_DO, danger=True
        )
        self._problem = Label("", "problem")
        self._why = Label(words.OVERRIDE, "label")
        self.busy = Busy(words.APPROVING, can_cancel=False)
        self._page = APPROVING
        self._lay_out()
        self._connect()

    def begin(self, *, needs_reason: bool) -> None:
        """Ask anew; ``needs_reason`` where numbers are left in what would leave."""
        self.password.clear()
        self.override.clear()
        for part in (self._why, self.override):
            part.setVisible(needs_reason)
        self.say("")
        self._go(APPROVING)

    def say(self, problem: str) -> None:
        """Write what is wrong beside the fields."""
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))

    def problem(self) -> str:
        """What is written there."""
        return self._problem.text()

    def submit(self) -> None:
        """Go on as the page that is up says."""
        if self._page == APPROVING:
            self._on_approve()
        else:
            (self.back_page if self._page == SENDING_BACK else self.reject_page).submit()

    def stop(self) -> bool:
        """Back to the first page; whether there was a way back."""
        inside = self._page != APPROVING
        if inside:
            self._go(APPROVING)
        return inside

    def refuse_password(self) -> None:
        """The password was not right: mark it and ask for it again."""
        self.password.mark_problem(wrong=True)
        self.password.setFocus()

    def has_words(self) -> bool:
        """Whether a reason was begun to be written on the page that is up."""
        if self._page == APPROVING:
            return bool(self.override.text())
        return (self.back_page if self._page == SENDING_BACK else self.reject_page).has_words()

    def wait(self, *, on: bool) -> None:
        """While it is signed nothing can be pressed twice."""
        for page in self._pages:
            page.setEnabled(not on)
        if not on:
            self.password.clear()

    def _lay_out(self) -> None:
        self.password.setFixedWidth(FIELD_WIDTH // 2 + LARGE)
        secret = Label(words.PASSWORD, "label")
        for name in (secret, self._why):
            name.setFixedWidth(LABEL_COLUMN)
        reason = row(self._why, self.override, gap=SMALL)
        reason.setStretch(1, 1)
        ask = row(secret, self.password, None, self.reject, self.send_back, self.approve, gap=SMALL)
        first = QWidget()
        first.setLayout(column(self._problem, reason, ask, gap=SMALL))
        self._pages = (first, self.back_page, self.reject_page)
        self.setLayout(column(rule(), self.busy, *self._pages, gap=SMALL))

    def _connect(self) -> None:
        enter_chain(self.password, self.override, last=self._on_approve)
        self.password.changed.connect(self._on_password)
        self.override.textChanged.connect(lambda: self.say(""))
        self.approve.clicked.connect(self._on_approve)
        self.send_back.clicked.connect(partial(self._go, SENDING_BACK))
        self.reject.clicked.connect(partial(self._go, REJECTING))
        self.back_page.decided.connect(self.sent_back)
        self.reject_page.decided.connect(self.rejected)
        for page in (self.back_page, self.reject_page):
            page.left.connect(self.stop)

    def _go(self, place: int) -> None:
        self._page = place
        for number, page in enumerate(self._pages):
            page.setVisible(number == place)
        if place == APPROVING:
            focus_first(self.password)
        else:
            (self.back_page if place == SENDING_BACK else self.reject_page).begin()

    def _on_password(self) -> None:
        self.say("")
        self.password.mark_problem(wrong=False)

    def _on_approve(self) -> None:
        if not self.approve.isEnabled():
            return
        if not self.password.text():
            self.say(words.EMPTY_PASSWORD)
            self.password.setFocus()
        elif self.override.isVisible() and not self.override.text().strip():
            self.say(words.EMPTY_OVERRIDE)
            self.override.setFocus()
        else:
            self.approved.emit(self.password.text(), self.override.text().strip())
