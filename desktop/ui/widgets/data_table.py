"""Tables: one line = one record, driven by keys, first column frozen on wish, no way out.

Blocks export: no copy, no drag, no editing in place, no context menu.
"""

from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget
from typing_extensions import override

from desktop.ui.theme import HAIR, MEDIUM, NARROW_COLUMN, TABLE_ROW, WIDE_COLUMN, colour
from desktop.ui.widgets.line_edit import ENTER, copies

FIT_ROWS = 60


class _Grid(QTableView):
    """A table that paints its own ground, so that scrolling moves what is painted already."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        _quiet(self)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), colour("ground"))
        painter.end()
        super().paintEvent(event)


class DataTable(_Grid):
    """``chosen`` carries the row on Enter or double click, ``current`` each row walked to.

    ``sort_wanted`` carries column and descending when a heading of a ``sortable`` one is pressed.
    """

    chosen = Signal(int)
    current = Signal(int)
    sort_wanted = Signal(int, bool)

    def __init__(
        self,
        name: str,
        *,
        frozen: bool = False,
        sortable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._sorted = (-1, False)
        self._frozen = _FrozenColumn(self) if frozen else None
        for header in self._headers() if sortable else ():
            header.setSectionsClickable(True)
            header.sectionClicked.connect(self._on_heading)
        self.doubleClicked.connect(lambda index: self.chosen.emit(index.row()))

    @override
    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        if model is not None:
            self.selectionModel().currentRowChanged.connect(self._on_row)
            model.modelReset.connect(self._on_reset)
        if self._frozen is not None and model is not None:
            self._frozen.follow(model)

    def set_widths(self, widths: tuple[int, ...]) -> None:
        """Give the columns these widths in px."""
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)

    def fit_columns(self, rows: int = FIT_ROWS) -> None:
        """Make each column as wide as its heading and the first lines at hand need."""
        model = self.model()
        if model is None:
            return
        metrics = self.fontMetrics()
        for column in range(model.columnCount()):
            heading = model.headerData(column, Qt.Orientation.Horizontal) or ""
            texts = [str(heading) + "  "]
            texts.extend(
                str(model.index(row, column).data() or "")
                for row in range(min(rows, model.rowCount()))
            )
            widest = max(metrics.horizontalAdvance(text) for text in texts)
            self.setColumnWidth(column, min(max(widest + 2 * MEDIUM, NARROW_COLUMN), WIDE_COLUMN))

    def show_sorted(self, column: int, *, descending: bool) -> None:
        """Mark the column the lines are sorted by; -1 marks none."""
        self._sorted = (column, descending)
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        for header in self._headers():
            header.setSortIndicatorShown(column >= 0)
            header.setSortIndicator(column, order)

    def go_to(self, row: int) -> None:
        """Select a row and scroll to it."""
        model = self.model()
        if model is not None and 0 <= row < model.rowCount():
            column = max(self.currentIndex().column(), 0)
            self.setCurrentIndex(model.index(row, column))
            self.scrollTo(model.index(row, column))

    def seen_rows(self) -> tuple[int, int]:
        """The first and last row on the screen, (0, -1) if there is none."""
        model = self.model()
        if model is None or model.rowCount() == 0:
            return (0, -1)
        first = self.rowAt(0)
        last = self.rowAt(self.viewport().height() - 1)
        return (max(first, 0), last if last >= 0 else model.rowCount() - 1)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if copies(event):
            event.accept()
        elif event.key() in ENTER and self.currentIndex().isValid():
            event.accept()
            self.chosen.emit(self.currentIndex().row())
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and self.model() is not None:
            event.accept()
            home = event.key() == Qt.Key.Key_Home
            self.go_to(0 if home else self.model().rowCount() - 1)
        else:
            super().keyPressEvent(event)

    @override
    def keyboardSearch(self, search: str) -> None:
        """Nothing: walking a million lines for a letter would stop the window."""

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._frozen is not None:
            self._frozen.place()

    def _headers(self) -> tuple[QHeaderView, ...]:
        own = self.horizontalHeader()
        return (own,) if self._frozen is None else (own, self._frozen.horizontalHeader())

    def _on_heading(self, column: int) -> None:
        """The same heading again turns the order round."""
        again = self._sorted[0] == column
        self.show_sorted(column, descending=again and not self._sorted[1])
        self.sort_wanted.emit(*self._sorted)

    def _on_row(self, index: QModelIndex) -> None:
        if index.isValid():
            self.current.emit(index.row())

    def _on_reset(self) -> None:
        self.scrollToTop()


class _FrozenColumn(_Grid):
    """The first column again, standing still over the table it follows."""

    def __init__(self, table: DataTable) -> None:
        super().__init__(table)
        self.setObjectName("frozen")
        self._table = table
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.horizontalHeader().sectionResized.connect(self._on_resized)
        table.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.verticalScrollBar().valueChanged.connect(table.verticalScrollBar().setValue)
        self.doubleClicked.connect(lambda index: table.chosen.emit(index.row()))

    def follow(self, model: QAbstractItemModel) -> None:
        """Show the first column of ``model`` with the table's own selection."""
        self.setModel(model)
        own = self.selectionModel()
        self.setSelectionModel(self._table.selectionModel())
        own.deleteLater()
        model.modelReset.connect(self._narrow)
        self._narrow()

    def place(self) -> None:
        """Lie exactly over the table's first column."""
        table = self._table
        edge = table.frameWidth()
        header = table.horizontalHeader().height()
        self.setGeometry(
            edge, edge, table.columnWidth(0) + HAIR, table.viewport().height() + header
        )
        self.setVisible(table.model() is not None and table.model().columnCount() > 1)

    def _narrow(self) -> None:
        for column in range(1, self.model().columnCount()):
            self.setColumnHidden(column, True)  # noqa: FBT003 - Qt's signature
        self.setColumnWidth(0, self._table.columnWidth(0))
        self.place()

    def _on_resized(self, column: int, _old: int, new: int) -> None:
        if column == 0:
            self.setColumnWidth(0, new)
            self.place()


def _quiet(view: QTableView) -> None:
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setDragEnabled(False)
    view.setAcceptDrops(False)
    view.setDragDropMode(QAbstractItemView.DragDropMode.NoDragDrop)
    view.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
    view.setAlternatingRowColors(True)
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.setTabKeyNavigation(False)
    view.setCornerButtonEnabled(False)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
    view.verticalHeader().hide()
    view.verticalHeader().setDefaultSectionSize(TABLE_ROW)
    view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    header = view.horizontalHeader()
    header.setFixedHeight(TABLE_ROW + HAIR)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setStretchLastSection(True)
    header.setHighlightSections(False)
    header.setMinimumSectionSize(NARROW_COLUMN // 2)
