"""取込: a workbook becomes a ledger in seven steps; Back never loses what was settled."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from desktop.domain.forms import Form
from desktop.domain.import_plan import ImportPlan, SheetProposal
from desktop.domain.plan_changes import carried
from desktop.ui.changes import Area, Changes
from desktop.ui.messages import import_wizard as words
from desktop.ui.screens.import_wizard.choose_page import ChoosePage
from desktop.ui.screens.import_wizard.columns_page import ColumnsPage
from desktop.ui.screens.import_wizard.commit_page import CommitPage
from desktop.ui.screens.import_wizard.done_page import DonePage
from desktop.ui.screens.import_wizard.footer import Footer
from desktop.ui.screens.import_wizard.ledger_page import LedgerPage
from desktop.ui.screens.import_wizard.page import Page
from desktop.ui.screens.import_wizard.shape_page import ShapePage
from desktop.ui.screens.import_wizard.trial_page import TrialPage
from desktop.ui.screens.opening import Opening
from desktop.ui.screens.screen import Screen
from desktop.ui.shortcuts import Deed, bind
from desktop.ui.tasks import Tasks
from desktop.ui.theme import LARGE, SMALL
from desktop.ui.widgets.button import TextButton
from desktop.ui.widgets.confirm import Confirm
from desktop.ui.widgets.look import column, row
from desktop.ui.widgets.step_header import StepHeader
from desktop.usecases.desk import Desk
from desktop.usecases.importing import DryRun, Imported, ImportSession, form_of, propose_plan
from desktop.usecases.ledgers import ledgers


@dataclass(frozen=True, slots=True)
class _Work:
    """What was settled for one sheet: its reading, the plan proposed, the plan as it stands."""

    reading: SheetProposal
    base: ImportPlan
    plan: ImportPlan
    form: Form


class ImportScreen(Screen):
    """``open_requested`` carries ``Opening.LEDGER`` when the new ledger is to be opened."""

    def __init__(
        self,
        tasks: Tasks,
        changes: Changes,
        desk: Desk,
        start: Path | None = None,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(words.TITLE, parent=parent)
        self._tasks, self._changes, self._desk = tasks, changes, desk
        self._work: dict[str, _Work] = {}
        self._named = ""
        self.choose = ChoosePage(tasks, desk, start or Path.home())
        self.shape = ShapePage(tasks)
        self.columns = ColumnsPage()
        self.ledger = LedgerPage()
        self.trial = TrialPage(tasks, desk)
        self.commit = CommitPage(tasks, desk)
        self.done = DonePage(tasks)
        self._pages: tuple[Page, ...] = (
            self.choose, self.shape, self.columns, self.ledger, self.trial, self.commit, self.done,
        )  # fmt: skip
        self._steps = StepHeader(words.STEPS)
        self._again = TextButton(words.AGAIN)
        self._footer = Footer()
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self._show_step()

    def step(self) -> int:
        """Where the person is, from 1."""
        return self._stack.currentIndex() + 1

    @override
    def would_lose(self) -> bool:
        return 1 < self.step() < len(self._pages)

    def go_next(self) -> None:
        """Leave the step, if all it needs is there."""
        page = self._page()
        if not self._footer.next_button.isEnabled() or not page.settled():
            return
        leave = {
            self.choose: self._leave_choose,
            self.shape: self._leave_shape,
            self.columns: self._leave_columns,
            self.ledger: self._leave_ledger,
            self.trial: self._leave_trial,
        }.get(page)
        if leave is not None:
            leave()
            self._go(1)

    def back(self) -> None:
        """The step before; what was settled stays."""
        page = self._page()
        if page in (self.choose, self.done) or self.commit.runs():
            return
        if page is self.columns:
            self._keep_plan()
        self._go(-1)

    def begin_again(self) -> None:
        """Let the file go and begin with the first step."""
        self._forget()
        self._stack.setCurrentWidget(self.choose)
        self._arrive()

    @override
    def come_up(self) -> None:
        # after the window has put the focus on the first field it finds
        QTimer.singleShot(0, self, lambda: self._page().start())

    def _lay_out(self) -> None:
        for page in self._pages:
            self._stack.addWidget(page)
        policy = self._again.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._again.setSizePolicy(policy)
        head = row(self._steps, self._again, gap=SMALL)
        head.setStretch(0, 1)
        head.setContentsMargins(LARGE, LARGE, LARGE, SMALL)
        whole = column(head, self._stack, self._footer, gap=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        for page in self._pages:
            page.go_on.connect(self.go_next)
            page.told.connect(self.told)
        for page in (self.choose, self.trial, self.commit, self.done):
            page.refused.connect(self.refused)
        self.choose.read.connect(self._on_read)
        self.choose.changed.connect(self._show_step)
        self.trial.tried.connect(self._show_step)
        self.commit.busy_changed.connect(lambda _on: self._show_step())
        self.commit.imported.connect(self._on_imported)
        self.done.opened.connect(lambda ledger: self.open_requested.emit(Opening.LEDGER, ledger))
        self.done.more.connect(self.begin_again)
        self._footer.next.connect(self.go_next)
        self._footer.back.connect(self.back)
        self._again.clicked.connect(self._on_again)
        bind(self, Deed.STEP_ON, self.go_next)
        bind(self, Deed.STEP_BACK, self.back)
        bind(self, Deed.STOP, lambda: self._page().stop())

    def _page(self) -> Page:
        return self._pages[self._stack.currentIndex()]

    def _go(self, by: int) -> None:
        self.told.emit("", "info")
        self._stack.setCurrentIndex(self._stack.currentIndex() + by)
        self._arrive()

    def _arrive(self) -> None:
        self._show_step()
        if self.isVisible():
            self._page().start()

    def _show_step(self) -> None:
        page = self._page()
        self._steps.show_step(self.step())
        self._footer.show_step(
            page.keys,
            can_back=page not in (self.choose, self.done) and not self.commit.runs(),
            can_next=self._can_next(page),
            has_next=page not in (self.commit, self.done),
        )
        self._again.setVisible(1 < self.step() < len(self._pages))
        self._again.setEnabled(not self.commit.runs())

    def _can_next(self, page: Page) -> bool:
        if page is self.choose:
            return self.choose.session() is not None
        return page is not self.trial or self.trial.result() is not None

    def _on_read(self, session: ImportSession) -> None:
        self._work.clear()
        self._named = ""
        for page in (self.columns, self.trial, self.commit):
            page.forget()
        self.shape.show_session(session)
        self._show_step()
        self._footer.next_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave_choose(self) -> None:
        """What the shape step shows was laid out when the file was read."""

    def _leave_shape(self) -> None:
        """Make the plan of the sheet, or carry the person's changes over to its new reading."""
        session, reading = self._session(), self.shape.reading()
        before = self._work.get(reading.sheet)
        if before is None or before.reading != reading:
            name = reading.title or Path(session.name).stem
            base, form = propose_plan(session, reading, name, self.ledger.level())
            plan = base if before is None else carried(before.plan, before.base, base)
            self._work[reading.sheet] = _Work(reading, base, plan, form)
        work = self._now()
        sheet = session.workbook.sheet(reading.sheet)
        self.columns.show_plan(sheet, reading, work.base, work.plan)

    def _leave_columns(self) -> None:
        self._keep_plan()
        work = self._now()
        if self._named != work.reading.sheet:
            self._named = work.reading.sheet
            self.ledger.propose(work.form.name)
        self._tasks.run(
            partial(ledgers, self._desk),
            done=self.ledger.know,
            refused=self.refused.emit,
            key="import.ledgers",
        )
        self.ledger.show_plan(self._session(), work.reading, work.plan)

    def _leave_ledger(self) -> None:
        work = self._now()
        form = form_of(work.plan, work.form, self.ledger.name(), self.ledger.level())
        self.trial.try_out(self._session(), work.reading, work.plan, form)

    def _leave_trial(self) -> None:
        dry: DryRun | None = self.trial.result()
        if dry is not None:
            self.commit.show_trial(self._session(), dry)

    def _keep_plan(self) -> None:
        work = self._now()
        self._work[work.reading.sheet] = _Work(
            work.reading, work.base, self.columns.plan(), work.form
        )

    def _now(self) -> _Work:
        return self._work[self.shape.reading().sheet]

    def _session(self) -> ImportSession:
        session = self.choose.session()
        if session is None:
            raise LookupError
        return session

    def _on_imported(self, imported: Imported) -> None:
        self.done.show_imported(imported)
        for area in (Area.LEDGERS, Area.RECORDS, Area.IMPORTS):
            self._changes.announce(area, imported.ledger)
        self.told.emit(
            words.DONE_TOLD.format(batch=imported.batch, count=f"{imported.count.importable:,}"),
            "success",
        )
        self._forget()
        self._stack.setCurrentWidget(self.done)
        self._arrive()

    def _forget(self) -> None:
        """Once it was brought, or given up, nothing of the file stays in memory."""
        self._work.clear()
        self._named = ""
        for page in self._pages:
            page.forget()

    def _on_again(self) -> None:
        Confirm(
            self,
            words.AGAIN_TITLE,
            words.AGAIN_TEXT,
            yes=lambda _reason: self.begin_again(),
            yes_text=words.AGAIN_YES,
        )
