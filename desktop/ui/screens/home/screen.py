"""今日: read anew whenever it comes up or something changed."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from desktop.domain.rights import Right
from desktop.ui.messages import home as words
from desktop.ui.moments import shown_day, shown_moment
from desktop.ui.screens.home.ledger_cards import LedgerCards
from desktop.ui.screens.home.work import WorkLine, work_lines
from desktop.ui.screens.home.work_list import WorkList
from desktop.ui.screens.opening import Opening
from desktop.ui.screens.screen import Screen
from desktop.ui.tasks import Tasks
from desktop.ui.theme import LARGE, STEP
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.look import column, row
from desktop.ui.widgets.panel import Notice, Panel, cleared
from desktop.ui.widgets.scroll import Scroll
from desktop.usecases.desk import Desk
from desktop.usecases.home import Today, today


class HomeScreen(Screen):
    """``waiting_changed`` carries how many things wait, for the navigation."""

    waiting_changed = Signal(int)

    def __init__(self, tasks: Tasks, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__(words.TITLE, parent=parent)
        self._tasks, self.desk = tasks, desk
        self._focus_due = False
        self._date = Label("", "sub")
        self._last = Label(self._last_sign_in(), "sub")
        self._notices = column()
        self._work = WorkList()
        self._ledgers = LedgerCards()
        self._open_units = Button(words.OPEN_UNITS, icon_name="people")
        self._no_store = self._make_no_store()
        self._lay_out()
        self._work.opened.connect(self._on_work)
        self._ledgers.opened.connect(partial(self.open_requested.emit, Opening.LEDGER))
        self._ledgers.import_asked.connect(partial(self.open_requested.emit, Opening.IMPORT, ""))

    @override
    def refresh(self) -> None:
        """Ask again what waits."""
        self._tasks.run(
            partial(today, self.desk),
            done=self.show_today,
            refused=self.refused.emit,
            key="home.today",
        )

    def show_today(self, now: Today) -> None:
        """Show what the use case said; what had the focus is gone, so it goes to the first."""
        lines = work_lines(now)
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            self._focus_due = True
        cleared(self._notices)
        if now.rehearsal_due is not None:
            self._notices.addWidget(self._rehearsal(now))
        self._work.show_lines(lines)
        self._ledgers.show_ledgers(now.ledgers, may_import=Right.CREATE in self.desk.rights)
        self.waiting_changed.emit(len(lines))
        self._settle_focus()

    def ledger_cards(self) -> LedgerCards:
        """The cards below what waits."""
        return self._ledgers

    @override
    def come_up(self) -> None:
        self._date.setText(shown_day(self.desk.now()))
        self._focus_due = True
        self.refresh()

    def _settle_focus(self) -> None:
        lowest = self._ledgers.first() if self.desk.has_store else self._open_units
        first = self._work.first() or lowest
        if self._focus_due and first is not None:
            first.setFocus()
        self._focus_due = False

    def _lay_out(self) -> None:
        head = row(Label(words.TITLE, "title"), self._date, None, self._last, gap=STEP)
        inner = QWidget()
        inner.setObjectName("page")
        shown = self._ledgers if self.desk.has_store else self._no_store
        inner.setLayout(
            column(head, self._notices, self._work, shown, None, gap=LARGE, margin=LARGE)
        )
        self.setLayout(column(Scroll(inner)))

    def _make_no_store(self) -> Panel:
        panel = Panel()
        self._open_units.clicked.connect(partial(self.open_requested.emit, Opening.UNITS, ""))
        panel.add(Label(words.NO_STORE, wrap=True))
        panel.add(row(self._open_units, None))
        if self.desk.has_store:
            panel.hide()
        return panel

    def _last_sign_in(self) -> str:
        last = self.desk.last_sign_in
        if last is None:
            return words.FIRST_SIGN_IN
        return words.LAST_SIGN_IN.format(when=shown_moment(last))

    def _rehearsal(self, now: Today) -> Notice:
        due = now.rehearsal_due or self.desk.now().date()
        late = due < self.desk.now().date()
        text = (words.REHEARSAL_LATE if late else words.REHEARSAL).format(due=shown_day(due))
        return Notice("error" if late else "warning", text)

    def _on_work(self, line: WorkLine) -> None:
        self.open_requested.emit(line.opening, line.key)
