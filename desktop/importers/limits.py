"""What a foreign file is, and whether it is small enough to read; decided before any parsing."""

import io
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import olefile

from desktop.domain.errors import (
    AccessFileError,
    DamagedFileError,
    DoctypeError,
    EmptyFileError,
    FileTooLargeError,
    NotAWorkbookError,
    SavedWebPageError,
    TooManyPartsError,
    ZipBombError,
)

MAX_WORKBOOK_BYTES = 150 << 20
MAX_TEXT_BYTES = 256 << 20
MAX_PARTS = 5_000
MAX_INFLATED = 1 << 30
MAX_RATIO = 100
MAX_SHEETS = 1_024
MAX_ROWS = 1_048_576
MAX_COLUMNS = 1_024
MAX_SHEET_COLUMNS = 16_384
MAX_CELLS = 40_000_000
MAX_CELL_LENGTH = 32_767
MAX_CHARACTERS = 1 << 28
"""Characters of all cells together: one shared text may stand in every cell of a small file."""

MAX_MERGED_ROWS = 4_000_000
"""Rows of all merged ranges together, each counted as often as it is merged."""

_RATIO_COUNTS_FROM = 1 << 20
_CHUNK = 1 << 20
_MEGABYTE = 1 << 20
_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ACCESS = (b"Standard Jet DB", b"Standard ACE DB")
_OTHER = (
    *(b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8"),
    *(b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"MZ", b"{\\rtf"),
)
_WEB = (b"<!doctype html", b"<html", b"<table", b"<head", b"<body", b"http/1.", b"mime-version:")
_DECLARATION = b"<!DOCTYPE"


class Format(StrEnum):
    """What the bytes are, whatever the file is called."""

    XLSX = "xlsx"
    XLSB = "xlsb"
    ODS = "ods"
    XLS = "xls"
    ENCRYPTED = "encrypted"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an archive: its real size, and whether it holds a ``<!`` after its start."""

    size: int
    marked_up: bool


def format_of(untrusted: bytes) -> Format:
    """What the bytes are.

    Raises:
        EmptyFileError, AccessFileError, SavedWebPageError, NotAWorkbookError, DamagedFileError:
            the file is something we do not read.
        FileTooLargeError: there are too many bytes.
    """
    if not untrusted:
        raise EmptyFileError
    head = untrusted[:4096]
    if any(mark in head[:32] for mark in _ACCESS):
        raise AccessFileError
    if head.startswith((_ZIP, _EMPTY_ZIP)):
        _require_size(untrusted, MAX_WORKBOOK_BYTES)
        return _archive_format(untrusted)
    if head.startswith(_OLE):
        _require_size(untrusted, MAX_WORKBOOK_BYTES)
        return _compound_format(untrusted)
    if any(mark in head.lstrip(b"\xef\xbb\xbf \t\r\n")[:512].lower() for mark in _WEB):
        raise SavedWebPageError
    if head.startswith(_OTHER) or (b"\0" in head and head[:2] not in (b"\xff\xfe", b"\xfe\xff")):
        raise NotAWorkbookError
    _require_size(untrusted, MAX_TEXT_BYTES)
    return Format.TEXT


def survey(
    untrusted: bytes, progress: Callable[[int, int], None] = lambda _done, _total: None
) -> dict[str, Part]:
    """Unpack every part once, counting, and name the parts; nothing is kept or parsed.

    Raises:
        TooManyPartsError, FileTooLargeError, ZipBombError, DamagedFileError: as they say.
        DoctypeError: an XML part declares a document type.
    """
    parts: dict[str, Part] = {}
    inflated = 0
    try:
        with zipfile.ZipFile(io.BytesIO(untrusted)) as archive:
            infos = archive.infolist()
            if len(infos) > MAX_PARTS:
                raise TooManyPartsError(limit=MAX_PARTS)
            # the sizes an archive claims are good enough to show how far we are, for nothing else
            whole = 2 * min(sum(info.file_size for info in infos), MAX_INFLATED)
            for info in infos:
                if info.filename in parts or info.flag_bits & 1:
                    raise DamagedFileError
                part = _measure(archive, info, inflated)
                inflated += part.size
                parts[info.filename] = part
                progress(inflated, whole)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
        raise DamagedFileError from error
    except (ValueError, UnicodeDecodeError) as error:
        raise DamagedFileError from error
    return parts


def _measure(archive: zipfile.ZipFile, info: zipfile.ZipInfo, before: int) -> Part:
    size, marked_up, tail = 0, False, b""
    is_xml = info.filename.lower().endswith((".xml", ".rels", ".vml"))
    with archive.open(info) as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if before + size > MAX_INFLATED:
                raise FileTooLargeError(limit=MAX_INFLATED // _MEGABYTE)
            if size > _RATIO_COUNTS_FROM and size > MAX_RATIO * max(info.compress_size, 1):
                raise ZipBombError
            if is_xml:
                seen = tail + chunk
                if b"<!" in seen or b"\0" in seen:
                    marked_up = True
                    if _DECLARATION in seen.replace(b"\0", b"").upper():
                        raise DoctypeError
                tail = chunk[-2 * len(_DECLARATION) :]
    return Part(size, marked_up)


def _archive_format(untrusted: bytes) -> Format:
    try:
        with zipfile.ZipFile(io.BytesIO(untrusted)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise DamagedFileError from error
    if any(name.endswith("xl/workbook.xml") for name in names) or "[Content_Types].xml" in names:
        if "xl/workbook.bin" in names:
            return Format.XLSB
        if any(name.startswith(("word/", "ppt/")) for name in names):
            raise NotAWorkbookError
        return Format.XLSX
    if "content.xml" in names and "META-INF/manifest.xml" in names:
        return Format.ODS
    raise NotAWorkbookError


def _compound_format(untrusted: bytes) -> Format:
    try:
        with olefile.OleFileIO(io.BytesIO(untrusted)) as compound:
            if compound.exists("EncryptedPackage"):
                return Format.ENCRYPTED
            if compound.exists("Workbook") or compound.exists("Book"):
                return Format.XLS
    except (OSError, ValueError, IndexError, TypeError, AttributeError) as error:
        raise DamagedFileError from error
    raise NotAWorkbookError


def _require_size(untrusted: bytes, limit: int) -> None:
    if len(untrusted) > limit:
        raise FileTooLargeError(limit=limit // _MEGABYTE)
