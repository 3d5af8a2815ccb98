"""A checked package: who sent what and why, remarks, a sample, and whether to take it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.messages import receive as words
from desktop.ui.moments import shown_moment
from desktop.ui.shortcuts import Deed, bind, with_key
from desktop.ui.theme import MEDIUM, SMALL
from desktop.ui.widgets.button import Button, PrimaryButton
from desktop.ui.widgets.facts_and_sample import FactsAndSample
from desktop.ui.widgets.label import rule
from desktop.ui.widgets.look import column, row
from desktop.ui.widgets.panel import Notice, cleared
from desktop.usecases.receiving import Arrival


class ArrivalPage(QWidget):
    """``accepted`` and ``declined`` are the two ways on."""

    accepted = Signal()
    declined = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notices = column(gap=SMALL)
        self._shown: tuple[Notice, ...] = ()
        self._middle = FactsAndSample(words.SAMPLE, words.SAMPLE_NAME)
        self.facts, self.sample = self._middle.facts, self._middle.sample
        self.accept = PrimaryButton(with_key(words.ACCEPT, Deed.REGISTER), icon_name="receive")
        self.decline = Button(words.DECLINE)
        self._lay_out()
        self.accept.clicked.connect(self.accepted)
        self.decline.clicked.connect(self.declined)
        bind(self, Deed.REGISTER, self.accepted.emit)

    def show_arrival(self, arrival: Arrival) -> None:
        """Show what came."""
        cleared(self._notices)
        self._shown = (
            Notice("success", words.WHOLE.format(label=arrival.from_label)),
            *(Notice("warning", words.NOTES.get(one, words.NOTE_OTHER)) for one in arrival.notes),
        )
        for notice in self._shown:
            self._notices.addWidget(notice)
        self.facts.show_pairs(_facts(arrival))
        some = len(arrival.sample) < arrival.records
        sentence = words.SAMPLE_TEXT if some else words.SAMPLE_ALL
        caption = sentence.format(total=f"{arrival.records:,}", count=len(arrival.sample))
        self._middle.show_sample(caption, arrival.fields, arrival.sample)
        self.accept.setFocus()

    def notes(self) -> tuple[str, ...]:
        """The sentences above the facts."""
        return tuple(notice.text() for notice in self._shown)

    def _lay_out(self) -> None:
        foot = row(self.decline, None, self.accept, gap=MEDIUM)
        whole = column(self._notices, self._middle, rule(), foot, gap=MEDIUM)
        whole.setStretch(1, 1)
        self.setLayout(whole)


def _facts(arrival: Arrival) -> tuple[tuple[str, str], ...]:
    labels = [field.label for field in arrival.fields]
    return (
        (words.SENDER, arrival.from_label),
        (words.COUNT, words.COUNTED.format(count=f"{arrival.records:,}")),
        (words.LEDGER, arrival.ledger_name),
        (words.PURPOSE, arrival.purpose),
        (words.BASIS, arrival.legal_basis),
        (words.FIELDS.format(count=len(labels)), words.SEPARATOR.join(labels)),
        (words.REQUESTER, words.PERSON.format(uid=arrival.requester)),
        (words.APPROVER, words.PERSON.format(uid=arrival.approver)),
        (words.MADE, shown_moment(arrival.created_at)),
        (words.FILE, arrival.path.name),
    )
