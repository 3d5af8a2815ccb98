"""The left edge of a sheet's picture: what the row is in words, its number, a bar of its kind."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QHeaderView, QTableView
from typing_extensions import override

from desktop.domain.sheet_shape import RowRole
from desktop.ui.messages import import_wizard as words
from desktop.ui.models.sheet_picture import SheetPicture
from desktop.ui.theme import SHEET_BAR, SHEET_ROW, SMALL, colour

_BARS: dict[RowRole, str] = {
    "header": "key",
    "record": "success",
    "excluded": "disabled",
    "outside": "panel",
}
_INKS: dict[RowRole, str] = {
    "header": "key",
    "record": "success",
    "excluded": "sub",
    "outside": "sub",
}
_LEAST_DIGITS = 4


class SheetGutter(QHeaderView):
    """A row's word stands left of its number; a press selects the row."""

    def __init__(self, model: SheetPicture, view: QTableView) -> None:
        super().__init__(Qt.Orientation.Vertical, view)
        self._picture = model
        self._current = 0
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setDefaultSectionSize(SHEET_ROW)
        self.setMinimumSectionSize(SHEET_ROW)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self._digits = 0
        self.fit(0)

    def fit(self, row_count: int) -> None:
        """Be wide enough for the longest word and the largest number."""
        metrics = self.fontMetrics()
        self._digits = metrics.horizontalAdvance("0" * max(len(str(row_count)), _LEAST_DIGITS))
        longest = max(map(metrics.horizontalAdvance, words.LONGEST_TAGS))
        self.setFixedWidth(longest + self._digits + 3 * SMALL + SHEET_BAR)

    def show_current(self, row: int) -> None:
        """Write the number of this row in bold."""
        self._current = row
        self.viewport().update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self.minimumWidth(), super().sizeHint().height())

    @override
    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        row = section + 1
        role = self._picture.role(row)
        painter.save()
        painter.fillRect(rect, colour("key_tint" if row == self._current else "panel"))
        bar = QRect(rect.right() - SHEET_BAR + 1, rect.top(), SHEET_BAR, rect.height())
        painter.fillRect(bar, colour(_BARS[role]))
        painter.setPen(colour("line"))
        painter.drawLine(rect.left(), rect.bottom(), rect.right() - SHEET_BAR, rect.bottom())
        font = QFont(self.font())
        font.setBold(row == self._current)
        painter.setFont(font)
        painter.setPen(colour("text" if row == self._current else "sub"))
        place = bar.left() - self._digits - SMALL
        number = QRect(place, rect.top(), self._digits, rect.height())
        centre = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(number, int(centre | Qt.AlignmentFlag.AlignRight), str(row))
        tag = QRect(rect.left() + SMALL, rect.top(), place, rect.height())
        font.setBold(role in ("header", "record"))
        painter.setFont(font)
        painter.setPen(colour(_INKS[role]))
        painter.drawText(tag, int(centre | Qt.AlignmentFlag.AlignLeft), self._picture.tag(row))
        painter.restore()
