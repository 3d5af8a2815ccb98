"""Bytes of workbooks for tests: good, odd and hostile ones, made on the spot."""

import io
import zipfile
from collections.abc import Callable, Mapping

import msoffcrypto.format.ooxml
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

JET = b"\x00\x01\x00\x00Standard Jet DB\x00" + b"\0" * 4096
ACE = b"\x00\x01\x00\x00Standard ACE DB\x00" + b"\0" * 4096

_ROOT = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'


def workbook(fill: Callable[[Worksheet], None]) -> bytes:
    """A workbook whose one sheet 台帳 was filled by ``fill``."""
    book = Workbook()
    sheet = book.active
    if not isinstance(sheet, Worksheet):
        raise TypeError
    sheet.title = "台帳"
    fill(sheet)
    return saved(book)


def saved(book: Workbook) -> bytes:
    """The bytes of a workbook."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def table(*rows: tuple[object, ...]) -> bytes:
    """A workbook with plain rows from A1 on."""

    def fill(sheet: Worksheet) -> None:
        for row in rows:
            sheet.append(list(row))

    return workbook(fill)


def protected(content: bytes, password: str) -> bytes:
    """The workbook encrypted as the spreadsheet program does it."""
    stream = io.BytesIO()
    book = msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO(content))
    book.encrypt(password, stream)
    return stream.getvalue()


def package(
    sheet: str, *, strings: str | None = None, extra: Mapping[str, bytes] | None = None
) -> bytes:
    """A workbook whose sheet part is exactly ``sheet``."""
    parts = {
        "[Content_Types].xml": b"<Types/>",
        "_rels/.rels": f'<Relationships {_PACKAGE}><Relationship Id="a" '
        f'Type="{_RELS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'.encode(),
        "xl/workbook.xml": f'<workbook {_ROOT} xmlns:r="{_RELS}"><sheets>'
        '<sheet name="台帳" sheetId="1" r:id="s"/></sheets></workbook>'.encode(),
        "xl/_rels/workbook.xml.rels": f'<Relationships {_PACKAGE}><Relationship Id="s" '
        f'Type="{_RELS}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="t" '
        f'Type="{_RELS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'.encode(),
        "xl/worksheets/sheet1.xml": sheet.encode(),
    }
    if strings is not None:
        parts["xl/sharedStrings.xml"] = strings.encode()
    return zipped(parts | dict(extra or {}))


def sheet_xml(rows: str, after: str = "") -> str:
    """A sheet part around ``rows``."""
    return f"<worksheet {_ROOT}><sheetData>{rows}</sheetData>{after}</worksheet>"


def strings_xml(items: str) -> str:
    """A part of shared strings around ``items``."""
    return f"<sst {_ROOT}>{items}</sst>"


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """A zip archive."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def bomb() -> bytes:
    """A workbook of a few kilobytes that unpacks to 30 MiB."""
    rows = '<row r="1"><c r="A1"><v>1</v></c></row>' + " " * (30 << 20)
    return package(sheet_xml(rows))
