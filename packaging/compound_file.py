"""Writes OLE compound files ([MS-CFB] version 3), the container of an MSI.

One storage (the root) with streams, nothing else; the same streams give the same bytes.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

SECTOR = 512
_MINI_SECTOR = 64
_MINI_LIMIT = 4096
_FREE, _END, _FAT, _DIFAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFC
_PER_SECTOR = SECTOR // 4
_IN_HEADER = 109
_NO_STREAM = 0xFFFFFFFF
_ENTRY = struct.Struct("<64sHBBIII16sI8s8sIQ")
_MOST_NAME = 31
_STREAM, _ROOT = 2, 5
_RED, _BLACK = 0, 1
_UNUSED = bytes(68) + struct.pack("<III", _NO_STREAM, _NO_STREAM, _NO_STREAM) + bytes(48)


@dataclass(slots=True)
class _Entry:
    name: str
    kind: int
    colour: int = _BLACK
    left: int = _NO_STREAM
    right: int = _NO_STREAM
    child: int = _NO_STREAM
    start: int = _END
    size: int = 0

    def packed(self, clsid: bytes) -> bytes:
        """The entry's 128 bytes; no times: those of the root are optional."""
        name = self.name.encode("utf-16-le")
        none = bytes(8)
        return _ENTRY.pack(
            name, len(name) + 2, self.kind, self.colour, self.left, self.right, self.child,
            clsid, 0, none, none, self.start, self.size,
        )  # fmt: skip


class _Sectors:
    """The body of the file, a chain per stream."""

    def __init__(self) -> None:
        self.body = bytearray()
        self.table: list[int] = []

    def add(self, data: bytes) -> int:
        """Lay data down as one chain; its first sector, or the end mark if there is none."""
        if not data:
            return _END
        first = len(self.table)
        self.body += data
        self.body += bytes(-len(data) % SECTOR)
        count = -(-len(data) // SECTOR)
        self.table.extend(range(first + 1, first + count))
        self.table.append(_END)
        return first


def write_compound_file(target: Path, clsid: UUID, streams: dict[str, bytes]) -> None:
    """Write a compound file whose root has this class and these streams.

    Raises:
        ValueError: a stream name of more than 31 UTF-16 units.
    """
    names = sorted(streams, key=_order)
    if any(len(name.encode("utf-16-le")) // 2 > _MOST_NAME for name in names):
        message = "a stream name in a compound file has at most 31 units"
        raise ValueError(message)
    sectors = _Sectors()
    entries = [_Entry("Root Entry", _ROOT), *(_Entry(name, _STREAM) for name in names)]
    _tree(entries, 1, len(entries), 0, entries[0])
    mini, mini_table = bytearray(), list[int]()
    for entry in entries[1:]:
        data = streams[entry.name]
        entry.size = len(data)
        if len(data) >= _MINI_LIMIT:
            entry.start = sectors.add(data)
        elif data:
            entry.start = len(mini_table)
            count = -(-len(data) // _MINI_SECTOR)
            mini_table.extend([*range(entry.start + 1, entry.start + count), _END])
            mini += data + bytes(-len(data) % _MINI_SECTOR)
    entries[0].start, entries[0].size = sectors.add(bytes(mini)), len(mini)
    mini_fat = sectors.add(_padded(mini_table))
    root = entries[0].packed(clsid.bytes_le)
    listing = root + b"".join(entry.packed(bytes(16)) for entry in entries[1:])
    listing += _UNUSED * (-len(entries) % 4)
    directory = sectors.add(listing)
    target.write_bytes(_finished(sectors, directory, mini_fat, len(mini_table)))


def _order(name: str) -> tuple[int, str]:
    """The order of the directory's tree: shorter names first, then by upper-case units."""
    return len(name), name.upper()


def _tree(entries: list[_Entry], low: int, high: int, depth: int, root: _Entry) -> int:
    """A balanced tree of entries[low:high]; the lowest, incomplete row is red, the rest black."""
    if low >= high:
        return _NO_STREAM
    middle = (low + high) // 2
    entry = entries[middle]
    entry.left = _tree(entries, low, middle, depth + 1, root)
    entry.right = _tree(entries, middle + 1, high, depth + 1, root)
    full = (len(entries)).bit_length() - 1
    entry.colour = _RED if depth >= full else _BLACK
    if depth == 0:
        root.child = middle
    return middle


def _padded(numbers: list[int]) -> bytes:
    filled = [*numbers, *[_FREE] * (-len(numbers) % _PER_SECTOR)]
    return struct.pack(f"<{len(filled)}I", *filled)


def _finished(sectors: _Sectors, directory: int, mini_fat: int, mini_count: int) -> bytes:
    """Header and body, with the allocation table (and the table of that table) behind it."""
    used = len(sectors.table)
    fats = difats = 0
    while True:  # both tables describe themselves too
        need = -(-(used + fats + difats) // _PER_SECTOR)
        more = -(-max(0, need - _IN_HEADER) // (_PER_SECTOR - 1))
        if (need, more) == (fats, difats):
            break
        fats, difats = need, more
    places = list(range(used, used + fats))
    table = [*sectors.table, *[_FAT] * fats, *[_DIFAT] * difats]
    outside = places[_IN_HEADER:]
    chain = b""
    for number in range(difats):
        part = outside[number * (_PER_SECTOR - 1) : (number + 1) * (_PER_SECTOR - 1)]
        part += [_FREE] * (_PER_SECTOR - 1 - len(part))
        following = used + fats + number + 1 if number + 1 < difats else _END
        chain += struct.pack(f"<{_PER_SECTOR}I", *part, following)
    inside = places[:_IN_HEADER]
    inside += [_FREE] * (_IN_HEADER - len(inside))
    mini_sectors = -(-mini_count // _PER_SECTOR)
    header = struct.pack(
        "<8s16sHHHHH6sIIIIIIIIII",
        bytes.fromhex("d0cf11e0a1b11ae1"), bytes(16), 0x3E, 3, 0xFFFE, 9, 6, bytes(6),
        0, fats, directory, 0, _MINI_LIMIT,
        mini_fat, mini_sectors, used + fats if difats else _END, difats, inside[0],
    )  # fmt: skip
    header += struct.pack(f"<{_IN_HEADER - 1}I", *inside[1:])
    return header + bytes(sectors.body) + _padded(table) + chain
