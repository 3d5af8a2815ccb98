"""The rows of one sheet part, each cell as it is written: position, style, type, value.

Rows as spreadsheet programs write them are taken apart by one expression; any other row is given
to an XML parser. Both ways give the same cells, which a test proves.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, NamedTuple
from xml.etree.ElementTree import Element

from desktop.domain.errors import FileTooLargeError, UnreadableWorkbookError
from desktop.domain.sheets import Look, column_of, letter
from desktop.importers.xlsx_parts import local, parse_xml, stream_xml, xml_refusals
from desktop.importers.xlsx_strings import rich_text, unescape

RawCell = tuple[str, str, str, str, str, str]
"""Column letters, style, type, formula mark, value or its text, inline text: all as written."""

_CHUNK = 1 << 20
_MAX_FURNITURE = 64 << 20
_ROW = re.compile(
    r"<row(?P<attributes>(?: [\w:]+=\"[^\"<]*\")*) ?(?:/>|>(?P<cells>.*?)</row>)", re.DOTALL
)
_PLAIN = re.compile(r'(?: [\w:]+="[^"<]*")* ?')
_ATTRIBUTE = re.compile(r'([\w:]+)="([^"]*)"')
_CELL = re.compile(
    r'<c r="([A-Z]{1,3})[0-9]{1,7}"(?: s="([0-9]*)")?(?: t="([A-Za-z]*)")?(?: [a-z]+="[0-9]*")* ?'
    r"(?:/>|>(?:(<f)(?: [^<>]*)?(?:/>|>[^<]*</f>))?"
    r'(?:<v>([^<]*)</v>|<v ?/>|<is><t(?: xml:space="preserve")?>([^<]*)</t></is>)?</c>)'
)
_HEAD = re.compile(
    r"\ufeff?(?:<\?xml version=.1\.0.(?: encoding=.(?:utf|UTF)-8.)?(?: standalone=.\w+.)?"
    r"\s*\?>\s*)?<worksheet[ >]"
)


class RawRow(NamedTuple):
    """One row as written; ``cells`` come in the order of the file."""

    number: int
    hidden: bool
    cells: list[RawCell]
    looks: dict[int, Look]
    """Strikes of rich inline texts, by place in ``cells``."""


@dataclass(slots=True)
class Furniture:
    """What stands before and after the rows."""

    before: Element | None = None
    after: Element | None = None


def quick_rows(stream: IO[bytes], furniture: Furniture) -> Iterator[RawRow] | None:
    """The rows of a part written plainly; None if it is not, and ``slow_rows`` must read it."""
    pieces = _text(stream)
    head = next(pieces, "")
    while "<sheetData" not in head and len(head) < _MAX_FURNITURE:
        more = next(pieces, None)
        if more is None:
            return None
        head += more
    opening = head.find("<sheetData")
    if not _HEAD.match(head) or opening < 0:
        return None
    start = head.index(">", head.index("<worksheet")) + 1
    root = head[head.index("<worksheet") : start]
    furniture.before = parse_xml(f"{root}{head[start:opening]}</worksheet>")
    return _rows(head[opening:], pieces, root, furniture)


def _rows(first: str, pieces: Iterator[str], root: str, furniture: Furniture) -> Iterator[RawRow]:
    rest = first[first.index(">") + 1 :]
    empty = first[: first.index(">")].endswith("/")
    number = 0
    while True:
        end = 0 if empty else rest.find("</sheetData>")
        cut = end if end >= 0 else _row_cut(rest)
        for attributes, cells in _split(rest[:cut]):
            row = _row(attributes, cells, root, number)
            number = row.number
            yield row
        if end >= 0:
            tail = rest[end:].removeprefix("</sheetData>")
            tail += "".join(_limited(pieces, len(tail)))
            furniture.after = parse_xml(root + tail)
            return
        more = next(pieces, None)
        if more is None:
            raise UnreadableWorkbookError
        rest = rest[cut:] + more


def _row_cut(text: str) -> int:
    """Where the last whole row ends."""
    end = text.rfind("</row>")
    return end + 6 if end >= 0 else 0


def _split(text: str) -> Iterator[tuple[str, str]]:
    """Attributes and cells of each row."""
    *rows, rest = text.split("</row>")
    for row in rows:
        opening = row.find(">")
        attributes = row[4:opening]
        if row.startswith("<row") and row.count("<row") == 1 and _PLAIN.fullmatch(attributes):
            yield attributes, row[opening + 1 :]
        else:
            yield from _split_slowly(f"{row}</row>")
    if rest:
        yield from _split_slowly(rest)


def _split_slowly(text: str) -> Iterator[tuple[str, str]]:
    place = 0
    for found in _ROW.finditer(text):
        if text[place : found.start()].strip():
            raise UnreadableWorkbookError
        place = found.end()
        yield found["attributes"], found["cells"] or ""
    if text[place:].strip():
        raise UnreadableWorkbookError


def _limited(pieces: Iterator[str], length: int) -> Iterator[str]:
    for piece in pieces:
        length += len(piece)
        if length > _MAX_FURNITURE:
            raise FileTooLargeError(limit=_MAX_FURNITURE >> 20)
        yield piece


def _row(attributes: str, cells: str, root: str, before: int) -> RawRow:
    found = _CELL.findall(cells)
    # every < of the row must belong to a cell the expression understood
    named = dict(_ATTRIBUTE.findall(attributes))
    if not _understood(len(found), cells):
        element = parse_xml(f"{root}<row{attributes}>{cells}</row></worksheet>").find("row")
        if element is None:
            raise UnreadableWorkbookError
        return row_of(element, before)
    number = _number(named.get("r"), before)
    if "&" in cells or "\r" in cells:
        found = [(*cell[:4], unescape(cell[4]), unescape(cell[5])) for cell in found]
    return RawRow(number, named.get("hidden") in ("1", "true"), found, {})


def _understood(opened: int, cells: str) -> bool:
    """Whether the cells found account for every ``<`` of the row."""
    tags = cells.count("<")
    # four for a cell with a value, one for a blank one: nearly every row is that plain
    if opened + 3 * cells.count("</v>") == tags:
        return True
    values = sum(map(cells.count, ("<v>", "</v>", "<v/>", "<v />")))
    formulas = cells.count("<f") + cells.count("</f>")
    inline = sum(map(cells.count, ("<is>", "</is>", "<t>", "</t>", '<t xml:space="preserve">')))
    all_opened = opened == cells.count("<c ")
    return all_opened and opened + cells.count("</c>") + values + formulas + inline == tags


def slow_rows(stream: IO[bytes], furniture: Furniture) -> Iterator[RawRow]:
    """The rows of any well-formed part, through an XML parser."""
    before, number = Element("worksheet"), 0
    furniture.before, furniture.after = before, Element("worksheet")
    with xml_refusals():
        root: Element | None = None
        inside = 0
        for event, element in stream_xml(stream):
            root = element if root is None else root
            name = local(element.tag)
            inside += (1 if event == "start" else -1) if name == "row" else 0
            if event == "end" and name == "row":
                row = row_of(_localised(element), number)
                number = row.number
                yield row
                element.clear()
            elif event == "end" and name == "sheetData":
                element.clear()
            elif event == "end" and not inside and name in ("cols", "mergeCells", "sheetFormatPr"):
                before.append(_localised(element))
                furniture.after.append(element)


def row_of(element: Element, before: int) -> RawRow:
    """The row an element without namespaces stands for."""
    number = _number(element.get("r"), before)
    cells: list[RawCell] = []
    looks: dict[int, Look] = {}
    column = -1
    for cell in element:
        if cell.tag != "c":
            continue
        name = cell.get("r", "").rstrip("0123456789")
        column = column_of(name) if name else column + 1
        value, inline = "", ""
        for child in cell:
            if child.tag == "v":
                value = child.text or ""
            elif child.tag == "is":
                inline, look = rich_text(child)
                if look:
                    looks[len(cells)] = look
        formula = "<f" if cell.find("f") is not None else ""
        cells.append((letter(column), cell.get("s", ""), cell.get("t", ""), formula, value, inline))
    return RawRow(number, element.get("hidden") in ("1", "true"), cells, looks)


def _localised(element: Element) -> Element:
    for part in element.iter():
        part.tag = local(part.tag)
    return element


def _number(written: str | None, before: int) -> int:
    if written is None:
        return before + 1
    if not written.isascii() or not written.isdigit():
        raise UnreadableWorkbookError
    return int(written)


def _text(stream: IO[bytes]) -> Iterator[str]:
    """The part as text, piece by piece, never cutting a character."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while chunk := stream.read(_CHUNK):
            yield decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise UnreadableWorkbookError from error
