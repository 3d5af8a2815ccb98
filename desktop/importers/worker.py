"""Reads a foreign file in the limited child; whatever happens there is an AppError here."""

import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import cast

from desktop.domain.cj1 import Json, decode_object, encode
from desktop.domain.documents import Document
from desktop.domain.errors import (
    AppError,
    FileTooLargeError,
    MalformedDocumentError,
    ReaderDiedError,
    ReaderMemoryError,
    ReaderTimeError,
    ReadingCancelledError,
)
from desktop.domain.sheets import (
    KIND_LETTERS,
    Found,
    PackedRow,
    Rows,
    Sheet,
    SheetState,
    Span,
    Workbook,
)
from desktop.importers.child_limits import limits_for
from desktop.importers.limits import (
    MAX_CELLS,
    MAX_CHARACTERS,
    MAX_MERGED_ROWS,
    MAX_SHEETS,
    MAX_TEXT_BYTES,
)
from desktop.importers.lines import merged_rows
from desktop.machine.jobs import (
    ChildEndedError,
    Ending,
    child_environment,
    python_program,
    run_child,
)

_FEED = 1 << 20
_FROZEN_READER = "kuracho-reader"
_BYTES_MOST = 6 * MAX_CHARACTERS + 2 * MAX_CELLS
"""A character takes at most six bytes of a line, a cell two letters for kind and look."""

_LETTERS = frozenset(KIND_LETTERS)


def reader_command() -> tuple[str, ...]:
    """The command line of the reading program, frozen or not."""
    if getattr(sys, "frozen", False):
        suffix = ".exe" if sys.platform == "win32" else ""
        return (str(Path(sys.executable).with_name(_FROZEN_READER + suffix)),)
    return (python_program(), "-s", "-P", "-m", "desktop.importers.reader")


