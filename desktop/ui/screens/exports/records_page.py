"""Which records of which ledger, and which of their fields."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.ids import RecordUid
from desktop.domain.search import Query
from desktop.ui.messages import exports as words
from desktop.ui.screens.exports.field_ticks import FieldTicks
from desktop.ui.theme import MEDIUM, SMALL
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.choice import Choice
from desktop.ui.widgets.form_row import FormRow
from desktop.ui.widgets.label import Label, rule
from desktop.ui.widgets.look import column, row
from desktop.ui.widgets.search_box import SearchBox
from desktop.usecases.ledgers import LedgerSummary


class RecordsPage(QWidget):
    """``counted_wanted`` asks how many records the query finds; ``show_count`` answers."""

    count_wanted = Signal(object)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ledgers: tuple[LedgerSummary, ...] = ()
        self._uids: tuple[RecordUid, ...] | None = None
        self._count = 0
        self.ledger = Choice(words.CHOOSE_LEDGER)
        self.words = SearchBox(words.WORDS)
        self.fields = FieldTicks()
        self._told = Label("", wrap=True)
        self._problem = Label("", "problem")
        self._other = Button(words.OTHER_RECORDS)
        self._ledger_row = FormRow(words.CHOOSE_LEDGER, self.ledger)
        self._words_row = FormRow(words.WORDS, self.words, hint=words.WORDS_HINT)
        records = row(self._told, self._other, gap=MEDIUM)
        records.setStretch(0, 1)
        told = QWidget()
        told.setLayout(records)
        whole = column(
            self._ledger_row, self._words_row, FormRow(words.RECORDS, told, wide=True),
            rule(), self.fields, self._problem, gap=SMALL,
        )  # fmt: skip
        whole.setStretch(4, 1)
        self.setLayout(whole)
        self.ledger.picked.connect(self._on_ledger)
        self.ledger.entered.connect(self.words.setFocus)
        self.words.asked.connect(self._on_words)
        self.words.taken.connect(self._on_taken)
        self._other.clicked.connect(self._on_other)
        self.fields.changed.connect(lambda: self._problem.setText(""))

    def show_ledgers(self, ledgers: tuple[LedgerSummary, ...]) -> None:
        """Offer these ledgers."""
        self._ledgers = ledgers
        self.ledger.clear()
        self.ledger.addItems([one.form.name for one in ledgers])

    def choose(self, query: Query | None, uids: tuple[RecordUid, ...] | None) -> None:
        """Set ledger and records; ``uids`` None means all that the query finds."""
        places = [
            place
            for place, one in enumerate(self._ledgers)
            if query is not None and one.form.ledger == query.ledger
        ]
        self.ledger.setCurrentIndex(places[0] if places else 0)
        self.words.edit.setText(query.words if query is not None else "")
        self._uids = uids
        for part in (self._words_row, self.ledger):
            part.setEnabled(uids is None)
        self._words_row.setVisible(uids is None)
        self._other.setVisible(uids is not None)
        self._show_form()

    def query(self) -> Query:
        """The ledger and the words as they stand."""
        return Query(self.summary().form.ledger, self.words.words())

    def uids(self) -> tuple[RecordUid, ...] | None:
        """The records chosen one by one, or None for all that the query finds."""
        return self._uids

    def summary(self) -> LedgerSummary:
        """The ledger chosen."""
        return self._ledgers[max(self.ledger.currentIndex(), 0)]

    def show_count(self, query: Query, count: int) -> None:
        """Say how many records these are, unless something else is asked for by now."""
        if query == self.query() and self._uids is None:
            self._tell(query.words, count)

    def records_in_words(self) -> str:
        """Which records, as one sentence."""
        return self._told.text()

    def enter(self) -> None:
        """Put the cursor where the person goes on."""
        if self._uids is None:
            self.words.setFocus()
        else:
            self._on_taken()

    def complete(self) -> bool:
        """Whether there are records and fields; if not, say which are missing and go there."""
        missing = "" if self._count else words.NEED_RECORDS
        if not missing and not self.fields.ticked():
            missing = words.NEED_FIELDS
        self._problem.setText(missing)
        if missing == words.NEED_RECORDS:
            self.words.setFocus()
        elif missing:
            self._on_taken()
        return not missing

    def _tell(self, asked: str, count: int) -> None:
        self._count = count
        sentence = words.RECORDS_ALL
        if self._uids is not None:
            sentence = words.RECORDS_CHOSEN
        elif asked:
            sentence = words.RECORDS_FOUND if count else words.RECORDS_NONE
        name = self.summary().form.name
        self._told.setText(sentence.format(ledger=name, words=asked, count=f"{count:,}"))
        self._problem.setText("")

    def _on_other(self) -> None:
        self.choose(self.query(), None)
        self.words.setFocus()

    def _on_ledger(self) -> None:
        self._show_form()

    def _show_form(self) -> None:
        if not self._ledgers:
            return
        self.fields.show_form(self.summary().form)
        if self._uids is not None:
            self._tell("", len(self._uids))
        else:
            self._on_words(self.words.words())

    def _on_words(self, _typed: str) -> None:
        self._told.setText(words.COUNTING)
        self._count = 0
        self.count_wanted.emit(self.query())

    def _on_taken(self) -> None:
        first = self.fields.first()
        if first is not None:
            first.setFocus()
