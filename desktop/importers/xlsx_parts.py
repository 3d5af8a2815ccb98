"""The parts of an xlsx package: which sheets there are, their styles, and what else it carries."""

import io
import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring, iterparse

from desktop.domain.errors import DoctypeError, FileTooLargeError, UnreadableWorkbookError
from desktop.domain.sheets import Look, SheetState
from desktop.importers.limits import Part
from desktop.importers.lines import Output
from desktop.importers.number_format import BUILT_IN, GENERAL, Formatter, formatter

_MAX_SMALL_PART = 64 << 20
_STATES: dict[str, SheetState] = {"hidden": "hidden", "veryHidden": "very_hidden"}
_BY_FOLDER = {
    "xl/externalLinks/": "external-links",
    "xl/embeddings/": "ole-objects",
    "xl/activeX/": "activex",
    "xl/macrosheets/": "macro-sheets",
    "xl/comments": "comments",
    "xl/media/": "images",
    "xl/chartsheets/": "charts-sheets",
    "customUI": "custom-ui",
}


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A sheet of the workbook and the part that holds its cells."""

    name: str
    state: SheetState
    part: str


@dataclass(frozen=True, slots=True)
class Style:
    """How a cell format shows a number (None: under General) and marks the cell."""

    show: Formatter | None
    look: Look


@dataclass(frozen=True, slots=True)
class Book:
    """What the workbook part says."""

    sheets: tuple[SheetPart, ...]
    date1904: bool
    styles_part: str | None
    strings_part: str | None


class Package:
    """An archive whose parts were surveyed; XML is parsed without entities or declarations."""

    def __init__(self, untrusted: bytes, parts: Mapping[str, Part]) -> None:
        """Open the archive; ``parts`` comes from ``limits.survey``."""
        self._archive = zipfile.ZipFile(io.BytesIO(untrusted))
        self._names = {name.lower(): name for name in parts}
        self.parts = parts

    def open(self, name: str) -> IO[bytes]:
        """The inflated stream of a part; the name is matched as office programs do."""
        try:
            return self._archive.open(self._names[name.lower()])
        except KeyError as error:
            raise UnreadableWorkbookError from error

    def part(self, name: str) -> Part:
        """What the survey found about a part."""
        try:
            return self.parts[self._names[name.lower()]]
        except KeyError as error:
            raise UnreadableWorkbookError from error

    def has(self, name: str) -> bool:
        """Whether the package has the part."""
        return name.lower() in self._names

    def xml(self, name: str) -> Element:
        """The root of a small XML part, names without namespaces."""
        if self.part(name).size > _MAX_SMALL_PART:
            raise FileTooLargeError(limit=_MAX_SMALL_PART >> 20)
        with self.open(name) as stream:
            return parse_xml(stream.read())

    def targets(self, name: str) -> dict[str, tuple[str, str]]:
        """Relations of a part: id → (kind, part name)."""
        folder, base = posixpath.split(name)
        rels = f"{folder}/_rels/{base}.rels"
        if not self.has(rels):
            return {}
        found = {}
        for relation in self.xml(rels).iter("Relationship"):
            if relation.get("TargetMode") != "External":
                target = relation.get("Target", "")
                path = target.lstrip("/") if target[:1] == "/" else posixpath.join(folder, target)
                kind = relation.get("Type", "").rpartition("/")[2]
                found[relation.get("Id", "")] = (kind, posixpath.normpath(path))
        return found


def parse_xml(untrusted: bytes | str) -> Element:
    """The root of an XML text, names without namespaces.

    Raises:
        DoctypeError: it declares a document type or entities.
        UnreadableWorkbookError: it is not well formed.
    """
    with xml_refusals():
        root: Element = fromstring(untrusted, forbid_dtd=True)
        return _bare(root)
    raise AssertionError  # pragma: no cover - the context never swallows


def stream_xml(stream: IO[bytes]) -> Iterator[tuple[str, Element]]:
    """``(event, element)`` of a large part; names keep their namespaces."""
    return iterparse(stream, events=("start", "end"), forbid_dtd=True)


@contextmanager
def xml_refusals() -> Iterator[None]:
    """Turn what an XML parser objects to into refusals."""
    try:
        yield
    except DefusedXmlException as error:
        raise DoctypeError from error
    except (ParseError, ValueError, LookupError) as error:
        raise UnreadableWorkbookError from error


def local(name: str) -> str:
    """An element's name without its namespace."""
    return name.rpartition("}")[2]


