"""Going back: the program by its administrator, the store by its supervisor."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.messages import updates as words
from desktop.ui.moments import shown_day, shown_moment
from desktop.ui.theme import LARGE, STEP
from desktop.ui.widgets.busy import Busy
from desktop.ui.widgets.button import DangerButton
from desktop.ui.widgets.empty_state import EmptyState
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.look import column, row
from desktop.ui.widgets.panel import Card, Notice
from desktop.usecases.bringing_up import WayBack
from desktop.usecases.updates import BackOutPlan


class BackPage(QWidget):
    """``program_asked`` and ``store_asked`` are the two ways; neither begins here."""

    program_asked = Signal()
    store_asked = Signal()

    def __init__(self, *, administers: bool, approves: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._administers, self._approves = administers, approves
        self.plan: BackOutPlan | None = None
        self.way: WayBack | None = None
        self._program_text = Label("", wrap=True)
        self._store_first = Notice("warning", words.BACK_STORE_FIRST)
        self.program = DangerButton(words.BACK)
        self._program_card = _card(
            words.BACK_TITLE, self._program_text, self._store_first, self.program
        )
        self.no_program = EmptyState("history", words.NO_BACK, hint=words.NO_BACK_HINT)
        self._store_text = Label("", wrap=True)
        self._written = Notice("warning", words.STORE_WRITTEN)
        self.busy = Busy(words.STORE_WORKING, can_cancel=False, counted=words.PERCENT)
        self.store = DangerButton(words.STORE_BACK)
        self._store_card = _card(
            words.STORE_TITLE, self._store_text, self._written, self.busy, self.store
        )
        nothing = (words.STORE_NONE, words.STORE_NONE_HINT)
        closed = (words.STORE_CLOSED, words.STORE_CLOSED_HINT)
        sentence, hint = nothing if approves else closed
        self.no_store = EmptyState("ledger", sentence, hint=hint)
        parts = (self._program_card, self.no_program, self._store_card, self.no_store)
        self.setLayout(column(*parts, None, gap=LARGE))
        self.program.clicked.connect(self.program_asked)
        self.store.clicked.connect(self.store_asked)
        self.show_plan(None, can_install=False)
        self.show_way(None)

    def show_plan(self, plan: BackOutPlan | None, *, can_install: bool) -> None:
        """Show which version the program can go back to."""
        self.plan = plan
        self._program_card.setVisible(self._administers and plan is not None)
        self.no_program.setVisible(self._administers and plan is None)
        self.program.setEnabled(can_install)
        if plan is not None:
            made = shown_day(plan.made)
            self._program_text.setText(words.BACK_TEXT.format(version=plan.version, made=made))
            self._store_first.setVisible(plan.store_first)

    def show_way(self, way: WayBack | None) -> None:
        """Show whether the store can go back."""
        self.way = way
        self._store_card.setVisible(way is not None)
        self.no_store.setVisible(way is None)
        if way is not None:
            said = words.STORE_TEXT.format(
                since=shown_moment(way.since), schema=way.schema, until=shown_day(way.until)
            )
            self._store_text.setText(said)
            self._written.say(words.STORE_WRITTEN.format(count=f"{way.written:,}"))
            self._written.setVisible(bool(way.written))
            self.store.setEnabled(not way.written)

    def wait(self, *, on: bool) -> None:
        """While the store is put back nothing else is begun."""
        self.store.setEnabled(not on)
        self.program.setEnabled(not on)


def _card(title: str, *parts: QWidget) -> Card:
    card = Card(title)
    for part in parts[:-1]:
        card.add(part)
    card.add(row(None, parts[-1], gap=STEP))
    return card
