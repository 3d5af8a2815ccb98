"""The texts of an xlsx: entities and ``_x000A_`` undone, furigana left out, strikes noticed."""

import html
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import IO
from xml.etree.ElementTree import Element

from desktop.domain.errors import UnreadableWorkbookError
from desktop.domain.sheets import Look
from desktop.importers.lines import Output
from desktop.importers.xlsx_parts import Book, Package, local, parse_xml, stream_xml, xml_refusals

_ITEM = re.compile(
    r'<si>(?:<t(?: xml:space="preserve")?>([^<]*)</t>|<t/>)?</si>|<si/>|(<si>.*?</si>)', re.DOTALL
)
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6});")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_PLAIN_HEAD = re.compile(
    r"\ufeff?(?:<\?xml version=.1\.0.(?: encoding=.(?:utf|UTF)-8.)?(?: standalone=.\w+.)?"
    r"\s*\?>\s*)?<sst[ >/]"
)
_CHUNK = 1 << 20


class Strings:
    """The shared strings; ``looks`` holds those that are struck out wholly or partly."""

    def __init__(self) -> None:
        """Begin with none."""
        self.texts: list[str] = []
        self.looks: dict[int, Look] = {}

    def add_element(self, item: Element) -> None:
        """Add a string given as ``si``."""
        text, look = rich_text(item)
        if look:
            self.looks[len(self.texts)] = look
        self.texts.append(text)


def read_strings(package: Package, book: Book, output: Output) -> Strings:
    """All shared strings, in order."""
    strings = Strings()
    if book.strings_part is None:
        return strings
    part = package.part(book.strings_part)
    with suppress(_NotPlainError), package.open(book.strings_part) as stream:
        if not part.marked_up:
            _read_quickly(stream, strings, output, part.size)
            return strings
    strings = Strings()
    with package.open(book.strings_part) as stream:
        _read_streamed(stream, strings, output, part.size)
    return strings


def unescape(raw: str) -> str:
    """The characters an XML text stands for."""
    text = raw.replace("\r\n", "\n").replace("\r", "\n") if "\r" in raw else raw
    if "&" in text:
        if _ENTITY.sub("", text).count("&"):
            raise UnreadableWorkbookError
        text = _ENTITY.sub(lambda entity: html.unescape(entity[0]), text)
    return text


def unhide(text: str) -> str:
    """The characters that stand as ``_x000D_`` in a text of a spreadsheet."""
    if "_x" not in text:
        return text
    plain = _ESCAPED.sub(lambda code: chr(int(code[1], 16)), text)
    return plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def rich_text(item: Element) -> tuple[str, Look]:
    """The text of ``si`` or ``is``: own text and runs, never furigana; and its strikes."""
    texts, struck = [], 0
    for child in item:
        name = local(child.tag)
        if name == "t":
            texts.append(child.text or "")
        elif name == "r":
            run = "".join(part.text or "" for part in child if local(part.tag) == "t")
            texts.append(run)
            struck += bool(run.strip()) and _struck(child)
    filled = sum(bool(text.strip()) for text in texts)
    look = Look(0) if not struck else Look.STRUCK if struck == filled else Look.PARTLY_STRUCK
    return unhide("".join(texts)), look


def _struck(run: Element) -> bool:
    for properties in run:
        if local(properties.tag) == "rPr":
            return any(
                local(mark.tag) == "strike" and mark.get("val", "1") not in ("0", "false")
                for mark in properties
            )
    return False


class _NotPlainError(Exception):
    """The part is not written as spreadsheet programs write it."""


def _read_quickly(stream: IO[bytes], strings: Strings, output: Output, total: int) -> None:
    done = 0
    for text in _chunks(stream):
        items = _ITEM.findall(text)
        if len(items) != text.count("<si") or (not done and not _PLAIN_HEAD.match(text)):
            raise _NotPlainError
        for plain, rich in items:
            if rich:
                strings.add_element(parse_xml(rich.encode()))
            else:
                strings.texts.append(unhide(unescape(plain)))
        done += len(text)
        output.progress(done, total)


def _chunks(stream: IO[bytes]) -> Iterator[str]:
    """The part in pieces that end after ``</si>`` or at the end of the part."""
    rest = b""
    while chunk := stream.read(_CHUNK):
        piece = rest + chunk
        cut = piece.rfind(b"</si>")
        if cut < 0:
            rest = piece
            continue
        rest = piece[cut + 5 :]
        yield _decode(piece[: cut + 5])
    yield _decode(rest)


def _decode(piece: bytes) -> str:
    try:
        return piece.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _NotPlainError from error


def _read_streamed(stream: IO[bytes], strings: Strings, output: Output, total: int) -> None:
    with xml_refusals():
        root: Element | None = None
        for event, element in stream_xml(stream):
            if root is None:
                root = element
            if event == "end" and local(element.tag) == "si":
                strings.add_element(element)
                root.clear()
                output.progress(len(strings.texts), total)
