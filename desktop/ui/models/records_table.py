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
from desktop.domain.values import read_value
from desktop.ui.messages import frame

Index = QModelIndex | QPersistentModelIndex

PAGE = 200
PAGES_KEPT = 50
AT_ONCE = 2
"""Pages asked for at the same time: a screen shows at most two."""
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
        self._fields: tuple[Field, ...] = ()
        self._labels: tuple[str, ...] = ()
        self._fids: tuple[str, ...] = ()
        self._align: tuple[int, ...] = ()
        self._total = 0
        self._pages: OrderedDict[int, list[tuple[str, ...]]] = OrderedDict()
        self._lines: dict[int, tuple[RecordLine, ...]] = {}
        self._wanted: list[int] = []
        self._in_flight: set[int] = set()
        self._answer = 0
        self._struck = QFont()
        self._struck.setStrikeOut(True)

    def show_columns(self, fields: tuple[Field, ...]) -> None:
        """Show these fields; all lines are forgotten."""
        self.beginResetModel()
        self._fields = fields
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

    def put_page(self, page: Page, answer: int | None = None) -> None:
        """Show the lines of a page that was asked for.

        Give the ``answer()`` noted when the page was asked for: a page of an earlier answer,
        or of another size, is dropped.
        """
        if answer is not None and answer != self._answer:
            return
        number = page.start // PAGE
        self._in_flight.discard(number)
        if page.total == self._total and page.start % PAGE == 0 and page.lines:
            self._keep(number, page.lines)
            last = self.index(page.start + len(page.lines) - 1, max(len(self._fids) - 1, 0))
            self.dataChanged.emit(self.index(page.start, 0), last)
        self._ask()

    def page_failed(self, start: int) -> None:
        """A page asked for will not come; it is asked for again when it is next painted."""
        self._in_flight.discard(start // PAGE)
        self._ask()

    def answer(self) -> int:
        """The number of the answer shown; each ``show_total`` and ``refresh`` begins another."""
        return self._answer

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
        return tuple(
            _shown(field, cell) for field, cell in zip(self._fields, line.cells, strict=True)
        )

    def _keep(self, number: int, lines: tuple[RecordLine, ...]) -> None:
        self._pages[number] = [self._cells(line) for line in lines]
        self._lines[number] = lines
        while len(self._pages) > PAGES_KEPT:
            old, _ = self._pages.popitem(last=False)
            del self._lines[old]

    def _want(self, number: int) -> None:
        """Only the newest wishes count: what was scrolled past is asked for when seen again."""
        if number in self._in_flight:
            return
        if number in self._wanted:
            self._wanted.remove(number)
        self._wanted = [*self._wanted, number][-AT_ONCE:]
        self._ask()

    def _ask(self) -> None:
        while self._wanted and len(self._in_flight) < AT_ONCE:
            number = self._wanted.pop()
            self._in_flight.add(number)
            self.page_wanted.emit(number * PAGE, PAGE)

    def _forget(self, total: int) -> None:
        self._total = total
        self._pages.clear()
        self._lines.clear()
        self._wanted.clear()
        self._in_flight.clear()
        self._answer += 1


def _shown(field: Field, cell: str) -> str:
    """A cell as the list shows it: on one line, amounts of money with separators."""
    if field.kind is FieldKind.MONEY and cell:
        amount = read_value(field, cell).sort
        return f"{amount:,}" if isinstance(amount, int) else cell
    return " ".join(cell.splitlines()) if "\n" in cell or "\r" in cell else cell
