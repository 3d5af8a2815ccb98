"""Marks on pages, as frozen data, and the one function that paints them into a PDF.

Everything is in millimetres from the top left corner, type sizes in points, black on white. The
same marks always give the same bytes: no time and no chance enters that is not in the data.
"""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from enum import StrEnum

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from desktop.domain.wareki import format_wareki
from desktop.paper import wording
from desktop.paper.fonts import Face, Fonts, Substitute, drawing
from desktop.paper.wrapping import wrap

_POINT = 72 / 25.4
_JAPAN = timezone(timedelta(hours=9))
_SHOWN_SUBSTITUTES = 4


class Align(StrEnum):
    """Where a text stands in the room it is given."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Size:
    """A sheet of paper with its body: 25 mm are kept free on the left for binding."""

    width: float
    height: float
    left: float = 25.0
    right_margin: float = 15.0
    top: float = 21.0
    bottom_margin: float = 17.0

    @property
    def right(self) -> float:
        """The right edge of the body."""
        return self.width - self.right_margin

    @property
    def bottom(self) -> float:
        """The lower edge of the body."""
        return self.height - self.bottom_margin

    @property
    def body(self) -> float:
        """The width of the body."""
        return self.right - self.left


A4 = Size(210.0, 297.0)
A4_LANDSCAPE = Size(297.0, 210.0)


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text; ``y`` is its base line."""

    x: float
    y: float
    text: str
    size: float
    face: Face = Face.PLAIN
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line, ``weight`` points thick."""

    x1: float
    y1: float
    x2: float
    y2: float
    weight: float = 0.4
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle with an outline (unless ``weight`` is 0) over a grey ground (1 is white)."""

    x: float
    y: float
    width: float
    height: float
    weight: float = 0.4
    ground: float = 1.0


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG, fitted into the rectangle it is given."""

    x: float
    y: float
    width: float
    height: float
    png: bytes


@dataclass(frozen=True, slots=True)
class Target:
    """A place of the document that links and the outline of the reader's program lead to."""

    key: str
    y: float
    title: str = ""
    level: int = 0


@dataclass(frozen=True, slots=True)
class Link:
    """A rectangle that leads to a target of the same document."""

    x: float
    y: float
    width: float
    height: float
    key: str


Mark = Words | Rule | Box | Picture | Target | Link
Page = tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Imprint:
    """What stands on every page of every document: class, unit, who printed it, when, serial."""

    mark: str
    unit: str
    printed_by: str
    printed_at: datetime
    serial: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A finished document and what had to be printed otherwise than written."""

    pdf: bytes
    pages: int
    substituted: tuple[Substitute, ...]


def paint(title: str, size: Size, pages: tuple[Page, ...], imprint: Imprint, fonts: Fonts) -> Paper:
    """The document of these pages, framed: head, foot and n/N on each."""
    heads = tuple(_head(title, size, number, imprint, fonts) for number in range(len(pages)))
    framed = tuple(head + page for head, page in zip(heads, pages, strict=True))
    substituted = substitutes(framed, fonts)
    finished = tuple(
        page + _foot(size, f"{number} / {len(pages)}", imprint, substituted, fonts)
        for number, page in enumerate(framed, 1)
    )
    return Paper(write(title, size, finished, fonts), len(pages), substituted)


def japan_time(moment: datetime) -> str:
    """A stored moment as people here read it."""
    here = moment.astimezone(_JAPAN)
    return f"{format_wareki(here.date())} {here:%H:%M:%S}"


def _head(title: str, size: Size, number: int, imprint: Imprint, fonts: Fonts) -> Page:
    """The class mark on the right; the unit, and after the first page the title, on the left."""
    width = fonts.width(imprint.mark, 10, Face.BOLD) + 6
    mark = (
        Box(size.right - width, 8.5, width, 7, 1.0),
        Words(size.right - width / 2, 13.3, imprint.mark, 10, Face.BOLD, Align.CENTRE),
    )
    text = wording.HEAD.format(unit=imprint.unit, title=title) if number else imprint.unit
    lines = wrap(text, size.body - width - 5, 9, fonts)
    top = 13.3 - 4 * (len(lines) - 1)
    return (*mark, *_stack(size.left, top, 4, 9, lines))


def _foot(
    size: Size, count: str, imprint: Imprint, substituted: tuple[Substitute, ...], fonts: Fonts
) -> Page:
    """Serial, person and time on the left, the page's number on the right, substitutes below."""
    by = (imprint.printed_by, japan_time(imprint.printed_at))
    printed = wording.PRINTED.format(
        serial=imprint.serial, by_at=wording.GAP.join(part for part in by if part)
    )
    top = size.height - 10.3
    lines = (*wrap(printed, size.body - 25, 7.5, fonts), *_note(size, substituted, fonts))
    return (
        Rule(size.left, size.height - 14, size.right, size.height - 14, 0.3),
        Words(size.right, top, wording.PAGE.format(count=count), 8.5, align=Align.RIGHT),
        *_stack(size.left, top, 3.4, 7.5, lines),
    )


