"""The sign-in screen: it paints first, so it imports nothing that opens a store."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.errors import AppError
from desktop.domain.update_errors import OlderStoreError
from desktop.ui.cancel import Cancel
from desktop.ui.messages import signin as words
from desktop.ui.messages.lookup import sentence
from desktop.ui.screens.signin.drill_staff import DrillPerson, DrillStaff
from desktop.ui.screens.signin.entry import Entry
from desktop.ui.screens.signin.older_store import OlderStore
from desktop.ui.style import pixmap
from desktop.ui.tasks import Tasks
from desktop.ui.theme import CARD_WIDTH, HAIR, LARGE, LARGE_ICON, STEP
from desktop.ui.widgets.busy import Busy
from desktop.ui.widgets.button import PrimaryButton, TextButton
from desktop.ui.widgets.empty_state import EmptyState
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.look import column, row
from desktop.ui.widgets.panel import Card, Notice, cleared
from desktop.ui.widgets.scroll import Scroll
from desktop.ui.widgets.side_by_side import SideBySide
from desktop.usecases.office import UnitRef

SignIn = Callable[..., object]
"""The deed: unit, 職員番号, password → the desk. It is handed in so that its room loads later.

``bring_up_told`` is the token by which bringing an older store up tells how far it is.
"""


class SignInScreen(QWidget):
    """``signed_in`` carries the desk; every failure is said in the same words, in the card."""

    signed_in = Signal(object)
    found_requested = Signal()
    health_requested = Signal()
    unit_changed = Signal()

    def __init__(
        self,
        tasks: Tasks,
        sign_in: SignIn,
        *,
        staff: tuple[DrillPerson, ...] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("screen")
        self.setAccessibleName(words.TITLE)
        self._tasks, self._sign_in = tasks, sign_in
        self._entry = Entry()
        self._enter = PrimaryButton(words.SIGN_IN)
        self._found = TextButton(words.FOUND_OTHER)
        self._health = TextButton(words.HEALTH)
        self._refusal, self._closed, self._program = column(), column(), column()
        self._may_found = True
        self._busy = Busy(words.CHECKING, can_cancel=False)
        self.older = OlderStore()
        self._card = self._make_card()
        self._nothing = EmptyState(
            "ledger", words.NO_UNIT_TITLE, hint=words.NO_UNIT_TEXT, action=words.FOUND
        )
        self._empty = Card()
        self._empty.setFixedWidth(CARD_WIDTH + LARGE + LARGE)
        self._empty.add(self._nothing)
        self._staff = DrillStaff(staff)
        if not staff:
            self._staff.hide()
        self._lay_out()
        self._entry.submitted.connect(self._on_enter)
        self._entry.unit.currentIndexChanged.connect(self.unit_changed)
        self._enter.clicked.connect(self._on_enter)
        self._found.clicked.connect(self.found_requested)
        self._health.clicked.connect(self.health_requested)
        self._nothing.acted.connect(self.found_requested)
        self._staff.chosen.connect(self._on_staff)
        self.older.agreed.connect(self._on_agreed)
        self.older.left.connect(self._on_older_left)
        self.show_units(())

    def show_units(self, units: tuple[UnitRef, ...], chosen: Path | None = None) -> None:
        """Offer these units, ``chosen`` first; none leads to founding."""
        self._entry.show_units(units)
        self._entry.choose(chosen)
        self._card.setVisible(bool(units))
        self._found.setVisible(bool(units) and self._may_found)
        self._empty.setVisible(not units)
        if units:
            self._entry.focus()

    def close_to_all(self, refusal: AppError) -> None:
        """Let nobody in, and say why; F1 still opens the manual."""
        for part in (self._card, self._found, self._empty, self._staff):
            part.hide()
        self._closed.addWidget(Notice("error", sentence(refusal)))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocus()

    def has_units(self) -> bool:
        """Whether anybody could sign in."""
        return not self._card.isHidden()

    def is_drill(self) -> bool:
        """Whether the chosen unit is a drill."""
        unit = self._entry.chosen_unit()
        return unit is not None and unit.drill

    def show_program(self, text: str, *, founding: bool) -> None:
        """Say above everything else what is wrong with the program's own files.

        Without ``founding`` no new unit can be begun any more.
        """
        cleared(self._program)
        self._program.addWidget(Notice("error", text))
        self._may_found = founding
        self._found.setVisible(self._found.isVisible() and founding)
        self._nothing.button.setEnabled(founding)

    def tell(self, text: str) -> None:
        """Say to whoever signs in next what happened meanwhile; signing in takes it away."""
        cleared(self._refusal)
        self._refusal.addWidget(Notice("warning", text))

    def forget(self) -> None:
        """Clear both fields, for the next person."""
        self._entry.uid.clear()
        self._entry.password.clear()
        cleared(self._refusal)
        self._entry.focus()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._closed.isEmpty():
            self.setFocus()
        else:
            (self._nothing.button if self._card.isHidden() else self._entry.uid).setFocus()

    def _make_card(self) -> Card:
        card = Card(words.TITLE)
        card.setFixedWidth(CARD_WIDTH + LARGE + LARGE)
        card.add(self._entry)
        card.add(self._refusal)
        card.add(self._busy)
        card.add(self.older)
        card.add(None)
        card.add(row(None, self._enter))
        return card

    def _lay_out(self) -> None:
        self._staff.setFixedWidth(CARD_WIDTH - LARGE)
        cards = QWidget()
        cards.setLayout(column(self._card, self._empty, self._closed))
        beside = SideBySide(cards, self._staff)
        inner = QWidget()
        inner.setObjectName("page")
        found = row(self._found, self._health, None, gap=LARGE)
        parts = (None, _head(), self._program, beside, found, None)
        whole = column(*parts, gap=LARGE, margin=LARGE)
        inner.setLayout(row(None, whole, None))
        self.setLayout(column(Scroll(inner)))

    def _on_enter(self) -> None:
        unit = self._entry.chosen_unit()
        cleared(self._refusal)
        if unit is None or not self._entry.complete():
            return
        self._wait(on=True)
        uid, password = self._entry.uid.text(), self._entry.password.text()
        self._tasks.run(
            partial(self._sign_in, unit, uid, password),
            done=self._on_signed_in,
            refused=self._on_refused,
            lane="write",
            busy=self._busy,
        )

    def _on_agreed(self) -> None:
        """Sign in again, and have the store brought up on a copy."""
        unit, cancel = self._entry.chosen_unit(), Cancel()
        self.older.wait(on=True)
        uid, password = self._entry.uid.text(), self._entry.password.text()
        self._tasks.run(
            partial(self._sign_in, unit, uid, password, bring_up_told=cancel),
            done=self._on_signed_in,
            refused=self._on_refused,
            lane="write",
            cancel=cancel,
            busy=self.older.busy,
        )

    def _on_older_left(self) -> None:
        self.older.end()
        self._wait(on=False)
        self.forget()

    def _on_signed_in(self, desk: object) -> None:
        self.older.end()
        self._wait(on=False)
        self.forget()
        self.signed_in.emit(desk)

    def _on_refused(self, error: AppError) -> None:
        if isinstance(error, OlderStoreError):  # the password stays: it is asked for in a moment
            self.older.ask()
            return
        self.older.end()
        self._wait(on=False)
        self._refusal.addWidget(Notice("error", sentence(error)))
        self._entry.password.clear()
        self._entry.password.setFocus()

    def _on_staff(self, person: DrillPerson) -> None:
        self._entry.uid.setText(person.uid)
        self._entry.password.edit.setText(person.password)
        self._enter.setFocus()

    def _wait(self, *, on: bool) -> None:
        """While Argon2id runs nothing can be typed or pressed twice."""
        for part in (self._entry, self._enter, self._found, self._staff):
            part.setEnabled(not on)


def _head() -> QHBoxLayout:
    """The product's sign and name."""
    sign = Label()
    sign.setPixmap(pixmap("app", "key", LARGE_ICON, sign.devicePixelRatio()))
    name = column(Label(words.PRODUCT, "title"), Label(words.TAGLINE, "sub"), gap=HAIR)
    return row(sign, name, None, gap=STEP)
