"""Manual blocks written down a flow of pages."""

import struct
from collections.abc import Mapping

from desktop.domain.manual import (
    Block,
    Blocks,
    Code,
    Hand,
    Heading,
    Items,
    Note,
    Paragraph,
    Picture,
    Span,
    Table,
    plain,
)
from desktop.paper import wording
from desktop.paper.columns import ListColumn, panels
from desktop.paper.draw import Align, Box, Link, Target, Words
from desktop.paper.draw import Picture as PictureMark
from desktop.paper.flow import MM_PER_POINT, Flow, line_height
from desktop.paper.manual_lines import SIZE, Indented, lines
from desktop.paper.rich_text import face, width, wrap_spans
from desktop.paper.tables import table

_CAPTION = 8.5
_TABLE = 8.5
_HEADINGS = {2: 13.0, 3: 11.0}
_OUTLINED = 2
_KEEP = {2: 34.0, 3: 26.0}
_TOGETHER = 4
_GAP = 2.4
_PAD = 3.0
_GROUND = 0.94
_BAR = 1.2
_MARK_GAP = 1.5
_SHARE = 0.86  # of the body's width; a page then holds a picture and the text it belongs to


class BlockWriter:
    """Writes the blocks of one chapter.

    ``key`` names its targets, ``pictures`` are PNG bytes; a link to what is not in ``known``
    (a chapter of another book) is written as plain text.
    """

    def __init__(
        self, flow: Flow, key: str, pictures: Mapping[str, bytes], known: frozenset[str]
    ) -> None:
        self._flow, self._key, self._pictures, self._known = flow, key, pictures, known
        self._room, self._fonts = flow.size.body, flow.fonts

    def write(self, blocks: Blocks) -> None:
        """Write the blocks from here on down."""
        for block in blocks:
            self._block(block)

    def _block(self, block: Block) -> None:
        match block:
            case Heading():
                self._heading(block)
            case Paragraph() | Items():
                self._lines(lines(block, self._room, self._fonts))
                self._flow.space(_GAP)
            case Table():
                self._table(block)
            case Code():
                self._framed(lines(block, self._room - 2 * _PAD, self._fonts))
            case Note(inner):
                self._note(inner)
            case Picture(name, caption):
                self._picture(self._pictures[name], caption)
            case _:
                raise TypeError(type(block).__name__)

    def _heading(self, heading: Heading) -> None:
        flow, size = self._flow, _HEADINGS[heading.level]
        flow.need(_KEEP[heading.level])
        if flow.y > flow.size.top:
            flow.space(2 * _GAP)
        title = heading.text if heading.level == _OUTLINED else ""
        flow.put(Target(f"{self._key}#{heading.text}", flow.y, title, 1))
        for line in wrap_spans((Span(heading.text, Hand.STRONG),), self._room, size, self._fonts):
            self._line(Indented(0.0, line), size)
        flow.space(_GAP / 2)

    def _table(self, block: Table) -> None:
        rows = tuple(tuple(plain(cell) for cell in row) for row in block.rows)
        heads = tuple(ListColumn(plain(cell)) for cell in block.head)
        for panel in panels(heads, rows, self._room, _TABLE, self._fonts):
            table(self._flow, panel.columns, (panel.cells(row) for row in rows), _TABLE)
            self._flow.space(_GAP * 1.5)

    def _note(self, blocks: Blocks) -> None:
        room = self._room - 2 * _PAD
        head = Indented(0.0, (Span(wording.MANUAL_NOTE, Hand.STRONG),))
        inner = tuple(line for block in blocks for line in lines(block, room, self._fonts))
        self._framed((head, *inner), bar=True)

    def _framed(self, inside: tuple[Indented, ...], *, bar: bool = False) -> None:
        """Lines on a grey ground, kept on one page."""
        flow, margin = self._flow, _PAD * 0.7
        height = len(inside) * line_height(SIZE) + 2 * margin
        flow.need(height)
        flow.put(Box(flow.size.left, flow.y, self._room, height, 0, _GROUND))
        if bar:
            flow.put(Box(flow.size.left, flow.y, _BAR, height, 0, 0.35))
        flow.space(margin)
        self._lines(inside, shift=_PAD)
        flow.space(margin + _GAP)

    def _picture(self, png: bytes, caption: str) -> None:
        flow = self._flow
        wide, high = png_size(png)
        across = self._room * _SHARE
        tall = across * high / wide
        flow.need(tall + line_height(_CAPTION) + _GAP)
        flow.put(PictureMark(flow.size.left, flow.y, across, tall, png))
        flow.put(Box(flow.size.left, flow.y, across, tall, 0.4))
        flow.space(tall + _GAP / 4)
        for line in wrap_spans((Span(caption),), self._room, _CAPTION, self._fonts):
            self._line(Indented(0.0, line), _CAPTION)
        flow.space(_GAP)

    def _lines(self, written: tuple[Indented, ...], shift: float = 0.0) -> None:
        """Lines below each other; few of them are not torn apart."""
        if len(written) <= _TOGETHER:
            self._flow.need(len(written) * line_height(SIZE))
        for line in written:
            self._line(line, SIZE, shift)

    def _line(self, line: Indented, size: float, shift: float = 0.0) -> None:
        flow, height = self._flow, line_height(size)
        flow.need(height)
        base = flow.y + size * MM_PER_POINT * 1.155
        x = flow.size.left + shift + line.indent
        if line.mark:
            flow.put(Words(x - _MARK_GAP, base, line.mark, size, align=Align.RIGHT))
        for span in line.spans:
            across = width((span,), size, self._fonts)
            self._span(span, (x, base, across), size, on_ground=bool(shift))
            x += across
        flow.y += height

    def _span(
        self, span: Span, place: tuple[float, float, float], size: float, *, on_ground: bool
    ) -> None:
        x, base, across = place
        point, flow = size * MM_PER_POINT, self._flow
        if span.hand is Hand.CODE and not on_ground:
            flow.put(Box(x, base - point * 0.95, across, point * 1.25, 0, _GROUND))
        flow.put(Words(x, base, span.text, size, face(span)))
        if span.link in self._known:
            flow.put(Link(x, flow.y, across, line_height(size), span.link))
            flow.put(Box(x, base + point * 0.22, across, 0.12, 0, 0.45))


def png_size(png: bytes) -> tuple[int, int]:
    """Width and height of a PNG, from its first chunk."""
    width_height: tuple[int, int] = struct.unpack(">II", png[16:24])
    return width_height
