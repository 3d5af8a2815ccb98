"""持出申請: the person's own requests, a new one, and the release of an approved one."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from desktop.domain.exports import ExportRequest, ExportState
from desktop.domain.ids import RecordUid
from desktop.domain.rights import Right
from desktop.domain.search import Query
from desktop.ui.changes import Area, Change, Changes
from desktop.ui.messages import exports as words
from desktop.ui.screens.exports.new_request import NewRequest
from desktop.ui.screens.exports.release_panel import ReleasePanel
from desktop.ui.screens.exports.request_card import RequestCard
from desktop.ui.screens.exports.request_list import RequestList
from desktop.ui.screens.opening import Opening
from desktop.ui.screens.screen import Screen
from desktop.ui.shortcuts import Deed, bind, with_key
from desktop.ui.tasks import Tasks
from desktop.ui.theme import CARD_WIDTH, CONTROL, LARGE, MEDIUM
from desktop.ui.widgets.button import PrimaryButton
from desktop.ui.widgets.confirm import Confirm
from desktop.ui.widgets.empty_state import EmptyState
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.look import column, row
from desktop.usecases.desk import Desk
from desktop.usecases.exporting import ExportDraft, RequestView, again, mine, withdraw
from desktop.usecases.releasing import Released

LIST, EMPTY, NEW, RELEASE, BARRED = range(5)
WAITING = (ExportState.APPROVED, ExportState.SENT_BACK)


class ExportsScreen(Screen):
    """``waiting_changed`` carries how many requests wait for this person's next step."""

    waiting_changed = Signal(int)

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
        self._wanted = ""
        self.list, self.card = RequestList(), RequestCard(desk.now)
        self.making = NewRequest(tasks, desk)
        self.releasing = ReleasePanel(tasks, desk, start)
        self.new = PrimaryButton(with_key(words.NEW, Deed.NEW), icon_name="add")
        self.empty = EmptyState("export", words.EMPTY, hint=words.EMPTY_HINT, action=words.NEW)
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.list)

    @override
    def refresh(self) -> None:
        """Read the person's requests anew."""
        if Right.REQUEST_EXPORT not in self._desk.rights or not self._desk.has_store:
            self._go(BARRED)
            return
        self._tasks.run(
            partial(mine, self._desk),
            done=self._show,
            refused=self.refused.emit,
            key="exports.mine",
        )

    def start_request(self, query: Query, uids: tuple[RecordUid, ...] | None) -> None:
        """Begin a request for records chosen in a ledger."""
        self._go(NEW)
        self.making.begin(query, uids)

    def open_request(self, request_id: str) -> None:
        """Go to one request in the list."""
        self._wanted = request_id
        self._go(LIST)
        self.refresh()

    def place(self) -> int:
        """Which of the screen's pages is up."""
        return self._stack.currentIndex()

    @override
    def would_lose(self) -> bool:
        return self.place() == NEW and self.making.under_way()

    def _lay_out(self) -> None:
        lists = QWidget()
        self.card.setMinimumWidth(CARD_WIDTH * 3 // 4)
        self.card.setMaximumWidth(CARD_WIDTH)
        beside = row(self.list, self.card, gap=MEDIUM)
        beside.setStretch(0, 5)
        beside.setStretch(1, 4)
        lists.setLayout(beside)
        barred = EmptyState("lock", words.NOT_ALLOWED, hint=words.NOT_ALLOWED_HINT)
        for page in (lists, self.empty, self.making, self.releasing, barred):
            self._stack.addWidget(page)
        head = row(Label(words.TITLE, "title"), None, self.new)
        head.addStrut(CONTROL)
        whole = column(head, self._stack, gap=MEDIUM, margin=LARGE)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.new.clicked.connect(self._on_new)
        self.empty.acted.connect(self._on_new)
        self.list.walked_to.connect(self.card.show_request)
        self.list.chosen.connect(self._on_chosen)
        self.card.release_asked.connect(self._on_release)
        self.card.withdraw_asked.connect(self._on_withdraw)
        self.card.again_asked.connect(self._on_again)
        self.making.asked.connect(self._on_asked)
        self.making.left.connect(self._on_left)
        self.making.units_asked.connect(lambda: self.open_requested.emit(Opening.UNITS, ""))
        self.releasing.released.connect(self._on_released)
        self.releasing.left.connect(self._on_left)
        self.releasing.told.connect(self.told)
        for part in (self.making, self.releasing):
            part.refused.connect(self.refused)
        self._changes.happened.connect(self._on_change)
        bind(self, Deed.NEW, self._on_new)

    def _show(self, views: tuple[RequestView, ...]) -> None:
        waiting = sum(view.request.state in WAITING for view in views)
        self.waiting_changed.emit(waiting)
        wanted = self._wanted or self.list.request_id()
        self._wanted = ""
        focused = self.list.hasFocus()
        self.list.show_requests(views, wanted)
        if not views:
            self.card.show_request(None)
        if self._stack.currentIndex() in (LIST, EMPTY, BARRED):
            self._go(LIST if views else EMPTY)
            if not focused and self.isVisible():
                (self.list if views else self.empty.button).setFocus()

    def _go(self, place: int) -> None:
        self._stack.setCurrentIndex(place)
        self.new.setVisible(place == LIST)

    def _on_new(self) -> None:
        if self._stack.currentIndex() in (LIST, EMPTY):
            self._go(NEW)
            self.making.begin()

    def _on_chosen(self) -> None:
        for button in (self.card.release, self.card.again, self.card.withdraw):
            if button.isVisible():
                button.setFocus()
                return

    def _on_left(self) -> None:
        self._go(LIST)
        self.list.setFocus()
        self.refresh()

    def _on_asked(self, made: ExportRequest) -> None:
        self._wanted = made.request_id
        self._on_left()
        self.told.emit(words.ASKED, "success")
        self._changes.announce(Area.EXPORTS, made.ledger)

    def _on_release(self, view: RequestView) -> None:
        self._go(RELEASE)
        self.releasing.begin(view)

    def _on_released(self, done: Released) -> None:
        self.told.emit(words.RELEASED, "success")
        self._changes.announce(Area.EXPORTS, done.request.ledger)

    def _on_withdraw(self, view: RequestView) -> None:
        text = words.WITHDRAW_TEXT.format(
            ledger=view.ledger_name, count=f"{view.request.records:,}"
        )
        Confirm(
            self, words.WITHDRAW_TITLE, text, danger=True, yes_text=words.WITHDRAW,
            yes=lambda _reason: self._withdraw(view.request),
        )  # fmt: skip

    def _withdraw(self, request: ExportRequest) -> None:
        self._tasks.run(
            partial(withdraw, self._desk, request.request_id),
            done=self._on_withdrawn,
            refused=self.refused.emit,
            lane="write",
        )

    def _on_withdrawn(self, request: ExportRequest) -> None:
        self._wanted = request.request_id
        self.told.emit(words.WITHDRAWN, "success")
        self._changes.announce(Area.EXPORTS, request.ledger)

    def _on_again(self, view: RequestView) -> None:
        self._tasks.run(
            partial(again, self._desk, view.request.request_id),
            done=self._mend,
            refused=self.refused.emit,
        )

    def _mend(self, old: ExportDraft) -> None:
        self._go(NEW)
        self.making.mend(old)

    def _on_change(self, change: Change) -> None:
        if change.area is Area.EXPORTS:
            self.refresh()
