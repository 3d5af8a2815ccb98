"""Reads xlsx and xlsm in one pass of our own: shown texts, kinds, marks, merges, what is hidden."""

from xml.etree.ElementTree import Element

from desktop.domain.errors import EmptyWorkbookError, TooManyCellsError, UnreadableWorkbookError
from desktop.domain.sheets import Look, Span, column_of, look_letter
from desktop.importers.limits import MAX_COLUMNS, survey
from desktop.importers.lines import Output
from desktop.importers.number_format import Formatter, general
from desktop.importers.xlsx_parts import (
    Package,
    SheetPart,
    Style,
    read_book,
    read_styles,
    report_found,
)
from desktop.importers.xlsx_rows import Furniture, RawRow, quick_rows, slow_rows
from desktop.importers.xlsx_strings import Strings, read_strings, unhide

_MAX_MERGES = 500_000


def read_xlsx(untrusted: bytes, output: Output, *, quick: bool = True) -> None:
    """Write every sheet of the workbook to ``output``.

    Args:
        untrusted: the bytes of the file, known to be a zip archive.
        output: takes the sheets.
        quick: whether plainly written parts may be taken apart without an XML parser.
    """
    package = Package(untrusted, survey(untrusted, output.progress))
    book = read_book(package)
    if not book.sheets:
        raise EmptyWorkbookError
    report_found(package, book, output)
    # unpacked once to measure, then once to read
    done = sum(part.size for part in package.parts.values())
    whole = 2 * done
    output.stage(done, whole)
    strings = read_strings(package, book, output)
    if book.strings_part is not None:
        done += package.part(book.strings_part).size
    cells = _Cells(read_styles(package, book), strings, output)
    for sheet in book.sheets:
        output.stage(done, whole)
        _read_sheet(package, sheet, cells, output, quick=quick)
        done += package.part(sheet.part).size


def _read_sheet(
    package: Package, sheet: SheetPart, cells: "_Cells", output: Output, *, quick: bool
) -> None:
    output.head(sheet.name, sheet.state)
    part = package.part(sheet.part)
    furniture = Furniture()
    hidden: list[int] = []
    with package.open(sheet.part) as stream, package.open(sheet.part) as again:
        rows = quick_rows(stream, furniture) if quick and not part.marked_up else None
        for row in rows or slow_rows(again, furniture):
            if row.hidden:
                hidden.append(row.number)
            cells.write(row)
            output.progress(again.tell() if rows is None else stream.tell(), part.size)
    output.found("formulas", cells.formulas)
    output.found("formulas-without-value", cells.without_value)
    cells.formulas = cells.without_value = 0
    output.tail(_merges(furniture.after), hidden, _hidden_columns(furniture.before))


class _Cells:
    """Turns cells as written into what they show."""

    def __init__(self, styles: tuple[Style, ...], strings: Strings, output: Output) -> None:
        self.formulas = 0
        self.without_value = 0
        self._strings = strings
        self._write = output.row
        self._shows: dict[str, Formatter | None] = {str(n): s.show for n, s in enumerate(styles)}
        self._looks: dict[str, Look] = {str(n): s.look for n, s in enumerate(styles)}
        self._shows[""], self._looks[""] = styles[0].show, styles[0].look
        self._letters = {style: look_letter(look) for style, look in self._looks.items()}
        self._columns: dict[str, int] = {}

    def write(self, row: RawRow) -> None:
        """Give one row to the output."""
        texts: list[str] = []
        kinds: list[str] = []
        looks: list[str] = []
        columns, shared, letters = self._columns, self._strings.texts, self._letters
        struck = self._strings.looks
        blank = look_letter(0)
        try:
            for place, (name, style, kind, formula, value, inline) in enumerate(row.cells):
                column = columns.get(name)
                if column is None:
                    column = self._column(name)
                gap = column - len(texts)
                if gap:
                    if gap < 0:
                        raise UnreadableWorkbookError
                    texts.extend([""] * gap)
                    kinds.extend(" " * gap)
                    looks.extend(blank * gap)
                look = letters[style]
                if kind == "s" and value:
                    number = int(value)
                    texts.append(shared[number])
                    kinds.append("t")
                    if number in struck:
                        look = look_letter(self._looks[style] | struck[number])
                else:
                    text, letter = self._shown(style, kind, value, inline)
                    texts.append(text)
                    kinds.append(letter if text else " ")
                    if place in row.looks:
                        look = look_letter(self._looks[style] | row.looks[place])
                looks.append(look)
                if formula:
                    self.formulas += 1
                    self.without_value += not value
        except (KeyError, IndexError, ValueError, OverflowError) as error:
            raise UnreadableWorkbookError from error
        self._write(row.number, texts, "".join(kinds), "".join(looks))

    def _column(self, name: str) -> int:
        column = column_of(name)
        # a styled cell far to the right holds nothing; a filled one is over the limit
        if column >= 1 << 14:
            raise UnreadableWorkbookError
        self._columns[name] = column
        return column

    def _shown(self, style: str, kind: str, value: str, inline: str) -> tuple[str, str]:
        if kind in ("", "n"):
            return self._number(style, value) if value else ("", " ")
        if kind == "inlineStr":
            return unhide(inline), "t"
        if kind == "str":
            return unhide(value), "t"
        if kind == "b":
            return ("TRUE" if value == "1" else "FALSE") if value else "", "b"
        if kind == "e":
            return value, "e"
        if kind == "d":
            return value, "d"
        raise UnreadableWorkbookError

    def _number(self, style: str, value: str) -> tuple[str, str]:
        show = self._shows[style]
        if show is None:
            plain = value.isdecimal() and value.isascii() and (value[0] != "0" or value == "0")
            return (value if plain else general(float(value))), "n"
        text, dated = show(float(value))
        return text, "d" if dated else "n"


def _merges(furniture: Element | None) -> list[Span]:
    spans = []
    for merge in furniture.iter("mergeCell") if furniture is not None else ():
        first, _, last = merge.get("ref", "").partition(":")
        spans.append(Span(*_address(first), *_address(last or first)))
        if len(spans) > _MAX_MERGES:
            raise TooManyCellsError(merges=_MAX_MERGES)
    return spans


def _address(name: str) -> tuple[int, int]:
    bare = name.replace("$", "")
    letters = bare.rstrip("0123456789")
    if not letters.isascii() or not letters.isupper() or letters == bare:
        raise UnreadableWorkbookError
    return int(bare[len(letters) :]), column_of(letters)


def _hidden_columns(furniture: Element | None) -> list[int]:
    hidden: set[int] = set()
    for column in furniture.iter("col") if furniture is not None else ():
        if column.get("hidden") in ("1", "true"):
            first, last = int(column.get("min", "1")), int(column.get("max", "1"))
            hidden.update(range(first - 1, min(last, MAX_COLUMNS)))
    return sorted(hidden)
