"""The one CSV a package may hold: UTF-8, CRLF, one line a row, quotes only where needed.

Reading accepts exactly what writing makes, so two different files never say the same.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence

from desktop.domain.transfer_errors import PartMalformedError

UID_COLUMN = "uid"
MAX_CELL = 32_767
MAX_LINE = 8 << 20
_END = "\r\n"


def line_of(cells: Sequence[str]) -> str:
    """One row as a line, its end included."""
    plain = ",".join(cells)
    if plain.count(",") == len(cells) - 1 and '"' not in plain and "\n" not in plain:
        return plain + _END
    return ",".join(map(_quoted, cells)) + _END


def rows_of(untrusted_chunks: Iterable[bytes]) -> Iterator[list[str]]:
    """The rows of a CSV part, one after the other, never the whole part at once.

    Raises:
        PartMalformedError: not exactly the bytes ``line_of`` makes, or a cell or line too long.
    """
    for number, line in enumerate(_lines(untrusted_chunks), start=1):
        try:
            (row,) = csv.reader([line], strict=True)
        except (csv.Error, ValueError) as error:
            raise PartMalformedError(reason="csv", line=number) from error
        if line_of(row) != line + _END or max(map(len, row), default=0) > MAX_CELL:
            raise PartMalformedError(reason="cells", line=number)
        yield row


def _quoted(cell: str) -> str:
    if "," in cell or '"' in cell or "\n" in cell or "\r" in cell:
        return '"' + cell.replace('"', '""') + '"'
    return cell


def _lines(untrusted_chunks: Iterable[bytes]) -> Iterator[str]:
    rest = b""
    for chunk in untrusted_chunks:
        *whole, rest = (rest + chunk).split(b"\r\n")
        for line in whole:
            yield _text(line)
        if len(rest) > MAX_LINE:
            raise PartMalformedError(reason="line-size")
    if rest:
        raise PartMalformedError(reason="last-line")


def _text(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError as error:
        raise PartMalformedError(reason="utf-8") from error
