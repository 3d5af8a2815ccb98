"""Paragraphs, lists and code of the manual as indented lines, before they are put on a page."""

from collections.abc import Iterator
from dataclasses import dataclass

from desktop.domain.manual import Block, Blocks, Code, Hand, Items, Paragraph, Span, Spans
from desktop.paper import wording
from desktop.paper.fonts import Fonts
from desktop.paper.rich_text import wrap_spans

SIZE = 10.0
_HANGING = 7.0


@dataclass(frozen=True, slots=True)
class Indented:
    """A line; ``indent`` millimetres from the left, ``mark`` stands in the indent of an item."""

    indent: float
    spans: Spans
    mark: str = ""


def lines(block: Block, room: float, fonts: Fonts) -> tuple[Indented, ...]:
    """The lines of a paragraph, a list or code in ``room`` millimetres.

    Raises:
        TypeError: the block is of another kind.
    """
    match block:
        case Paragraph(spans):
            return tuple(Indented(0.0, line) for line in wrap_spans(spans, room, SIZE, fonts))
        case Code(text):
            return tuple(_code(text, room, fonts))
        case Items():
            return tuple(_items(block, room, fonts))
        case _:
            raise TypeError(type(block).__name__)


def _code(text: str, room: float, fonts: Fonts) -> Iterator[Indented]:
    for written in text.split("\n"):
        for line in wrap_spans((Span(written, Hand.CODE),), room, SIZE, fonts):
            yield Indented(0.0, line)


def _items(items: Items, room: float, fonts: Fonts) -> Iterator[Indented]:
    for number, item in enumerate(items.items, 1):
        mark = wording.MANUAL_NUMBER.format(number=number) if items.ordered else ""
        yield from _item(item, mark or wording.MANUAL_BULLET, room, fonts)


def _item(blocks: Blocks, mark: str, room: float, fonts: Fonts) -> Iterator[Indented]:
    inner = (line for block in blocks for line in lines(block, room - _HANGING, fonts))
    for place, line in enumerate(inner):
        yield Indented(line.indent + _HANGING, line.spans, line.mark if place else mark)
