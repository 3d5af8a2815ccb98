"""A proposal that waits for a second signature, and the place to give it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.ids import grouped
from desktop.ui.messages import units as words
from desktop.ui.moments import shown_moment
from desktop.ui.theme import FIELD_WIDTH, HAIR, MEDIUM, SMALL, STEP
from desktop.ui.widgets.busy import Busy
from desktop.ui.widgets.button import Button, PrimaryButton, TextButton
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.look import column, row
from desktop.ui.widgets.panel import Panel
from desktop.ui.widgets.password_field import PasswordField
from desktop.usecases.units import Proposal


class ProposalPanel(Panel):
    """``signed`` carries the proposal and the password, ``withdrawn`` drops it."""

    signed = Signal(object, str)
    withdrawn = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(words.PROPOSALS, parent=parent)
        self._proposal: Proposal | None = None
        self._title = Label("", "label", wrap=True)
        self._by = Label("", "hint", wrap=True)
        self._hint = Label("", "hint", wrap=True)
        self.open_button = Button(words.COUNTERSIGN, icon_name="approve")
        self.withdraw_button = TextButton(words.WITHDRAW)
        self.password = PasswordField(words.PASSWORD)
        self.sign_button = PrimaryButton(words.COUNTERSIGN_DO)
        self.busy = Busy(words.WORKING, can_cancel=False)
        self._signing = QWidget()
        self._lay_out()
        self.open_button.clicked.connect(self.open_signing)
        self.withdraw_button.clicked.connect(self.withdrawn)
        self.sign_button.clicked.connect(self._on_sign)
        self.password.entered.connect(self._on_sign)
        self.show_proposal(None, may_withdraw=False)

    def show_proposal(self, proposal: Proposal | None, *, may_withdraw: bool) -> None:
        """Show what waits; without any, the panel is away."""
        if proposal is not None and proposal == self._proposal:
            return  # read anew, but it is the same: a password half typed stays
        self._proposal = proposal
        self.setVisible(proposal is not None)
        self._signing.hide()
        self.password.clear()
        if proposal is None:
            return
        self._title.setText(words.PROPOSAL_LINE.format(label=proposal.label))
        when = shown_moment(proposal.proposed_at)
        self._by.setText(
            words.PROPOSAL_BY.format(
                name=proposal.proposed_by_name, when=when, rid=grouped(proposal.rid)
            )
        )
        self._hint.setText(words.PROPOSAL_TEXT if proposal.may_sign else words.WAITS_OTHER)
        self.open_button.setVisible(proposal.may_sign)
        self.open_button.setAccessibleName(words.COUNTERSIGN_NAME.format(label=proposal.label))
        self.withdraw_button.setVisible(may_withdraw)
        self.withdraw_button.setAccessibleName(words.WITHDRAW_NAME.format(label=proposal.label))

    def open_signing(self) -> None:
        """Ask for the password, if this person may sign what waits."""
        if self._proposal is None or not self._proposal.may_sign:
            return
        self._signing.show()
        self.open_button.hide()
        self.password.setFocus()

    def wait(self, *, on: bool) -> None:
        """While it is signed nothing can be pressed twice."""
        for part in (self._signing, self.withdraw_button):
            part.setEnabled(not on)
        if not on:
            self.password.clear()
            self.password.setFocus()

    def _lay_out(self) -> None:
        what = column(self._title, self._by, self._hint, gap=HAIR)
        line = row(what, self.withdraw_button, self.open_button, gap=MEDIUM)
        line.setStretch(0, 1)
        self.password.setFixedWidth(FIELD_WIDTH)
        label = Label(words.PASSWORD, "label")
        label.setBuddy(self.password)
        self._signing.setLayout(row(label, self.password, self.sign_button, None, gap=STEP))
        self.add(line)
        self.add(self._signing)
        self.add(self.busy)
        self.body.setSpacing(SMALL)

    def _on_sign(self) -> None:
        if self._proposal is not None and self.password.text():
            self.signed.emit(self._proposal, self.password.text())
