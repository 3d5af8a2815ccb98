"""A book of the manual as a document: title page, contents with page numbers, chapters.

The same book always gives the same bytes: no time enters, only the version it belongs to.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from desktop.domain.manual import Book, Chapter
from desktop.paper import wording
from desktop.paper.draw import (
    A4,
    Align,
    Link,
    Page,
    Paper,
    Rule,
    Target,
    Words,
    substitutes,
    write,
)
from desktop.paper.flow import Flow, line_height
from desktop.paper.fonts import Face, Fonts
from desktop.paper.manual_blocks import BlockWriter
from desktop.paper.wrapping import wrap

_CHAPTER, _ENTRY, _SECTION = 17.0, 10.5, 9.0
_FOOT = 8.0
_INDENT = 8.0


@dataclass(frozen=True, slots=True)
class _Written:
    """A chapter's pages, and the page of each of its headings, counted from its first."""

    chapter: Chapter
    title: str
    pages: tuple[Page, ...]
    sections: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of the contents."""

    text: str
    page: int
    key: str
    section: bool


def draw_manual(book: Book, version: str, pictures: Mapping[str, bytes], fonts: Fonts) -> Paper:
    """The book; ``pictures`` holds each PNG its chapters name.

    Raises:
        KeyError: a chapter names a picture that is not there.
    """
    known = frozenset(_keys(book))
    chapters = tuple(
        _chapter(number, chapter, pictures, known, fonts)
        for number, chapter in enumerate(book.chapters)
    )
    length = len(_contents(_entries(chapters, 0), fonts))
    contents = _contents(_entries(chapters, 1 + length), fonts)
    inner = (*contents, *(page for one in chapters for page in one.pages))
    total = 1 + len(inner)
    pages = (
        _title_page(book.title, version, fonts),
        *(
            page + _frame(book.title, version, f"{number} / {total}")
            for number, page in enumerate(inner, 2)
        ),
    )
    return Paper(write(book.title, A4, pages, fonts), total, substitutes(pages, fonts))


def _keys(book: Book) -> Iterator[str]:
    """Every place of the book that a link may lead to."""
    for chapter in book.chapters:
        yield chapter.key
        yield from (f"{chapter.key}#{heading.text}" for heading in chapter.headings())


def _chapter(
    number: int,
    chapter: Chapter,
    pictures: Mapping[str, bytes],
    known: frozenset[str],
    fonts: Fonts,
) -> _Written:
    title = (
        wording.MANUAL_NUMBERED.format(number=number, title=chapter.title)
        if number
        else wording.MANUAL_INTRO
    )
    flow = Flow(A4, fonts)
    flow.put(Target(chapter.key, flow.y, title))
    flow.text(title, _CHAPTER, Face.BOLD)
    flow.space(1)
    flow.put(Rule(A4.left, flow.y, A4.right, flow.y, 0.8))
    flow.space(5)
    BlockWriter(flow, chapter.key, pictures, known).write(chapter.blocks)
    sections = tuple(
        (mark.title, place)
        for place, page in enumerate(flow.pages)
        for mark in page
        if isinstance(mark, Target) and mark.level
    )
    return _Written(
        chapter, title, flow.pages, tuple(section for section in sections if section[0])
    )


def _entries(chapters: tuple[_Written, ...], before: int) -> tuple[_Entry, ...]:
    """The lines of the contents when ``before`` pages come before the first chapter."""
    found: list[_Entry] = []
    page = before + 1
    for one in chapters:
        key = one.chapter.key
        found.append(_Entry(one.title, page, key, section=False))
        found += [
            _Entry(text, page + place, f"{key}#{text}", section=True)
            for text, place in one.sections
        ]
        page += len(one.pages)
    return tuple(found)


def _contents(entries: tuple[_Entry, ...], fonts: Fonts) -> tuple[Page, ...]:
    flow = Flow(A4, fonts)
    flow.put(Target("contents", flow.y, wording.MANUAL_CONTENTS))
    flow.text(wording.MANUAL_CONTENTS, _CHAPTER, Face.BOLD)
    flow.space(4)
    for entry in entries:
        _contents_line(flow, entry, fonts)
    return flow.pages


def _contents_line(flow: Flow, entry: _Entry, fonts: Fonts) -> None:
    size = _SECTION if entry.section else _ENTRY
    face = Face.PLAIN if entry.section else Face.BOLD
    height = line_height(size)
    if not entry.section:
        flow.need(3 * height)
        flow.space(1.2)
    flow.need(height)
    base = flow.y + height * 0.72
    left = A4.left + (_INDENT if entry.section else 0)
    flow.put(Words(left, base, entry.text, size, face))
    flow.put(Words(A4.right, base, str(entry.page), size, align=Align.RIGHT))
    start = left + fonts.width(entry.text, size, face) + 2
    end = A4.right - fonts.width(str(entry.page), size) - 2
    if start < end:
        flow.put(Rule(start, base - 0.8, end, base - 0.8, 0.2, dashed=True))
    flow.put(Link(A4.left, flow.y, A4.body, height, entry.key))
    flow.y += height


def _title_page(title: str, version: str, fonts: Fonts) -> Page:
    flow = Flow(A4, fonts)
    middle = A4.left + A4.body / 2
    lines = (
        (88.0, wording.MANUAL_PRODUCT, 15.0, Face.PLAIN),
        (95.0, wording.MANUAL_READING, 9.0, Face.PLAIN),
        (122.0, title, 30.0, Face.BOLD),
        (150.0, wording.MANUAL_VERSION.format(version=version), 12.0, Face.PLAIN),
    )
    for y, text, size, face in lines:
        flow.put(Words(middle, y, text, size, face, Align.CENTRE))
    flow.put(Rule(middle - 30, 132.0, middle + 30, 132.0, 0.8))
    together = wrap(wording.MANUAL_TOGETHER.format(version=version), A4.body, 9, fonts)
    for place, line in enumerate(together):
        flow.put(Words(middle, 262.0 + 5 * place, line, 9, align=Align.CENTRE))
    (page,) = flow.pages
    return page


def _frame(title: str, version: str, count: str) -> Page:
    """Head and foot of every page but the first."""
    foot = A4.height - 10.3
    return (
        Words(A4.left, 13.3, title, _FOOT),
        Rule(A4.left, 15.2, A4.right, 15.2, 0.3),
        Rule(A4.left, A4.height - 14, A4.right, A4.height - 14, 0.3),
        Words(A4.left, foot, wording.MANUAL_FOOT.format(version=version), _FOOT),
        Words(A4.right, foot, wording.PAGE.format(count=count), _FOOT, align=Align.RIGHT),
    )
