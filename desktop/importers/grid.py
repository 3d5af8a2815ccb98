"""A sheet to be understood: which cells are filled, merged ranges unfolded, kinds by content."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import Literal, TypeAlias

from desktop.domain.era_days import DateStatus
from desktop.domain.sheets import Sheet, Span
from desktop.domain.wareki import parse_date

ContentType: TypeAlias = Literal["text", "number", "date", "blank"]

_NUMBER = re.compile(r"[-+△▲−¥￥]?\s*[0-9０-９][0-9０-９,，]*(?:[.．][0-9０-９]+)?\s*[%％円]?")
_DATE_LIKE = re.compile(r"[0-9０-９元〇一二三四五六七八九十]")


class Grid:
    """One sheet with the look-ups that understanding needs; rows from 1, columns from 0."""

    def __init__(self, sheet: Sheet) -> None:
        """Look at ``sheet``."""
        self.sheet = sheet
        self.rows = sheet.rows
        self.height = len(sheet.rows)

    @cached_property
    def fills(self) -> list[int]:
        """How many cells each row fills; index 0 is row 1."""
        return [sum(1 for text in row if text and not text.isspace()) for row in self.rows]

    @cached_property
    def merged(self) -> dict[tuple[int, int], Span]:
        """The merged range of each cell that lies in one (huge ranges are left out)."""
        cells: dict[tuple[int, int], Span] = {}
        for span in self.sheet.merges:
            if _area(span) <= _LARGEST_MERGE:
                for row in range(span.first_row, span.last_row + 1):
                    for column in range(span.first_column, span.last_column + 1):
                        cells[row, column] = span
        return cells

    def text(self, row: int, column: int) -> str:
        """The text of a cell; a merged cell has the text of its range."""
        span = self.merged.get((row, column))
        if span is not None:
            return self.sheet.text(span.first_row, span.first_column)
        return self.sheet.text(row, column)

    def texts(self, row: int) -> tuple[str, ...]:
        """The cells of a row as they stand."""
        return self.rows[row - 1] if 1 <= row <= self.height else ()

    def fill(self, row: int) -> int:
        """How many cells of a row are filled, each cell of a filled merged range counted."""
        if not 1 <= row <= self.height:
            return 0
        return self.fills[row - 1] + self._unfolded[row]

    @cached_property
    def _unfolded(self) -> Counter[int]:
        """How many cells of each row are filled only through a merged range."""
        return Counter(
            row
            for (row, column), span in self.merged.items()
            if (row, column) != (span.first_row, span.first_column)
            and self.sheet.text(span.first_row, span.first_column)
        )

    def content(self, row: int, column: int) -> ContentType:
        """What a cell holds, told by its kind and by its text."""
        text = self.text(row, column)
        if not text or text.isspace():
            return "blank"
        kind = self.sheet.kind(row, column)
        if kind == "date":
            return "date"
        return "number" if kind == "number" else content_type(text)

    def sample(self, first: int, last: int, most: int) -> Iterator[int]:
        """Up to ``most`` rows of a stretch, evenly spread."""
        step = max(1, (last - first + 1) // most)
        return iter(range(first, last + 1, step))


_LARGEST_MERGE = 20_000


def _area(span: Span) -> int:
    return (span.last_row - span.first_row + 1) * (span.last_column - span.first_column + 1)


@lru_cache(maxsize=1 << 14)
def content_type(text: str) -> ContentType:
    """What a text is by itself: a number, a date, other text, or blank."""
    bare = text.strip()
    if not bare:
        return "blank"
    if _NUMBER.fullmatch(bare):
        return "number"
    if _DATE_LIKE.search(bare) and parse_date(bare).status in (DateStatus.OK, DateStatus.PARTIAL):
        return "date"
    return "text"
