"""Requests of other people, the nearest deadline first; Enter opens one."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.messages import approvals as words
from desktop.ui.models.lines import LinesModel
from desktop.ui.moments import shown_moment
from desktop.ui.time_left import time_left
from desktop.ui.widgets.data_table import DataTable
from desktop.usecases.exporting import RequestView

_COUNT = 4


class Queue(DataTable):
    """``opened`` carries the id of the request that was chosen."""

    opened = Signal(str)

    def __init__(self, now: Callable[[], datetime], *, parent: QWidget | None = None) -> None:
        super().__init__(words.QUEUE, parent=parent)
        self._now = now
        self._views: tuple[RequestView, ...] = ()
        self._model = LinesModel(words.COLUMNS, numbers=(_COUNT,))
        self._model.setParent(self)
        self.setModel(self._model)
        self.chosen.connect(lambda row: self.opened.emit(self._views[row].request.request_id))

    def show_requests(self, views: tuple[RequestView, ...]) -> None:
        """List these; the cursor stays on its row."""
        row = max(self.currentIndex().row(), 0)
        self._views = tuple(sorted(views, key=lambda view: view.request.not_after))
        self._model.show_lines([self._line(view) for view in self._views])
        self.fit_columns()
        self.go_to(min(row, len(views) - 1))

    def lines(self) -> tuple[tuple[str, ...], ...]:
        """What is listed."""
        return tuple(self._model.line_at(row) for row in range(self._model.rowCount()))

    def _line(self, view: RequestView) -> tuple[str, ...]:
        request = view.request
        return (
            shown_moment(request.not_after, short=True),
            time_left(request.not_after, self._now()),
            view.requester_name,
            view.ledger_name,
            f"{request.records:,}",
            view.recipient_label,
            " ".join(request.purpose.split()),
        )
