"""The deeds on one record, each in its lane; results come back as signals.

A result that is no longer waited for is dropped here, so the card never shows the wrong record.
"""

from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop.domain.errors import AppError
from desktop.domain.ids import LedgerId, RecordUid
from desktop.domain.records import Record, Values
from desktop.domain.store_errors import ChangedElsewhereError
from desktop.ui.tasks import Tasks
from desktop.usecases import records
from desktop.usecases.desk import Desk
from desktop.usecases.records import RecordView, RevisionView


class RecordDeeds(QObject):
    """``opened`` and ``fresh`` carry a view, ``stored`` a record, ``history`` its revisions.

    ``not_stored`` says that a write was refused; ``fresh`` follows if the record had moved on.
    """

    opened = Signal(object)
    fresh = Signal(object)
    stored = Signal(object)
    voided = Signal(object)
    history = Signal(object)
    refused = Signal(object)
    not_stored = Signal(object)

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._desk: Desk | None = None
        self._awaited: RecordUid | None = None
        self._on_hand: RecordUid | None = None

    def show_desk(self, desk: Desk) -> None:
        """Act for this person from now on."""
        self._desk = desk
        self.forget()

    def forget(self) -> None:
        """Wait for nothing any more."""
        self._awaited = self._on_hand = None

    def open(self, uid: RecordUid) -> None:
        """Read a record to be shown; the view is logged."""
        if self._desk is not None:
            self._awaited, self._on_hand = uid, None
            self._tasks.run(
                partial(records.get, self._desk, uid),
                done=self._on_opened,
                refused=self.refused.emit,
                lane="write",
                key="record.open",
            )

    def register(self, ledger: LedgerId, values: Values) -> None:
        """Add a record."""
        if self._desk is not None:
            self._awaited = self._on_hand = None
            self._tasks.run(
                partial(records.register, self._desk, ledger, values),
                done=self.stored.emit,
                refused=self.not_stored.emit,
                lane="write",
            )

    def correct(self, record: Record, values: Values, reason: str) -> None:
        """Give a record new values on top of the revision that was seen."""
        if self._desk is not None:
            self._on_hand = record.uid
            self._tasks.run(
                partial(records.correct, self._desk, record, values, reason),
                done=self.stored.emit,
                refused=self._on_not_stored,
                lane="write",
            )

    def void(self, record: Record, reason: str) -> None:
        """Strike a record through."""
        if self._desk is not None:
            self._on_hand = record.uid
            self._tasks.run(
                partial(records.void, self._desk, record, reason),
                done=self.voided.emit,
                refused=self._on_not_stored,
                lane="write",
            )

    def read_history(self, uid: RecordUid) -> None:
        """Read every revision of a record."""
        if self._desk is not None:
            self._on_hand = uid
            self._tasks.run(
                partial(records.history, self._desk, uid),
                done=self._on_history,
                refused=self.refused.emit,
                key="record.history",
            )

    def _on_opened(self, view: RecordView) -> None:
        if view.record.uid == self._awaited:
            self._awaited = None
            self.opened.emit(view)

    def _on_history(self, revisions: tuple[RevisionView, ...]) -> None:
        if self._on_hand is not None:
            self.history.emit(revisions)

    def _on_not_stored(self, refusal: AppError) -> None:
        self.not_stored.emit(refusal)
        if isinstance(refusal, ChangedElsewhereError) and self._desk and self._on_hand:
            self._tasks.run(
                partial(records.get, self._desk, self._on_hand),
                done=self._on_fresh,
                refused=self.refused.emit,
                lane="write",
                key="record.open",
            )

    def _on_fresh(self, view: RecordView) -> None:
        if view.record.uid == self._on_hand:
            self.fresh.emit(view)
