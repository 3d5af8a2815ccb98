"""The list of keys (F1), drawn from the one table of shortcuts."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from desktop.ui.messages import frame
from desktop.ui.shortcuts import Deed, bind, help_lines
from desktop.ui.theme import HUGE, LARGE, MEDIUM, SMALL
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.label import Label, rule
from desktop.ui.widgets.look import column, row
from desktop.ui.widgets.overlay import Overlay

KEY_COLUMN, WORD_COLUMN = 96, 160


class HelpOverlay(Overlay):
    """Opens over the window; F1, Esc or the button closes it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, "shade")
        self.setAccessibleName(frame.HELP_TITLE)
        box = QFrame(self)
        box.setObjectName("question")
        self._close = Button(frame.HELP_CLOSE)
        self._close.clicked.connect(self.close_over)
        body = column(Label(frame.HELP_TITLE, "heading"), rule(), gap=MEDIUM, margin=LARGE)
        body.addLayout(_table())
        body.addLayout(row(None, self._close))
        box.setLayout(body)
        whole = row(None, box, None)
        whole.setAlignment(box, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(whole)
        bind(self, Deed.STOP, self.close_over)

    def toggle(self) -> None:
        """Open, or close if open."""
        if self.isVisible():
            self.close_over()
        else:
            self.open_over(self._close)


def _table() -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(SMALL)
    grid.setVerticalSpacing(SMALL)
    grid.setColumnMinimumWidth(2, HUGE)
    lines = help_lines()
    half = (len(lines) + 1) // 2
    for place, (key, word) in enumerate(lines):
        column_of = 0 if place < half else 3
        name = Label(key, "label")
        name.setMinimumWidth(KEY_COLUMN)
        what = Label(word)
        what.setMinimumWidth(WORD_COLUMN)
        grid.addWidget(name, place % half, column_of)
        grid.addWidget(what, place % half, column_of + 1)
    return grid
