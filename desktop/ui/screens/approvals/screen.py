"""承認: the queue of other people's requests, and the page on which one is decided."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from desktop.domain.errors import AlreadyDecidedError, AppError, RequestExpiredError
from desktop.domain.exports import ExportRequest
from desktop.domain.rights import Right
from desktop.domain.usecase_errors import WrongPasswordHereError
from desktop.ui.changes import Area, Change, Changes
from desktop.ui.messages import approvals as words
from desktop.ui.moments import shown_moment
from desktop.ui.screens.approvals.queue import Queue
from desktop.ui.screens.approvals.review_page import ReviewPage
from desktop.ui.screens.screen import Screen
from desktop.ui.tasks import Tasks
from desktop.ui.theme import LARGE, MEDIUM
from desktop.ui.widgets.busy import Busy
from desktop.ui.widgets.empty_state import EmptyState
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.look import column
from desktop.usecases.approving import Review, approve, reject, review, send_back, waiting
from desktop.usecases.desk import Desk
from desktop.usecases.exporting import RequestView

QUEUE, EMPTY, REVIEW, BARRED = range(4)


class ApprovalsScreen(Screen):
    """``waiting_changed`` carries how many requests wait for this person's decision."""

    waiting_changed = Signal(int)

    def __init__(
        self, tasks: Tasks, changes: Changes, desk: Desk, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(words.TITLE, parent=parent)
        self._tasks, self._changes, self._desk = tasks, changes, desk
        self._review: Review | None = None
        self.queue, self.page = Queue(desk.now), ReviewPage(desk.now)
        self.empty = EmptyState("approve", words.EMPTY, hint=words.EMPTY_HINT)
        self._busy = Busy(words.BUILDING, can_cancel=False)
        self._title = Label(words.TITLE, "title")
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.queue)

    @override
    def refresh(self) -> None:
        """Read anew what waits."""
        if Right.APPROVE not in self._desk.rights or not self._desk.has_store:
            self._go(BARRED)
            return
        self._tasks.run(
            partial(waiting, self._desk),
            done=self._show,
            refused=self.refused.emit,
            key="approvals.waiting",
        )

    def open_request(self, request_id: str) -> None:
        """Rebuild what one request would let out, and show it."""
        self._tasks.run(
            partial(review, self._desk, request_id),
            done=self._on_review,
            refused=self._on_unreadable,
            lane="long",
            busy=self._busy,
            key="approvals.review",
        )

    def place(self) -> int:
        """Which of the screen's pages is up."""
        return self._stack.currentIndex()

    @override
    def would_lose(self) -> bool:
        return self.place() == REVIEW and self.page.decision.has_words()

    def _lay_out(self) -> None:
        lists = QWidget()
        inside = column(Label(words.QUEUE_TEXT, "sub"), self.queue, gap=MEDIUM)
        inside.setStretch(1, 1)
        lists.setLayout(inside)
        barred = EmptyState("lock", words.NOT_ALLOWED, hint=words.NOT_ALLOWED_HINT)
        for part in (lists, self.empty, self.page, barred):
            self._stack.addWidget(part)
        whole = column(self._title, self._busy, self._stack, gap=MEDIUM, margin=LARGE)
        whole.setStretch(2, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.queue.opened.connect(self.open_request)
        self.page.left.connect(self._on_left)
        decision = self.page.decision
        decision.approved.connect(self._on_approve)
        decision.sent_back.connect(self._on_send_back)
        decision.rejected.connect(self._on_reject)
        self._changes.happened.connect(self._on_change)

    def _show(self, views: tuple[RequestView, ...]) -> None:
        self.waiting_changed.emit(len(views))
        self.queue.show_requests(views)
        if self._stack.currentIndex() != REVIEW:
            self._go(QUEUE if views else EMPTY)

    def _go(self, place: int) -> None:
        self._stack.setCurrentIndex(place)
        self._title.setVisible(place != REVIEW)
        if place == QUEUE and self.isVisible():
            self.queue.setFocus()

    def _on_review(self, found: Review) -> None:
        self._review = found
        self._go(REVIEW)
        self.page.show_review(found)

    def _on_unreadable(self, error: AppError) -> None:
        self.refused.emit(error)
        self.refresh()

    def _on_left(self) -> None:
        self._review = None
        self._go(QUEUE)
        self.refresh()

    def _on_approve(self, password: str, reason: str) -> None:
        if self._review is not None:
            request_id = self._review.view.request.request_id
            self._decide(partial(approve, self._desk, request_id, password, reason), words.APPROVED)

    def _on_send_back(self, reason: str) -> None:
        if self._review is not None:
            request_id = self._review.view.request.request_id
            self._decide(partial(send_back, self._desk, request_id, reason), words.SENT_BACK)

    def _on_reject(self, reason: str) -> None:
        if self._review is not None:
            request_id = self._review.view.request.request_id
            self._decide(partial(reject, self._desk, request_id, reason), words.REJECTED)

    def _decide(self, deed: "partial[ExportRequest]", said: str) -> None:
        def done(decided: ExportRequest) -> None:
            self.page.decision.wait(on=False)
            name = self._review.view.requester_name if self._review is not None else ""
            until = decided.release_until or decided.not_after
            self._on_left()
            self.told.emit(said.format(name=name, until=shown_moment(until)), "success")
            self._changes.announce(Area.EXPORTS, decided.ledger)

        self.page.decision.wait(on=True)
        self._tasks.run(
            deed,
            done=done,
            refused=self._on_refused,
            lane="write",
            busy=self.page.decision.busy,
        )

    def _on_refused(self, error: AppError) -> None:
        decision = self.page.decision
        decision.wait(on=False)
        if isinstance(error, WrongPasswordHereError):
            decision.refuse_password()
        elif isinstance(error, AlreadyDecidedError | RequestExpiredError):
            self._on_left()
        self.refused.emit(error)

    def _on_change(self, change: Change) -> None:
        if change.area is Area.EXPORTS:
            self.refresh()
