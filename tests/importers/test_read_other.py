"""The other formats: CSV in its encodings, old workbooks, ods; all through the real child."""

from pathlib import Path

import pytest

from desktop.domain.errors import SavedWebPageError, UnknownEncodingError
from desktop.importers.worker import read_workbook
from tests.builders.workbooks import zipped

TEXT = '氏名,住所\r\n髙橋,"桜沢町\n1-2"\r\n山﨑,①〜\r\n'
_ODF = "urn:oasis:names:tc:opendocument:xmlns"
ODS = (
    f'<o:document-content xmlns:o="{_ODF}:office:1.0" xmlns:table="{_ODF}:table:1.0"'
    f' xmlns:office="{_ODF}:office:1.0" xmlns:text="{_ODF}:text:1.0">'
    '<office:body><office:spreadsheet><table:table table:name="台帳"><table:table-row>'
    '<table:table-cell office:value-type="string"><text:p>氏名</text:p></table:table-cell>'
    '<table:table-cell office:value-type="float" office:value="12"><text:p>12</text:p>'
    "</table:table-cell></table:table-row></table:table></office:spreadsheet></office:body>"
    "</o:document-content>"
)


@pytest.mark.parametrize(
    ("encoding", "mark"), [("utf-8", b""), ("utf-8", b"\xef\xbb\xbf"), ("cp932", b"")]
)
def test_a_csv_is_read_in_its_encoding(encoding: str, mark: bytes) -> None:
    text = TEXT.replace("〜", "～")
    sheet = read_workbook(mark + text.encode(encoding), name="名簿.csv").sheets[0]

    assert sheet.name == "名簿"
    assert list(sheet.rows) == [("氏名", "住所"), ("髙橋", "桜沢町\n1-2"), ("山﨑", "①～")]


@pytest.mark.parametrize("content", ["氏名,住所\n山田,桜沢町\n".encode("euc_jp"), b"a,\xff\n"])
def test_no_encoding_is_guessed(content: bytes) -> None:
    with pytest.raises(UnknownEncodingError):
        read_workbook(content, name="a.csv")


def test_half_width_kana_is_no_reason_to_refuse() -> None:
    rows = read_workbook("ｻﾄｳ,ﾀﾛｳ\n".encode("cp932"), name="a.csv").sheets[0].rows

    assert rows[0] == ("ｻﾄｳ", "ﾀﾛｳ")


def test_a_utf16_text_of_the_spreadsheet_program_is_read() -> None:
    content = b"\xff\xfe" + "氏名\t年齢\r\n𠮷田\t007\r\n".encode("utf-16-le")

    assert list(read_workbook(content, name="a.txt").sheets[0].rows)[1] == ("𠮷田", "007")


def test_tabs_are_seen() -> None:
    rows = read_workbook(b"a\tb,c\n1\t2\n", name="a.tsv").sheets[0].rows

    assert list(rows) == [("a", "b,c"), ("1", "2")]


def test_a_cell_with_our_own_mark_inside_arrives_whole() -> None:
    rows = read_workbook(b"a\x1fb,c\n\x1f,\x1f\n", name="a.csv").sheets[0].rows

    assert list(rows) == [("a\x1fb", "c"), ("\x1f", "\x1f")]


def test_an_old_workbook_is_read_with_its_merges(shared: Path) -> None:
    content = (shared / "corpus" / "files" / "kobe_20120501.xls").read_bytes()
    book = read_workbook(content, name="kobe_20120501.xls")

    assert (book.format, len(book.sheets)) == ("xls", 7)
    assert any(sheet.merges for sheet in book.sheets)
    assert {one.code: one.count for one in book.found}["hidden-columns"] == 6


def test_an_old_workbook_with_the_default_password_opens(shared: Path) -> None:
    name = "kobe_zaiseijoukyousiryoushuu2010.xls"
    book = read_workbook((shared / "corpus" / "files" / name).read_bytes(), name=name)

    assert sum(len(sheet.rows) for sheet in book.sheets) > 500


def test_a_web_answer_under_a_workbooks_name_is_refused(shared: Path) -> None:
    content = (shared / "corpus" / "files" / "kobe_http_dump.xlsx").read_bytes()

    with pytest.raises(SavedWebPageError):
        read_workbook(content, name="kobe_http_dump.xlsx")


def test_an_ods_is_read_and_says_what_it_cannot_see() -> None:
    manifest = (
        b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    )
    content = zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": ODS.encode(),
            "META-INF/manifest.xml": manifest,
        }
    )
    book = read_workbook(content, name="a.ods")

    assert list(book.sheets[0].rows) == [("氏名", "12")]
    assert book.found[0].code == "structure-not-read"
