"""What the import refuses, through the real child: each with its own code, none with a crash."""

import struct
import zipfile
from collections.abc import Callable
from random import Random

import pytest

from desktop.domain.errors import (
    AppError,
    DoctypeError,
    ReadingCancelledError,
    TooManyCellsError,
)
from desktop.importers import lines
from desktop.importers.worker import read_workbook
from desktop.ui.messages.importers import REFUSALS
from tests.builders.samples import DOGS, SAMPLES
from tests.builders.workbooks import (
    ACE,
    JET,
    bomb,
    package,
    protected,
    sheet_xml,
    strings_xml,
    table,
    zipped,
)

DOCTYPE = '<!DOCTYPE x [<!ENTITY a "aaaa">]>'
CASES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "an empty file": ("import.empty-file", lambda: b""),
    "a PDF": ("import.not-a-workbook", lambda: b"%PDF-1.7\n" + b"\x00" * 100),
    "a picture": ("import.not-a-workbook", lambda: b"\x89PNG\r\n\x1a\n" + b"\x00" * 100),
    "a Word document": (
        "import.not-a-workbook",
        lambda: zipped({"[Content_Types].xml": b"<a/>", "word/document.xml": b"<a/>"}),
    ),
    "any other archive": ("import.not-a-workbook", lambda: zipped({"a.txt": b"a"})),
    "an old Access file": ("import.access-file", lambda: JET),
    "a new Access file": ("import.access-file", lambda: ACE),
    "a saved web page": ("import.saved-web-page", lambda: b"\r\n<HTML><table><tr><td>1"),
    "a saved web answer": ("import.saved-web-page", lambda: b"HTTP/1.1 200 OK\r\n\r\n"),
    "an empty workbook": ("import.empty-workbook", table),
    "a workbook of blanks": ("import.empty-workbook", lambda: table(("",), ("",))),
    "an empty text": ("import.empty-workbook", lambda: b"\r\n,,\r\n"),
    "a workbook cut short": ("import.damaged", lambda: table(("a", 1), ("b", 2))[:-200]),
    "a workbook with a broken part": ("import.damaged", lambda: _broken(table(("a", 1)))),
    "a zip bomb": ("import.zip-bomb", bomb),
    "a workbook with a DOCTYPE": (
        "import.doctype",
        lambda: package(DOCTYPE + sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>')),
    ),
    "an entity in the strings": (
        "import.doctype",
        lambda: package(sheet_xml(""), strings=DOCTYPE + strings_xml("<si><t>&a;</t></si>")),
    ),
    "merged ranges on top of each other": ("import.too-many-cells", lambda: _merged("A1048576", 4)),
    "a merged range wider than a sheet": ("import.too-many-cells", lambda: _merged("ZZZZZZ1")),
    "a merged range longer than a sheet": ("import.too-many-cells", lambda: _merged("B1048577")),
    "an unknown entity": (
        "import.unreadable",
        lambda: package(sheet_xml('<row r="1"><c r="A1" t="str"><v>&b;</v></c></row>')),
    ),
    "XML that is not well formed": (
        "import.unreadable",
        lambda: package(sheet_xml('<row r="1"><c r="A1"><v>1</c></row>')),
    ),
    "a sheet that is cut off": (
        "import.unreadable",
        lambda: package('<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row>'),
    ),
    "a string that does not exist": (
        "import.unreadable",
        lambda: package(sheet_xml('<row r="1"><c r="A1" t="s"><v>7</v></c></row>')),
    ),
    "rows out of order": (
        "import.unreadable",
        lambda: package(
            sheet_xml(
                '<row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>'
            )
        ),
    ),
    "a cell too long": (
        "import.cell-too-long",
        lambda: package(
            sheet_xml(f'<row r="1"><c r="A1" t="str"><v>{"あ" * 40_000}</v></c></row>')
        ),
    ),
    "a cell too far right": (
        "import.too-many-cells",
        lambda: package(
            sheet_xml('<row r="1"><c r="ZZZ1"><v>1</v></c></row>'.replace("ZZZ", "XFD"))
        ),
    ),
    "a row too far down": (
        "import.too-many-cells",
        lambda: package(sheet_xml('<row r="1048577"><c r="A1048577"><v>1</v></c></row>')),
    ),
    "too many parts": (
        "import.too-many-parts",
        lambda: package(sheet_xml(""), extra={f"xl/media/{n}": b"" for n in range(5_000)}),
    ),
    "a text of no known encoding": ("import.unknown-encoding", lambda: b"\xa4\xa2\xff\xff,1\n"),
    "an old workbook cut short": (
        "import.damaged",
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + struct.pack("<I", 0) * 100,
    ),
}