def _stack(x: float, y: float, step: float, size: float, lines: tuple[str, ...]) -> Page:
    return tuple(Words(x, y + step * number, line, size) for number, line in enumerate(lines))


def _note(size: Size, substituted: tuple[Substitute, ...], fonts: Fonts) -> tuple[str, ...]:
    if not substituted:
        return ()
    shown = wording.LIST_COMMA.join(
        f"{one.code_points} → {one.printed}" for one in substituted[:_SHOWN_SUBSTITUTES]
    )
    more = len(substituted) - _SHOWN_SUBSTITUTES
    rest = wording.MORE_SUBSTITUTES.format(count=more) if more > 0 else ""
    return wrap(wording.SUBSTITUTED + shown + rest, size.body, 7.5, fonts)


def substitutes(pages: Iterable[Page], fonts: Fonts) -> tuple[Substitute, ...]:
    """Every sign of the pages that is printed otherwise than written, each once."""
    return tuple(
        dict.fromkeys(
            found
            for page in pages
            for mark in page
            if isinstance(mark, Words)
            for found in fonts.substitutes(mark.text, mark.face)
        )
    )


def write(title: str, size: Size, pages: tuple[Page, ...], fonts: Fonts) -> bytes:
    """The PDF of exactly these marks; head and foot are the caller's."""
    with drawing:
        return _written(title, size, pages, fonts)


def _written(title: str, size: Size, pages: tuple[Page, ...], fonts: Fonts) -> bytes:
    written = io.BytesIO()
    canvas = Canvas(
        written,
        pagesize=(size.width * _POINT, size.height * _POINT),
        invariant=1,
        pageCompression=1,
        initialFontName=fonts.runs("0")[0].font,
        lang="ja",
    )
    canvas.setTitle(title)
    canvas.setCreator(wording.PROGRAM)
    pen = _Pen(canvas, size, fonts)
    for page in pages:
        for mark in page:
            pen.put(mark)
        canvas.showPage()
    canvas.save()
    return written.getvalue()


class _Pen:
    def __init__(self, canvas: Canvas, size: Size, fonts: Fonts) -> None:
        self._canvas = canvas
        self._height = size.height
        self._fonts = fonts

    def put(self, mark: Mark) -> None:
        match mark:
            case Words():
                self._words(mark)
            case Rule():
                self._rule(mark)
            case Box():
                self._box(mark)
            case Picture():
                self._picture(mark)
            case Target():
                self._target(mark)
            case Link():
                self._link(mark)

    def _words(self, words: Words) -> None:
        width = self._fonts.width(words.text, words.size, words.face)
        shift = {Align.LEFT: 0.0, Align.CENTRE: width / 2, Align.RIGHT: width}[words.align]
        line = self._canvas.beginText((words.x - shift) * _POINT, self._up(words.y))
        for run in self._fonts.runs(words.text, words.face):
            line.setFont(run.font, words.size)
            line.textOut(run.characters)
        self._canvas.drawText(line)

    def _rule(self, rule: Rule) -> None:
        self._canvas.setLineWidth(rule.weight)
        self._canvas.setDash((3, 2) if rule.dashed else ())
        self._canvas.line(rule.x1 * _POINT, self._up(rule.y1), rule.x2 * _POINT, self._up(rule.y2))
        self._canvas.setDash()

    def _box(self, box: Box) -> None:
        self._canvas.setLineWidth(box.weight)
        self._canvas.setFillGray(box.ground)
        self._canvas.rect(
            box.x * _POINT,
            self._up(box.y + box.height),
            box.width * _POINT,
            box.height * _POINT,
            stroke=int(box.weight > 0),
            fill=int(box.ground < 1),
        )
        self._canvas.setFillGray(0)

    def _picture(self, picture: Picture) -> None:
        self._canvas.drawImage(
            ImageReader(io.BytesIO(picture.png)),
            picture.x * _POINT,
            self._up(picture.y + picture.height),
            picture.width * _POINT,
            picture.height * _POINT,
        )

    def _target(self, target: Target) -> None:
        self._canvas.bookmarkHorizontal(target.key, 0, self._up(target.y))
        if target.title:
            self._canvas.addOutlineEntry(target.title, target.key, target.level)

    def _link(self, link: Link) -> None:
        top, foot = self._up(link.y), self._up(link.y + link.height)
        left, right = link.x * _POINT, (link.x + link.width) * _POINT
        self._canvas.linkAbsolute("", link.key, (left, foot, right, top), Border="[0 0 0]")

    def _up(self, y: float) -> float:
        return (self._height - y) * _POINT
