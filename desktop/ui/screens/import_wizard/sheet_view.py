"""A foreign sheet as its own people know it: joined cells, fills, borders, any number of rows."""

from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QWidget
from typing_extensions import override

from desktop.domain.import_plan import SheetProposal
from desktop.domain.sheets import Look, Sheet
from desktop.ui.messages import import_wizard as words
from desktop.ui.models.sheet_picture import NOTHING, SheetPicture
from desktop.ui.screens.import_wizard.sheet_cells import SheetCells
from desktop.ui.screens.import_wizard.sheet_gutter import SheetGutter
from desktop.ui.theme import SHEET_COLUMNS, STEP
from desktop.ui.widgets.data_table import DataTable
from desktop.ui.widgets.line_edit import ENTER

_MEASURED_ROWS = 80
_MEASURED = ("header", "record")
_MOST_JOINED = 4_000
_SPILLING_ROWS = 40


class SheetView(DataTable):
    """``entered`` fires on Enter, ``current`` carries the index of the row walked to."""

    entered = Signal()

    def __init__(self, name: str = words.PICTURE, *, parent: QWidget | None = None) -> None:
        super().__init__(name, parent=parent)
        self.picture = SheetPicture()
        self.picture.setParent(self)
        self._cells = SheetCells(self.picture, self)
        self._gutter = SheetGutter(self.picture, self)
        self.setVerticalHeader(self._gutter)
        self.setModel(self.picture)
        self.setItemDelegate(self._cells)
        self.setAlternatingRowColors(False)
        header = self.horizontalHeader()
        header.setStretchLastSection(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self._gutter.show()

    def show_sheet(self, sheet: Sheet, reading: SheetProposal) -> None:
        """Show a sheet with the cursor on its first header row."""
        self.clearSpans()
        self.picture.show_sheet(sheet, reading)
        self._gutter.fit(sheet.row_count)
        self._fit()
        self._join()
        self.show_row(min(reading.header_rows, default=reading.body_first_row or 1))

    def forget(self) -> None:
        """Show nothing and keep nothing."""
        self.show_sheet(NOTHING, SheetProposal("", "not-a-ledger"))

    def show_reading(self, reading: SheetProposal) -> None:
        """Mark the rows anew; cursor and place stay."""
        self.picture.show_reading(reading)
        self._gutter.viewport().update()
        self.viewport().update()

    def row(self) -> int:
        """The row under the cursor, from 1; 0 if there is none."""
        return self.currentIndex().row() + 1

    def show_row(self, row: int) -> None:
        """Put the cursor on a row, with some of what stands above it in sight."""
        if self.picture.rowCount():
            index = self.picture.index(max(row - 1, 0), 0)
            self.setCurrentIndex(index)
            self.scrollTo(index, self.ScrollHint.PositionAtCenter)

    def point_out(self, row: int, column: int) -> None:
        """Frame one cell and bring it into sight."""
        self._cells.point_out(row, column)
        if 1 <= row <= self.picture.rowCount() and 0 <= column < self.picture.columnCount():
            index = self.picture.index(row - 1, column)
            self.setCurrentIndex(index)
            self.scrollTo(index.siblingAtColumn(0), self.ScrollHint.PositionAtCenter)
            self.scrollTo(index)
        self.viewport().update()

    @override
    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        if model is not None:
            self.selectionModel().currentRowChanged.connect(self._on_current)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            event.accept()
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def _on_current(self, index: QModelIndex) -> None:
        self._cells.show_current(index.row() + 1)
        self._gutter.show_current(index.row() + 1)
        self.viewport().update()

    def _fit(self) -> None:
        """Make each column as wide as what stands in it, within limits."""
        picture = self.picture
        joined = {
            (row, span.first_column)
            for span in picture.sheet().merges[:_MOST_JOINED]
            if span.last_column > span.first_column
            for row in range(span.first_row, min(span.last_row, span.first_row + 1) + 1)
        }
        reading = picture.reading()
        first = min(reading.header_rows, default=max(reading.body_first_row, 1))
        rows = range(first, min(picture.rowCount(), first + _MEASURED_ROWS) + 1)
        plain, bold = self._cells.metrics(bold=False), self._cells.metrics(bold=True)
        narrow, wide = SHEET_COLUMNS
        for column in range(picture.columnCount()):
            heading = str(picture.headerData(column, Qt.Orientation.Horizontal))
            widest = bold.horizontalAdvance(heading)
            for row in rows:
                text = picture.text(row, column)
                if text and (row, column) not in joined and picture.role(row) in _MEASURED:
                    metrics = bold if Look.BOLD in picture.look(row, column) else plain
                    widest = max(widest, metrics.horizontalAdvance(text))
            self.setColumnWidth(column, min(max(widest + 2 * STEP, narrow), wide))

    def _join(self) -> None:
        """Show merged cells as one, and long words above the table over their empty neighbours."""
        picture = self.picture
        taken: set[tuple[int, int]] = set()
        for span in picture.sheet().merges[:_MOST_JOINED]:
            last = min(span.last_column, picture.columnCount() - 1)
            if span.first_column > last or span.first_row > picture.rowCount():
                continue
            rows = min(span.last_row, picture.rowCount()) - span.first_row + 1
            columns = last - span.first_column + 1
            if rows > 1 or columns > 1:
                self.setSpan(span.first_row - 1, span.first_column, rows, columns)
            for row in range(span.first_row, min(span.last_row, _SPILLING_ROWS) + 1):
                taken.update((row, column) for column in range(span.first_column, last + 1))
        self._spill(taken)

    def _spill(self, taken: set[tuple[int, int]]) -> None:
        picture = self.picture
        for row in range(1, min(picture.rowCount(), _SPILLING_ROWS) + 1):
            if picture.role(row) != "outside":
                continue
            column = 0
            while column < picture.columnCount():
                columns = self._reach(row, column, taken)
                if columns > 1:
                    self.setSpan(row - 1, column, 1, columns)
                column += columns

    def _reach(self, row: int, column: int, taken: set[tuple[int, int]]) -> int:
        """How many cells a text of its own needs, as far as the next ones are empty."""
        picture = self.picture
        text = picture.text(row, column)
        if not text or (row, column) in taken:
            return 1
        need = self._cells.metrics(bold=Look.BOLD in picture.look(row, column))
        missing = need.horizontalAdvance(text) + STEP - self.columnWidth(column)
        end = column + 1
        while missing > 0 and end < picture.columnCount():
            if picture.text(row, end) or (row, end) in taken:
                break
            missing -= self.columnWidth(end)
            end += 1
        return end - column
