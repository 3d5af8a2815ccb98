"""Finds the one table of a sheet: where its header begins, where its body ends."""

from dataclasses import dataclass

from desktop.importers.grid import Grid
from desktop.importers.headers import header_rows

_LEAST_WIDTH = 2
_SAMPLE = 400
_TALLEST_HEADER = 12


@dataclass(frozen=True, slots=True)
class Region:
    """A table: its header rows (none in a bare list) and its body."""

    header: tuple[int, ...]
    body_first: int
    body_last: int
    width: int

    @property
    def title_rows(self) -> range:
        """The rows above the table."""
        return range(1, self.header[0] if self.header else self.body_first)


def find_table(grid: Grid) -> Region | None:
    """The table that fills most of the sheet; None if nothing there looks like one."""
    width = usual_fill(grid)
    if width < _LEAST_WIDTH:
        return None
    threshold = max(_LEAST_WIDTH, width // 2)
    dense = [row for row in range(1, grid.height + 1) if grid.fills[row - 1] >= threshold]
    if not dense:
        return None
    last = _last_row(grid, dense[-1], threshold)
    top = _top_row(grid, dense[0], threshold)
    header = header_rows(grid, top, min(last, top + _TALLEST_HEADER), last)
    first = (header[-1] if header else top - 1) + 1
    while first <= last and not grid.fills[first - 1]:
        first += 1
    if first > last:
        return None
    return Region(header, first, last, width)


def usual_fill(grid: Grid) -> int:
    """How many cells a row of the table fills: what the fuller half of the rows reaches."""
    counts = sorted(fill for fill in grid.fills if fill >= _LEAST_WIDTH)
    return counts[len(counts) * 3 // 4] if counts else 0


def _top_row(grid: Grid, first_dense: int, threshold: int) -> int:
    """The first row of the header: labels merged over the rows above the first dense one count."""
    top = first_dense
    while top > 1 and grid.fill(top - 1) >= threshold:
        top -= 1
    return top


def _last_row(grid: Grid, last_dense: int, threshold: int) -> int:
    """The last row of the body: rows filled a little less than usual still belong to it."""
    last = last_dense
    least = max(_LEAST_WIDTH, threshold // 2)
    while last < grid.height and grid.fills[last] >= least:
        last += 1
    return last
