"""試し取込: the counts that must agree, every problem with its cell, and the 誤り票."""

from collections.abc import Iterable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from desktop.domain.errors import AppError, ReadingCancelledError
from desktop.domain.forms import Form
from desktop.domain.import_plan import ImportPlan, SheetProposal
from desktop.domain.sheets import column_of
from desktop.ui.cancel import Cancel
from desktop.ui.messages import import_wizard as words
from desktop.ui.messages.importers import PROBLEMS, WARNINGS
from desktop.ui.models.problems import REASONS, ProblemsModel
from desktop.ui.screens.import_wizard.counts_panel import CountsPanel
from desktop.ui.screens.import_wizard.page import Page
from desktop.ui.screens.import_wizard.sheet_view import SheetView
from desktop.ui.shortcuts import Deed, bind
from desktop.ui.tasks import Tasks
from desktop.ui.theme import MEDIUM, SMALL
from desktop.ui.widgets.busy import Busy
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.data_table import DataTable
from desktop.ui.widgets.empty_state import EmptyState
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.look import column, row
from desktop.ui.widgets.paper_pages import PaperPages
from desktop.usecases.desk import Desk
from desktop.usecases.importing import DryRun, ImportSession, RowProblem, dry_run, error_sheet

_WIDTHS = (60, 120, 124)


