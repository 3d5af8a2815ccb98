"""The checks below each other: mark with icon and word, what it is, what was found, what to do."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from desktop.domain.terminal_health import HealthRow, Mark
from desktop.ui.messages import health as words
from desktop.ui.style import pixmap
from desktop.ui.theme import ICON, LABEL_COLUMN, NARROW_COLUMN, SMALL, STEP
from desktop.ui.widgets.label import Label, rule
from desktop.ui.widgets.look import column, row
from desktop.ui.widgets.panel import cleared

_LOOKS = {
    Mark.GOOD: ("success", "success"),
    Mark.CARE: ("warning", "warning"),
    Mark.BAD: ("error", "error"),
    Mark.UNKNOWN: ("info", "sub"),
}
"""Icon and ink of a mark."""

_ORDER = (Mark.BAD, Mark.CARE, Mark.UNKNOWN, Mark.GOOD)


def in_order(rows: Sequence[HealthRow]) -> tuple[HealthRow, ...]:
    """What needs a hand first, otherwise as on the sheet."""
    return tuple(sorted(rows, key=lambda one: _ORDER.index(one.mark)))


class HealthLines(QWidget):
    """``show_rows`` replaces what is shown."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAccessibleName(words.TITLE)
        self._lines = column(gap=0)
        self.setLayout(column(self._lines, None, gap=0))

    def show_rows(self, rows: Sequence[HealthRow]) -> None:
        """Show these checks, the worst first."""
        cleared(self._lines)
        for number, one in enumerate(in_order(rows)):
            if number:
                self._lines.addWidget(rule())
            self._lines.addWidget(_Line(one))


class _Line(QFrame):
    def __init__(self, found: HealthRow) -> None:
        super().__init__()
        icon, ink = _LOOKS[found.mark]
        sign = Label()
        sign.setPixmap(pixmap(icon, ink, ICON, sign.devicePixelRatio()))
        sign.setFixedWidth(ICON)
        mark = Label(words.MARKS[found.mark])
        mark.setProperty("word", ink)
        mark.setFixedWidth(NARROW_COLUMN)
        name = Label(words.CHECKS[found.check], "label", wrap=True)
        name.setFixedWidth(LABEL_COLUMN + LABEL_COLUMN // 4)
        fact, do = words.told(found.check, found.case, found.number, found.mark)
        said = Label(fact, wrap=True)
        todo = Label("" if found.mark is Mark.GOOD else do, "sub", wrap=True)
        line = row(sign, mark, name, said, todo, gap=STEP)
        line.setContentsMargins(0, SMALL, 0, SMALL)
        line.setStretch(3, 2)
        line.setStretch(4, 3)
        for part in (sign, mark, name, said, todo):
            line.setAlignment(part, Qt.AlignmentFlag.AlignTop)
        self.setLayout(line)
        self.setAccessibleName(f"{words.MARKS[found.mark]} {words.CHECKS[found.check]} {fact} {do}")
