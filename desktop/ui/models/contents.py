"""A list of places in the manual: books as headings that cannot be chosen, chapters below them."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont
from typing_extensions import override

Index = QModelIndex | QPersistentModelIndex
NO_PARENT = QModelIndex()


@dataclass(frozen=True, slots=True)
class Place:
    """One line; a line without ``link`` is a heading."""

    text: str
    link: str = ""


class ContentsModel(QAbstractListModel):
    """``show_places`` replaces all."""

    def __init__(self) -> None:
        super().__init__()
        self._places: tuple[Place, ...] = ()

    def show_places(self, places: Sequence[Place]) -> None:
        """Show these lines."""
        self.beginResetModel()
        self._places = tuple(places)
        self.endResetModel()

    def link_at(self, row: int) -> str:
        """Where a line leads, "" for a heading."""
        return self._places[row].link

    def row_of(self, link: str) -> int | None:
        """The line that leads there, None if none does."""
        return next((row for row, one in enumerate(self._places) if one.link == link), None)

    @override
    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._places)

    @override
    def data(self, index: Index, role: int = 0) -> str | QFont | None:
        place = self._places[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return place.text
        if role == Qt.ItemDataRole.FontRole and not place.link:
            font = QFont()
            font.setBold(True)
            return font
        return None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not self._places[index.row()].link:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