@pytest.mark.parametrize(("code", "make"), CASES.values(), ids=CASES.keys())
def test_it_is_refused_in_its_own_words(code: str, make: Callable[[], bytes]) -> None:
    with pytest.raises(AppError) as caught:
        read_workbook(make(), name="届出.xlsx")

    assert caught.value.code == code
    assert REFUSALS[code].sentence(caught.value.details)


def test_every_refusal_has_its_sentence_and_its_own_number() -> None:
    numbers = [refusal.number for refusal in REFUSALS.values()]

    assert len(numbers) == len(set(numbers))
    assert all(refusal.cause.endswith("。") for refusal in REFUSALS.values())


def test_a_password_is_asked_for_and_then_opens() -> None:
    content = protected(table(("氏名", "年齢"), ("佐藤", 40)), "桜2026")

    with pytest.raises(AppError) as missing:
        read_workbook(content, name="a.xlsx")
    with pytest.raises(AppError) as wrong:
        read_workbook(content, name="a.xlsx", password="うめ")
    book = read_workbook(content, name="a.xlsx", password="桜2026")

    assert missing.value.code == "import.password-needed"
    assert wrong.value.code == "import.wrong-password"
    assert list(book.sheets[0].rows) == [("氏名", "年齢"), ("佐藤", "40")]


def test_a_default_password_opens_silently() -> None:
    content = protected(table(("氏名",), ("佐藤",)), "VelvetSweatshop")

    assert read_workbook(content, name="a.xlsx").sheets[0].rows[1] == ("佐藤",)


def test_a_reading_can_be_cancelled() -> None:
    with pytest.raises(ReadingCancelledError):
        read_workbook(table(("a", 1)), name="a.xlsx", cancelled=lambda: True)


@pytest.mark.parametrize("seed", range(16))
def test_a_damaged_book_never_ends_in_a_crash(seed: int) -> None:
    random = Random(seed)  # noqa: S311 - the same damage in every run
    with zipfile.ZipFile(SAMPLES / DOGS) as archive:
        parts = {name: bytearray(archive.read(name)) for name in archive.namelist()}
    part = parts[random.choice([name for name in parts if name.startswith("xl/")])]
    for _ in range(3):
        part[random.randrange(len(part))] = random.choice(b'<>"/=& 09astv\x00\xff')
    content = zipped({name: bytes(part) for name, part in parts.items()})

    assert _outcome(content) in {"read", *REFUSALS} - {"import.reader-died"}


def _outcome(content: bytes) -> str:
    try:
        read_workbook(content, name=DOGS)
    except AppError as refusal:
        return refusal.code
    return "read"


def test_a_doctype_in_another_encoding_is_seen() -> None:
    part = (DOCTYPE + sheet_xml("")).encode("utf-16")
    content = package(sheet_xml(""), extra={"xl/other.xml": part})

    with pytest.raises(DoctypeError):
        read_workbook(content, name="a.xlsx")


def test_one_text_in_every_cell_cannot_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "MAX_CHARACTERS", 100_000)
    written: list[bytes] = []
    output = lines.Output(written.append)
    output.head("台帳", "visible")

    with pytest.raises(TooManyCellsError):
        _fill(output, 1_000)

    assert sum(map(len, written)) < 4 * 100_000


def test_blank_rows_cost_their_place_on_every_sheet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "MAX_CELLS", 2_500)
    output = lines.Output(lambda _line: None)
    for name in ("一", "二"):
        output.head(name, "visible")
        output.row(1_000, ["a"], "t", "0")
        output.tail((), (), ())
    output.head("三", "visible")

    with pytest.raises(TooManyCellsError):
        output.row(1_000, ["a"], "t", "0")


def _fill(output: lines.Output, rows: int) -> None:
    for row in range(1, rows + 1):
        output.row(row, ["あ" * 1_000] * 2, "tt", "00")


def _merged(last: str, times: int = 1) -> bytes:
    span = f'<mergeCell ref="A1:{last}"/>'
    cells = '<row r="1"><c r="A1"><v>1</v></c></row>'
    return package(sheet_xml(cells, f"<mergeCells>{span * times}</mergeCells>"))


def _broken(content: bytes) -> bytes:
    at = content.index(b"xl/worksheets/sheet1.xml") + 40
    return content[:at] + bytes(byte ^ 0x55 for byte in content[at : at + 20]) + content[at + 20 :]
