"""The manual as frozen blocks: what the window shows and what the paper carries are the same."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeAlias


class Hand(StrEnum):
    """How a stretch of text is set."""

    PLAIN = "plain"
    STRONG = "strong"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text in one hand; ``link`` is ``chapter`` or ``chapter#heading``, or ""."""

    text: str
    hand: Hand = Hand.PLAIN
    link: str = ""


Spans: TypeAlias = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a chapter: level 2 or 3; its text is also its anchor."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    spans: Spans


@dataclass(frozen=True, slots=True)
class Items:
    """A list, numbered or not; each item is a sequence of blocks."""

    ordered: bool
    items: tuple["Blocks", ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a head; every row has as many cells as the head."""

    head: tuple[Spans, ...]
    rows: tuple[tuple[Spans, ...], ...]


@dataclass(frozen=True, slots=True)
class Code:
    """Lines to be typed or read as they are."""

    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """Blocks set apart because they must not be missed."""

    blocks: "Blocks"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the window by the name of its file, and what it shows."""

    name: str
    caption: str


@dataclass(frozen=True, slots=True)
class Generated:
    """The place of a table that comes out of the program itself, never out of the text."""

    name: str


Block: TypeAlias = "Heading | Paragraph | Items | Table | Code | Note | Picture | Generated"
Blocks: TypeAlias = tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter; ``key`` is ``book/name`` and is what links and screens name."""

    key: str
    title: str
    blocks: Blocks

    def headings(self) -> tuple[Heading, ...]:
        """The headings inside the chapter, in order."""
        return tuple(block for block in self.blocks if isinstance(block, Heading))


@dataclass(frozen=True, slots=True)
class Book:
    """A manual for one kind of reader; the first chapter introduces it and names it."""

    key: str
    chapters: tuple[Chapter, ...]

    @property
    def title(self) -> str:
        """What the book is called."""
        return self.chapters[0].title


@dataclass(frozen=True, slots=True)
class Manual:
    """Every book of the program."""

    books: tuple[Book, ...]

    def chapters(self) -> tuple[Chapter, ...]:
        """Every chapter of every book, in the order of reading."""
        return tuple(chapter for book in self.books for chapter in book.chapters)

    def chapter(self, key: str) -> Chapter | None:
        """The chapter of that key, None where there is none."""
        return next((one for one in self.chapters() if one.key == key), None)


def filled(blocks: Blocks, tables: Mapping[str, Table]) -> Blocks:
    """The blocks with each ``Generated`` replaced by its table; an unknown name is a KeyError."""
    return tuple(_filled(block, tables) for block in blocks)


def _filled(block: Block, tables: Mapping[str, Table]) -> Block:
    match block:
        case Generated(name):
            return tables[name]
        case Note(blocks):
            return Note(filled(blocks, tables))
        case Items():
            return replace(block, items=tuple(filled(item, tables) for item in block.items))
        case _:
            return block


def walk(blocks: Blocks) -> Iterator[Block]:
    """Every block, those inside lists and notes too."""
    for block in blocks:
        yield block
        if isinstance(block, Note):
            yield from walk(block.blocks)
        elif isinstance(block, Items):
            for item in block.items:
                yield from walk(item)


def spans_of(block: Block) -> Iterator[Span]:
    """The stretches of text of one block itself."""
    if isinstance(block, Paragraph):
        yield from block.spans
    elif isinstance(block, Table):
        for cells in (block.head, *block.rows):
            for cell in cells:
                yield from cell


def plain(spans: Spans) -> str:
    """The text of the spans alone."""
    return "".join(span.text for span in spans)


def block_text(block: Block) -> str:
    """What a search looks through: the words of one block itself."""
    match block:
        case Heading(_, text) | Code(text):
            return text
        case Picture(_, caption):
            return caption
        case _:
            return "\n".join(span.text for span in spans_of(block))


def cell(text: str, hand: Hand = Hand.PLAIN) -> Spans:
    """A table cell of one text."""
    return (Span(text, hand),)
