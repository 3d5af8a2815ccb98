"""The 台帳 screen (UI.md §2): choose a ledger, search it, walk its list, work on a record."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget
from typing_extensions import override

from desktop.domain.ids import LedgerId
from desktop.domain.rights import Right
from desktop.ui.changes import Area, Change, Changes
from desktop.ui.main_window import WORKING_SIZE
from desktop.ui.messages import ledger as words
from desktop.ui.screens.ledger.foot import ListFoot
from desktop.ui.screens.ledger.inquiry import COLUMNS, Inquiry
from desktop.ui.screens.ledger.marked_records import MarkedRecords
from desktop.ui.screens.ledger.record_list import RecordList
from desktop.ui.screens.opening import Opening
from desktop.ui.screens.record.card import RecordCard
from desktop.ui.screens.screen import Screen
from desktop.ui.shortcuts import Deed, bind, with_key
from desktop.ui.tasks import Tasks
from desktop.ui.theme import LARGE, MEDIUM, NAVIGATION, SMALL, STEP
from desktop.ui.widgets.button import Button, PrimaryButton
from desktop.ui.widgets.choice import Choice
from desktop.ui.widgets.empty_state import EmptyState
from desktop.ui.widgets.look import column, row
from desktop.ui.widgets.search_box import SearchBox
from desktop.usecases import ledgers
from desktop.usecases.desk import Desk
from desktop.usecases.ledgers import LedgerSummary

DWELL_MS = 150
"""A row walked over is opened – and its view logged – only if one stays on it."""
LIST_SHARE, CARD_SHARE = 13, 15
"""How list and card share the smallest working window; of a larger one the list gets the rest."""


class LedgerScreen(Screen):
    """``class_changed`` carries mark, ledger and year for the band on top.

    ``export_requested`` carries the ledger, the query, and the marked uids or None for all hits.
    """

    export_requested = Signal(str, object, object)
    class_changed = Signal(str, str, str)

    def __init__(self, tasks: Tasks, changes: Changes, *, parent: QWidget | None = None) -> None:
        super().__init__(words.TITLE, parent=parent)
        self._tasks, self._changes = tasks, changes
        self._desk: Desk | None = None
        self._ledgers: tuple[LedgerSummary, ...] = ()
        self._place = -1
        self._wanted: LedgerId | None = None
        self._take_first = False
        self._fitted = False
        self._widths: dict[LedgerId, tuple[int, ...]] = {}
        self.ledger_choice = Choice(words.LEDGER)
        self.search = SearchBox()
        self.setFocusProxy(self.search)
        self.with_voided = Button(words.WITH_VOIDED, "chip")
        self.new_button = PrimaryButton(with_key(words.NEW, Deed.NEW), icon_name="add")
        self.model = MarkedRecords()
        self.model.setParent(self)
        self.list = RecordList()
        self.list.setModel(self.model)
        self.foot = ListFoot()
        self.card = RecordCard(tasks, changes)
        self.inquiry = Inquiry(tasks, self.model, self.foot, self)
        self._no_ledger = EmptyState(
            "ledger", words.NO_LEDGER, hint=words.NO_LEDGER_HINT, action=words.START_IMPORT
        )
        self._no_store = EmptyState("lock", words.NO_STORE, hint=words.NO_STORE_HINT)
        self._nothing = EmptyState("search", words.NO_HIT, hint=words.NO_HIT_HINT)
        self._none_yet = EmptyState("ledger", words.NO_RECORD, hint=words.NO_RECORD_HINT)
        self._whole, self._middle = QStackedWidget(), QStackedWidget()
        self._working = QSplitter(Qt.Orientation.Horizontal)
        self._dwell = QTimer(self, singleShot=True, interval=DWELL_MS)
        self._lay_out()
        self._connect()

    def show_desk(self, desk: Desk) -> None:
        """Work for this person from now on."""
        self._desk = desk
        self._place = -1
        may_export = Right.REQUEST_EXPORT in desk.rights
        self.model.set_markable(markable=may_export)
        self.new_button.setVisible(Right.CREATE in desk.rights)
        self.card.show_desk(desk)
        self.inquiry.show_desk(desk)
        self.refresh()

    def show_ledger(self, ledger: str) -> None:
        """Open a ledger by its id."""
        self._wanted = LedgerId(ledger)
        self.refresh()

    @override
    def refresh(self) -> None:
        """Read anew which ledgers there are, and the list."""
        if self._desk is None:
            return
        if not self._desk.has_store:
            self._whole.setCurrentWidget(self._no_store)
            return
        desk = self._desk
        self._tasks.run(
            lambda: ledgers.ledgers(desk),
            done=self._on_ledgers,
            refused=self.refused.emit,
            key="ledger.ledgers",
        )

    @override
    def would_lose(self) -> bool:
        return self.card.is_dirty()

    @override
    def come_up(self) -> None:
        self._say_class()

    def _on_ledgers(self, found: tuple[LedgerSummary, ...]) -> None:
        before = self._ledgers[self._place].form if self._place >= 0 else None
        self._ledgers = found
        self.ledger_choice.clear()
        self.ledger_choice.addItems([one.form.name for one in found])
        if not found:
            self._place = -1
            self._whole.setCurrentWidget(self._no_ledger)
            return
        self._whole.setCurrentWidget(self._working_page)
        forms = [one.form for one in found]
        names = [form.ledger for form in forms]
        wanted, self._wanted = self._wanted or (before.ledger if before else None), None
        place = names.index(wanted) if wanted in names else 0
        if before is not None and forms[place] != before and self.card.is_dirty():
            self.told.emit(words.STILL_CHANGED, "warning")
            place = names.index(before.ledger)
            self._open_place(place, anew=False)
        else:
            self._open_place(place, anew=forms[place] != before)

    def _open_place(self, place: int, *, anew: bool) -> None:
        self._place = place
        self.ledger_choice.setCurrentIndex(place)
        if not anew:
            self.inquiry.again(self.list.currentIndex().row())
            return
        form = self._ledgers[place].form
        self.card.clear()
        self.search.edit.clear()
        self.with_voided.setChecked(False)
        self.foot.show_fields(form.fields[:COLUMNS])
        self.list.show_sorted(-1, descending=False)
        self.model.unmark()
        self._fitted = False
        self.inquiry.begin(form)
        self._say_class()

    def _on_ledger_picked(self, place: int) -> None:
        if place == self._place:
            return
        if self.card.is_dirty():
            self.ledger_choice.setCurrentIndex(self._place)
            self.told.emit(words.STILL_CHANGED, "warning")
            return
        self._keep_widths()
        self._open_place(place, anew=True)

    def _on_asked(self, asked: str) -> None:
        self._take_first = False
        self.inquiry.ask(asked)

    def _on_taken(self) -> None:
        """↓ or Enter in the search box: go to the hits, now or as soon as they come."""
        if self.inquiry.is_answered():
            self._take()
        else:
            self._take_first = True

    def _take(self) -> None:
        self._take_first = False
        self.inquiry.settle()
        if self.model.total():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            self.list.go_to(0)
            if self.model.total() == 1 and not self.card.is_dirty():
                self._open(focus=False)  # meant, not passed: no other card stands beside it
            else:
                self._on_row(0)

    def _on_answered(self, total: int) -> None:
        empty = self._nothing if self.search.words() else self._none_yet
        self._middle.setCurrentWidget(self.list if total else empty)
        if total and not self._fitted:
            self._fit()
        self._show_exports()
        self._find_shown()
        if self._take_first:
            self._take()

    def _fit(self) -> None:
        ledger = self._ledger()
        if ledger in self._widths:
            self.list.set_widths(self._widths[ledger])
        else:
            self.list.fit_columns()
            self.list.setColumnWidth(0, self.list.columnWidth(0) + LARGE)
        self._fitted = True

    def _keep_widths(self) -> None:
        ledger = self._ledger()
        if ledger is not None and self._fitted:
            columns = range(self.model.columnCount())
            self._widths[ledger] = tuple(self.list.columnWidth(column) for column in columns)

    def _find_shown(self) -> None:
        """Keep the record of the card selected where it now stands."""
        uid = self.card.uid()
        row = self.model.row_of(uid) if uid is not None else None
        if row is not None:
            self.list.go_to(row)

    def _on_row(self, row: int) -> None:
        uid = self.model.uid_at(row)
        if uid is not None and uid == self.card.uid():
            self._dwell.stop()
        elif self.card.is_dirty():
            QTimer.singleShot(0, self, self._find_shown)
            self.told.emit(words.STILL_CHANGED, "warning")
        else:
            self._dwell.start()

    def _on_dwelt(self) -> None:
        self._open(focus=False)

    def _open(self, *, focus: bool) -> None:
        """Show the selected record in the card."""
        self._dwell.stop()
        uid = self.model.uid_at(self.list.currentIndex().row())
        if uid is None or (self.card.is_dirty() and uid != self.card.uid()):
            return
        self.inquiry.settle()
        self.card.open(uid, focus=focus)

    def _step(self, by: int) -> None:
        """Ctrl+↑↓: the record before or after, with the focus where it is."""
        if self.card.is_dirty():
            self.told.emit(words.STILL_CHANGED, "warning")
            return
        row = self.list.currentIndex().row() + by
        if 0 <= row < self.model.total():
            self.list.go_to(row)
            self._open(focus=self.card.isAncestorOf(self.focusWidget()))

    def _begin_new(self) -> None:
        if self._place < 0 or not self.new_button.isVisibleTo(self):
            return
        if self.card.is_dirty():
            self.told.emit(words.STILL_CHANGED, "warning")
            return
        self._dwell.stop()
        self.list.clearSelection()
        self.card.begin_new(self._ledgers[self._place].form)

    def _on_left(self) -> None:
        here = self.list if self.model.total() else self.search
        here.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_to_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search.edit.selectAll()

    def _on_heading(self, column_at: int, descending: bool) -> None:  # noqa: FBT001 - a signal's
        self._order(self.model.fid_at(column_at), descending)

    def _order(self, fid: str | None, descending: bool) -> None:  # noqa: FBT001 - a signal's argument
        fids = [self.model.fid_at(place) for place in range(self.model.columnCount())]
        self.foot.show_order(fid, descending=descending)
        self.list.show_sorted(fids.index(fid) if fid else -1, descending=descending)
        self.inquiry.order(fid, descending=descending)

    def _on_mark(self, row: int) -> None:
        self.model.toggle(row)
        self.list.go_to(row + 1)

    def _show_count(self) -> None:
        first, last = self.list.seen_rows()
        self.foot.show_count(self.model.total(), first + 1, last + 1)

    def _show_exports(self) -> None:
        allowed = self._desk is not None and Right.REQUEST_EXPORT in self._desk.rights
        marked = len(self.model.marked())
        self.foot.show_exports(self.model.total(), marked, allowed=allowed)

    def _export_marked(self) -> None:
        self.export_requested.emit(self._ledger(), self.inquiry.query(), self.model.marked())

    def _export_all(self) -> None:
        self.export_requested.emit(self._ledger(), self.inquiry.query(), None)

    def _on_change(self, change: Change) -> None:
        if change.area in (Area.LEDGERS, Area.IMPORTS):
            self.refresh()
        elif change.area is Area.RECORDS and change.ledger in ("", self._ledger()):
            self.inquiry.again(self.list.currentIndex().row())

    def _ledger(self) -> LedgerId | None:
        return self._ledgers[self._place].form.ledger if self._place >= 0 else None

    def _say_class(self) -> None:
        if self._place >= 0:
            form = self._ledgers[self._place].form
            self.class_changed.emit(form.confidentiality.mark, form.name, "")

    def _lay_out(self) -> None:
        head = row(self.ledger_choice, self.search, self.with_voided, self.new_button, gap=SMALL)
        head.setStretch(1, 1)
        for page in (self.list, self._nothing, self._none_yet):
            self._middle.addWidget(page)
        for place, side in enumerate((self._middle, self.card)):
            self._working.addWidget(side)
            self._working.setStretchFactor(place, 1 - place)
        width = WORKING_SIZE[0] - NAVIGATION
        shares = (LIST_SHARE, CARD_SHARE)
        self._working.setSizes([width * share // sum(shares) for share in shares])
        self._working.setChildrenCollapsible(False)
        self._working_page = QWidget()
        body = column(head, self._working, self.foot, gap=STEP, margin=MEDIUM)
        body.setStretch(1, 1)
        self._working_page.setLayout(body)
        for whole in (self._working_page, self._no_ledger, self._no_store):
            self._whole.addWidget(whole)
        self.setLayout(column(self._whole, gap=0))

    def _connect(self) -> None:
        self.ledger_choice.activated.connect(self._on_ledger_picked)
        self.search.asked.connect(self._on_asked)
        self.search.taken.connect(self._on_taken)
        self.with_voided.toggled.connect(lambda on: self.inquiry.include_voided(include=on))
        self.new_button.clicked.connect(self._begin_new)
        self.list.current.connect(self._on_row)
        self.list.chosen.connect(lambda _row: self._open(focus=True))
        self.list.marked.connect(self._on_mark)
        self.list.search_wanted.connect(self._go_to_search)
        self.list.sort_wanted.connect(self._on_heading)
        self.list.seen.connect(self._show_count)
        self.model.marks_changed.connect(lambda _count: self._show_exports())
        self.foot.order_picked.connect(self._order)
        self.foot.export_marked.connect(self._export_marked)
        self.foot.export_all.connect(self._export_all)
        self.foot.unmark.connect(self.model.unmark)
        self.inquiry.answered.connect(self._on_answered)
        self.inquiry.refused.connect(self.refused)
        self._no_ledger.acted.connect(lambda: self.open_requested.emit(Opening.IMPORT, ""))
        self._dwell.timeout.connect(self._on_dwelt)
        for signal, relay in ((self.card.refused, self.refused), (self.card.told, self.told)):
            signal.connect(relay)
        self.card.left.connect(self._on_left)
        self._changes.happened.connect(self._on_change)
        bind(self, Deed.SEARCH, self._go_to_search)
        bind(self, Deed.NEW, self._begin_new)
        bind(self, Deed.NEXT_RECORD, lambda: self._step(1))
        bind(self, Deed.PREVIOUS_RECORD, lambda: self._step(-1))
        self.card.bind_keys(self)
