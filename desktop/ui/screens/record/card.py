"""単票: the card of one record; it is read, corrected, registered and voided in place.

Nothing typed is ever dropped without a question, and nothing is stored without a last look.
"""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from desktop.domain.errors import AppError
from desktop.domain.fields import FieldKind
from desktop.domain.forms import Form
from desktop.domain.ids import RecordUid
from desktop.domain.records import Record, RecordState, Values
from desktop.domain.rights import Right
from desktop.ui.changes import Area, Changes
from desktop.ui.messages import record as words
from desktop.ui.models.history import change_lines, history_entries
from desktop.ui.moments import shown_day
from desktop.ui.screens.record.confirming import Confirming
from desktop.ui.screens.record.deeds import RecordDeeds
from desktop.ui.screens.record.foot import CardFoot
from desktop.ui.screens.record.form import RecordForm
from desktop.ui.screens.record.head import CardHead
from desktop.ui.screens.record.history import History
from desktop.ui.screens.record.questions import ask_to_drop, ask_to_void
from desktop.ui.shortcuts import Deed, bind
from desktop.ui.tasks import Tasks
from desktop.ui.theme import SMALL, STEP
from desktop.ui.widgets.empty_state import EmptyState
from desktop.ui.widgets.look import column
from desktop.ui.widgets.scroll import Scroll
from desktop.usecases import records
from desktop.usecases.desk import Desk
from desktop.usecases.records import RecordView, RevisionView


