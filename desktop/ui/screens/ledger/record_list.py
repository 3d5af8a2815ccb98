"""The table of the list: Space marks, / searches, a heading sorts."""

from PySide6.QtCore import QAbstractItemModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from typing_extensions import override

from desktop.ui.messages import ledger as words
from desktop.ui.widgets.data_table import DataTable


class RecordList(DataTable):
    """``marked`` carries a row, ``seen`` says that other rows show now."""

    marked = Signal(int)
    search_wanted = Signal()
    seen = Signal()

    def __init__(self) -> None:
        super().__init__(words.LIST, frozen=True, sortable=True)
        self.verticalScrollBar().valueChanged.connect(self.seen)

    @override
    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        if model is not None:
            model.modelReset.connect(self.seen)
            model.dataChanged.connect(self.seen)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() == "/":
            event.accept()
            self.search_wanted.emit()
        elif event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            event.accept()
            self.marked.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.seen.emit()
