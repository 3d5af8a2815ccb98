"""Some records of a package as a table: the very texts that leave or arrive, nothing prettied."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desktop.domain.fields import Field, FieldKind
from desktop.ui.models.lines import LinesModel
from desktop.ui.widgets.data_table import DataTable

_FIGURES = (FieldKind.NUMBER, FieldKind.MONEY)


class SampleTable(DataTable):
    """``show_sample`` replaces what is shown; the first column stands still."""

    def __init__(self, name: str, *, parent: QWidget | None = None) -> None:
        super().__init__(name, frozen=True, parent=parent)
        self._model = LinesModel(())
        self.setModel(self._model)

    def show_sample(self, fields: Sequence[Field], lines: Sequence[tuple[str, ...]]) -> None:
        """Show these cells under the labels of ``fields``."""
        numbers = tuple(place for place, one in enumerate(fields) if one.kind in _FIGURES)
        self._model = LinesModel(tuple(one.label for one in fields), numbers=numbers)
        self._model.setParent(self)
        self.setModel(self._model)
        self._model.show_lines(lines)
        self.fit_columns()

    def lines(self) -> tuple[tuple[str, ...], ...]:
        """What is shown."""
        return tuple(self._model.line_at(row) for row in range(self._model.rowCount()))
