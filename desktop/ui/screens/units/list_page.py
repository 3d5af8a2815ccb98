"""One list of 受渡先: a sentence, a table or what stands in its place, and its deed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.models.lines import LinesModel
from desktop.ui.theme import MEDIUM, NARROW_COLUMN
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.data_table import DataTable
from desktop.ui.widgets.empty_state import EmptyState
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.look import column, row


class ListPage(QWidget):
    """``acted`` fires when its deed is wished for; without ``action`` there is none."""

    acted = Signal()

    def __init__(
        self,
        title: str,
        text: str,
        columns: tuple[str, ...],
        *,
        empty: tuple[str, str] = ("", ""),
        action: str = "",
    ) -> None:
        super().__init__()
        self.setAccessibleName(title)
        self._model = LinesModel(columns)
        self._model.setParent(self)
        self.table = DataTable(title)
        self.table.setModel(self._model)
        self.action = Button(action, icon_name="add")
        if not action:
            self.action.hide()
        self.action.clicked.connect(self.acted)
        self._empty = EmptyState("people", empty[0], hint=empty[1])
        head = row(Label(text, "sub", wrap=True), self.action, gap=MEDIUM)
        head.setStretch(0, 1)
        whole = column(head, self.table, self._empty, gap=MEDIUM)
        whole.setStretch(1, 1)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self.show_lines(())

    def show_lines(self, lines: tuple[tuple[str, ...], ...]) -> None:
        """Replace the list."""
        self._model.show_lines(lines)
        self.table.fit_columns()
        last = self._model.columnCount() - 1
        width = self.table.columnWidth(last)
        self.table.setColumnWidth(last, max(width, NARROW_COLUMN))
        self.table.setVisible(bool(lines))
        self._empty.setVisible(not lines)

    def lines(self) -> tuple[tuple[str, ...], ...]:
        """What is listed."""
        return tuple(self._model.line_at(place) for place in range(self._model.rowCount()))
