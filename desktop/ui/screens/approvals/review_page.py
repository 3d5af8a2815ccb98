"""Everything about one request on one page: facts left, what leaves right, risks, decision."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.messages import approvals as words
from desktop.ui.moments import shown_moment
from desktop.ui.screens.approvals.decision import Decision
from desktop.ui.screens.approvals.risks import Risks
from desktop.ui.shortcuts import Deed, bind
from desktop.ui.theme import SMALL
from desktop.ui.time_left import time_left
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.facts_and_sample import FactsAndSample
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.look import column, row
from desktop.usecases.approving import Review


class ReviewPage(QWidget):
    """``left`` goes back to the queue; the decision's signals are on ``decision``."""

    left = Signal()

    def __init__(self, now: Callable[[], datetime], *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self.back = Button(words.BACK, icon_name="back")
        self.risks, self.decision = Risks(), Decision()
        self._middle = FactsAndSample(words.SAMPLE, words.SAMPLE_NAME, self.risks)
        self.facts, self.sample = self._middle.facts, self._middle.sample
        self._lay_out()
        self.back.clicked.connect(self.left)
        bind(self, Deed.REGISTER, self.decision.submit)
        bind(self, Deed.STOP, self._on_stop)

    def show_review(self, review: Review) -> None:
        """Show what was rebuilt, and ask."""
        self.facts.show_pairs(_facts(review, self._now()))
        some = len(review.sample) < review.total
        sentence = words.SAMPLE_SOME if some else words.SAMPLE_ALL
        caption = sentence.format(total=f"{review.total:,}", count=len(review.sample))
        lines = [line.cells for line in review.sample]
        self._middle.show_sample(caption, review.form.fields, lines)
        self.risks.show_review(review)
        self.decision.begin(needs_reason=bool(review.residual))

    def _lay_out(self) -> None:
        head = row(Label(words.REVIEW, "heading"), Label(words.SAME, "sub"), None, self.back)
        whole = column(head, self._middle, self.decision, gap=SMALL)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _on_stop(self) -> None:
        if not self.decision.stop():
            self.left.emit()


def _facts(review: Review, now: datetime) -> tuple[tuple[str, str], ...]:
    view, request = review.view, review.view.request
    until = words.UNTIL_LINE.format(
        when=shown_moment(request.not_after), left=time_left(request.not_after, now)
    )
    form = review.form
    labels = [field.label for field in form.fields]
    return (
        (
            words.REQUESTER,
            words.REQUESTED.format(name=view.requester_name, uid=request.requested_by.uid),
        ),
        (words.PEOPLE, words.COUNTED.format(count=f"{review.total:,}")),
        (words.LEDGER, words.LEDGER_LINE.format(name=form.name, mark=form.confidentiality.mark)),
        (words.TO, view.recipient_label),
        (words.PURPOSE, request.purpose),
        (words.BASIS, request.legal_basis),
        (words.FIELDS.format(count=len(labels)), words.SEPARATOR.join(labels)),
        (
            words.DROPPED.format(count=len(review.dropped_columns)),
            words.SEPARATOR.join(review.dropped_columns) or words.NONE,
        ),
        (words.EARLIER, _earlier(review)),
        (words.ASKED_AT, shown_moment(request.requested_at)),
        (words.UNTIL, until),
    )


def _earlier(review: Review) -> str:
    """How this differs from what last went the same way."""
    earlier = review.earlier
    if earlier is None:
        return words.EARLIER_NONE
    when = shown_moment(earlier.asked_at)
    more = review.total - earlier.records
    differs = [
        (more > 0, words.EARLIER_MORE.format(count=f"{more:,}")),
        (more < 0, words.EARLIER_LESS.format(count=f"{-more:,}")),
        (earlier.added, words.EARLIER_ADDED.format(labels=words.SEPARATOR.join(earlier.added))),
        (earlier.gone, words.EARLIER_GONE.format(labels=words.SEPARATOR.join(earlier.gone))),
    ]
    lines = [line for holds, line in differs if holds] or [words.EARLIER_SAME]
    head = words.EARLIER_LINE.format(when=when, count=f"{earlier.records:,}")
    return "\n".join((head, *lines))
