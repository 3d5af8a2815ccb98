"""Ruled tables: cells wrap, the head is repeated on every page, a row too tall goes over."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from desktop.paper.draw import Align, Box, Rule, Words
from desktop.paper.flow import MM_PER_POINT, Flow, line_height
from desktop.paper.fonts import Face
from desktop.paper.wrapping import wrap

PADDING = 1.4
_HEAD_GROUND = 0.92
_FACT_GROUND = 0.95
_HAIR = 0.12  # so that the ground does not cover the rule above
_TIGHT = 1.35
_LABEL = 38.0
_FEWEST_LINES = 3  # of a row that goes over; fewer look torn off

Lines = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column's head, its width in millimetres and where its cells stand."""

    title: str
    width: float
    align: Align = Align.LEFT


def table(
    flow: Flow, columns: tuple[Column, ...], rows: Iterable[tuple[str, ...]], size: float = 9
) -> None:
    """Write the table from here on down; each row has one cell per column."""
    grid = _Grid(flow, columns, size)
    grid.head()
    for row in rows:
        grid.row(row)


def facts(
    flow: Flow, pairs: Iterable[tuple[str, str]], size: float = 10, width: float | None = None
) -> None:
    """A table of two columns without a head: what it is, what it says."""
    room = (flow.size.body if width is None else width) - _LABEL
    grid = _Grid(flow, (Column("", _LABEL), Column("", room)), size)
    for pair in pairs:
        grid.fact(pair)


class _Grid:
    def __init__(self, flow: Flow, columns: tuple[Column, ...], size: float) -> None:
        self._flow = flow
        self._columns = columns
        self._size = size
        self._line = line_height(size, _TIGHT)
        left = flow.size.left
        self._edges = tuple(accumulate((column.width for column in columns), initial=left))
        self._heads = self._wrapped(tuple(column.title for column in columns), Face.BOLD)

    def head(self) -> None:
        """The band of titles, where the columns have any."""
        if any(column.title for column in self._columns):
            height = self._height(_tallest(self._heads))
            self._flow.need(height + self._height(2))
            self._band(self._heads, height, head=True)

    def row(self, cells: tuple[str, ...]) -> None:
        """A row; what does not fit goes over, line by line if it must."""
        for part in self._parts(cells):
            self._band(part, self._height(_tallest(part)))

    def fact(self, cells: tuple[str, ...]) -> None:
        """A row of labels and values in turn, the labels on a grey ground."""
        for part in self._parts(cells):
            height = self._height(_tallest(part))
            for left, right in zip(self._edges[::2], self._edges[1::2], strict=False):
                self._shade(left, right, height)
            self._band(part, height)

    def _parts(self, cells: tuple[str, ...]) -> Iterator[tuple[Lines, ...]]:
        rest = self._wrapped(cells, Face.PLAIN)
        while _tallest(rest):
            fitting = self._fitting(_tallest(rest))
            yield tuple(lines[:fitting] for lines in rest)
            rest = tuple(lines[fitting:] for lines in rest)

    def _shade(self, left: float, right: float, height: float) -> None:
        top = self._flow.y + _HAIR
        self._flow.put(Box(left, top, right - left, height - _HAIR, 0, _FACT_GROUND))

    def _fitting(self, wanted: int) -> int:
        """How many lines go on this page; the page is turned where that serves better."""
        torn = self._lines_free() < _FEWEST_LINES
        if wanted > self._lines_free() and (torn or wanted <= self._lines_of_a_page()):
            self._flow.turn()
            self.head()
        return max(1, min(wanted, self._lines_free()))

    def _lines_free(self) -> int:
        return int((self._flow.room - 2 * PADDING) / self._line)

    def _lines_of_a_page(self) -> int:
        body = self._flow.size.bottom - self._flow.size.top
        return int((body - self._height(_tallest(self._heads)) - 2 * PADDING) / self._line)

    def _height(self, lines: int) -> float:
        return lines * self._line + 2 * PADDING

    def _wrapped(self, cells: tuple[str, ...], face: Face) -> tuple[Lines, ...]:
        return tuple(
            wrap(cell, column.width - 2 * PADDING, self._size, self._flow.fonts, face)
            for cell, column in zip(cells, self._columns, strict=True)
        )

    def _band(self, cells: tuple[Lines, ...], height: float, *, head: bool = False) -> None:
        top, right = self._flow.y, self._edges[-1]
        left = self._edges[0]
        if head:
            self._flow.put(Box(left, top, right - left, height, 0, _HEAD_GROUND))
        self._flow.put(*self._frame(top, height))
        for edge in self._edges[1:-1]:
            self._flow.put(Rule(edge, top, edge, top + height, 0.25))
        for number, lines in enumerate(cells):
            self._cell(
                number,
                lines,
                (height - len(lines) * self._line) / 2 if head else PADDING,
                head=head,
            )
        self._flow.y += height

    def _frame(self, top: float, height: float) -> tuple[Rule, ...]:
        """The sides and the foot of a band; its top is the foot of the one above, or drawn here."""
        left, right, foot = self._edges[0], self._edges[-1], top + height
        sides = (Rule(left, top, left, foot, 0.6), Rule(right, top, right, foot, 0.6))
        first = () if self._flow.ruled == top else (Rule(left, top, right, top, 0.6),)
        self._flow.ruled = foot
        return (*sides, *first, Rule(left, foot, right, foot, 0.3))

    def _cell(self, number: int, lines: Lines, drop: float, *, head: bool) -> None:
        align = Align.CENTRE if head else self._columns[number].align
        x = self._anchor(number, align)
        face = Face.BOLD if head else Face.PLAIN
        base = self._flow.y + drop + self._size * MM_PER_POINT * (_TIGHT + 0.76) / 2
        for offset, line in enumerate(lines):
            if line:
                self._flow.put(Words(x, base + offset * self._line, line, self._size, face, align))

    def _anchor(self, number: int, align: Align) -> float:
        left, right = self._edges[number], self._edges[number + 1]
        if align is Align.LEFT:
            return left + PADDING
        return right - PADDING if align is Align.RIGHT else (left + right) / 2


def _tallest(cells: tuple[Lines, ...]) -> int:
    return max(len(lines) for lines in cells)
