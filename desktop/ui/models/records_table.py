"""The list of a ledger as a virtual table: any number of lines, pages fetched when seen.

The model is told what to show and asks by ``page_wanted``; it never asks the store. ``data``
is what a repaint waits for: cells are made ready when their page comes, not when painted.
"""

from collections import OrderedDict

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont
from typing_extensions import override

from desktop.domain.fields import Field, FieldKind
from desktop.domain.ids import RecordUid
from desktop.domain.records import RecordLine, RecordState
from desktop.domain.search import Page
from desktop.ui.messages import frame

Index = QModelIndex | QPersistentModelIndex

PAGE = 200
PAGES_KEPT = 50
NO_PARENT = QModelIndex()
# plain ints: comparing enum members would be half of a repaint
ALIGN = Qt.ItemDataRole.TextAlignmentRole.value
FONT = Qt.ItemDataRole.FontRole.value
ACCESSIBLE = Qt.ItemDataRole.AccessibleTextRole.value
LEFT = int((Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter).value)
RIGHT = int((Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter).value)
_RIGHT_KINDS = (FieldKind.NUMBER, FieldKind.MONEY)


class RecordsTable(QAbstractTableModel):
    """Lines of one answer; ``show_columns`` and ``show_total`` begin it, pages fill it."""

    page_wanted = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self._labels: tuple[str, ...] = ()
        self._fids: tuple[str, ...] = ()
        self._align: tuple[int, ...] = ()
        self._total = 0
        self._pages: OrderedDict[int, list[tuple[str, ...]]] = OrderedDict()
        self._lines: dict[int, tuple[RecordLine, ...]] = {}
        self._asked: set[int] = set()
        self._struck = QFont()
        self._struck.setStrikeOut(True)

    def show_columns(self, fields: tuple[Field, ...]) -> None:
        """Show these fields; all lines are forgotten."""
        self.beginResetModel()
        self._labels = tuple(field.label for field in fields)
        self._fids = tuple(field.fid for field in fields)
        self._align = tuple(RIGHT if field.kind in _RIGHT_KINDS else LEFT for field in fields)
        self._forget(0)
        self.endResetModel()

    def show_total(self, total: int) -> None:
        """Begin another answer of ``total`` lines; the pages seen are asked for anew."""
        self.beginResetModel()
        self._forget(total)
        self.endResetModel()

    def put_page(self, page: Page) -> None:
        """Show the lines of a page that was asked for; a late page of another size is dropped."""
        number = page.start // PAGE
        if page.total != self._total or page.start % PAGE or not page.lines:
            self._asked.discard(number)
            return
        self._pages[number] = [self._cells(line) for line in page.lines]
        self._lines[number] = page.lines
        self._asked.discard(number)
        while len(self._pages) > PAGES_KEPT:
            old, _ = self._pages.popitem(last=False)
            del self._lines[old]
        last = self.index(page.start + len(page.lines) - 1, max(len(self._fids) - 1, 0))
        self.dataChanged.emit(self.index(page.start, 0), last)

    def refresh(self) -> None:
        """Forget all lines and ask again for those that are seen; the total stays."""
        self._forget(self._total)
        if self._total:
            last = self.index(self._total - 1, max(len(self._fids) - 1, 0))
            self.dataChanged.emit(self.index(0, 0), last)

    def line_at(self, row: int) -> RecordLine | None:
        """The line of a row, None while its page has not come."""
        lines = self._lines.get(row // PAGE)
        offset = row % PAGE
        return lines[offset] if lines is not None and offset < len(lines) else None

    def uid_at(self, row: int) -> RecordUid | None:
        """The record of a row, None while its page has not come."""
        line = self.line_at(row)
        return line.uid if line is not None else None

    def row_of(self, uid: RecordUid) -> int | None:
        """Where a record stands among the lines at hand."""
        for number, lines in self._lines.items():
            for offset, line in enumerate(lines):
                if line.uid == uid:
                    return number * PAGE + offset
        return None

    def fid_at(self, column: int) -> str:
        """The field shown in a column."""
        return self._fids[column]

    def total(self) -> int:
        """How many lines the answer has."""
        return self._total

    @override
    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else self._total

    @override
    def columnCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._fids)

    @override
    def data(self, index: Index, role: int = 0) -> str | int | QFont | None:
        if role:
            return self._other(index, role)
        row = index.row()
        page = self._pages.get(row // PAGE)
        if page is None:
            self._want(row // PAGE)
            return None
        return page[row % PAGE][index.column()]

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = 0
    ) -> str | int | None:
        if orientation == Qt.Orientation.Vertical:
            return str(section + 1) if role == 0 else None
        if role == 0:
            return self._labels[section]
        return self._align[section] if role == ALIGN else None

    def _other(self, index: Index, role: int) -> str | int | QFont | None:
        if role == ALIGN:
            return self._align[index.column()]
        if role == FONT:
            line = self.line_at(index.row())
            return self._struck if line and line.state is RecordState.VOIDED else None
        if role == ACCESSIBLE:
            return self._spoken(index)
        return None

    def _spoken(self, index: Index) -> str:
        line = self.line_at(index.row())
        if line is None:
            return ""
        words = f"{self._labels[index.column()]} {line.cells[index.column()]}"
        return f"{words} {frame.VOIDED_MARK}" if line.state is RecordState.VOIDED else words

    def _cells(self, line: RecordLine) -> tuple[str, ...]:
        """One line each: a line break in a value would grow the row's drawing."""
        return tuple(" ".join(cell.splitlines()) if "\n" in cell else cell for cell in line.cells)

    def _want(self, number: int) -> None:
        if number not in self._asked:
            self._asked.add(number)
            self.page_wanted.emit(number * PAGE, PAGE)

    def _forget(self, total: int) -> None:
        self._total = total
        self._pages.clear()
        self._lines.clear()
        self._asked.clear()
