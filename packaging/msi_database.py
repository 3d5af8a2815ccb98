"""Writes an MSI database: tables of strings and numbers, streams, and the summary.

The layout is the one Windows Installer, Wine and libmsi read: one pool of strings for all tables,
each table a stream of columns, rows in the order of their keys. Strings are stored in one Windows
code page; a character outside it is refused, not replaced. (msitools were tried first: they store
code page 0 and lose every character that is not ASCII.)
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from compound_file import write_compound_file

MSI_CLASS = UUID("000C1084-0000-0000-C000-000000000046")
_SUMMARY_FORMAT = UUID("F29F85E0-4FF9-1068-AB91-08002B27B3D9")
_SUMMARY_STREAM = "\x05SummaryInformation"
_TABLE_MARK = "\u4840"
_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz._"
_MOST_STRINGS = 0xFFFF
_MOST_LENGTH = 0xFFFF
_KEY, _NULLABLE, _LOCALIZABLE = 0x2000, 0x1000, 0x0200
_FILETIME_OF_1970 = 116444736000000000

Value = str | int | None
Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column in the notation of IDT files: ``s72``, ``L255``, ``i2``, ``I4``, ``v0``.

    A capital letter allows no value; ``l`` is a string that translators may change, ``v`` a stream.
    """

    name: str
    kind: str
    key: bool = False

    @property
    def bits(self) -> int:
        """The type word of the ``_Columns`` table."""
        letter, size = self.kind[0], int(self.kind[1:])
        word = {"s": 0x0D00, "l": 0x0F00, "v": 0x0900}.get(letter.lower(), 0)
        if letter.lower() == "i":
            word = 0x0500 if size == 2 else 0x0100  # noqa: PLR2004  # bytes of a short number
        return word | size | (_KEY if self.key else 0) | (_NULLABLE if letter.isupper() else 0)

    @property
    def text(self) -> bool:
        """Whether the column holds strings."""
        return self.kind[0].lower() in "sl"


