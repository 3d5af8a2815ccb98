"""Changes side by side: 項目, 旧, 新, in aligned columns; a value is shown whole."""

import re
from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.ui.messages import record as words
from desktop.ui.models.history import ChangeLine
from desktop.ui.theme import LABEL_COLUMN, MEDIUM, SMALL, TINY
from desktop.ui.widgets.label import Label, rule

LABEL, OLD, ARROW, NEW = range(4)
_UNBROKEN = re.compile(r"[!-~]{20}")
_MAY_BREAK = "\u200b"


class ChangeGrid(QWidget):
    """One line a field; without ``with_old`` only what is new."""

    def __init__(
        self, lines: Iterable[ChangeLine], *, with_old: bool = True, headings: bool = True
    ) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SMALL)
        self._grid.setVerticalSpacing(TINY)
        self._grid.setColumnStretch(LABEL, 3)
        self._grid.setColumnMinimumWidth(LABEL, LABEL_COLUMN)
        self._grid.setColumnStretch(OLD, 4 if with_old else 0)
        self._grid.setColumnStretch(NEW, 4 if with_old else 8)
        if headings:
            self._headings(with_old=with_old)
        for line in lines:
            self._add(line, with_old=with_old)

    def _headings(self, *, with_old: bool) -> None:
        self._grid.addWidget(Label(words.FIELD, "hint"), 0, LABEL)
        if with_old:
            self._grid.addWidget(Label(words.OLD, "hint"), 0, OLD)
        self._grid.addWidget(Label(words.NEW, "hint"), 0, NEW)
        self._grid.addWidget(rule(), 1, LABEL, 1, NEW + 1)

    def _add(self, line: ChangeLine, *, with_old: bool) -> None:
        place = self._grid.rowCount()
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(Label(line.label, "sub", wrap=True), place, LABEL, top)
        new = _value(line.new)
        if with_old:
            self._grid.addWidget(_value(line.old), place, OLD, top)
            self._grid.addWidget(Label(words.ARROW, "sub"), place, ARROW, top)
        self._grid.addWidget(new, place, NEW, top)
        new.setAccessibleName(
            f"{line.label} {line.old or words.NO_VALUE} {words.ARROW} {line.new or words.NO_VALUE}"
        )
        new.setContentsMargins(0, 0, MEDIUM, 0)


def _value(text: str) -> Label:
    shown = _UNBROKEN.sub(lambda found: found[0] + _MAY_BREAK, text)  # a long code is not cut
    return Label(shown, wrap=True) if text else Label(words.NO_VALUE, "sub")
