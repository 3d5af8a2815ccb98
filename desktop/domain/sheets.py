"""A workbook as found: the text each cell shows, what kind it is, how it is marked, what was left.

Rows are the sheet's own and count from 1; columns count from 0. Large sheets stay small: a row is
one packed text and becomes a tuple only when asked for.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntFlag
from typing import Literal, TypeAlias, overload

CellKind: TypeAlias = Literal["text", "number", "date", "bool", "error", "blank"]
SheetState: TypeAlias = Literal["visible", "hidden", "very_hidden"]
PackedRow: TypeAlias = "str | tuple[str, ...]"

KIND_LETTERS: dict[str, CellKind] = {
    "t": "text",
    "n": "number",
    "d": "date",
    "b": "bool",
    "e": "error",
    " ": "blank",
}
CELL_END = "\x1f"
_LOOK_BASE = 0x30
_ALPHABET = 26


class Look(IntFlag):
    """How a cell is marked on the sheet."""

    STRUCK = 1
    BOLD = 2
    FILLED = 4
    BORDERED = 8
    CENTRED = 16
    PARTLY_STRUCK = 32


def look_letter(look: int) -> str:
    """The letter one cell's marks are kept as."""
    return chr(_LOOK_BASE + look)


@dataclass(frozen=True, slots=True)
class Span:
    """A merged range; both ends belong to it."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    def holds(self, row: int, column: int) -> bool:
        """Whether the cell lies in the range."""
        inside = self.first_row <= row <= self.last_row
        return inside and self.first_column <= column <= self.last_column


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell, made when asked for."""

    row: int
    column: int
    text: str
    kind: CellKind
    look: Look

    @property
    def address(self) -> str:
        """The cell's name on the sheet, as B12."""
        return f"{letter(self.column)}{self.row}"

    @property
    def struck(self) -> bool:
        """Whether the whole cell is struck through."""
        return Look.STRUCK in self.look


def letter(column: int) -> str:
    """The name of a column on the sheet: 0 is A, 26 is AA."""
    name = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, _ALPHABET)
        name = chr(ord("A") + rest) + name
    return name


def column_of(name: str) -> int:
    """The column that a name of letters stands for: A is 0."""
    number = 0
    for character in name:
        number = number * _ALPHABET + ord(character) - ord("A") + 1
    return number - 1


def pack(texts: Sequence[str]) -> PackedRow:
    """A row as one text, or as it is where a cell holds the mark between cells."""
    packed = CELL_END.join(texts)
    return packed if packed.count(CELL_END) == max(len(texts) - 1, 0) else tuple(texts)


class Rows(Sequence[tuple[str, ...]]):
    """The rows of a sheet from row 1 on, each as wide as its last filled cell; index 0 is row 1."""

    __slots__ = ("_packed",)

    def __init__(self, packed: Iterable[PackedRow] = ()) -> None:
        """Keep ``packed`` rows (see ``pack``)."""
        self._packed = tuple(packed)

    @classmethod
    def of(cls, rows: Iterable[Sequence[str]]) -> "Rows":
        """The rows of plain sequences."""
        return cls(map(pack, rows))

    def __len__(self) -> int:
        return len(self._packed)

    @overload
    def __getitem__(self, index: int) -> tuple[str, ...]: ...
    @overload
    def __getitem__(self, index: slice) -> "Rows": ...
    def __getitem__(self, index: int | slice) -> "tuple[str, ...] | Rows":
        if isinstance(index, slice):
            return Rows(self._packed[index])
        return _unpack(self._packed[index])

    def __iter__(self) -> Iterator[tuple[str, ...]]:
        return map(_unpack, self._packed)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Rows) and self._packed == other._packed

    def __hash__(self) -> int:
        return hash(self._packed)

    def __repr__(self) -> str:
        return f"Rows({len(self._packed)})"


def _unpack(packed: PackedRow) -> tuple[str, ...]:
    if not packed:
        return ()
    return tuple(packed.split(CELL_END)) if isinstance(packed, str) else packed


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; ``kinds`` and ``looks`` have one letter a cell, row by row, cut at the last."""

    name: str
    rows: Rows
    kinds: tuple[str, ...]
    looks: tuple[str, ...]
    merges: tuple[Span, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    state: SheetState = "visible"

    @property
    def row_count(self) -> int:
        """The number of the last row that has a filled cell."""
        return len(self.rows)

    def text(self, row: int, column: int) -> str:
        """What the cell shows; empty beyond the filled part."""
        if not 1 <= row <= len(self.rows):
            return ""
        texts = self.rows[row - 1]
        return texts[column] if column < len(texts) else ""

    def kind(self, row: int, column: int) -> CellKind:
        """What kind of value the cell holds."""
        letters = self.kinds[row - 1] if 1 <= row <= len(self.kinds) else ""
        return KIND_LETTERS[letters[column] if column < len(letters) else " "]

    def look(self, row: int, column: int) -> Look:
        """How the cell is marked."""
        letters = self.looks[row - 1] if 1 <= row <= len(self.looks) else ""
        return Look(ord(letters[column]) - _LOOK_BASE if column < len(letters) else 0)

    def cell(self, row: int, column: int) -> Cell:
        """The cell with all that is known of it."""
        return Cell(
            row, column, self.text(row, column), self.kind(row, column), self.look(row, column)
        )


@dataclass(frozen=True, slots=True)
class Found:
    """Something a workbook carried besides its cells, that was left out or needs a look."""

    code: str
    count: int


@dataclass(frozen=True, slots=True)
class Workbook:
    """All sheets of a file, and what else it carried."""

    format: str
    sheets: tuple[Sheet, ...]
    found: tuple[Found, ...] = ()

    def sheet(self, name: str) -> Sheet:
        """The sheet of that name; a KeyError here is a bug of the caller."""
        for candidate in self.sheets:
            if candidate.name == name:
                return candidate
        raise KeyError(name)