class RecordCard(QFrame):
    """Told which record to open; ``left`` says that the person wants back to the list.

    ``opened`` and ``registered`` carry the record's uid.
    """

    refused = Signal(object)
    told = Signal(str, str)
    opened = Signal(str)
    registered = Signal(str)
    left = Signal()

    def __init__(self, tasks: Tasks, changes: Changes, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAccessibleName(words.TITLE)
        self._changes = changes
        self._deeds = RecordDeeds(tasks, self)
        self._desk: Desk | None = None
        self._view: RecordView | None = None
        self._new: Form | None = None
        self._focus_when_open = False
        self._previous: dict[str, Values] = {}
        self.head, self.foot = CardHead(), CardFoot()
        self.form = RecordForm()
        self.confirming, self.history = Confirming(), History()
        self._empty = EmptyState("card", words.NOTHING_OPEN, hint=words.NOTHING_OPEN_HINT)
        self._scroll = Scroll(self._padded())
        self._stack = QStackedWidget()
        self._page = QWidget()
        self._lay_out()
        self._connect()
        self.clear()

    def bind_keys(self, host: QWidget) -> None:
        """Listen to the card's keys while the focus is anywhere in ``host``."""
        bind(host, Deed.COPY_PREVIOUS, self.copy_previous)
        bind(host, Deed.TODAY, self.put_today)
        bind(host, Deed.NEXT_PROBLEM, self.next_remark)
        bind(host, Deed.CHECK, self.check)
        bind(host, Deed.REGISTER, self.register)
        bind(host, Deed.HISTORY, self.show_history)
        bind(self, Deed.STOP, self.stop)

    def show_desk(self, desk: Desk) -> None:
        """Work for this person from now on."""
        self._desk = desk
        self._deeds.show_desk(desk)
        self._previous.clear()
        self.clear()

    def clear(self) -> None:
        """Show no record."""
        self._view = self._new = None
        self._deeds.forget()
        self._stack.setCurrentWidget(self._empty)

    def open(self, uid: RecordUid, *, focus: bool = False) -> None:
        """Show a record; the view is logged. A record that is shown already stays."""
        self._focus_when_open = focus
        if self._new is None and self.uid() == uid:
            self._enter_if_asked()
        else:
            self._deeds.open(uid)

    def begin_new(self, form: Form) -> None:
        """Show empty boxes for a new record."""
        self._deeds.forget()
        self._view, self._new = None, form
        self._show_boxes(form)
        self.form.show_blank()
        self.form.set_locked(locked=False)
        self.head.show_new()
        self.foot.show_for(new=True, read_only=False)
        self._show_form()
        self.form.focus_first()

    def enter(self) -> None:
        """Put the cursor into the first box."""
        if self._stack.currentWidget() is self._page:
            self.form.focus_first()

    def uid(self) -> RecordUid | None:
        """The record shown, None for a new one or none."""
        return None if self._view is None else self._view.record.uid

    def is_open(self) -> bool:
        """Whether a record, stored or new, is shown."""
        return self._view is not None or self._new is not None

    def is_dirty(self) -> bool:
        """Whether something was typed that is not registered."""
        return self.is_open() and bool(self.form.changes())

    def copy_previous(self) -> None:
        """前件複写: fill the blank boxes of a new record with the last record's values."""
        if self._new is None or self._stack.currentWidget() is not self._page:
            return
        previous = self._previous.get(self._new.ledger)
        if previous is None:
            self.told.emit(words.NO_PREVIOUS, "info")
            return
        count = self.form.put(previous)
        self.told.emit(words.COPIED.format(count=count), "info")

    def put_today(self) -> None:
        """Write today's date into the date box in hand."""
        box = self.form.focused()
        if box is not None and self._desk is not None and box.field.kind is FieldKind.DATE:
            self.form.put_into(box, shown_day(self._desk.now()))

    def check(self) -> None:
        """検証: say at each box what is wrong or odd, without storing anything."""
        form = self._current_form()
        if form is None or self._read_only():
            return
        found = records.check(form, self.form.values())
        self.form.show_findings(found)
        problems = sum(one.problem is not None for one in found.values())
        if problems:
            text = words.FINDINGS.format(problems=problems, warnings=len(found) - problems)
            self.told.emit(text, "warning")
            self.form.focus_first(problems=True)
        elif found:
            self.told.emit(words.ONLY_WARNINGS.format(count=len(found)), "success")
        else:
            self.told.emit(words.ALL_FINE, "success")

    def next_remark(self) -> None:
        """Go to the next box with something to look at."""
        if self.is_open() and not self.form.focus_next_remark():
            self.told.emit(words.NO_PROBLEM_LEFT, "info")

    def register(self) -> None:
        """登録: a last look at what changes, then Enter."""
        form = self._current_form()
        if form is None or self._read_only() or self._stack.currentWidget() is not self._page:
            return
        changed = self.form.changes()
        if not changed and self._new is None:
            self.told.emit(words.NOTHING_CHANGED, "info")
            return
        if self._is_fine(form, None if self._new else {one.fid for one in changed}):
            self.confirming.show_changes(change_lines(form, changed), new_record=bool(self._new))
            self._stack.setCurrentWidget(self.confirming)
            self.confirming.take_focus()
            self.told.emit(words.LOOK, "info")

    def show_history(self) -> None:
        """Who changed what, when and why."""
        if self._view is not None:
            self._deeds.read_history(self._view.record.uid)

    def void(self) -> None:
        """取消: strike the record through, with a reason."""
        if self._view is None or self._read_only():
            return
        if self.is_dirty():
            self.told.emit(words.VOID_DIRTY, "warning")
            return
        ask_to_void(self, self._void)

    def stop(self) -> None:
        """Esc: back to the form, else back to the list; asks only if something would be lost."""
        if self.confirming.is_busy():
            return
        if not self.is_open():
            self.left.emit()
        elif self._stack.currentWidget() is not self._page:
            self._back()
        elif self.is_dirty():
            ask_to_drop(self, len(self.form.changes()), self._drop)
        else:
            self._leave()

    def _drop(self, _reason: str) -> None:
        if self._view is not None:
            self._show(self._view)
        self._leave()

    def _leave(self) -> None:
        if self._new is not None:
            self.clear()
        self.left.emit()

    def _back(self) -> None:
        self._show_form()
        self.form.focus_first()

    def _is_fine(self, form: Form, only: set[str] | None) -> bool:
        values = self.form.values()
        self.form.show_findings(records.check(form, values))
        try:
            records.refuse_problems(form, values, only)
        except AppError as refusal:
            self.refused.emit(refusal)
            self.form.focus_first(problems=True)
            return False
        return True

    def _agreed(self, reason: str) -> None:
        self.confirming.set_busy(busy=True)
        values = self.form.values()
        if self._view is not None:
            self._deeds.correct(self._view.record, values, reason)
        elif self._new is not None:
            self._deeds.register(self._new.ledger, values)

    def _void(self, reason: str) -> None:
        if self._view is not None:
            self.form.set_locked(locked=True)
            self._deeds.void(self._view.record, reason)

    def _on_opened(self, view: RecordView) -> None:
        if self.is_dirty():
            return
        self._show(view)
        self.opened.emit(view.record.uid)
        self._enter_if_asked()

    def _enter_if_asked(self) -> None:
        if self._focus_when_open:
            self._focus_when_open = False
            self.enter()

    def _on_registered(self, record: Record) -> None:
        self.confirming.set_busy(busy=False)
        count = len(self.form.changes())
        done = words.REGISTERED if self._new else words.CORRECTED.format(count=count)
        self._stored(record)
        self.told.emit(done, "success")
        self.form.focus_first()

    def _on_voided(self, record: Record) -> None:
        self._stored(record)
        self.told.emit(words.VOIDED_DONE, "success")

    def _stored(self, record: Record) -> None:
        """Show what was stored; what is known of its origin stays known."""
        form = self._current_form()
        if form is None:
            return
        origin = self._view.origin if self._view is not None else None
        found = records.check(form, record.content.values)
        self._show(RecordView(record, form, origin, found))
        self._changes.announce(Area.RECORDS, record.ledger, (record.uid,))
        self.registered.emit(record.uid)

    def _on_not_stored(self, refusal: AppError) -> None:
        """Back to the form with everything typed still there."""
        self.confirming.set_busy(busy=False)
        self._show_locks()
        self._back()
        self.refused.emit(refusal)

    def _on_fresh(self, view: RecordView) -> None:
        """Somebody changed the record: their values, and what was typed here on top."""
        if self.uid() != view.record.uid:
            return
        self._view = view
        self.form.rebase(view.record.content.values, view.origin)
        self.head.show_record(view, read_only=self._read_only())
        self._show_locks()
        kept = len(self.form.changes())
        self.told.emit(words.REBASED.format(count=kept), "warning")
        self._changes.announce(Area.RECORDS, view.record.ledger, (view.record.uid,))

    def _on_history(self, revisions: tuple[RevisionView, ...]) -> None:
        if self._view is None:
            return
        entries = history_entries(self._view.form, revisions, self._view.origin)
        self.history.show_entries(entries)
        self._stack.setCurrentWidget(self.history)
        self.history.take_focus()

    def _show(self, view: RecordView) -> None:
        self._view, self._new = view, None
        self._show_boxes(view.form)
        self.form.show_values(view.record.content.values, view.origin, view.findings)
        self._previous[view.form.ledger] = view.record.content.values
        self.head.show_record(view, read_only=self._read_only())
        self._show_locks()
        self._show_form()

    def _show_boxes(self, form: Form) -> None:
        """Make the boxes; the card is never narrower than they are."""
        self.form.show_form(form)
        bar = self._scroll.verticalScrollBar().sizeHint().width()
        self._scroll.setMinimumWidth(self.form.minimumSizeHint().width() + bar)

    def _show_locks(self) -> None:
        locked = self._read_only()
        self.form.set_locked(locked=locked)
        self.foot.show_for(new=self._new is not None, read_only=locked)

    def _show_form(self) -> None:
        self._stack.setCurrentWidget(self._page)

    def _current_form(self) -> Form | None:
        return self._view.form if self._view is not None else self._new

    def _read_only(self) -> bool:
        if self._desk is None:
            return True
        if self._view is None:
            return Right.CREATE not in self._desk.rights
        voided = self._view.record.content.state is RecordState.VOIDED
        return voided or Right.CORRECT not in self._desk.rights

    def _on_form_changed(self) -> None:
        count = len(self.form.changes())
        self.head.show_changes(count if self._view is not None else 0)
        self.foot.show_stop(stops=bool(count) or self._new is not None)
        QTimer.singleShot(0, self, self._keep_in_sight)

    def _keep_in_sight(self) -> None:
        """A box that has grown while it was typed in may have left the sight."""
        box = self.form.focused()
        if box is not None:
            self._scroll.ensureWidgetVisible(box, 0, SMALL)

    def _on_field(self, fid: str) -> None:
        if self._view is not None:
            self.head.show_origin(self._view.origin, fid)

    def _lay_out(self) -> None:
        inner = column(self.head, self._scroll, self.foot, gap=SMALL)
        inner.setStretch(1, 1)
        self._page.setLayout(inner)
        for page in (self._empty, self._page, self.confirming, self.history):
            self._stack.addWidget(page)
        whole = column(self._stack, gap=0, margin=STEP)
        self.setLayout(whole)

    def _padded(self) -> QWidget:
        """The paper at the top of what scrolls."""
        inside = QWidget()
        inside.setLayout(column(self.form, None, gap=0))
        return inside

    def _connect(self) -> None:
        self._deeds.opened.connect(self._on_opened)
        self._deeds.stored.connect(self._on_registered)
        self._deeds.voided.connect(self._on_voided)
        self._deeds.not_stored.connect(self._on_not_stored)
        self._deeds.fresh.connect(self._on_fresh)
        self._deeds.history.connect(self._on_history)
        self._deeds.refused.connect(self.refused)
        self.form.changed.connect(self._on_form_changed)
        self.form.entered.connect(self.register)
        self.form.field_entered.connect(self._on_field)
        self.confirming.agreed.connect(self._agreed)
        self.confirming.went_back.connect(self._back)
        self.history.went_back.connect(self._back)
        self.foot.copy.connect(self.copy_previous)
        self.foot.check.connect(self.check)
        self.foot.register.connect(self.register)
        self.foot.history.connect(self.show_history)
        self.foot.void.connect(self.void)
        self.foot.stop.connect(self.stop)
