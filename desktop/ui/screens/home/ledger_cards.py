"""The ledgers a person may open, as cards side by side."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.ui.messages import home as words
from desktop.ui.screens.home.showing import show_at_once
from desktop.ui.theme import MEDIUM, SMALL, TINY
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.empty_state import EmptyState
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.look import column, row
from desktop.ui.widgets.panel import Card, cleared
from desktop.usecases.ledgers import LedgerSummary

ACROSS = 3


class LedgerCards(QWidget):
    """``opened`` carries the ledger's name, ``import_asked`` the wish for a first one."""

    opened = Signal(str)
    import_asked = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(MEDIUM)
        for place in range(ACROSS):
            self._grid.setColumnStretch(place, 1)
        self._buttons: list[Button] = []
        self.setLayout(column(Label(words.LEDGERS, "heading"), self._grid, gap=MEDIUM))
        self.setAccessibleName(words.LEDGERS)

    def show_ledgers(self, ledgers: tuple[LedgerSummary, ...], *, may_import: bool) -> None:
        """Replace the cards; without any, offer to take in a first one."""
        cleared(self._grid)
        self._buttons = []
        for place, ledger in enumerate(ledgers):
            self._grid.addWidget(self._card(ledger), place // ACROSS, place % ACROSS)
        if not ledgers:
            action = words.START_IMPORT if may_import else ""
            empty = EmptyState(
                "ledger", words.NO_LEDGERS, hint=words.NO_LEDGERS_HINT, action=action
            )
            empty.acted.connect(self.import_asked)
            if may_import:
                self._buttons.append(empty.button)
            self._grid.addWidget(empty, 0, 0, 1, ACROSS)
        show_at_once(self._grid)

    def first(self) -> QWidget | None:
        """The first card's button, or the one that takes a first ledger in."""
        return self._buttons[0] if self._buttons else None

    def _card(self, ledger: LedgerSummary) -> Card:
        form = ledger.form
        card = Card()
        name = Label(form.name, "heading", wrap=True)
        mark = Label(words.CLASS.format(mark=form.confidentiality.mark), "hint")
        count = Label(f"{ledger.records:,}", "number")
        last = (
            words.LAST_IMPORT.format(job=ledger.last_import)
            if ledger.last_import
            else words.NEVER_IMPORTED
        )
        open_button = Button(words.OPEN)
        open_button.setAccessibleName(words.OPEN_NAME.format(kind=words.LEDGERS, line=form.name))
        open_button.clicked.connect(lambda: self.opened.emit(form.ledger))
        self._buttons.append(open_button)
        card.add(column(name, mark, gap=TINY))
        card.add(row(count, Label(words.RECORDS_UNIT, "sub"), None, gap=TINY))
        card.add(row(Label(last, "hint"), None, open_button, gap=SMALL))
        return card
