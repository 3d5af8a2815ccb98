"""Text in several hands broken into lines as Japanese is set: what ``wrapping`` does for one."""

from dataclasses import replace

from desktop.domain.manual import Hand, Span, Spans, plain
from desktop.paper.clusters import clusters, units
from desktop.paper.fonts import Face, Fonts

Line = Spans


def face(span: Span) -> Face:
    """The face a span is set in; code is told apart by its ground, not by its letters."""
    return Face.BOLD if span.hand is Hand.STRONG else Face.PLAIN


def width(line: Spans, size: float, fonts: Fonts) -> float:
    """How wide the spans are beside each other, in millimetres."""
    return sum(fonts.width(span.text, size, face(span)) for span in line)


def wrap_spans(spans: Spans, room: float, size: float, fonts: Fonts) -> tuple[Line, ...]:
    """The lines of the spans, each at most ``room`` millimetres wide; at least one."""
    lines: list[Line] = []
    line: Spans = ()
    used = 0.0
    for piece in _pieces(spans, room, size, fonts):
        seen = width(_without_end(piece), size, fonts)
        if line and used + seen > room + 0.001:
            lines.append(line)
            line, used = (), 0.0
        line = _joined(line, piece)
        used += width(piece, size, fonts)
    return (*lines, line)


def _pieces(spans: Spans, room: float, size: float, fonts: Fonts) -> list[Spans]:
    """What may not be broken; a piece wider than a whole line is broken sign by sign."""
    found: list[Spans] = []
    start = 0
    for unit in units(plain(spans)):
        whole = _cut(spans, start, start + len(unit))
        if width(whole, size, fonts) <= room:
            found.append(whole)
        else:
            at = start
            for sign in clusters(unit):
                found.append(_cut(spans, at, at + len(sign)))
                at += len(sign)
        start += len(unit)
    return found


def _cut(spans: Spans, start: int, end: int) -> Spans:
    """The part of the spans between two places of their whole text."""
    found: list[Span] = []
    at = 0
    for span in spans:
        first, last = max(start - at, 0), min(end - at, len(span.text))
        if first < last:
            found.append(replace(span, text=span.text[first:last]))
        at += len(span.text)
    return tuple(found)


def _without_end(piece: Spans) -> Spans:
    """The piece without the blanks at its end: they may hang over the edge."""
    *before, last = piece
    return (*before, replace(last, text=last.text.rstrip(" ")))


def _joined(line: Spans, piece: Spans) -> Spans:
    """The line with the piece behind it; spans of the same hand become one."""
    for span in piece:
        if line and (line[-1].hand, line[-1].link) == (span.hand, span.link):
            line = (*line[:-1], replace(line[-1], text=line[-1].text + span.text))
        else:
            line = (*line, span)
    return line
