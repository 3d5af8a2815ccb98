"""The list's model with marks: which records are chosen for an export, whatever is searched."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from typing_extensions import override

from desktop.domain.ids import RecordUid
from desktop.ui.models.records_table import Index, RecordsTable

CHECK = Qt.ItemDataRole.CheckStateRole.value
ON, OFF = Qt.CheckState.Checked.value, Qt.CheckState.Unchecked.value


class MarkedRecords(RecordsTable):
    """``marks_changed`` carries how many are marked; marks stay until they are taken off."""

    marks_changed = Signal(int)

    def __init__(self, *, markable: bool = False) -> None:
        super().__init__()
        self._markable = markable
        self._marked: dict[RecordUid, None] = {}

    def set_markable(self, *, markable: bool) -> None:
        """Whether the first column has a box to tick."""
        self._markable = markable
        self.unmark()

    def toggle(self, row: int) -> None:
        """Mark the record of a row, or take its mark off."""
        uid = self.uid_at(row)
        if uid is None or not self._markable:
            return
        if uid in self._marked:
            del self._marked[uid]
        else:
            self._marked[uid] = None
        self._changed(row, row)

    def unmark(self) -> None:
        """Take every mark off."""
        self._marked.clear()
        if self.total():
            self._changed(0, self.total() - 1)
        else:
            self.marks_changed.emit(0)

    def marked(self) -> tuple[RecordUid, ...]:
        """The marked records in the order of their marking."""
        return tuple(self._marked)

    @override
    def data(self, index: Index, role: int = 0) -> str | int | QFont | None:
        if role == CHECK:
            return self._check(index) if self._markable and index.column() == 0 else None
        return super().data(index, role)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        plain = super().flags(index)
        ticks = self._markable and index.isValid() and index.column() == 0
        return plain | Qt.ItemFlag.ItemIsUserCheckable if ticks else plain

    @override
    def setData(self, index: Index, value: object, role: int = 0) -> bool:
        if role != CHECK:
            return False
        self.toggle(index.row())
        return True

    def _check(self, index: Index) -> int | None:
        uid = self.uid_at(index.row())
        if uid is None:
            return None
        return ON if uid in self._marked else OFF

    def _changed(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, 0), [CHECK])
        self.marks_changed.emit(len(self._marked))
