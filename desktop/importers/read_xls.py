"""Reads the old xls: shown texts, kinds, marks, merges, what is hidden, through xlrd."""

import struct

import xlrd
from xlrd.book import Book
from xlrd.compdoc import CompDocError
from xlrd.formatting import XF
from xlrd.sheet import Sheet

from desktop.domain.errors import DamagedFileError, PasswordNeededError, UnreadableWorkbookError
from desktop.domain.sheets import Look, SheetState, Span, look_letter
from desktop.importers.lines import Output
from desktop.importers.number_format import Formatter, formatter, general

_STATES: dict[int, SheetState] = {0: "visible", 1: "hidden", 2: "very_hidden"}
_CENTRED = (2, 6)
_ERRORS = {
    0: "#NULL!",
    7: "#DIV/0!",
    15: "#VALUE!",
    23: "#REF!",
    29: "#NAME?",
    36: "#NUM!",
    42: "#N/A",
}


def read_xls(untrusted: bytes, output: Output) -> None:
    """Write every sheet of the workbook to ``output``.

    Raises:
        PasswordNeededError: the file is encrypted.
        DamagedFileError, UnreadableWorkbookError: it is not a whole workbook.
    """
    book = _open(untrusted)
    try:
        output.found("hidden-sheets", sum(sheet.visibility != 0 for sheet in book.sheets()))
        for number, sheet in enumerate(book.sheets()):
            _read_sheet(book, sheet, output)
            output.progress(number + 1, book.nsheets)
    except (IndexError, KeyError, struct.error, AssertionError) as error:
        raise UnreadableWorkbookError from error


def _open(untrusted: bytes) -> Book:
    try:
        return xlrd.open_workbook(
            file_contents=untrusted, formatting_info=True, logfile=_Silence(), on_demand=False
        )
    except xlrd.XLRDError as error:
        if "encrypted" in str(error).lower():
            raise PasswordNeededError from error
        raise UnreadableWorkbookError from error
    except (CompDocError, struct.error, IndexError, EOFError) as error:
        raise DamagedFileError from error
    except (ValueError, KeyError, TypeError, AttributeError, AssertionError) as error:
        raise UnreadableWorkbookError from error


class _Silence:
    """Swallows what the library would print about odd files."""

    def write(self, _text: str) -> None:
        """Drop it."""

    def flush(self) -> None:
        """Nothing is kept."""


def _read_sheet(book: Book, sheet: Sheet, output: Output) -> None:
    state: SheetState = _STATES.get(sheet.visibility, "hidden")
    output.head(sheet.name, state)
    show = _Show(book, sheet)
    for row in range(sheet.nrows):
        shown = [show.cell(row, column) for column in range(sheet.row_len(row))]
        output.row(
            row + 1,
            [text for text, _, _ in shown],
            "".join(kind for _, kind, _ in shown),
            "".join(look for _, _, look in shown),
        )
    merges = [
        # the library's ends do not belong to the range
        Span(first + 1, left, last, right - 1)
        for first, last, left, right in sheet.merged_cells
    ]
    rows = [row + 1 for row, info in sheet.rowinfo_map.items() if info.hidden and row < sheet.nrows]
    columns = [column for column, info in sheet.colinfo_map.items() if info.hidden]
    output.tail(merges, sorted(rows), sorted(columns))


class _Show:
    """What each cell of a sheet shows and how it is marked."""

    def __init__(self, book: Book, sheet: Sheet) -> None:
        self._book = book
        self._sheet = sheet
        self._styles: dict[int, tuple[Formatter, str]] = {}
        self._runs: dict[tuple[int, int], list[tuple[int, int]]] = getattr(
            sheet, "rich_text_runlist_map", {}
        )

    def cell(self, row: int, column: int) -> tuple[str, str, str]:
        """Text, kind letter and look letter."""
        kind = self._sheet.cell_type(row, column)
        value = self._sheet.cell_value(row, column)
        show, look = self._style(self._sheet.cell_xf_index(row, column))
        if kind == xlrd.XL_CELL_TEXT:
            return value, "t" if value else " ", self._run_look(row, column, value, look)
        if kind in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
            text, dated = show(value)
            return text, ("d" if dated else "n") if text else " ", look
        if kind == xlrd.XL_CELL_BOOLEAN:
            return ("TRUE" if value else "FALSE"), "b", look
        if kind == xlrd.XL_CELL_ERROR:
            return _ERRORS.get(value, "#N/A"), "e", look
        return "", " ", look

    def _style(self, index: int) -> tuple[Formatter, str]:
        if index not in self._styles:
            self._styles[index] = self._read_style(self._book.xf_list[index])
        return self._styles[index]

    def _read_style(self, xf: XF) -> tuple[Formatter, str]:
        found = self._book.format_map.get(xf.format_key)
        code = (found.format_str if found else None) or "General"
        show: Formatter = (
            formatter(code, date1904=bool(self._book.datemode))
            if code not in ("General", "@")
            else lambda value: (general(value), False)
        )
        font = self._book.font_list[xf.font_index]
        border = xf.border
        lines = (
            border.left_line_style, border.right_line_style,
            border.top_line_style, border.bottom_line_style,
        )  # fmt: skip
        marks: tuple[tuple[bool, Look], ...] = (
            (bool(font.struck_out), Look.STRUCK),
            (bool(font.bold), Look.BOLD),
            (bool(xf.background.fill_pattern), Look.FILLED),
            (any(lines), Look.BORDERED),
            (xf.alignment.hor_align in _CENTRED, Look.CENTRED),
        )
        look = Look(0)
        for there, mark in marks:
            look |= mark if there else Look(0)
        return show, look_letter(look)

    def _run_look(self, row: int, column: int, value: str, look: str) -> str:
        runs = self._runs.get((row, column))
        if not runs:
            return look
        fonts = self._book.font_list
        starts = [start for start, _ in runs] + [len(value)]
        struck = sum(
            end - start
            for (start, font), end in zip(runs, starts[1:], strict=True)
            if font < len(fonts) and fonts[font].struck_out
        )
        if not struck:
            return look
        mark = Look.STRUCK if struck >= len(value) else Look.PARTLY_STRUCK
        return look_letter((ord(look) - ord(look_letter(0))) | mark)
