"""The person's own requests, the newest first; walking over them shows each one beside."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.messages import exports as words
from desktop.ui.models.lines import LinesModel
from desktop.ui.moments import shown_moment
from desktop.ui.widgets.data_table import DataTable
from desktop.usecases.exporting import RequestView

_COUNT = 2


class RequestList(DataTable):
    """``walked_to`` carries the ``RequestView`` under the cursor."""

    walked_to = Signal(object)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(words.LIST, parent=parent)
        self._views: tuple[RequestView, ...] = ()
        self._model = LinesModel(words.COLUMNS, numbers=(_COUNT,))
        self._model.setParent(self)
        self.setModel(self._model)
        self.current.connect(lambda row: self.walked_to.emit(self._views[row]))

    def show_requests(self, views: tuple[RequestView, ...], request_id: str = "") -> None:
        """List these and put the cursor on ``request_id``, or on the first."""
        self._views = views
        self._model.show_lines([_line(view) for view in views])
        self.fit_columns()
        places = [
            place for place, view in enumerate(views) if view.request.request_id == request_id
        ]
        if views:
            self.go_to(places[0] if places else 0)

    def request_id(self) -> str:
        """The request under the cursor, "" if there is none."""
        row = self.currentIndex().row()
        return self._views[row].request.request_id if 0 <= row < len(self._views) else ""


def _line(view: RequestView) -> tuple[str, ...]:
    request = view.request
    return (
        words.STATES[request.state.value],
        view.ledger_name,
        f"{request.records:,}",
        view.recipient_label,
        shown_moment(request.requested_at, short=True),
    )
