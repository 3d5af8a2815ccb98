"""Names and values below each other, read only, in two aligned columns."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.ui.theme import LABEL_COLUMN, MEDIUM, SMALL
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.panel import cleared


class KeyValueList(QWidget):
    """``show_pairs`` replaces what is shown."""

    def __init__(
        self, pairs: Iterable[tuple[str, str]] = (), *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(MEDIUM)
        self._grid.setVerticalSpacing(SMALL)
        self._grid.setColumnMinimumWidth(0, LABEL_COLUMN)
        self._grid.setColumnStretch(1, 1)
        self.show_pairs(pairs)

    def show_pairs(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Show these names and values."""
        cleared(self._grid)
        for line, (name, value) in enumerate(pairs):
            label = Label(name, "sub")
            text = Label(value, wrap=True)
            text.setAccessibleName(f"{name} {value}")
            self._grid.addWidget(label, line, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(text, line, 1)
