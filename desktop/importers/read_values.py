"""Reads xlsb and ods through python-calamine: values and merges; marks stay unknown."""

import io
from datetime import date, datetime, time, timedelta

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from desktop.domain.errors import PasswordNeededError, UnreadableWorkbookError
from desktop.domain.sheets import SheetState, Span, look_letter
from desktop.importers.limits import survey
from desktop.importers.lines import Output
from desktop.importers.number_format import general


def read_values(untrusted: bytes, output: Output) -> None:
    """Write every sheet's values to ``output``."""
    survey(untrusted, output.progress)
    output.found("structure-not-read")
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(untrusted))
        for place, meta in enumerate(book.sheets_metadata):
            if meta.typ == SheetTypeEnum.WorkSheet:
                _read_sheet(book, place, _state(meta.visible), output)
    except PasswordError as error:
        raise PasswordNeededError from error
    except CalamineError as error:
        raise UnreadableWorkbookError from error


def _read_sheet(book: CalamineWorkbook, place: int, state: SheetState, output: Output) -> None:
    sheet = book.get_sheet_by_index(place)
    output.found("hidden-sheets", state != "visible")
    output.head(sheet.name, state)
    if sheet.start is not None:
        for number, values in enumerate(sheet.iter_rows(), start=1):
            # iter_rows pads from A1 on, whatever the first filled cell is
            shown = [_shown(value) for value in values]
            kinds = "".join(kind if text else " " for text, kind in shown)
            texts = [text for text, _ in shown]
            output.row(number, texts, kinds, look_letter(0) * len(texts))
            output.progress(number * 64, number * 64)
    ranges = sheet.merged_cell_ranges or ()
    merges = [Span(first[0] + 1, first[1], last[0] + 1, last[1]) for first, last in ranges]
    output.tail(merges, [], [])


def _state(visible: SheetVisibleEnum) -> SheetState:
    if visible == SheetVisibleEnum.Hidden:
        return "hidden"
    return "very_hidden" if visible == SheetVisibleEnum.VeryHidden else "visible"


def _shown(value: object) -> tuple[str, str]:
    if isinstance(value, bool):
        return ("TRUE" if value else "FALSE"), "b"
    if isinstance(value, int | float):
        return general(float(value)), "n"
    if isinstance(value, datetime):
        clock = f" {value:%H:%M:%S}" if value.time() != time() else ""
        return f"{value.year}/{value.month}/{value.day}{clock}", "d"
    if isinstance(value, date):
        return f"{value.year}/{value.month}/{value.day}", "d"
    if isinstance(value, time | timedelta):
        return str(value), "t"
    return str(value), "t"
