"""What a workbook shows is what is read: code points, formats, marks, merges, what is hidden."""

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from desktop.domain.sheets import Look, Sheet, Span, Workbook
from desktop.importers.lines import Output
from desktop.importers.read_xlsx import read_xlsx
from desktop.importers.worker import read_workbook
from tests.builders.workbooks import package, sheet_xml, strings_xml, table, workbook

NAMES = ("\ufa19谷", "髙橋", "山﨑", "𠮷田", "渡邊\U000e0100", "か\u3099", "Ａ１")


def read(content: bytes) -> Sheet:
    return read_workbook(content, name="届出.xlsx").sheets[0]


def test_code_points_arrive_as_they_are() -> None:
    sheet = read(table(NAMES, (" 前後 ", "一\n二", "&<>\"'")))

    assert sheet.rows[0] == NAMES
    assert sheet.rows[1] == (" 前後 ", "一\n二", "&<>\"'")


def test_hidden_codes_in_texts_are_undone() -> None:
    strings = strings_xml("<si><t>a_x000D_b</t></si><si><t>_x005F_x000D_</t></si>")
    rows = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'

    assert read(package(sheet_xml(rows), strings=strings)).rows[0] == ("a\rb", "_x000D_")


def test_furigana_is_not_text() -> None:
    strings = strings_xml(
        "<si><t>神谷</t><rPh sb='0' eb='2'><t>カミヤ</t></rPh></si>"
        "<si><r><t>旧</t></r><r><rPr><strike/></rPr><t>住所</t></r></si>"
    )
    rows = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
    sheet = read(package(sheet_xml(rows), strings=strings))

    assert sheet.rows[0] == ("神谷", "旧住所")
    assert sheet.look(1, 1) == Look.PARTLY_STRUCK


def test_marks_merges_and_hidden_parts_are_seen() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["見出し", None, "a", "b"])
        sheet.append([1, 2, 3, 4])
        sheet.merge_cells("A1:B1")
        sheet["A1"].font = Font(bold=True)
        sheet["A1"].alignment = Alignment(horizontal="center")
        sheet["A2"].font = Font(strike=True)
        sheet["B2"].fill = PatternFill("solid", start_color="FFFF00")
        sheet["C2"].border = Border(top=Side(style="thin"))
        sheet["D2"] = CellRichText("旧", TextBlock(InlineFont(strike=True), "住所"))
        sheet.row_dimensions[2].hidden = True
        sheet.column_dimensions["C"].hidden = True
        sheet.sheet_state = "visible"

    sheet = read(workbook(fill))

    assert sheet.merges == (Span(1, 0, 1, 1),)
    assert sheet.look(1, 0) == Look.BOLD | Look.CENTRED
    assert sheet.cell(2, 0).struck
    assert sheet.look(2, 1) == Look.FILLED
    assert sheet.look(2, 2) == Look.BORDERED
    assert (sheet.text(2, 3), sheet.look(2, 3)) == ("旧住所", Look.PARTLY_STRUCK)
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({2}, {2})


def test_what_is_shown_is_read_and_kinds_are_known() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append([45017, 1234567, 7, True, "=1/0", "文字", 0.1 + 0.2, None, 1])
        sheet["A1"].number_format = '[$-411]ggge"年"m"月"d"日"'
        sheet["B1"].number_format = '#,##0"円"'
        sheet["C1"].number_format = "000"

    sheet = read(workbook(fill))

    assert sheet.rows[0] == (
        "令和5年4月1日",
        "1,234,567円",
        "007",
        "TRUE",
        "",
        "文字",
        "0.3",
        "",
        "1",
    )
    assert sheet.kinds[0] == "dnnb tn n"


def test_what_a_workbook_carries_besides_is_named() -> None:
    extra = {
        "xl/vbaProject.bin": b"x",
        "xl/externalLinks/externalLink1.xml": b"<externalLink><ddeLink/></externalLink>",
        "xl/embeddings/oleObject1.bin": b"x",
        "xl/activeX/activeX1.xml": b"<a/>",
        "xl/connections.xml": b"<a/>",
        "customUI/customUI.xml": b"<a/>",
    }
    rows = '<row r="1"><c r="A1"><f>B1</f></c><c r="B1"><f>1+1</f><v>2</v></c></row>'
    found = read_workbook(package(sheet_xml(rows), extra=extra), name="a.xlsm").found

    assert {one.code: one.count for one in found} == {
        "macros": 1, "external-links": 1, "dde": 1, "ole-objects": 1, "activex": 1,
        "connections": 1, "custom-ui": 1, "formulas": 2, "formulas-without-value": 1,
    }  # fmt: skip


