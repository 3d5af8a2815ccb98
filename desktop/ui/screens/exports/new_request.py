"""A new request in three steps: records and fields, purpose and recipient, the whole once more."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.domain.errors import AppError
from desktop.domain.exports import ExportRequest
from desktop.domain.ids import RecordUid
from desktop.domain.people import Role
from desktop.domain.search import Page, Query
from desktop.ui.messages import exports as words
from desktop.ui.screens.exports.purpose_page import PurposePage
from desktop.ui.screens.exports.records_page import RecordsPage
from desktop.ui.shortcuts import Deed, bind, with_key
from desktop.ui.tasks import Tasks
from desktop.ui.theme import MEDIUM
from desktop.ui.widgets.busy import Busy
from desktop.ui.widgets.button import Button, PrimaryButton
from desktop.ui.widgets.empty_state import EmptyState
from desktop.ui.widgets.key_values import KeyValueList
from desktop.ui.widgets.look import column, row
from desktop.ui.widgets.panel import Card, Notice
from desktop.ui.widgets.scroll import Scroll
from desktop.ui.widgets.step_header import StepHeader
from desktop.usecases.desk import Desk
from desktop.usecases.exporting import ExportDraft, RecipientView, recipients, request
from desktop.usecases.ledgers import LedgerSummary, ledgers
from desktop.usecases.records import page

RECORDS, PURPOSE, SUMMARY, NOTHING = range(4)


class NewRequest(QWidget):
    """``asked`` carries the request that was made, ``left`` says the person stopped."""

    asked = Signal(object)
    left = Signal()
    units_asked = Signal()
    refused = Signal(object)

    def __init__(self, tasks: Tasks, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks, self._desk = tasks, desk
        self._wish: tuple[Query, tuple[RecordUid, ...] | None] | None = None
        self._old: ExportDraft | None = None
        self.steps = StepHeader(words.STEPS)
        deciding = desk.account.has(Role.ADMINISTRATOR, Role.SUPERVISOR)
        self.records, self.purpose = RecordsPage(), PurposePage(with_units=deciding)
        self.summary = KeyValueList()
        self.back, self.leave = Button(words.BACK), Button(words.LEAVE)
        self.next = PrimaryButton(with_key(words.NEXT_STEP, Deed.REGISTER))
        self.busy = Busy(words.ASKING, can_cancel=False)
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()

    def begin(self, query: Query | None = None, uids: tuple[RecordUid, ...] | None = None) -> None:
        """Start anew, from the records chosen elsewhere or from nothing."""
        self._old = None
        self._load(None if query is None else (query, uids))

    def mend(self, old: ExportDraft) -> None:
        """Start from an earlier request."""
        self._old = old
        self._load((old.query, old.uids))

    def draft(self) -> ExportDraft | None:
        """What would be asked for, once a recipient is chosen."""
        recipient = self.purpose.chosen()
        if recipient is None:
            return None
        return ExportDraft(
            query=self.records.query(),
            uids=self.records.uids(),
            columns=self.records.fields.ticked(),
            purpose=self.purpose.purpose.toPlainText().strip(),
            legal_basis=self.purpose.basis.text().strip(),
            recipient=recipient.rid,
        )

    def under_way(self) -> bool:
        """Whether more than records was settled."""
        return self._stack.currentIndex() in (PURPOSE, SUMMARY)

    def _load(self, wish: tuple[Query, tuple[RecordUid, ...] | None] | None) -> None:
        self._wish = wish
        self.purpose.fill("", "", "")
        self._tasks.run(
            partial(recipients, self._desk),
            done=self._on_recipients,
            refused=self.refused.emit,
        )
        self._tasks.run(
            partial(ledgers, self._desk), done=self._on_ledgers, refused=self.refused.emit
        )

    def _on_recipients(self, found: tuple[RecipientView, ...]) -> None:
        self.purpose.show_recipients(found)
        if self._old is not None:
            self._fill(self._old)

    def _fill(self, old: ExportDraft) -> None:
        self.purpose.fill(old.purpose, old.legal_basis, old.recipient)

    def _on_ledgers(self, found: tuple[LedgerSummary, ...]) -> None:
        self.records.show_ledgers(found)
        if found:
            self.records.choose(*(self._wish or (None, None)))
        if self._old is not None:
            self.records.fields.tick(self._old.columns)
            self._fill(self._old)
        self._go(RECORDS if found else NOTHING)

    def _lay_out(self) -> None:
        sheet = Card(words.SUMMARY)
        sheet.add(self.summary)
        sheet.add(Notice("info", words.SUMMARY_NOTE))
        nothing = EmptyState("ledger", words.NO_LEDGERS, hint=words.NO_LEDGERS_HINT)
        for part in (self.records, self.purpose, sheet):
            inside = QWidget()
            inside.setLayout(column(part, None) if part is not self.records else column(part))
            self._stack.addWidget(inside if part is self.records else Scroll(inside))
        self._stack.addWidget(nothing)
        foot = row(self.leave, None, self.back, self.next, gap=MEDIUM)
        whole = column(self.steps, self._stack, self.busy, foot, gap=MEDIUM)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.records.count_wanted.connect(self._count)
        self.records.fields.submitted.connect(self._on_next)
        self.purpose.submitted.connect(self._on_next)
        self.purpose.units_asked.connect(self.units_asked)
        self.next.clicked.connect(self._on_next)
        self.back.clicked.connect(self._on_back)
        self.leave.clicked.connect(self.left)
        bind(self, Deed.REGISTER, self._on_next)
        bind(self, Deed.STOP, self._on_back)

    def _count(self, query: Query) -> None:
        def done(found: Page) -> None:
            self.records.show_count(query, found.total)

        self._tasks.run(
            partial(page, self._desk, query, 0, 1, ()),
            done=done,
            refused=self.refused.emit,
            key="exports.count",
        )

    def _on_next(self) -> None:
        place = self._stack.currentIndex()
        if not self.next.isEnabled() or self.next.isHidden():
            return
        if place == RECORDS and self.records.complete():
            self._go(PURPOSE)
        elif place == PURPOSE and self.purpose.complete():
            self._show_summary()
            self._go(SUMMARY)
        elif place == SUMMARY:
            self._ask()

    def _on_back(self) -> None:
        place = self._stack.currentIndex()
        if place in (PURPOSE, SUMMARY) and self.back.isEnabled():
            self._go(place - 1)
        elif place in (RECORDS, NOTHING):
            self.left.emit()

    def _go(self, place: int) -> None:
        self._stack.setCurrentIndex(place)
        self.steps.setVisible(place != NOTHING)
        self.steps.show_step(min(place, SUMMARY) + 1)
        self.back.setVisible(place in (PURPOSE, SUMMARY))
        stuck = place == NOTHING or (place == PURPOSE and self.purpose.chosen() is None)
        self.next.setVisible(not stuck)
        word = words.ASK if place == SUMMARY else words.NEXT_STEP
        self.next.setText(with_key(word, Deed.REGISTER))
        self.next.setAccessibleName(word)
        if place == RECORDS:
            self.records.enter()
        elif place == PURPOSE:
            self.back.setFocus()  # where nobody is known yet there is no field
            self.purpose.enter()
        else:
            (self.next if place == SUMMARY else self.leave).setFocus()

    def _show_summary(self) -> None:
        draft, recipient = self.draft(), self.purpose.chosen()
        if draft is None or recipient is None:
            return
        fields = self.records.summary().form.fields
        kept = [field.label for field in fields if field.fid in draft.columns]
        rest = [field.label for field in fields if field.fid not in draft.columns]
        self.summary.show_pairs(
            (
                (words.RECORDS, self.records.records_in_words()),
                (words.FIELDS, words.SEPARATOR.join(kept)),
                (words.LEFT_OUT, words.SEPARATOR.join(rest) or words.NOTHING_LEFT_OUT),
                (words.TO, recipient.label),
                (words.PURPOSE, draft.purpose),
                (words.BASIS, draft.legal_basis),
            )
        )

    def _ask(self) -> None:
        draft = self.draft()
        if draft is None:
            return
        self._wait(on=True)
        self._tasks.run(
            partial(request, self._desk, draft),
            done=self._on_asked,
            refused=self._on_refused,
            lane="write",
            busy=self.busy,
        )

    def _on_asked(self, made: ExportRequest) -> None:
        self._wait(on=False)
        self.asked.emit(made)

    def _on_refused(self, error: AppError) -> None:
        self._wait(on=False)
        self.refused.emit(error)

    def _wait(self, *, on: bool) -> None:
        for part in (self._stack, self.next, self.back, self.leave):
            part.setEnabled(not on)
