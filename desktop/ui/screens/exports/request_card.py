"""One request: where it stands, what the person does next, and what was asked for."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.exports import ExportRequest, ExportState
from desktop.ui.messages import exports as words
from desktop.ui.moments import shown_moment
from desktop.ui.style import pixmap
from desktop.ui.theme import ICON, MEDIUM, SMALL
from desktop.ui.time_left import time_left
from desktop.ui.widgets.button import Button, PrimaryButton
from desktop.ui.widgets.key_values import KeyValueList
from desktop.ui.widgets.label import Label, rule
from desktop.ui.widgets.look import column, row
from desktop.ui.widgets.panel import Card
from desktop.ui.widgets.scroll import Scroll
from desktop.usecases.exporting import RequestView

TICK_MS = 15_000
SIGNS = {
    ExportState.REQUESTED: ("info", "key"),
    ExportState.APPROVED: ("info", "key"),
    ExportState.RELEASED: ("success", "success"),
    ExportState.SENT_BACK: ("warning", "warning"),
    ExportState.REJECTED: ("error", "error"),
    ExportState.WITHDRAWN: ("info", "sub"),
    ExportState.EXPIRED: ("warning", "warning"),
}
OPEN = (ExportState.REQUESTED, ExportState.APPROVED)
AGAIN = {
    ExportState.SENT_BACK: words.MEND,
    ExportState.WITHDRAWN: words.MEND,
    ExportState.EXPIRED: words.MEND,
    ExportState.RELEASED: words.REPEAT,
}


class RequestCard(Card):
    """Signals carry the ``RequestView`` shown."""

    release_asked = Signal(object)
    withdraw_asked = Signal(object)
    again_asked = Signal(object)

    def __init__(self, now: Callable[[], datetime], *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._now = now
        self._view: RequestView | None = None
        self._sign = Label()
        self._sign.setFixedWidth(ICON)
        self._state = Label("", "heading")
        self._next = Label("", wrap=True)
        self._facts = KeyValueList()
        self.release = PrimaryButton(words.RELEASE, icon_name="export")
        self.again = PrimaryButton(words.MEND)
        self.withdraw = Button(words.WITHDRAW)
        self._lay_out()
        self._connect()
        self._clock = QTimer(self, interval=TICK_MS)
        self._clock.timeout.connect(self._show_next)
        self.show_request(None)

    def show_request(self, view: RequestView | None) -> None:
        """Show a request, or that none is chosen."""
        self._view = view
        state = view.request.state if view is not None else None
        icon, ink = SIGNS[state] if state is not None else ("info", "sub")
        self._sign.setPixmap(pixmap(icon, ink, ICON, self.devicePixelRatioF()))
        self._state.setText(words.STATES[state.value] if state is not None else "")
        self._facts.show_pairs(_facts(view) if view is not None else ())
        self.release.setVisible(state is ExportState.APPROVED)
        self.again.setVisible(state in AGAIN)
        word = AGAIN.get(state, "") if state is not None else ""
        self.again.setText(word)
        self.again.setAccessibleName(word)
        self.withdraw.setVisible(state in OPEN)
        self._show_next()
        if state in OPEN:
            self._clock.start()
        else:
            self._clock.stop()

    def next_step(self) -> str:
        """What the person is told to do."""
        return self._next.text()

    def _show_next(self) -> None:
        self._next.setText(
            words.NO_CHOICE if self._view is None else _next(self._view.request, self._now())
        )

    def _lay_out(self) -> None:
        head = column(row(self._sign, self._state, None), self._next, gap=SMALL)
        self.add(head)
        self.add(rule())
        inside = QWidget()
        inside.setLayout(column(self._facts, None))
        self.body.addWidget(Scroll(inside), 1)
        self.add(row(self.withdraw, None, self.again, self.release, gap=MEDIUM))

    def _connect(self) -> None:
        self.release.clicked.connect(lambda: self.release_asked.emit(self._view))
        self.again.clicked.connect(lambda: self.again_asked.emit(self._view))
        self.withdraw.clicked.connect(lambda: self.withdraw_asked.emit(self._view))


def _next(request: ExportRequest, now: datetime) -> str:
    until = request.not_after
    if request.state is ExportState.APPROVED and request.release_until is not None:
        until = request.release_until
    return words.NEXT[request.state.value].format(
        until=shown_moment(until), left=time_left(until, now)
    )


def _facts(view: RequestView) -> tuple[tuple[str, str], ...]:
    request = view.request
    facts = [
        (words.LEDGER, view.ledger_name),
        (words.COUNT, words.COUNTED.format(count=f"{request.records:,}")),
        (words.TO, view.recipient_label),
        (words.PURPOSE, request.purpose),
        (words.BASIS, request.legal_basis),
        (words.FIELDS, words.SEPARATOR.join(view.columns)),
        (words.ASKED_AT, shown_moment(request.requested_at)),
    ]
    if request.decided_by is not None and request.decided_at is not None:
        when = shown_moment(request.decided_at)
        facts.append((words.DECIDED, words.DECIDED_BY.format(name=view.decider_name, when=when)))
    if request.reason:
        facts.insert(0, (words.REASON, request.reason))
    return tuple(facts)