def test_a_false_dimension_is_not_believed() -> None:
    rows = '<row r="3"><c r="B3"><v>1</v></c></row>'
    body = sheet_xml(rows).replace("<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>')

    assert list(read(package(body)).rows) == [(), (), ("", "1")]


ODD = {
    "a prefix": '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    '<x:sheetData><x:row r="2"><x:c r="B2" t="str"><x:v>a</x:v></x:c></x:row></x:sheetData>'
    '<x:mergeCells><x:mergeCell ref="B2:C3"/></x:mergeCells></x:worksheet>',
    "a comment": sheet_xml(
        '<!-- x --><row r="2"><c r="B2" t="str"><v>a</v></c></row>',
        '<mergeCells><mergeCell ref="B2:C3"/></mergeCells>',
    ),
    "attributes in another order": sheet_xml(
        '<row hidden="0" r="2"><c t="str" r="B2"><v>a</v></c></row>',
        '<mergeCells count="1"><mergeCell ref="B2:C3"/></mergeCells>',
    ),
    "no addresses": sheet_xml(
        '<row/><row><c/><c t="str"><v>a</v></c></row>',
        '<mergeCells><mergeCell ref="$B$2:$C$3"/></mergeCells>',
    ),
    "a cell in CDATA": sheet_xml(
        '<row r="2"><c r="B2" t="str"><v><![CDATA[a]]></v></c></row>',
        '<mergeCells><mergeCell ref="B2:C3"/></mergeCells>',
    ),
    "an extension in the cell": sheet_xml(
        '<row r="2"><c r="B2" t="inlineStr"><is><r><t>a</t></r></is><extLst/></c></row>',
        '<mergeCells><mergeCell ref="B2:C3"/></mergeCells>',
    ),
}


@pytest.mark.parametrize("body", ODD.values(), ids=ODD.keys())
def test_other_ways_of_writing_give_the_same_cells(body: str) -> None:
    sheet = read(package(body))

    assert list(sheet.rows) == [(), ("", "a")]
    assert sheet.merges == (Span(2, 1, 3, 2),)


def _lines(content: bytes, *, quick: bool) -> list[bytes]:
    lines: list[bytes] = []
    output = Output(lines.append)
    read_xlsx(content, output, quick=quick)
    output.end("xlsx")
    return [line for line in lines if b'"progress"' not in line]


@given(
    st.lists(
        st.lists(
            st.one_of(
                st.none(),
                st.integers(-(10**9), 10**9),
                st.booleans(),
                st.text(
                    st.characters(
                        exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"
                    ),
                    max_size=8,
                ).filter(lambda text: not text.startswith("=")),
            ),
            max_size=5,
        ),
        max_size=5,
    )
)
def test_the_quick_way_and_the_parser_agree(rows: list[list[object]]) -> None:
    content = table(*map(tuple, rows))

    assert _lines(content, quick=True) == _lines(content, quick=False)


def test_both_ways_agree_on_real_books(shared: Path) -> None:
    for path in sorted((shared / "corpus" / "files").glob("*.xlsx")):
        content = path.read_bytes()
        if content.startswith(b"PK") and len(content) < 90_000:
            assert _lines(content, quick=True) == _lines(content, quick=False), path.name


def test_an_independent_reader_finds_the_same_texts(shared: Path) -> None:
    name = "kyoku_19届出受理医療機関名簿（医科）山梨r0710.xlsx"
    content = (shared / "corpus" / "files" / name).read_bytes()
    other = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
    own: Workbook = read_workbook(content, name=name)

    for texts, values in zip(own.sheets[0].rows, other.iter_rows(), strict=True):
        for text, value in zip(texts, values, strict=False):
            assert not isinstance(value, str) or text == value


def test_progress_only_moves_forward() -> None:
    told: list[tuple[int, int]] = []
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 200_000))
    read_workbook(
        package(sheet_xml(rows)),
        name="a.xlsx",
        progress=lambda done, total: told.append((done, total)),
    )
    shares = [done / total for done, total in told]

    assert len(told) > 5
    assert shares == sorted(shares)
    assert 0.9 < shares[-1] <= 1
