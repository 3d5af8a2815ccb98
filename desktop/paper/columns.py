"""How wide the columns of a list become, and which go onto further pages when there are many."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain, islice

from desktop.paper.draw import Align
from desktop.paper.fonts import Face, Fonts
from desktop.paper.tables import PADDING, Column

_NARROWEST = 14.0
_WIDEST = 75.0
_SAMPLE = 300
_SLACK = 0.6
_ROUNDS = 40

Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column of a list as the caller knows it: its head and where its cells stand."""

    title: str
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class Panel:
    """The columns that share a page, by their places in the row; the first column leads each."""

    places: tuple[int, ...]
    columns: tuple[Column, ...]

    def cells(self, row: tuple[str, ...]) -> tuple[str, ...]:
        """The row's cells that stand in this panel."""
        return tuple(row[place] for place in self.places)


def panels(
    columns: tuple[ListColumn, ...], rows: Rows, room: float, size: float, fonts: Fonts
) -> tuple[Panel, ...]:
    """The columns laid into the room, in as few panels as leave each column legible."""
    wishes = tuple(
        _wish(column, (row[place] for row in islice(rows, _SAMPLE)), size, fonts)
        for place, column in enumerate(columns)
    )
    return tuple(_panel(places, columns, wishes, room) for places in _shared(wishes, room))


def _wish(column: ListColumn, cells: Iterable[str], size: float, fonts: Fonts) -> float:
    lines = chain.from_iterable(cell.split("\n") for cell in cells)
    widest = max((fonts.width(line, size) for line in lines), default=0.0)
    head = fonts.width(column.title, size, Face.BOLD)
    return min(max(widest, head, _NARROWEST - 2 * PADDING) + 2 * PADDING + _SLACK, _WIDEST)


def _shared(wishes: tuple[float, ...], room: float) -> list[tuple[int, ...]]:
    """The places of each panel: filled until the tolerable widths use up the room."""
    least = tuple(_tolerable(wish) for wish in wishes)
    groups: list[tuple[int, ...]] = [(0,)]
    for place in range(1, len(wishes)):
        if sum(least[one] for one in groups[-1]) + least[place] > room:
            groups.append((0,))
        groups[-1] += (place,)
    return groups


def _tolerable(wish: float) -> float:
    """The least width at which a column of this wish still reads well when it wraps."""
    return min(wish, max(_NARROWEST, wish / 2.2))


def _panel(
    places: tuple[int, ...], columns: tuple[ListColumn, ...], wishes: tuple[float, ...], room: float
) -> Panel:
    widths = _fitted(tuple(wishes[place] for place in places), room)
    return Panel(
        places,
        tuple(
            Column(columns[place].title, width, columns[place].align)
            for place, width in zip(places, widths, strict=True)
        ),
    )


def _fitted(wishes: tuple[float, ...], room: float) -> tuple[float, ...]:
    """The wishes, the widest cut down alike until all fit, or all grown alike to fill the room."""
    total = sum(wishes)
    if total <= room:
        return tuple(wish * room / total for wish in wishes)
    level = _level(wishes, room)
    return tuple(max(min(wish, level), _tolerable(wish)) for wish in wishes)


def _level(wishes: tuple[float, ...], room: float) -> float:
    """The width above which columns are cut so that the sum is the room, by halving."""
    low, high = 0.0, max(wishes)
    for _ in range(_ROUNDS):
        middle = (low + high) / 2
        used = sum(max(min(wish, middle), _tolerable(wish)) for wish in wishes)
        low, high = (low, middle) if used > room else (middle, high)
    return low