class TrialPage(Page):
    """``tried`` says that something here changed; ``result`` is what the trial run found."""

    tried = Signal()
    refused = Signal(object)

    def __init__(self, tasks: Tasks, desk: Desk) -> None:
        super().__init__(words.STEPS[4], words.TRIAL_KEYS)
        self._tasks, self._desk = tasks, desk
        self._session: ImportSession | None = None
        self._asked: tuple[ImportPlan, Form] | None = None
        self._reading = SheetProposal("", "not-a-ledger")
        self._dry: DryRun | None = None
        self.busy = Busy(words.TRYING)
        self.counts = CountsPanel()
        self.model = ProblemsModel()
        self.list = DataTable(words.PROBLEM_LIST)
        self.model.setParent(self.list)
        self.list.setModel(self.model)
        self.view = SheetView(words.ORIGIN)
        self.refused_tab = Button("", "tab")
        self.warned_tab = Button("", "tab")
        self.sheet_button = Button(words.ERROR_SHEET, icon_name="print")
        self._detail = Label("", wrap=True)
        self._clean = EmptyState("success", words.NO_PROBLEMS)
        self._stopped = EmptyState("info", words.TRIAL_STOPPED, action=words.TRIAL_AGAIN)
        self._back = Button(words.ERROR_SHEET_BACK, icon_name="back")
        self._back.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.paper = PaperPages(tasks, words.ERROR_SHEET_TITLE, beside=self._back)
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()

    def try_out(
        self, session: ImportSession, reading: SheetProposal, plan: ImportPlan, form: Form
    ) -> None:
        """Try a plan; the same plan again keeps what is shown."""
        self._stack.setCurrentWidget(self._results)
        self.keys = words.TRIAL_KEYS
        if self._dry is not None and self._asked == (plan, form) and session is self._session:
            return
        self._session, self._reading, self._asked = session, reading, (plan, form)
        self._run()

    def result(self) -> DryRun | None:
        """What the trial run found, None before it ended."""
        return self._dry

    def forget(self) -> None:
        """Let the file go."""
        self._session, self._asked, self._dry = None, None, None
        self.model.show_problems(())
        self.view.forget()

    def start(self) -> None:
        """The list of problems, or whatever is up."""
        up = self._stack.currentWidget()
        first: QWidget = self.list if self.model.rowCount() else self.view
        if up is self._wait:
            first = self
        elif up is self.paper:
            first = self.paper
        elif up is self._stopped:
            first = self._stopped.button
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def settled(self) -> bool:
        """Whether there is something to bring and every row is accounted for."""
        if self._dry is None:
            return False
        if not self._dry.count.balances:
            self.told.emit(words.UNBALANCED_TEXT, "error")
        elif not self._dry.count.importable:
            self.told.emit(words.NOTHING_TO_IMPORT, "warning")
        else:
            return True
        return False

    def next_problem(self) -> None:
        """Go to the next problem; after the last comes the first."""
        if self._stack.currentWidget() is not self._results or not self.model.rowCount():
            return
        here = self.list.currentIndex().row()
        self.list.go_to((here + 1) % self.model.rowCount())
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_error_sheet(self) -> None:
        """Draw the 誤り票 and show it as it would be printed."""
        if self._dry is None or self._session is None or not self._dry.problems:
            return
        self._tasks.run(
            partial(error_sheet, self._desk, self._session, self._dry, REASONS),
            done=self._on_paper,
            refused=self.refused.emit,
            lane="foreign",
            key="import.paper",
        )

    def stop(self) -> None:
        """Esc: stop the trial run, or leave the 誤り票."""
        self.busy.stop()
        self.leave_paper()

    def leave_paper(self) -> None:
        """Back from the 誤り票 to the list."""
        if self._stack.currentWidget() is self.paper:
            self._stack.setCurrentWidget(self._results)
            self._say_keys(words.TRIAL_KEYS)
            self.start()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._share()

    def _lay_out(self) -> None:
        tabs = row(self.refused_tab, self.warned_tab, None, self.sheet_button, gap=SMALL)
        self._lists = QStackedWidget()
        self._lists.addWidget(self.list)
        self._lists.addWidget(self._clean)
        found = column(self._lists, self._detail, gap=SMALL)
        found.setStretch(0, 1)
        origin = column(Label(words.ORIGIN, "label"), self.view, gap=SMALL)
        both = row(found, origin, gap=MEDIUM)
        both.setStretch(0, 1)
        both.setStretch(1, 1)
        self._results = QWidget()
        whole = column(self.counts, tabs, both, gap=SMALL)
        whole.setStretch(2, 1)
        self._results.setLayout(whole)
        for part in (self._results, self.paper, self._stopped, self._waiting()):
            self._stack.addWidget(part)
        self.put(self._stack, 1)

    def _waiting(self) -> QWidget:
        self._wait = QWidget()
        self._wait.setLayout(column(None, row(None, self.busy, None), None))
        return self._wait

    def _connect(self) -> None:
        self.refused_tab.clicked.connect(partial(self._show_list, warnings=False))
        self.warned_tab.clicked.connect(partial(self._show_list, warnings=True))
        self.sheet_button.clicked.connect(self.show_error_sheet)
        self._back.clicked.connect(self.leave_paper)
        self._stopped.acted.connect(self._run)
        self.list.current.connect(self._on_problem)
        self.list.chosen.connect(lambda _row: self.go_on.emit())
        self.view.entered.connect(self.go_on)
        self.paper.refused.connect(self.refused)
        bind(self, Deed.NEXT_PROBLEM, self.next_problem)
        bind(self, Deed.PRINT, self.show_error_sheet)

    def _say_keys(self, keys: str) -> None:
        self.keys = keys
        self.tried.emit()

    def _run(self) -> None:
        if self._session is None or self._asked is None:
            return
        self._dry = None
        cancel = Cancel()
        self._stack.setCurrentWidget(self._wait)
        plan, form = self._asked
        self._tasks.run(
            partial(dry_run, self._desk, self._session, plan, form, cancel),
            done=partial(self._on_tried, self._session),
            refused=self._on_refused,
            lane="foreign",
            key="import.trial",
            cancel=cancel,
            busy=self.busy,
        )
        self.tried.emit()

    def _on_tried(self, session: ImportSession, dry: DryRun) -> None:
        if session is not self._session:
            return
        self._dry = dry
        self.counts.show_count(dry.count)
        self.view.show_sheet(dry.sheet, self._reading)
        self.refused_tab.setText(words.PROBLEMS.format(count=_listed(dry, PROBLEMS, dry.problems)))
        self.warned_tab.setText(words.WARNINGS.format(count=_listed(dry, WARNINGS, dry.warnings)))
        self.sheet_button.setEnabled(bool(dry.problems))
        self._stack.setCurrentWidget(self._results)
        self._show_list(warnings=not dry.problems and bool(dry.warnings))
        self.tried.emit()
        if self.isVisible():
            self.start()

    def _on_refused(self, error: AppError) -> None:
        self._stack.setCurrentWidget(self._stopped)
        if not isinstance(error, ReadingCancelledError):
            self.refused.emit(error)
        self.tried.emit()
        self.start()

    def _show_list(self, *, warnings: bool) -> None:
        if self._dry is None:
            return
        self.refused_tab.setChecked(not warnings)
        self.warned_tab.setChecked(warnings)
        found = self._dry.warnings if warnings else self._dry.problems
        self.model.show_problems(found)
        self._clean.set_sentence(words.NO_WARNINGS if warnings else words.NO_PROBLEMS)
        self._lists.setCurrentWidget(self.list if found else self._clean)
        self._share()
        if found:
            self.list.go_to(0)
        self._on_problem(0)

    def _share(self) -> None:
        self.list.set_widths(_WIDTHS)

    def _on_problem(self, place: int) -> None:
        problem = self.model.problem_at(place)
        self._detail.setText(
            ""
            if problem is None
            else words.PROBLEM.format(
                cell=problem.cell,
                label=problem.label,
                text=" ".join(problem.text.split()) or words.EMPTY_VALUE,
                why=REASONS.get(problem.code, problem.code),
            )
        )
        if problem is not None:
            self.view.point_out(problem.row, column_of(problem.cell.rstrip("0123456789")))

    def _on_paper(self, paper: bytes) -> None:
        self._stack.setCurrentWidget(self.paper)
        self._say_keys(words.PAPER_KEYS)
        self.paper.show_paper(paper)
        self.paper.setFocus(Qt.FocusReason.OtherFocusReason)


def _listed(dry: DryRun, codes: Iterable[str], listed: Sequence[RowProblem]) -> str:
    """How many cells there are; a very long list is cut, and that is said."""
    total = sum(dry.by_code.get(code, 0) for code in codes)
    cut = words.ONLY_FIRST.format(count=f"{len(listed):,}") if total > len(listed) else ""
    return f"{total:,}{cut}"