@dataclass(frozen=True, slots=True)
class Table:
    """One table; ``rows`` in any order, each as long as ``columns``."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """The summary information that Windows shows and the installer engine reads."""

    title: str
    subject: str
    author: str
    comments: str
    keywords: str
    template: str
    package_code: str
    made: int
    program: str


class StringPool:
    """The strings of all tables, each stored once and counted."""

    def __init__(self, codepage: int) -> None:
        self._codepage = codepage
        self._numbers: dict[str, int] = {}
        self._counts: list[int] = []

    def number(self, text: str | None) -> int:
        """The number of a string, one reference more; 0 is no string."""
        if not text:
            return 0
        if text not in self._numbers:
            self._numbers[text] = len(self._numbers) + 1
            self._counts.append(0)
        number = self._numbers[text]
        self._counts[number - 1] += 1
        return number

    def streams(self) -> tuple[bytes, bytes]:
        """The pool (lengths and counts) and the characters.

        Raises:
            ValueError: a string outside the code page (UnicodeEncodeError), or too many or too
                long ones for the short form of this file.
        """
        raw = [text.encode(f"cp{self._codepage}") for text in self._numbers]
        if len(raw) > _MOST_STRINGS or any(len(one) > _MOST_LENGTH for one in raw):
            message = "more strings, or longer ones, than the short form of an MSI holds"
            raise ValueError(message)
        pairs = zip(raw, self._counts, strict=True)
        pool = b"".join(
            struct.pack("<HH", len(one), min(count, _MOST_LENGTH)) for one, count in pairs
        )
        return struct.pack("<I", self._codepage) + pool, b"".join(raw)


def stream_name(name: str, *, table: bool = False) -> str:
    """A name as it stands in the container: two letters of 64 packed into one."""
    out, rest = (_TABLE_MARK if table else ""), name
    while rest:
        first = _LETTERS.find(rest[0])
        second = _LETTERS.find(rest[1]) if len(rest) > 1 else -1
        if first < 0:
            out, rest = out + rest[0], rest[1:]
        elif second < 0:
            out, rest = out + chr(0x4800 + first), rest[1:]
        else:
            out, rest = out + chr(0x3800 + first + (second << 6)), rest[2:]
    return out


def write_database(
    target: Path,
    tables: Iterable[Table],
    streams: Mapping[str, bytes],
    summary: Summary,
    codepage: int,
) -> None:
    """Write the whole file; empty tables are kept, an installer may ask for them.

    Raises:
        ValueError: a character outside the code page, a row of the wrong shape, a key used twice.
    """
    ordered = sorted(tables, key=lambda table: table.name)
    pool = StringPool(codepage)
    contents = {
        stream_name(table.name, table=True): _table_stream(table, pool) for table in ordered
    }
    names = [(table.name,) for table in ordered]
    shapes = [
        (table.name, number, column.name, column.bits)
        for table in ordered
        for number, column in enumerate(table.columns, 1)
    ]
    for name, shape, rows in (
        ("_Tables", "Name! s64", names),
        ("_Columns", "Table! s64 Number! i2 Name s64 Type i2", shapes),
    ):
        contents[stream_name(name, table=True)] = _table_stream(
            Table(name, columns(shape), tuple(rows)), pool
        )
    lengths, characters = pool.streams()
    contents[stream_name("_StringPool", table=True)] = lengths
    contents[stream_name("_StringData", table=True)] = characters
    contents[_SUMMARY_STREAM] = _summary_stream(summary, codepage)
    contents |= {stream_name(name): data for name, data in streams.items()}
    full = {name: data for name, data in contents.items() if data}
    write_compound_file(target, MSI_CLASS, full)


def _table_stream(table: Table, pool: StringPool) -> bytes:
    coded = sorted(
        (_coded(table, row, pool) for row in table.rows),
        key=lambda cells: [
            cell for cell, column in zip(cells, table.columns, strict=True) if column.key
        ],
    )
    keys = [
        tuple(cell for cell, column in zip(cells, table.columns, strict=True) if column.key)
        for cells in coded
    ]
    if len(set(keys)) != len(keys):
        message = f"two rows of {table.name} have the same key"
        raise ValueError(message)
    return b"".join(
        b"".join(cells[number].to_bytes(_width(column), "little") for cells in coded)
        for number, column in enumerate(table.columns)
    )


def _width(column: Column) -> int:
    return 4 if column.kind[0].lower() == "i" and column.kind.endswith("4") else 2


def _coded(table: Table, row: Row, pool: StringPool) -> tuple[int, ...]:
    """The row as stored numbers: strings by their number, numbers with their offset."""
    if len(row) != len(table.columns):
        message = f"a row of {table.name} has {len(row)} cells: {row}"
        raise ValueError(message)
    return tuple(
        _cell(table, column, value, pool) for column, value in zip(table.columns, row, strict=True)
    )


def _cell(table: Table, column: Column, value: Value, pool: StringPool) -> int:
    if value is None or value == "":
        if column.kind[0].islower() and not column.text:
            message = f"{table.name}.{column.name} needs a value"
            raise ValueError(message)
        return 0
    if column.text:
        return pool.number(str(value))
    if column.kind[0].lower() == "v":
        return 1
    half = 1 << (8 * _width(column) - 1)
    number = int(value)
    if not -half < number < half:
        message = f"{table.name}.{column.name} does not hold {number}"
        raise ValueError(message)
    return number + half


def _summary_stream(summary: Summary, codepage: int) -> bytes:
    """A property set of one section ([MS-OLEPS]); numbers as in Windows Installer's own files."""
    encoding = f"cp{codepage}"

    def text(value: str) -> bytes:
        raw = value.encode(encoding) + b"\0"
        return struct.pack("<II", 30, len(raw)) + raw + bytes(-len(raw) % 4)

    def number(value: int) -> bytes:
        return struct.pack("<Ii", 3, value)

    moment = struct.pack("<IQ", 64, summary.made * 10_000_000 + _FILETIME_OF_1970)
    properties = {
        1: struct.pack("<Ihh", 2, codepage, 0),
        2: text(summary.title),
        3: text(summary.subject),
        4: text(summary.author),
        5: text(summary.keywords),
        6: text(summary.comments),
        7: text(summary.template),
        9: text(summary.package_code),
        12: moment,
        13: moment,
        14: number(500),  # Windows Installer 5.0: 64-bit, per user or per machine
        15: number(2),  # compressed, long names, elevation where the scope needs it
        18: text(summary.program),
        19: number(2),  # to be opened for reading only
    }
    table, body = b"", b""
    start = 8 + 8 * len(properties)
    for identifier, raw in properties.items():
        table += struct.pack("<II", identifier, start + len(body))
        body += raw
    section = struct.pack("<II", start + len(body), len(properties)) + table + body
    head = struct.pack("<HHI16sI", 0xFFFE, 0, 0x00020005, bytes(16), 1)
    return head + _SUMMARY_FORMAT.bytes_le + struct.pack("<I", 48) + section


def columns(text: str) -> tuple[Column, ...]:
    """Columns from a line ``Property! s72 Value l0``: name and kind in turn; ``!`` marks a key."""
    words: Sequence[str] = text.split()
    return tuple(
        Column(name.rstrip("!"), kind, key=name.endswith("!"))
        for name, kind in zip(words[::2], words[1::2], strict=True)
    )
