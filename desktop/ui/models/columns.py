"""The columns of a sheet and the fields they fill, one line a column, the first cell ticked."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from typing_extensions import override

from desktop.domain.fields import FieldKind
from desktop.domain.import_plan import ColumnMapping, ColumnProposal
from desktop.ui.messages import import_wizard as words
from desktop.ui.messages.importers import KINDS
from desktop.ui.models.lines import Index, LinesModel
from desktop.ui.theme import colour

CHECK = Qt.ItemDataRole.CheckStateRole.value
INK = Qt.ItemDataRole.ForegroundRole.value
ON, OFF = Qt.CheckState.Checked.value, Qt.CheckState.Unchecked.value
SURE, LIKELY = 90, 60


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """A column as proposed, some of its values, and the field it fills (None: left out)."""

    proposed: ColumnProposal
    examples: tuple[str, ...]
    mapped: ColumnMapping | None
    judged: bool = False

    @property
    def is_open(self) -> bool:
        """Whether a person should look: a guess, or dates whose era nobody said."""
        if self.mapped is None:
            return False
        return self.is_guess or self.era_missing

    @property
    def is_guess(self) -> bool:
        """Whether we hardly know; a column kept as plain text loses nothing and is none."""
        unsure = self.proposed.confidence < LIKELY and not self.judged
        return unsure and self.proposed.kind is not FieldKind.TEXT

    @property
    def era_missing(self) -> bool:
        """Whether dates without an era have none chosen."""
        if self.mapped is None or not self.proposed.needs_era:
            return False
        return self.mapped.kind is self.proposed.kind and self.mapped.default_era is None


class ColumnsModel(LinesModel):
    """``show_columns`` replaces all, ``change_column`` one line."""

    def __init__(self) -> None:
        super().__init__(words.COLUMN_HEADINGS)
        self._columns: list[ColumnLine] = []

    def show_columns(self, columns: Sequence[ColumnLine]) -> None:
        """Show these columns in the order of the sheet."""
        self._columns = list(columns)
        self.show_lines([_line(one) for one in columns])

    def change_column(self, place: int, column: ColumnLine) -> None:
        """Show one column anew; the cursor stays."""
        self._columns[place] = column
        self._lines = tuple(_line(one) for one in self._columns)
        self.dataChanged.emit(
            self.index(place, 0), self.index(place, len(words.COLUMN_HEADINGS) - 1)
        )

    def column_at(self, place: int) -> ColumnLine:
        """One column."""
        return self._columns[place]

    def columns(self) -> tuple[ColumnLine, ...]:
        """All of them."""
        return tuple(self._columns)

    @override
    def data(  # type: ignore[override]  # a colour besides what a plain line answers
        self, index: Index, role: int = 0
    ) -> str | int | QColor | None:
        if role == CHECK and index.column() == 0:
            return ON if self._columns[index.row()].mapped is not None else OFF
        if role == INK:
            return self._ink(index.row(), index.column())
        return super().data(index, role)

    def _ink(self, place: int, column: int) -> QColor | None:
        line = self._columns[place]
        if line.mapped is None:
            return colour("disabled")
        last = column == len(words.COLUMN_HEADINGS) - 1
        return colour("warning") if last and line.is_open else None


def _line(one: ColumnLine) -> tuple[str, ...]:
    mapped = one.mapped
    shown = "、".join(" ".join(text.split()) for text in one.examples)
    head = ("", one.proposed.letter, one.proposed.label, shown)
    if mapped is None:
        return (*head, words.NOT_TAKEN, "", "", "")
    must = words.REQUIRED if mapped.required else ""
    return (*head, mapped.label, KINDS[mapped.kind], must, _sureness(one))


def _sureness(one: ColumnLine) -> str:
    if one.era_missing:
        return words.ERA_NEEDED
    if one.judged:
        return words.BY_PERSON
    percent = one.proposed.confidence
    if percent < LIKELY and not one.is_guess:
        return words.PLAIN
    word = words.SURE if percent >= SURE else words.LIKELY if percent >= LIKELY else words.UNSURE
    return words.SURENESS.format(word=word, percent=percent)
