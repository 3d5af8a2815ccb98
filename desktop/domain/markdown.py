"""Markdown text to manual blocks: a small part of CommonMark and tables, everything else refused.

Written by us and shipped with the program, so a refusal here is a mistake of ours, not of a user:
``ManualTextError`` is a ``ValueError``, and a test reads every chapter.
"""

from collections.abc import Callable
from posixpath import dirname, join, normpath
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from typing_extensions import override

from desktop.domain.manual import (
    Block,
    Blocks,
    Chapter,
    Code,
    Generated,
    Hand,
    Heading,
    Items,
    Note,
    Paragraph,
    Picture,
    Span,
    Spans,
    Table,
    plain,
)

PICTURES = "../pictures/"
_GENERATED = "generated"
_HEADINGS = (2, 3)


class ManualTextError(ValueError):
    """The text uses something a manual has no block for; the message says what and where."""


class _Reader(MarkdownIt):
    """CommonMark and tables, no HTML; links stay as they are written."""

    def __init__(self) -> None:
        super().__init__("commonmark", {"html": False})
        self.enable("table")

    @override
    def normalizeLink(self, url: str) -> str:
        return url


_READER: Final = _Reader()


def chapter(key: str, text: str) -> Chapter:
    """The chapter ``key`` (``book/name``) of a text that begins with its one title.

    Raises:
        ManualTextError: the text holds what a manual has no block for.
    """
    nodes = SyntaxTreeNode(_READER.parse(text)).children
    if not nodes or nodes[0].type != "heading" or nodes[0].tag != "h1":
        raise ManualTextError(key, "no title at the head")
    inside = _Chapter(key)
    title = plain(inside.spans(nodes[0].children[0]))
    return Chapter(key, title, inside.blocks(nodes[1:]))


def chapter_key(book: str, file_name: str) -> str:
    """``book/name`` of a file named ``NN-name.md``."""
    return f"{book}/{file_name.removesuffix('.md').split('-', 1)[-1]}"


class _Chapter:
    """One chapter being read; ``key`` says from where relative links start."""

    def __init__(self, key: str) -> None:
        self._key = key
        self._kinds: dict[str, Callable[[SyntaxTreeNode], Block]] = {
            "heading": self._heading,
            "paragraph": self._paragraph,
            "bullet_list": self._items,
            "ordered_list": self._items,
            "table": self._table,
            "fence": self._fence,
            "blockquote": lambda node: Note(self.blocks(node.children)),
        }

    def blocks(self, nodes: list[SyntaxTreeNode]) -> Blocks:
        """The blocks of these nodes."""
        return tuple(self._block(node) for node in nodes)

    def spans(self, inline: SyntaxTreeNode) -> Spans:
        """The stretches of one inline node; lines broken in the source run on."""
        pieces = _joined([piece for node in inline.children for piece in self._pieces(node)])
        if not pieces:
            raise self._wrong(inline, "nothing written")
        return pieces

    def _block(self, node: SyntaxTreeNode) -> Block:
        kind = self._kinds.get(node.type)
        if kind is None:
            raise self._wrong(node, node.type)
        return kind(node)

    def _heading(self, node: SyntaxTreeNode) -> Block:
        level = int(node.tag[1:])
        if level not in _HEADINGS:
            raise self._wrong(node, node.tag)
        return Heading(level, plain(self.spans(node.children[0])))

    def _paragraph(self, node: SyntaxTreeNode) -> Block:
        inline = node.children[0]
        if [child.type for child in inline.children] == ["image"]:
            return self._picture(inline.children[0])
        return Paragraph(self.spans(inline))

    def _picture(self, node: SyntaxTreeNode) -> Picture:
        place = str(node.attrs["src"])
        caption = str(node.content)
        if not place.startswith(PICTURES) or "/" in place.removeprefix(PICTURES) or not caption:
            raise self._wrong(node, f"picture {place}")
        return Picture(place.removeprefix(PICTURES), caption)

    def _items(self, node: SyntaxTreeNode) -> Block:
        ordered = node.type == "ordered_list"
        return Items(ordered, tuple(self.blocks(item.children) for item in node.children))

    def _table(self, node: SyntaxTreeNode) -> Block:
        head, *rest = (tuple(self._cells(line)) for part in node.children for line in part.children)
        if any(len(row) != len(head) for row in rest):
            raise self._wrong(node, "a row of another length")
        return Table(head, tuple(rest))

    def _cells(self, line: SyntaxTreeNode) -> list[Spans]:
        return [
            self.spans(one.children[0]) if one.children[0].children else (Span(""),)
            for one in line.children
        ]

    def _fence(self, node: SyntaxTreeNode) -> Block:
        text = node.content.rstrip("\n")
        return Generated(text) if node.info.strip() == _GENERATED else Code(text)

    def _pieces(self, node: SyntaxTreeNode, hand: Hand = Hand.PLAIN, link: str = "") -> list[Span]:
        match node.type:
            case "text":
                return [Span(node.content, hand, link)] if node.content else []
            case "softbreak":
                return [Span("\n", hand, link)]
            case "code_inline":
                return [Span(node.content, Hand.CODE, link)]
            case "strong":
                return [piece for one in node.children for piece in self._pieces(one, Hand.STRONG)]
            case "link":
                to = self._target(node)
                return [piece for one in node.children for piece in self._pieces(one, hand, to)]
            case _:
                raise self._wrong(node, node.type)

    def _target(self, node: SyntaxTreeNode) -> str:
        """A link to a file of the manual as ``chapter`` or ``chapter#heading``."""
        written = str(node.attrs["href"])
        file, _, anchor = written.partition("#")
        if not file:
            return f"{self._key}#{anchor}"
        place = normpath(join(dirname(self._key), file))
        book, _, name = place.partition("/")
        if ":" in written or not name.endswith(".md") or "/" in name or book.startswith("."):
            raise self._wrong(node, f"link {written}")
        return chapter_key(book, name) + (f"#{anchor}" if anchor else "")

    def _wrong(self, node: SyntaxTreeNode, what: str) -> ManualTextError:
        lines = node.map
        return ManualTextError(self._key, "?" if lines is None else lines[0] + 1, what)


def _joined(pieces: list[Span]) -> Spans:
    """The pieces with every break resolved: nothing between Japanese, a blank between Latin."""
    found: list[Span] = []
    for place, piece in enumerate(pieces):
        if piece.text != "\n":
            found.append(piece)
            continue
        after = pieces[place + 1].text[:1] if place + 1 < len(pieces) else ""
        before = found[-1].text[-1:] if found else ""
        if before.isascii() and after.isascii() and before and after:
            found.append(Span(" ", piece.hand, piece.link))
    return tuple(found)
