"""受領: choose a package, see what it is, take it in; a refusal leaves everything as it was."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from desktop.domain.errors import AppError
from desktop.domain.people import Role
from desktop.domain.rights import Right
from desktop.ui.cancel import Cancel
from desktop.ui.changes import Area, Changes
from desktop.ui.messages import receive as words
from desktop.ui.screens.opening import Opening
from desktop.ui.screens.receive.arrival_page import ArrivalPage
from desktop.ui.screens.receive.choose_page import ChoosePage
from desktop.ui.screens.receive.receipt_pages import ReceiptPlace, TakenPage
from desktop.ui.screens.screen import Screen
from desktop.ui.tasks import Tasks
from desktop.ui.theme import LARGE, MEDIUM
from desktop.ui.widgets.empty_state import EmptyState
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.look import column
from desktop.usecases.desk import Desk
from desktop.usecases.receiving import Accepted, Arrival, accept, decline, inspect_package
from desktop.usecases.units import SenderView, senders

CHOOSE, ARRIVAL, RECEIPT, TAKEN, BARRED = range(5)


class ReceiveScreen(Screen):
    """``open_requested`` leads to the ledger that was filled, or to 受渡先."""

    def __init__(
        self,
        tasks: Tasks,
        changes: Changes,
        desk: Desk,
        start: Path,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(words.TITLE, parent=parent)
        self._tasks, self._changes, self._desk = tasks, changes, desk
        self._arrival: Arrival | None = None
        self._taken: Accepted | None = None
        deciding = desk.account.has(Role.ADMINISTRATOR, Role.SUPERVISOR)
        self.choosing = ChoosePage(start, with_units=deciding)
        self.arrival = ArrivalPage()
        self.receipt = ReceiptPlace(start)
        self.taken = TakenPage()
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.choosing.chooser.focusProxy() or self.choosing)

    @override
    def refresh(self) -> None:
        """Read anew from whom packages are accepted."""
        if Right.CREATE not in self._desk.rights or not self._desk.has_store:
            self._stack.setCurrentIndex(BARRED)
            return
        self._tasks.run(
            partial(senders, self._desk),
            done=self._on_senders,
            refused=self.refused.emit,
            key="receive.senders",
        )

    def open_package(self, path: Path) -> None:
        """Check a package from its first byte to its last and show what it is."""
        self.choosing.wait(on=True)
        self._tasks.run(
            partial(inspect_package, self._desk, path),
            done=self._on_arrival,
            refused=self._on_not_taken,
            lane="long",
            busy=self.choosing.busy,
        )

    def place(self) -> int:
        """Which of the screen's pages is up."""
        return self._stack.currentIndex()

    @override
    def come_up(self) -> None:
        self.refresh()
        if self._stack.currentIndex() == CHOOSE:
            self.choosing.enter()

    def _lay_out(self) -> None:
        barred = EmptyState("lock", words.NOT_ALLOWED, hint=words.NOT_ALLOWED_HINT)
        for page in (self.choosing, self.arrival, self.receipt, self.taken, barred):
            self._stack.addWidget(page)
        whole = column(Label(words.TITLE, "title"), self._stack, gap=MEDIUM, margin=LARGE)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.choosing.chosen.connect(self.open_package)
        self.choosing.units_asked.connect(lambda: self.open_requested.emit(Opening.UNITS, ""))
        self.arrival.accepted.connect(self._on_accept)
        self.arrival.declined.connect(self._on_decline)
        self.receipt.chosen.connect(self._on_folder)
        self.receipt.left.connect(lambda: self._go(ARRIVAL))
        self.taken.left.connect(lambda: self._go(CHOOSE))
        self.taken.ledger_asked.connect(self._on_open_ledger)

    def _go(self, place: int) -> None:
        self._stack.setCurrentIndex(place)
        if place == CHOOSE:
            self.choosing.enter()
        elif place == ARRIVAL:
            self.arrival.accept.setFocus()

    def _on_senders(self, known: tuple[SenderView, ...]) -> None:
        self.choosing.show_senders(len(known))

    def _on_arrival(self, arrival: Arrival) -> None:
        self.choosing.wait(on=False)
        self._arrival = arrival
        self._stack.setCurrentIndex(ARRIVAL)
        self.arrival.show_arrival(arrival)
        self.told.emit(words.CHECKED, "info")

    def _on_not_taken(self, error: AppError) -> None:
        self.choosing.wait(on=False)
        self.refused.emit(error)

    def _on_accept(self) -> None:
        if self._arrival is not None:
            self._stack.setCurrentIndex(RECEIPT)
            self.receipt.enter(self._arrival.path.parent)

    def _on_decline(self) -> None:
        if self._arrival is not None:
            self._tasks.run(
                partial(decline, self._desk, self._arrival),
                done=self._on_declined,
                refused=self.refused.emit,
                lane="write",
            )

    def _on_declined(self, _none: None) -> None:
        self._arrival = None
        self._go(CHOOSE)
        self.told.emit(words.DECLINED, "info")

    def _on_folder(self, folder: Path) -> None:
        if self._arrival is None:
            return
        cancel = Cancel()
        self.receipt.wait(on=True)
        self._tasks.run(
            partial(accept, self._desk, self._arrival, folder, cancel),
            done=self._on_taken,
            refused=self._on_take_refused,
            lane="write",
            cancel=cancel,
            busy=self.receipt.busy,
        )

    def _on_taken(self, taken: Accepted) -> None:
        self.receipt.wait(on=False)
        name = self._arrival.ledger_name if self._arrival is not None else ""
        self._taken, self._arrival = taken, None
        self._go(TAKEN)
        self.taken.show_taken(taken, name)
        said = words.TAKEN.format(count=f"{taken.records:,}", ledger=name)
        self.told.emit(said, "success")
        self._changes.announce(Area.LEDGERS, taken.ledger)
        self._changes.announce(Area.PACKAGES)

    def _on_take_refused(self, error: AppError) -> None:
        self.receipt.wait(on=False)
        self.receipt.chooser.setFocus()
        self.refused.emit(error)

    def _on_open_ledger(self) -> None:
        if self._taken is not None:
            self.open_requested.emit(Opening.LEDGER, self._taken.ledger)
