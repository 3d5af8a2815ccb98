"""The 監査 screen: anchor and fingerprint, the check with its verdict, and the timeline."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from desktop.domain.audit import SealBody, anchor_words
from desktop.domain.errors import AppError
from desktop.ui.changes import Area, Change, Changes
from desktop.ui.messages import audit as words
from desktop.ui.models.audit import AuditTable
from desktop.ui.moments import shown_moment
from desktop.ui.screens.audit.verdict import refusal_notice, verdict_notice
from desktop.ui.screens.screen import Screen
from desktop.ui.tasks import Tasks
from desktop.ui.theme import LARGE, SMALL, STEP
from desktop.ui.widgets.busy import Busy
from desktop.ui.widgets.button import Button, PrimaryButton
from desktop.ui.widgets.data_table import DataTable
from desktop.ui.widgets.empty_state import EmptyState
from desktop.ui.widgets.key_values import KeyValueList
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.look import column, row
from desktop.ui.widgets.panel import Notice, Panel, cleared
from desktop.usecases import auditing, ledgers
from desktop.usecases.auditing import AuditPage, LogVerdict
from desktop.usecases.desk import Desk

SIZE = 100


@dataclass(frozen=True, slots=True)
class Overview:
    """What one look at the log brings: a page, the names of ledgers, the last seal."""

    page: AuditPage
    names: dict[str, str]
    seal: SealBody | None


class AuditScreen(Screen):
    """It shows and checks; it changes nothing but the entry that tells of the check."""

    def __init__(self, tasks: Tasks, changes: Changes, *, parent: QWidget | None = None) -> None:
        super().__init__(words.TITLE, parent=parent)
        self._tasks, self._changes = tasks, changes
        self._desk: Desk | None = None
        self._start = 0
        self._broken = False
        self.model = AuditTable()
        self.model.setParent(self)
        self.table = DataTable(words.TIMELINE)
        self.table.setModel(self.model)
        self.verify_button = PrimaryButton(words.VERIFY, icon_name="shield")
        self.newer, self.older = Button(words.NEWER), Button(words.OLDER)
        self.count = Label("", "sub")
        self.facts = KeyValueList()
        self._busy = Busy(words.VERIFYING, can_cancel=False)
        self._verdict = column()
        self._whole = QStackedWidget()
        self._no_store = EmptyState("lock", words.NO_STORE, hint=words.NO_STORE_HINT)
        self._page = QWidget()
        self._lay_out()
        self._connect()

    def show_desk(self, desk: Desk) -> None:
        """Work for this person from now on."""
        self._desk, self._start, self._broken = desk, 0, False
        self._whole.setCurrentWidget(self._page if desk.has_store else self._no_store)
        self._show_verdict(Notice("info", words.NOT_VERIFIED))
        self.refresh()

    @override
    def refresh(self) -> None:
        """Read the page shown anew."""
        if self._desk is not None and self._desk.has_store:
            self._tasks.run(
                partial(_overview, self._desk, self._start),
                done=self._on_overview,
                refused=self._on_unreadable,
                key="audit.page",
            )

    def verify(self) -> None:
        """検証: check the whole store and say plainly what was found."""
        if self._desk is None or not self.verify_button.isEnabled():
            return
        self.verify_button.setEnabled(False)
        self._tasks.run(
            partial(auditing.verify, self._desk),
            done=self._on_verdict,
            refused=self._on_refused,
            lane="long",
            busy=self._busy,
        )

    def verdict(self) -> str:
        """The sentence of the last check."""
        item = self._verdict.itemAt(0)
        notice = item.widget() if item is not None else None
        return notice.text() if isinstance(notice, Notice) else ""

    def _on_overview(self, found: Overview) -> None:
        page = found.page
        self._start = page.start
        self.model.name_ledgers(found.names)
        self.model.show_page(page.lines)
        self.table.fit_columns(SIZE)
        last = page.start + len(page.lines)
        text = words.COUNT.format(
            total=f"{page.total:,}", first=f"{page.start + 1:,}", last=f"{last:,}"
        )
        self.count.setText(text if page.lines else words.COUNT_NONE)
        self.newer.setEnabled(page.start > 0)
        self.older.setEnabled(last < page.total)
        self._show_facts(found.seal)

    def _show_facts(self, seal: SealBody | None) -> None:
        fingerprint = self._desk.unit.fingerprint if self._desk is not None else ""
        line, anchor = words.NO_SEAL, words.NO_SEAL
        if seal is not None:
            line = words.SEAL_LINE.format(when=shown_moment(seal.t), seq=f"{seal.head.seq:,}")
            anchor = anchor_words(seal.head.hash)
        pairs = ((words.PLACE, fingerprint), (words.SEAL, line), (words.ANCHOR, anchor))
        self.facts.show_pairs(pairs)

    def _on_unreadable(self, refusal: AppError) -> None:
        """A log known to be broken may not be readable either; that was said already."""
        if not self._broken:
            self.refused.emit(refusal)

    def _on_verdict(self, verdict: LogVerdict) -> None:
        self._checked(verdict_notice(verdict), broken=not verdict.ok)

    def _on_refused(self, refusal: AppError) -> None:
        self._checked(refusal_notice(refusal), broken=True)

    def _checked(self, notice: Notice, *, broken: bool) -> None:
        self._broken = broken
        self.verify_button.setEnabled(True)
        self.verify_button.setFocus()
        self._show_verdict(notice)
        self._start = 0
        self._changes.announce(Area.AUDIT)

    def _show_verdict(self, notice: Notice) -> None:
        cleared(self._verdict)
        self._verdict.addWidget(notice)

    def _turn(self, by: int) -> None:
        self._start = max(self._start + by * SIZE, 0)
        self.refresh()

    def _on_change(self, change: Change) -> None:
        if change.area is Area.AUDIT and self.isVisible():
            self.refresh()

    def _lay_out(self) -> None:
        panel = Panel()
        panel.add(self.facts)
        head = row(
            Label(words.TITLE, "title"),
            Label(words.SUBTITLE, "sub"),
            None,
            self.verify_button,
            gap=STEP,
        )
        foot = row(self.count, None, self.newer, self.older, gap=SMALL)
        body = column(
            head, panel, self._busy, self._verdict, self.table, foot, gap=STEP, margin=LARGE
        )
        body.setStretch(4, 1)
        self._page.setLayout(body)
        for page in (self._page, self._no_store):
            self._whole.addWidget(page)
        self.setLayout(column(self._whole, gap=0))

    def _connect(self) -> None:
        self.verify_button.clicked.connect(self.verify)
        self.newer.clicked.connect(partial(self._turn, -1))
        self.older.clicked.connect(partial(self._turn, 1))
        self._changes.happened.connect(self._on_change)


def _overview(desk: Desk, start: int) -> Overview:
    names: dict[str, str] = {one.form.ledger: one.form.name for one in ledgers.ledgers(desk)}
    return Overview(auditing.page(desk, start, SIZE), names, auditing.newest_seal(desk))
