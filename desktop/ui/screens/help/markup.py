"""Manual blocks as the rich text a Qt document understands, in the colours of the theme."""

from collections.abc import Iterator
from html import escape

from desktop.domain.manual import (
    Block,
    Blocks,
    Chapter,
    Code,
    Hand,
    Heading,
    Items,
    Note,
    Paragraph,
    Picture,
    Span,
    Spans,
    Table,
)
from desktop.ui.messages import help as words
from desktop.ui.theme import HUGE, LARGE, MEDIUM, SMALL, STEP, TINY, TOKENS, colour

PICTURE = "picture:"
LINK = "chapter:"
_LEADING = "125%"
_SIZES = {1: "title_size", 2: "heading_size", 3: "font_size"}


def markup(chapter: Chapter, picture_width: int) -> str:
    """The whole chapter as HTML; links are ``chapter:…``, pictures ``picture:…``."""
    body = "".join(_blocks(chapter.blocks, picture_width))
    return f"<html><body>{_heading(Heading(1, chapter.title))}{body}</body></html>"


def _blocks(blocks: Blocks, width: int) -> Iterator[str]:
    for block in blocks:
        yield _block(block, width)


def _block(block: Block, width: int) -> str:
    match block:
        case Heading():
            made = _heading(block)
        case Paragraph(spans):
            made = _paragraph(spans)
        case Items():
            made = _items(block, width)
        case Table():
            made = _table(block)
        case Code(text):
            made = _code(text)
        case Note(inner):
            made = _note(inner, width)
        case Picture(name, caption):
            made = _picture(name, caption, width)
        case _:
            raise TypeError(type(block).__name__)
    return made


def _heading(heading: Heading) -> str:
    text = escape(heading.text)
    above = {1: 0, 2: HUGE, 3: LARGE}[heading.level]
    style = (
        f"font-size:{TOKENS[_SIZES[heading.level]]}; font-weight:bold;"
        f" margin-top:{above}px; margin-bottom:{SMALL}px"
    )
    rule = f'<hr style="color:{_ink("line")}">' if heading.level == 1 else ""
    return f'<p style="{style}"><a name="{text}"></a>{text}</p>{rule}'


def _paragraph(spans: Spans) -> str:
    style = f"margin-top:0; margin-bottom:{STEP}px; line-height:{_LEADING}"
    return f'<p style="{style}">{_spans(spans)}</p>'


def _items(items: Items, width: int) -> str:
    tag = "ol" if items.ordered else "ul"
    lines = "".join(f"<li>{_item(item, width)}</li>" for item in items.items)
    return f'<{tag} style="margin-top:0; margin-bottom:{STEP}px">{lines}</{tag}>'


def _item(blocks: Blocks, width: int) -> str:
    """An item; its first paragraph stands beside its number."""
    first, *rest = blocks
    if not isinstance(first, Paragraph):
        return "".join(_blocks(blocks, width))
    style = f"margin-top:0; margin-bottom:{TINY}px; line-height:{_LEADING}"
    return f'<p style="{style}">{_spans(first.spans)}</p>' + "".join(_blocks(tuple(rest), width))


def _table(table: Table) -> str:
    head = "".join(_cell(cell, "th", _ink("panel")) for cell in table.head)
    rows = "".join(
        f"<tr>{''.join(_cell(cell, 'td', _ink('ground')) for cell in row)}</tr>"
        for row in table.rows
    )
    style = (
        f"border-collapse:collapse; border-style:solid; border-color:{_ink('line')};"
        f" margin-top:{TINY}px; margin-bottom:{MEDIUM}px"
    )
    return (
        f'<table border="1" cellspacing="0" cellpadding="6" style="{style}">'
        f"<thead><tr>{head}</tr></thead>{rows}</table>"
    )


def _cell(spans: Spans, tag: str, ground: str) -> str:
    return f'<{tag} align="left" valign="top" bgcolor="{ground}">{_spans(spans)}</{tag}>'


def _code(text: str) -> str:
    lines = (escape(line).replace("  ", "&nbsp; ") for line in text.split("\n"))
    return _frame("<br>".join(lines), "panel")


def _note(blocks: Blocks, width: int) -> str:
    word = f'<p style="margin:0; font-weight:bold; color:{_ink("warning")}">{words.NOTE}</p>'
    return _frame(word + "".join(_blocks(blocks, width)), "warning_tint")


def _frame(inside: str, ground: str) -> str:
    style = f"margin-top:{TINY}px; margin-bottom:{MEDIUM}px"
    return (
        f'<table width="100%" cellspacing="0" cellpadding="{STEP}" style="{style}">'
        f'<tr><td bgcolor="{_ink(ground)}">{inside}</td></tr></table>'
    )


def _picture(name: str, caption: str, width: int) -> str:
    style = f"margin-top:0; margin-bottom:{MEDIUM}px; color:{_ink('sub')}"
    shown = f'<img src="{PICTURE}{escape(name)}" width="{width}">'
    return f'<p style="margin-bottom:{TINY}px">{shown}</p><p style="{style}">{escape(caption)}</p>'


def _spans(spans: Spans) -> str:
    return "".join(_span(span) for span in spans)


def _span(span: Span) -> str:
    text = escape(span.text)
    match span.hand:
        case Hand.STRONG:
            text = f"<b>{text}</b>"
        case Hand.CODE:
            text = f'<span style="background-color:{_ink("panel")}">{text}</span>'
        case _:
            pass
    if span.link:
        return f'<a href="{LINK}{escape(span.link)}" style="color:{_ink("key")}">{text}</a>'
    return text


def _ink(name: str) -> str:
    return colour(name).name()
