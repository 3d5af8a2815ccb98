"""Paints the cells of a foreign sheet: bold, fills, borders, struck text, and what the row is."""

from typing import NamedTuple

from PySide6.QtCore import QLineF, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QBrush, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from desktop.domain.sheet_shape import RowRole
from desktop.domain.sheets import Look
from desktop.ui.models.sheet_picture import SheetPicture
from desktop.ui.theme import FOCUS_PEN, SMALL, TINY, colour

_GROUNDS: dict[RowRole, str] = {
    "header": "sheet_header",
    "record": "ground",
    "excluded": "sheet_excluded",
    "outside": "sheet_outside",
}
_INKS: dict[RowRole, str] = {
    "header": "text", "record": "text", "excluded": "disabled", "outside": "sub",
}  # fmt: skip
_LEFT = int((Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter).value)
_RIGHT = int((Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter).value)
_CENTRE = int(Qt.AlignmentFlag.AlignCenter.value)


class _Fonts(NamedTuple):
    """A font and its measures, made once for each of the looks."""

    font: QFont
    metrics: QFontMetrics


class SheetCells(QStyledItemDelegate):
    """Draws from the model directly; the row under the cursor and one cell can be pointed out."""

    def __init__(self, model: SheetPicture, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._fonts: dict[tuple[bool, bool], _Fonts] = {}
        self._current = 0
        self._pointed = (0, -1)

    def show_current(self, row: int) -> None:
        """Draw the row under the cursor between two lines."""
        self._current = row

    def point_out(self, row: int, column: int) -> None:
        """Draw a frame around one cell."""
        self._pointed = (row, column)

    def metrics(self, *, bold: bool) -> QFontMetrics:
        """How wide text of a cell is."""
        return self._font(bold=bold, struck=False).metrics

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row, column = index.row() + 1, index.column()
        role = self._model.role(row)
        look = self._model.look(row, column)
        rect = option.rect
        painter.save()
        self._ground(painter, rect, role, look)
        self._words(painter, rect, row, column, look)
        if row == self._current:
            painter.setPen(QPen(colour("key"), FOCUS_PEN))
            for y in (rect.top() + 1, rect.bottom()):
                painter.drawLine(QLineF(rect.left(), y, rect.right() + 1, y))
        if (row, column) == self._pointed:
            painter.setPen(QPen(colour("error"), FOCUS_PEN))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        painter.restore()

    def _ground(self, painter: QPainter, rect: QRect, role: RowRole, look: Look) -> None:
        plain = role == "record" and Look.FILLED in look
        painter.fillRect(rect, colour("sheet_fill" if plain else _GROUNDS[role]))
        if role == "excluded":
            painter.fillRect(rect, QBrush(colour("line"), Qt.BrushStyle.BDiagPattern))
        painter.setPen(colour("sheet_border" if Look.BORDERED in look else "sheet_grid"))
        if Look.BORDERED in look:
            painter.drawRect(rect.adjusted(-1, -1, -1, -1))
        else:
            painter.drawLine(rect.topRight(), rect.bottomRight())
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def _words(self, painter: QPainter, rect: QRect, row: int, column: int, look: Look) -> None:
        text = self._model.text(row, column)
        if not text:
            return
        role = self._model.role(row)
        used = self._font(bold=Look.BOLD in look, struck=Look.STRUCK in look)
        inside = rect.adjusted(TINY + 1, 0, -TINY - 1, 0)
        painter.setFont(used.font)
        painter.setPen(colour(_INKS[role]))
        shown = used.metrics.elidedText(text, Qt.TextElideMode.ElideRight, inside.width())
        align = _RIGHT if self._model.is_figure(row, column) else _LEFT
        if Look.CENTRED in look or role == "header":
            align = _CENTRE
        painter.drawText(inside, align, shown)
        if Look.PARTLY_STRUCK in look:
            pen = QPen(colour("error"), 1, Qt.PenStyle.DashLine)
            painter.setPen(pen)
            middle = rect.center().y() + 1
            painter.drawLine(inside.left(), middle, inside.right() - SMALL, middle)

    def _font(self, *, bold: bool, struck: bool) -> _Fonts:
        if (bold, struck) not in self._fonts:
            parent = self.parent()
            font = QFont(parent.font()) if isinstance(parent, QWidget) else QFont()
            font.setBold(bold)
            font.setStrikeOut(struck)
            self._fonts[bold, struck] = _Fonts(font, QFontMetrics(font))
        return self._fonts[bold, struck]
