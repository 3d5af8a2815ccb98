"""One TrueType file as ReportLab draws it, extracting as exactly the text that was meant.

ReportLab writes a wrong ToUnicode entry above U+FFFF (𠮷 would extract as U+20BB) and knows no
variation selectors. Both are mended here: a sign of several code points is drawn through a slot
of the last private plane whose ToUnicode entry is the whole sign.
"""

import struct
import unicodedata
import zlib
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont as CharacterMaps
from fontTools.ttLib import TTLibError
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import SUBSETN, TTFError, TTFont

from desktop.domain.errors import FontUnreadableError

# Plane 16: the MJ+ fonts of the municipalities use plane 15, gaiji fonts the basic private area.
_FIRST_SLOT = 0x100000
_BLOCK = 100  # a bfchar block holds at most a hundred entries
_SPACE = 0x20
_UNREADABLE = (OSError, TTFError, TTLibError, struct.error, KeyError, IndexError, ValueError)
_NO_BREAK_SPACE = "\u00a0"


class _ExactFont(TTFont):  # type: ignore[misc]  # reportlab carries no types
    """A ReportLab font whose ToUnicode maps give back every plane and whole signs."""

    def __init__(self, name: str, path: Path) -> None:
        super().__init__(name, str(path), shapable=False)
        self.slots: dict[int, str] = {}

    def addObjects(self, doc: Any) -> None:  # noqa: ANN401, N802  # ReportLab's name and type
        """Write the font into a document, then put our ToUnicode maps in place of its own."""
        subsets = [tuple(subset) for subset in self._assignState(doc).subsets]
        super().addObjects(doc)
        for number, subset in enumerate(subsets):
            name = (SUBSETN(number) + b"+" + self.face.name + self.face.subfontNameX).decode()
            stream = doc.idToObject[f"toUnicodeCMap:{name}"]
            stream.content = _to_unicode(name, tuple(self._meant(code) for code in subset))

    def _meant(self, code: int) -> str:
        return self.slots.get(code) or chr(code)


def _to_unicode(name: str, meant: tuple[str, ...]) -> str:
    entries = [
        f"<{index:02X}> <{text.encode('utf-16-be').hex().upper()}>"
        for index, text in enumerate(meant)
        if text != "\0"
    ]
    blocks = [
        line
        for block in _blocks(entries)
        for line in (f"{len(block)} beginbfchar", *block, "endbfchar")
    ]
    head = (
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        f"/CIDSystemInfo << /Registry ({name}) /Ordering ({name}) /Supplement 0 >> def",
        f"/CMapName /{name} def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<00> <FF>",
        "endcodespacerange",
    )
    tail = ("endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end")
    return "\n".join((*head, *blocks, *tail))


def _blocks(entries: list[str]) -> list[list[str]]:
    return [entries[start : start + _BLOCK] for start in range(0, len(entries), _BLOCK)]


class Typeface:
    """A font file that says which signs it holds and hands out the character that draws each."""

    def __init__(self, path: Path) -> None:
        self.name = f"kura-{zlib.crc32(str(path).encode()):08x}"
        self._font = _ExactFont(self.name, path)
        registerFont(self._font)
        self._free = (code for code in count(_FIRST_SLOT) if code not in self._glyphs)
        self._drawn: dict[tuple[str, str], str] = {}
        self._plain, self._variants = _character_maps(path)

    @property
    def _glyphs(self) -> dict[int, int]:
        found: dict[int, int] = self._font.face.charToGlyph
        return found

    def draws(self, cluster: str) -> str | None:
        """The character to draw for this sign exactly, or None where the font lacks it."""
        if cluster == _NO_BREAK_SPACE:  # ReportLab would turn it into a plain space
            return self._slot(cluster, self._plain.get(_SPACE))
        if len(cluster) == 1:
            return cluster if ord(cluster) in self._plain else None
        return self._slot(cluster, self._glyph(cluster))

    def draws_as(self, cluster: str, looks: str) -> str | None:
        """A character that looks like ``looks`` and extracts as ``cluster``."""
        return self._slot(cluster, self._plain.get(ord(looks)), looks)

    def width(self, character: str) -> float:
        """The advance of a character in thousandths of the type size."""
        return float(self._font.face.charWidths.get(ord(character), self._font.face.defaultWidth))

    def _glyph(self, cluster: str) -> int | None:
        base, last = ord(cluster[0]), ord(cluster[-1])
        if len(cluster) == 2 and (last, base) in self._variants:  # noqa: PLR2004  # base and selector
            return self._variants[last, base]
        composed = unicodedata.normalize("NFC", cluster)
        return self._plain.get(ord(composed)) if len(composed) == 1 else None

    def _slot(self, cluster: str, glyph: int | None, looks: str = "") -> str | None:
        if glyph is None:
            return None
        found = self._drawn.get((cluster, looks))
        return found or self._new_slot(cluster, glyph, looks)

    def _new_slot(self, cluster: str, glyph: int, looks: str) -> str:
        code = next(self._free)
        self._font.slots[code] = cluster
        self._glyphs[code] = glyph
        self._font.face.charWidths[code] = int(self._font.face.hmetrics[glyph][0] * self._scale)
        self._drawn[cluster, looks] = chr(code)
        return chr(code)

    @property
    def _scale(self) -> float:
        return 1000.0 / float(self._font.face.unitsPerEm)


def _character_maps(path: Path) -> tuple[dict[int, int], dict[tuple[int, int], int]]:
    """Glyph numbers by code point, and by (selector, base) from the format 14 table."""
    with CharacterMaps(path, lazy=True) as font:
        _refuse_cut(font, path.stat().st_size)
        number = font.getReverseGlyphMap()
        plain = {code: number[name] for code, name in font.getBestCmap().items()}
        variants = {
            (selector, base): plain[base] if name is None else number[name]
            for table in font["cmap"].tables
            if table.format == 14  # noqa: PLR2004  # Unicode variation sequences
            for selector, pairs in table.uvsDict.items()
            for base, name in pairs
            if name is not None or base in plain
        }
    return plain, variants


def _refuse_cut(font: CharacterMaps, size: int) -> None:
    """A font cut short would draw nothing for its last characters, without a word."""
    if any(table.offset + table.length > size for table in font.reader.tables.values()):
        raise TTLibError


@cache
def typeface(path: Path) -> Typeface:
    """The typeface of a font file, read once in the life of the program.

    Raises:
        FontUnreadableError: the file is absent, damaged or without TrueType outlines.
    """
    try:
        return Typeface(path)
    except _UNREADABLE as error:
        raise FontUnreadableError(file=path.name) from error
