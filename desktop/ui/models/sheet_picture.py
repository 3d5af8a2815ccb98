"""A foreign sheet as it looks, row by row, with what each row was judged to be.

It holds the frozen sheet and answers for any row; nothing is copied ahead.
"""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from typing_extensions import override

from desktop.domain.import_plan import SheetProposal, Why
from desktop.domain.sheet_shape import RowRole, RowRoles
from desktop.domain.sheets import Look, Rows, Sheet, letter
from desktop.ui.messages import import_wizard as words

Index = QModelIndex | QPersistentModelIndex
ACCESSIBLE = Qt.ItemDataRole.AccessibleTextRole.value
NO_PARENT = QModelIndex()
MOST_COLUMNS = 500
NOTHING = Sheet("", Rows(), (), ())


class SheetPicture(QAbstractTableModel):
    """``show_sheet`` begins another sheet, ``show_reading`` only marks its rows anew."""

    def __init__(self) -> None:
        super().__init__()
        self._sheet = NOTHING
        self._reading = SheetProposal("", "not-a-ledger")
        self._roles = RowRoles(self._reading)
        self._width = 0
        self._kept: tuple[int, tuple[str, ...]] = (0, ())

    def show_sheet(self, sheet: Sheet, reading: SheetProposal) -> None:
        """Show a sheet and how it is read."""
        self.beginResetModel()
        self._sheet, self._kept = sheet, (0, ())
        merged = max((span.last_column + 1 for span in sheet.merges), default=0)
        width = max(map(len, sheet.kinds), default=0)
        self._width = min(max(width, min(merged, width + 1)), MOST_COLUMNS)
        self._take(reading)
        self.endResetModel()

    def show_reading(self, reading: SheetProposal) -> None:
        """Mark the rows of the same sheet anew."""
        self._take(reading)
        if self.rowCount() and self._width:
            last = self.index(self.rowCount() - 1, self._width - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, self.rowCount() - 1)

    def sheet(self) -> Sheet:
        """The sheet shown."""
        return self._sheet

    def reading(self) -> SheetProposal:
        """How it is read."""
        return self._reading

    def text(self, row: int, column: int) -> str:
        """What a cell shows, on one line."""
        texts = self._texts(row)
        text = texts[column] if column < len(texts) else ""
        return " ".join(text.split()) if "\n" in text or "\r" in text else text

    def look(self, row: int, column: int) -> Look:
        """How a cell is marked."""
        return self._sheet.look(row, column)

    def is_figure(self, row: int, column: int) -> bool:
        """Whether a cell stands at the right, as numbers and dates do."""
        return self._sheet.kind(row, column) in ("number", "date")

    def role(self, row: int) -> RowRole:
        """What a row is."""
        return self._roles.role(row)

    def why(self, row: int) -> Why | None:
        """Why a row is left out."""
        return self._roles.why(row)

    def tag(self, row: int) -> str:
        """The word beside a row; most rows of the body need none."""
        role = self._roles.role(row)
        if role == "header":
            return words.ROW_HEADER
        why = self._roles.why(row)
        if role == "excluded" and why is not None:
            return words.ROW_EXCLUDED.format(why=words.SHORT_WHYS[why])
        first, last = self._roles.is_first(row), self._roles.is_last(row)
        if role == "record" and (first or last):
            return words.ROW_ONLY if first and last else (words.ROW_LAST, words.ROW_FIRST)[first]
        return words.ROW_HIDDEN if row in self._sheet.hidden_rows else ""

    @override
    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else self._sheet.row_count

    @override
    def columnCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else self._width

    @override
    def data(self, index: Index, role: int = 0) -> str | None:
        row, column = index.row() + 1, index.column()
        if role == 0:
            return self.text(row, column)
        if role == ACCESSIBLE:
            name = f"{letter(column)}{row}"
            return f"{name} {self.text(row, column)} {self.tag(row)}".strip()
        return None

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> str | None:
        if role not in (0, ACCESSIBLE):
            return None
        if orientation == Qt.Orientation.Vertical:
            number = str(section + 1)
            return f"{number} {self.tag(section + 1)}".strip() if role else number
        name = letter(section)
        hidden = section in self._sheet.hidden_columns
        return words.COLUMN_HIDDEN.format(letter=name) if hidden else name

    def _take(self, reading: SheetProposal) -> None:
        self._reading = reading
        self._roles = RowRoles(reading)

    def _texts(self, row: int) -> tuple[str, ...]:
        """The cells of a row; a row is painted cell by cell, so the last one is kept."""
        if self._kept[0] != row:
            rows = self._sheet.rows
            self._kept = (row, rows[row - 1] if 1 <= row <= len(rows) else ())
        return self._kept[1]
