"""Writes Microsoft cabinets (MSZIP) byte for byte the same from the same files.

The installer's files travel in one. Format: Microsoft's "Cabinet File Format" ([MS-CAB]); a folder
is a run of 32 KiB blocks, each deflated with the block before it as dictionary. ``makecab`` of
Windows would pack tighter (LZX), but writes today's date and exists on Windows only.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

BLOCK = 32768
_MSZIP = 1
_HEADER = struct.Struct("<4sIIIIIBBHHHHH")
_FOLDER = struct.Struct("<IHH")
_FILE = struct.Struct("<IIHHHH")
_DATA = struct.Struct("<IHH")
_ARCHIVE = 0x20
_FIRST_YEAR = 1980
MOST_FILES = 0xFFFF
MOST_BYTES = BLOCK * 0xFFFF


@dataclass(frozen=True, slots=True)
class Packed:
    """One file of a cabinet: the name it has inside, and where it lies now."""

    name: str
    path: Path


def write_cabinet(files: Iterable[Packed], target: Path, epoch: int) -> None:
    """Write a cabinet of ASCII-named files in the given order, all dated ``epoch`` (UTC).

    Raises:
        ValueError: more than one cabinet folder can hold (65,535 files, 2 GiB).
    """
    packed = tuple(files)
    sizes = [one.path.stat().st_size for one in packed]
    if len(packed) > MOST_FILES or sum(sizes) > MOST_BYTES:
        message = f"one cabinet does not hold {len(packed)} files of {sum(sizes)} bytes"
        raise ValueError(message)
    entries = _entries(packed, sizes, epoch)
    first_data = _HEADER.size + _FOLDER.size + len(entries)
    with target.open("wb") as out:
        out.seek(first_data)
        blocks = 0
        for block in _blocks(packed):
            out.write(block)
            blocks += 1
        end = out.tell()
        out.seek(0)
        out.write(
            _HEADER.pack(
                b"MSCF", 0, end, 0, _HEADER.size + _FOLDER.size, 0, 3, 1, 1, len(packed), 0, 0, 0
            )
        )
        out.write(_FOLDER.pack(first_data, blocks, _MSZIP))
        out.write(entries)


def _entries(packed: tuple[Packed, ...], sizes: list[int], epoch: int) -> bytes:
    day, time = _dos(epoch)
    parts, offset = [], 0
    for one, size in zip(packed, sizes, strict=True):
        parts.append(_FILE.pack(size, offset, 0, day, time, _ARCHIVE))
        parts.append(one.name.encode("ascii") + b"\0")
        offset += size
    return b"".join(parts)


def _dos(epoch: int) -> tuple[int, int]:
    """A moment in the words of DOS: two-second steps, no year before 1980."""
    when = datetime.fromtimestamp(epoch, UTC)
    if when.year < _FIRST_YEAR:
        return (1 << 5) | 1, 0
    return (
        (when.year - _FIRST_YEAR) << 9 | when.month << 5 | when.day,
        when.hour << 11 | when.minute << 5 | when.second // 2,
    )


def _blocks(packed: tuple[Packed, ...]) -> Iterator[bytes]:
    """Each block with its length and check sum; every block but the last is full."""
    before = b""
    for plain in _slices(packed):
        squeeze = zlib.compressobj(9, zlib.DEFLATED, -15, 9, zlib.Z_DEFAULT_STRATEGY, before)
        body = b"CK" + squeeze.compress(plain) + squeeze.flush()
        sizes = struct.pack("<HH", len(body), len(plain))
        yield _DATA.pack(_checksum(sizes, _checksum(body, 0)), len(body), len(plain)) + body
        before = plain


def _slices(packed: tuple[Packed, ...]) -> Iterator[bytes]:
    held = bytearray()
    for one in packed:
        with one.path.open("rb") as file:
            while piece := file.read(BLOCK - len(held)):
                held += piece
                if len(held) == BLOCK:
                    yield bytes(held)
                    held.clear()
    if held:
        yield bytes(held)


def _checksum(data: bytes, seed: int) -> int:
    """All little-endian words of four bytes, exclusive-or; a short last one reads backwards."""
    whole = len(data) // 4
    words = int.from_bytes(data[: whole * 4], "little")
    count = whole
    while count > 1:  # fold the upper half onto the lower: a block in 13 steps
        half = (count + 1) // 2
        words = (words & ((1 << 32 * half) - 1)) ^ (words >> 32 * half)
        count = half
    return seed ^ words ^ int.from_bytes(data[whole * 4 :], "big")
