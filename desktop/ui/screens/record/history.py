"""変更の履歴: every version of the record, the newest first, as small cards."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from desktop.ui.messages import record as words
from desktop.ui.models.history import HistoryEntry
from desktop.ui.screens.record.change_grid import ChangeGrid
from desktop.ui.shortcuts import Deed, with_key
from desktop.ui.theme import SMALL, STEP
from desktop.ui.widgets.button import Button, TextButton
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.look import column, row
from desktop.ui.widgets.panel import cleared
from desktop.ui.widgets.scroll import Scroll

SHOWN = 30
"""Versions shown at first; a record that was corrected a thousand times opens as fast."""


class History(QWidget):
    """``went_back`` fires when the form is wanted again."""

    went_back = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(words.HISTORY_TITLE)
        self._count = Label("", "sub")
        self._entries: tuple[HistoryEntry, ...] = ()
        self._cards = column(gap=STEP)
        self._more = TextButton("")
        self._more.clicked.connect(self._show_rest)
        self.back = Button(with_key(words.BACK, Deed.STOP))
        self.back.clicked.connect(self.went_back)
        inner = QWidget()
        inner.setLayout(column(self._cards, row(self._more, None), None, gap=STEP))
        head = row(Label(words.HISTORY_TITLE, "heading"), self._count, None, self.back)
        body = column(head, Scroll(inner), gap=STEP)
        body.setStretch(1, 1)
        self.setLayout(body)

    def show_entries(self, entries: Sequence[HistoryEntry]) -> None:
        """Replace what is shown."""
        self._entries = tuple(entries)
        self._count.setText(words.HISTORY_COUNT.format(count=len(entries)))
        cleared(self._cards)
        self._add(self._entries[:SHOWN])
        rest = len(entries) - SHOWN
        self._more.setText(words.SHOW_ALL.format(count=rest))
        self._more.setVisible(rest > 0)

    def take_focus(self) -> None:
        """Put the focus where Enter leads back."""
        self.back.setFocus()

    def _show_rest(self) -> None:
        self._more.hide()
        self._add(self._entries[SHOWN:])
        self.back.setFocus()

    def _add(self, entries: Sequence[HistoryEntry]) -> None:
        for entry in entries:
            self._cards.addWidget(_card(entry))


def _card(entry: HistoryEntry) -> QFrame:
    card = QFrame()
    card.setObjectName("card")
    card.setAccessibleName(f"{entry.version} {entry.deed} {entry.when} {entry.who}")
    head = row(Label(entry.version, "label"), Label(entry.deed, "label"), gap=SMALL)
    head.addStretch(1)
    head.addWidget(Label(entry.when, "sub"))
    head.addWidget(Label(entry.who))
    body = column(head, gap=SMALL, margin=STEP)
    for text in (entry.origin, entry.summary):
        if text:
            body.addWidget(Label(text, "sub", wrap=True))
    if entry.lines:
        body.addWidget(ChangeGrid(entry.lines, headings=False))
    if entry.reason:
        body.addWidget(Label(entry.reason, wrap=True))
    card.setLayout(body)
    return card
