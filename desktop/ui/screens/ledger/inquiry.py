"""The inquiry of the list: what is asked, pages as they are seen, and when it has settled.

A newer question takes the place of an older one; a page of an older answer is dropped.
"""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.domain.errors import AppError
from desktop.domain.forms import Form
from desktop.domain.search import Page, Query
from desktop.ui.models.records_table import PAGE, RecordsTable
from desktop.ui.tasks import Tasks, Waiting
from desktop.usecases import records
from desktop.usecases.desk import Desk

SETTLED_MS = 1000
COLUMNS = 40
"""Columns of a list; a form with more is read in the card."""


class Inquiry(QObject):
    """Fills ``model``. ``answered`` carries how many records were found."""

    answered = Signal(int)
    refused = Signal(object)

    def __init__(self, tasks: Tasks, model: RecordsTable, busy: Waiting, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks, self._model, self._busy = tasks, model, busy
        self._desk: Desk | None = None
        self._query: Query | None = None
        self._columns: tuple[str, ...] = ()
        self._shown: Query | None = None
        self._settled: tuple[str, str, bool] | None = None
        self._pause = QTimer(self, singleShot=True, interval=SETTLED_MS)
        self._pause.timeout.connect(self.settle)
        model.page_wanted.connect(self._want)

    def show_desk(self, desk: Desk) -> None:
        """Ask for this person from now on; nothing is shown yet."""
        self._desk, self._query, self._shown, self._settled = desk, None, None, None
        self._pause.stop()
        self._model.show_total(0)

    def begin(self, form: Form) -> None:
        """Ask for all records of a ledger."""
        fields = form.fields[:COLUMNS]
        self._columns = tuple(field.fid for field in fields)
        self._model.show_columns(fields)
        self._query, self._shown = Query(form.ledger), None
        self.again()

    def query(self) -> Query | None:
        """What was asked last."""
        return self._query

    def is_answered(self) -> bool:
        """Whether the list shows the answer to what was asked last."""
        return self._query is not None and self._shown == self._query

    def ask(self, words: str) -> None:
        """Search for words."""
        self._ask_for(self._query and replace(self._query, words=words))

    def order(self, fid: str | None, *, descending: bool) -> None:
        """Sort by a field, None = in the order of registration."""
        self._ask_for(self._query and replace(self._query, sort=fid, descending=descending))

    def include_voided(self, *, include: bool) -> None:
        """Show struck-through records too."""
        self._ask_for(self._query and replace(self._query, with_voided=include))

    def again(self, row: int = 0) -> None:
        """Ask the same anew; the page of ``row`` comes first."""
        if self._desk is None or self._query is None:
            return
        self._pause.stop()
        start = max(row, 0) // PAGE * PAGE
        self._tasks.run(
            partial(_answer, self._desk, self._query, start, self._columns),
            done=self._on_answer,
            refused=self.refused.emit,
            key="ledger.inquiry",
            busy=self._busy,
        )

    def settle(self) -> None:
        """Log the inquiry once: Enter, a hit opened, or a pause of a second."""
        self._pause.stop()
        query = self._shown
        if query is None or self._desk is None:
            return
        asked = (query.ledger, query.words, query.with_voided)
        if asked != self._settled:
            self._settled = asked
            self._tasks.run(
                partial(records.settle, self._desk, query, self._model.total()),
                done=_nothing,
                refused=self.refused.emit,
                lane="write",
            )

    def _ask_for(self, query: Query | None) -> None:
        if query is not None and query != self._query:
            self._query = query
            self.again()

    def _on_answer(self, answer: tuple[Query, Page]) -> None:
        query, page = answer
        self._shown = query
        self._model.show_total(page.total)
        self._model.put_page(page, self._model.answer())
        self._pause.start()
        self.answered.emit(page.total)

    def _want(self, start: int, _size: int) -> None:
        query = self._shown
        if query is None or self._desk is None:
            return
        self._tasks.run(
            partial(_page, self._desk, query, start, self._columns, self._model.answer()),
            done=self._on_page,
            refused=partial(self._on_page_refused, start, self._model.answer()),
        )

    def _on_page(self, got: tuple[Page, int]) -> None:
        page, answer = got
        if answer == self._model.answer() and page.total != self._model.total():
            self.again(page.start)
        else:
            self._model.put_page(page, answer)

    def _on_page_refused(self, start: int, answer: int, refusal: AppError) -> None:
        if answer == self._model.answer():
            self._model.page_failed(start)
            self.refused.emit(refusal)


def _answer(desk: Desk, query: Query, start: int, columns: tuple[str, ...]) -> tuple[Query, Page]:
    return query, records.page(desk, query, start, PAGE, columns)


def _page(
    desk: Desk, query: Query, start: int, columns: tuple[str, ...], answer: int
) -> tuple[Page, int]:
    return records.page(desk, query, start, PAGE, columns), answer


def _nothing(_done: None) -> None:
    """The entry is written; nothing is to be shown."""
