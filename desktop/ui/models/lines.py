"""A small table of texts for panels and reports: headings, lines, which columns are numbers."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from typing_extensions import override

Index = QModelIndex | QPersistentModelIndex
ALIGN = Qt.ItemDataRole.TextAlignmentRole.value
LEFT = int((Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter).value)
RIGHT = int((Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter).value)
NO_PARENT = QModelIndex()


class LinesModel(QAbstractTableModel):
    """``show_lines`` replaces all; for lists that fit in memory."""

    def __init__(self, headings: tuple[str, ...], *, numbers: tuple[int, ...] = ()) -> None:
        super().__init__()
        self._headings = headings
        self._align = tuple(RIGHT if column in numbers else LEFT for column in range(len(headings)))
        self._lines: tuple[tuple[str, ...], ...] = ()

    def show_lines(self, lines: Sequence[tuple[str, ...]]) -> None:
        """Show these lines, one text for each heading."""
        self.beginResetModel()
        self._lines = tuple(lines)
        self.endResetModel()

    def line_at(self, row: int) -> tuple[str, ...]:
        """The texts of one line."""
        return self._lines[row]

    @override
    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    @override
    def columnCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._headings)

    @override
    def data(self, index: Index, role: int = 0) -> str | int | None:
        if role == 0:
            return self._lines[index.row()][index.column()]
        return self._align[index.column()] if role == ALIGN else None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = 0
    ) -> str | int | None:
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == 0:
            return self._headings[section]
        return self._align[section] if role == ALIGN else None
