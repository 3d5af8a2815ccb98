"""The lines a reader writes: one CJ1 document each, and the limits every format shares.

``head`` begins a sheet, ``rows`` carry packed rows, ``tail`` ends it; ``progress`` and ``found``
may stand anywhere, ``end`` or ``refused`` is last.
"""

from collections.abc import Callable, Sequence

from desktop.domain.cj1 import MAX_BYTES, Json, encode
from desktop.domain.errors import (
    CellTooLongError,
    MalformedDocumentError,
    TooManyCellsError,
    TooManySheetsError,
)
from desktop.domain.sheets import PackedRow, SheetState, Span, pack
from desktop.importers.limits import (
    MAX_CELL_LENGTH,
    MAX_CELLS,
    MAX_CHARACTERS,
    MAX_COLUMNS,
    MAX_MERGED_ROWS,
    MAX_ROWS,
    MAX_SHEET_COLUMNS,
    MAX_SHEETS,
)

_CHUNK_LENGTH = 120_000
"""Characters a line may hold before it is sent; three bytes each stay far below 1 MiB."""

_PROGRESS_STEP = 2 << 20


class Output:
    """Takes what a reader finds, in the order of the sheet, and writes lines of bounded size."""

    def __init__(self, write: Callable[[bytes], object]) -> None:
        """Send each line to ``write``."""
        self._write = write
        self._cells = self._characters = self._merged_rows = 0
        self._sheets = 0
        self._found: dict[str, int] = {}
        self._last_done = -_PROGRESS_STEP
        self._passed = self._whole = 0
        self._begin()

    def progress(self, done: int, total: int) -> None:
        """Say how far the reading is; also the sign of life."""
        so_far = self._passed + done
        if so_far - self._last_done >= _PROGRESS_STEP or self._last_done < 0:
            self._last_done = so_far
            whole = max(self._whole or total, so_far)
            self._line({"line": "progress", "done": so_far, "total": whole})

    def stage(self, passed: int, whole: int) -> None:
        """Count what comes from ``passed`` on, out of ``whole``."""
        self._passed, self._whole = passed, whole

    def found(self, code: str, count: int = 1) -> None:
        """Count something the workbook carried besides its cells."""
        if count:
            self._found[code] = self._found.get(code, 0) + count

    @property
    def filled(self) -> bool:
        """Whether any cell held anything."""
        return self._cells > 0

    def head(self, name: str, state: SheetState) -> None:
        """Begin a sheet."""
        self._sheets += 1
        if self._sheets > MAX_SHEETS:
            raise TooManySheetsError(limit=MAX_SHEETS)
        self._begin()
        self._line({"line": "head", "name": _whole(name), "state": state})

    def row(self, number: int, texts: Sequence[str], kinds: str, looks: str) -> None:
        """Take the cells of row ``number``, which must come after the row before."""
        if not any(texts):
            self._blank_looks.append((number, looks))
            return
        self._fill_to(number)
        width = len(texts)
        while not texts[width - 1]:
            width -= 1
        if width > MAX_COLUMNS:
            raise TooManyCellsError(columns=MAX_COLUMNS)
        packed = pack(texts[:width])
        length = len(packed) if isinstance(packed, str) else sum(map(len, packed))
        self._count(width, length)
        if length > MAX_CELL_LENGTH and max(map(len, texts)) > MAX_CELL_LENGTH:
            raise CellTooLongError(row=number, limit=MAX_CELL_LENGTH)
        self._add(packed, kinds[:width], looks[:MAX_COLUMNS], length)

    def tail(
        self, merges: Sequence[Span], hidden_rows: Sequence[int], hidden_columns: Sequence[int]
    ) -> None:
        """End a sheet."""
        self._flush()
        self.found("hidden-rows", len(hidden_rows))
        self.found("hidden-columns", len(hidden_columns))
        self._merged_rows += sum(map(merged_rows, merges))
        if self._merged_rows > MAX_MERGED_ROWS:
            raise TooManyCellsError(merged_rows=MAX_MERGED_ROWS)
        spans: list[Json] = [
            [span.first_row, span.first_column, span.last_row, span.last_column] for span in merges
        ]
        for start in range(0, len(spans), 10_000):
            self._line({"line": "merges", "spans": spans[start : start + 10_000]})
        for start in range(0, len(hidden_rows), 50_000):
            self._line({"line": "hidden_rows", "rows": list(hidden_rows[start : start + 50_000])})
        self._line({"line": "tail", "hidden_columns": list(hidden_columns)})

    def end(self, form: str) -> None:
        """Say that the whole workbook has been read."""
        found: list[Json] = [[code, count] for code, count in self._found.items()]
        self._line({"line": "end", "format": form, "found": found})

    def refused(self, code: str, details: dict[str, str | int]) -> None:
        """Say why the workbook was not read."""
        self._line({"line": "refused", "code": code, "details": details})

    def _count(self, cells: int, characters: int) -> None:
        self._cells += cells
        self._characters += characters
        if self._cells > MAX_CELLS:
            raise TooManyCellsError(cells=MAX_CELLS)
        if self._characters > MAX_CHARACTERS:
            raise TooManyCellsError(characters=MAX_CHARACTERS)

    def _begin(self) -> None:
        self._next = 1
        self._rows: list[PackedRow] = []
        self._kinds: list[str] = []
        self._looks: list[str] = []
        self._blank_looks: list[tuple[int, str]] = []
        self._length = 0

    def _fill_to(self, number: int) -> None:
        if number > MAX_ROWS:
            raise TooManyCellsError(rows=MAX_ROWS)
        if number < self._next:
            raise MalformedDocumentError(reason="row-order")
        # a row that is left blank costs its place too
        self._count(number - self._next, 0)
        looks = dict(self._blank_looks)
        self._blank_looks.clear()
        while self._next < number:
            self._add("", "", looks.get(self._next, "")[:MAX_COLUMNS], 1)

    def _add(self, packed: PackedRow, kinds: str, looks: str, length: int) -> None:
        extra = length + len(kinds) + len(looks)
        if self._rows and self._length + extra > _CHUNK_LENGTH:
            self._flush()
        self._rows.append(packed)
        self._kinds.append(kinds)
        self._looks.append(looks)
        self._length += extra
        self._next += 1

    def _flush(self) -> None:
        if self._rows:
            rows: list[Json] = [p if isinstance(p, str) else list(p) for p in self._rows]
            self._line({"line": "rows", "rows": rows, "kinds": self._kinds, "looks": self._looks})
        self._rows, self._kinds, self._looks, self._length = [], [], [], 0

    def _line(self, document: dict[str, Json]) -> None:
        try:
            encoded = encode(document)
        except MalformedDocumentError as error:
            if error.details.get("reason") == "size":
                raise TooManyCellsError(row_bytes=MAX_BYTES) from error
            self.found("broken-characters")
            encoded = encode(_repaired(document))
        self._write(encoded + b"\n")


def merged_rows(span: Span) -> int:
    """How many rows a merged range has, none where its ends are exchanged.

    Raises:
        TooManyCellsError: it reaches beyond the last row or column a sheet can have.
    """
    rows, columns = (span.first_row, span.last_row), (span.first_column, span.last_column)
    if not (min(rows) >= 1 and max(rows) <= MAX_ROWS):
        raise TooManyCellsError(rows=MAX_ROWS)
    if not (min(columns) >= 0 and max(columns) < MAX_SHEET_COLUMNS):
        raise TooManyCellsError(columns=MAX_SHEET_COLUMNS)
    return max(span.last_row - span.first_row + 1, 0)


def _repaired(value: Json) -> Json:
    """The same document with halves of surrogate pairs, which no text may hold, marked U+FFFD."""
    if isinstance(value, str):
        return _whole(value)
    if isinstance(value, dict):
        return {key: _repaired(member) for key, member in value.items()}
    return [_repaired(member) for member in value] if isinstance(value, list) else value


def _whole(text: str) -> str:
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