def read_workbook(
    content: bytes,
    *,
    name: str,
    password: str | None = None,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Workbook:
    """Read a file's bytes into a workbook.

    Args:
        content: the bytes as they are on the medium.
        name: the file's own name; becomes the sheet's name where the format has none.
        password: what the person typed, if the file asked for it.
        progress: told (done, total) in units that only compare with each other.
        cancelled: asked several times a second; True ends the reading.

    Raises:
        AppError: every way it can fail, ``ReaderDiedError`` for any death of the child.
    """
    if len(content) > MAX_TEXT_BYTES:  # no format takes more, the child tells which takes less
        raise FileTooLargeError(limit=MAX_TEXT_BYTES >> 20)
    order = encode({"name": name, "password": password, "size": len(content)}) + b"\n"
    lines = run_child(
        reader_command(),
        child_environment(Path(__file__).resolve().parents[2]),
        _pieces(order, content),
        cancelled,
        limits=limits_for(len(content)),
    )
    assembly = _Assembly(Path(name).stem, progress)
    try:
        for line in lines:
            assembly.weigh(len(line))
            assembly.take(decode_object(line))
        return assembly.workbook()
    except ChildEndedError as error:
        refusal = _REFUSALS.get(error.ending, ReaderDiedError)
        raise refusal from error
    except (MalformedDocumentError, KeyError, ValueError, TypeError) as error:
        # a line our own program would not write: the child was taken over or is broken
        raise ReaderDiedError from error
    finally:
        lines.close()


_REFUSALS: dict[Ending, type[AppError]] = {
    Ending.TIME: ReaderTimeError,
    Ending.MEMORY: ReaderMemoryError,
    Ending.SILENT: ReaderTimeError,
    Ending.CANCELLED: ReadingCancelledError,
}


def _pieces(order: bytes, content: bytes) -> Iterator[bytes]:
    yield order
    for start in range(0, len(content), _FEED):
        yield content[start : start + _FEED]


class _Assembly:
    """Puts the lines of the child together again, within the limits the child should keep.

    A child that was taken over keeps none: it must not fill the memory of this process.
    """

    def __init__(self, unnamed: str, progress: Callable[[int, int], None]) -> None:
        self._unnamed = unnamed
        self._progress = progress
        self._sheets: list[Sheet] = []
        self._end: Document | None = None
        self._seen_kinds: dict[str, str] = {}
        self._seen_looks: dict[str, str] = {}
        self._bytes = self._pieces = self._merged_rows = 0
        self._begin("", "visible")

    def _begin(self, name: str, state: SheetState) -> None:
        self._name, self._state = name, state
        self._rows: list[PackedRow] = []
        self._kinds: list[str] = []
        self._looks: list[str] = []
        self._merges: list[Span] = []
        self._hidden_rows: set[int] = set()

    def weigh(self, size: int) -> None:
        """Count a line, progress included, before it is taken apart."""
        self._bytes += size
        if self._bytes > _BYTES_MOST:
            raise MalformedDocumentError(reason="bytes")

    def _count(self, pieces: int) -> None:
        self._pieces += pieces
        if self._pieces > MAX_CELLS:
            raise MalformedDocumentError(reason="pieces")

    def take(self, line: Mapping[str, Json]) -> None:
        """Take one decoded line."""
        if self._end is not None:
            raise MalformedDocumentError(reason="line")
        match line["line"]:
            case "progress":
                found = Document(line, "line", "done", "total")
                self._progress(found.integer("done"), found.integer("total"))
            case "head":
                found = Document(line, "line", "name", "state")
                self._begin(found.text("name") or self._unnamed, _state(found.text("state")))
            case "rows":
                self._take_rows(Document(line, "line", "rows", "kinds", "looks"))
            case "merges":
                self._take_merges(Document(line, "line", "spans"))
            case "hidden_rows":
                rows = _integers(Document(line, "line", "rows").items("rows"))
                self._count(len(rows))
                self._hidden_rows.update(rows)
            case "tail":
                self._take_tail(Document(line, "line", "hidden_columns"))
            case "end":
                self._end = Document(line, "line", "format", "found")
            case "refused":
                raise _refusal(Document(line, "line", "code", "details"))
            case _:
                raise MalformedDocumentError(reason="line")

    def _take_rows(self, line: Document) -> None:
        rows, kinds, looks = line.items("rows"), line.texts("kinds"), line.texts("looks")
        if not len(rows) == len(kinds) == len(looks):
            raise MalformedDocumentError(reason="rows")
        packed = list(map(_packed, rows))
        self._count(sum(1 if isinstance(row, str) else len(row) for row in packed))
        self._rows.extend(packed)
        if not all(_LETTERS.issuperset(kind) for kind in set(kinds) - self._seen_kinds.keys()):
            raise MalformedDocumentError(reason="kinds")
        # few patterns repeat down a sheet: one text each is kept
        self._kinds.extend(self._seen_kinds.setdefault(kind, kind) for kind in kinds)
        self._looks.extend(self._seen_looks.setdefault(look, look) for look in looks)

    def _take_merges(self, line: Document) -> None:
        spans = list(map(_span, line.items("spans")))
        self._count(len(spans))
        self._merged_rows += sum(map(merged_rows, spans))
        if self._merged_rows > MAX_MERGED_ROWS:
            raise MalformedDocumentError(reason="merges")
        self._merges.extend(spans)

    def _take_tail(self, line: Document) -> None:
        if len(self._sheets) == MAX_SHEETS:
            raise MalformedDocumentError(reason="sheets")
        self._sheets.append(
            Sheet(
                self._name,
                Rows(self._rows),
                tuple(self._kinds),
                tuple(self._looks),
                tuple(self._merges),
                frozenset(self._hidden_rows),
                frozenset(_integers(line.items("hidden_columns"))),
                self._state,
            )
        )

    def workbook(self) -> Workbook:
        """The whole workbook, once the child has said that it is whole."""
        if self._end is None:
            raise MalformedDocumentError(reason="no-end")
        found = [cast("tuple[str, int]", tuple(_list(item))) for item in self._end.items("found")]
        return Workbook(
            self._end.text("format"),
            tuple(self._sheets),
            tuple(Found(code, count) for code, count in sorted(found)),
        )


def _packed(untrusted: Json) -> PackedRow:
    if isinstance(untrusted, str):
        return untrusted
    texts = _list(untrusted)
    if not all(isinstance(text, str) for text in texts):
        raise MalformedDocumentError(reason="row")
    return tuple(cast("list[str]", texts))


def _list(untrusted: Json) -> list[Json]:
    if not isinstance(untrusted, list):
        raise MalformedDocumentError(reason="list")
    return untrusted


def _integers(untrusted: tuple[Json, ...]) -> list[int]:
    if not all(isinstance(item, int) and not isinstance(item, bool) for item in untrusted):
        raise MalformedDocumentError(reason="integers")
    return [cast("int", item) for item in untrusted]


def _span(untrusted: Json) -> Span:
    first_row, first_column, last_row, last_column = _integers(tuple(_list(untrusted)))
    return Span(first_row, first_column, last_row, last_column)


def _state(untrusted: str) -> SheetState:
    if untrusted not in ("visible", "hidden", "very_hidden"):
        raise MalformedDocumentError(reason="state")
    return cast("SheetState", untrusted)


def _refusal(line: Document) -> AppError:
    code = line.text("code")
    kind = next((kind for kind in AppError.__subclasses__() if kind.code == code), ReaderDiedError)
    details = {
        name: value
        for name, value in line.object("details").items()
        if isinstance(value, str | int)
    }
    return kind(**details) if kind is not ReaderDiedError else ReaderDiedError()