def _bare(root: Element) -> Element:
    for element in root.iter():
        element.tag = local(element.tag)
        if any("}" in name for name in element.keys()):  # noqa: SIM118 - an Element is no mapping
            for name in [name for name in element.keys() if "}" in name]:  # noqa: SIM118 - the same
                element.attrib.setdefault(local(name), element.attrib[name])
    return root


def read_book(package: Package) -> Book:
    """The sheets in the order of their tabs."""
    main = next(
        (path for kind, path in package.targets("").values() if kind == "officeDocument"),
        "xl/workbook.xml",
    )
    root = package.xml(main)
    targets = package.targets(main)
    sheets = [
        SheetPart(
            element.get("name", ""),
            _STATES.get(element.get("state", ""), "visible"),
            targets[element.get("id", "")][1],
        )
        for element in root.iter("sheet")
        if targets.get(element.get("id", ""), ("", ""))[0] == "worksheet"
    ]
    properties = root.find("workbookPr")
    by_kind = {kind: path for kind, path in targets.values() if package.has(path)}
    return Book(
        tuple(sheets),
        properties is not None and properties.get("date1904", "0") in ("1", "true"),
        by_kind.get("styles"),
        by_kind.get("sharedStrings"),
    )


def report_found(package: Package, book: Book, output: Output) -> None:
    """Count what the package carries besides cells."""
    for name in package.parts:
        for prefix, code in _BY_FOLDER.items():
            if name.startswith(prefix) and "/_rels/" not in name:
                output.found(code)
    output.found("macros", any(name.endswith("vbaProject.bin") for name in package.parts))
    output.found("connections", package.has("xl/connections.xml"))
    output.found("hidden-sheets", sum(sheet.state != "visible" for sheet in book.sheets))
    for name in package.parts:
        if name.startswith("xl/externalLinks/externalLink") and name.endswith(".xml"):
            links = package.xml(name)
            output.found("dde", sum(1 for _ in links.iter("ddeLink")))


def read_styles(package: Package, book: Book) -> tuple[Style, ...]:
    """The cell formats, in the order cells name them."""
    if book.styles_part is None:
        return (Style(None, Look(0)),)
    root = package.xml(book.styles_part)
    codes = {
        int(element.get("numFmtId", "0")): element.get("formatCode", GENERAL)
        for element in root.iter("numFmt")
    }
    fonts = [_font_look(element) for element in root.iterfind("fonts/font")]
    fills = [_fill_look(element) for element in root.iterfind("fills/fill")]
    borders = [_border_look(element) for element in root.iterfind("borders/border")]
    styles = []
    for xf in root.iterfind("cellXfs/xf"):
        code = _code(int(xf.get("numFmtId", "0")), codes)
        show = None if code in (GENERAL, "@", "") else formatter(code, date1904=book.date1904)
        look = (
            _at(fonts, xf.get("fontId"))
            | _at(fills, xf.get("fillId"))
            | _at(borders, xf.get("borderId"))
            | _alignment_look(xf)
        )
        styles.append(Style(show, look))
    return tuple(styles) or (Style(None, Look(0)),)


def _code(number: int, codes: dict[int, str]) -> str:
    return codes.get(number) or BUILT_IN.get(number, GENERAL)


def _at(looks: list[Look], index: str | None) -> Look:
    place = int(index or "0")
    return looks[place] if place < len(looks) else Look(0)


def _on(element: Element | None) -> bool:
    return element is not None and element.get("val", "1") not in ("0", "false")


def _font_look(font: Element) -> Look:
    struck = Look.STRUCK if _on(font.find("strike")) else Look(0)
    return struck | (Look.BOLD if _on(font.find("b")) else Look(0))


def _fill_look(fill: Element) -> Look:
    pattern = fill.find("patternFill")
    solid = pattern is not None and pattern.get("patternType", "none") not in ("none", "gray125")
    return Look.FILLED if solid or fill.find("gradientFill") is not None else Look(0)


def _border_look(border: Element) -> Look:
    lines = (border.find(side) for side in ("left", "right", "top", "bottom", "start", "end"))
    drawn = any(line is not None and line.get("style", "none") != "none" for line in lines)
    return Look.BORDERED if drawn else Look(0)


def _alignment_look(xf: Element) -> Look:
    alignment = xf.find("alignment")
    centred = alignment is not None and alignment.get("horizontal") in (
        "center",
        "centerContinuous",
    )
    return Look.CENTRED if centred else Look(0)
