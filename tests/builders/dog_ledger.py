"""A workbook as an office keeps it: title, two header rows, joined cells, totals, struck rows."""

from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

_THIN = Side(style="thin")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_FILL = PatternFill("solid", fgColor="DDEBF7")
_GOLD = PatternFill("solid", fgColor="FFF2CC")
_CENTRE = Alignment(horizontal="center", vertical="center")
_TOP = ("登録番号", "登録年月日", "所有者", None, None, None, "犬", None, None, "手数料", "備考")
_SUB = (None, None, "氏名", "フリガナ", "住所", "電話", "名前", "種類", "性別", None, None)
_OWNERS = (
    ("髙橋 一郎", "タカハシ イチロウ", "桜沢町大字蔵前12-3", "0120-00-1111"),
    ("渡邊 花子", "ワタナベ ハナコ", "桜沢町字上町5番地", "0120-00-2222"),
    ("齋藤 三郎", "サイトウ サブロウ", "桜沢町緑ヶ丘一丁目2番3号", "0120-00-3333"),
    ("山﨑 よし子", "ヤマザキ ヨシコ", "桜沢町大字川口甲45", "0120-00-4444"),
)
_DOGS = (("ポチ", "柴犬", "雄"), ("ハナ", "雑種", "雌"), ("コロ", "トイプードル", "雄"))
_DAYS = ("R5.4.3", "令和5年5月12日", "H31.4.30", "令和元年6月1日", "R6.2.29")
HEADER_ROWS = (4, 5)
GROUPS = 3
OF_A_GROUP = 12
BAD_DATE, BAD_FEE = "令和5年2月30日", "免除"


def write_dog_ledger(path: Path) -> Path:
    """The book of a small town: 36 dogs in three districts, two of them with a bad cell."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "犬の登録"
    _head(sheet)
    number = 0
    for group in range(GROUPS):
        _line(sheet, (f"◎第{group + 1}地区",))
        for _ in range(OF_A_GROUP):
            number += 1
            _line(sheet, _dog(number))
        _line(sheet, (f"第{group + 1}地区 計", *[None] * 8, OF_A_GROUP * 3000))
        _mark(sheet, _GOLD)
    sheet.append(("※鑑札の再交付は含まない。",))
    _more_sheets(book)
    book.save(path)
    return path


def write_long_book(path: Path, rows: int) -> Path:
    """One plain table of ``rows`` records."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("名簿")
    sheet.append(("番号", "氏名", "フリガナ", "住所", "登録年月日", "金額"))
    for number in range(1, rows + 1):
        owner = _OWNERS[number % len(_OWNERS)]
        day = f"R{number % 6 + 1}.{number % 12 + 1}.{number % 28 + 1}"
        sheet.append((f"第{number}号", *owner[:3], day, number % 100 * 100))
    book.save(path)
    return path


def _head(sheet: Worksheet) -> None:
    sheet["A1"] = "犬の登録台帳（令和6年度）"
    sheet["A1"].font = Font(bold=True, size=16)
    sheet["J2"] = "令和7年3月31日現在"
    sheet.append(())
    for row, labels in zip(HEADER_ROWS, (_TOP, _SUB), strict=True):
        for column, label in enumerate(labels, start=1):
            cell = sheet.cell(row, column, label)
            cell.font, cell.fill, cell.border = Font(bold=True), _FILL, _BOX
            cell.alignment = _CENTRE
    for area in ("A4:A5", "B4:B5", "C4:F4", "G4:I4", "J4:J5", "K4:K5"):
        sheet.merge_cells(area)


def _dog(number: int) -> tuple[str | int | None, ...]:
    owner = _OWNERS[number % len(_OWNERS)]
    dog = _DOGS[number % len(_DOGS)]
    day = BAD_DATE if number == 7 else _DAYS[number % len(_DAYS)]
    fee: str | int = BAD_FEE if number == 20 else 3000
    note = {5: "狂犬病予防注射済", 11: "死亡届 R6.8.1", 30: "転入"}.get(number)
    return (f"第{number:04}号", day, *owner, *dog, fee, note)


def _line(sheet: Worksheet, values: tuple[str | int | None, ...]) -> None:
    sheet.append((*values, *[None] * (len(_TOP) - len(values))))
    struck = values[-1] == "死亡届 R6.8.1"
    for cell in sheet[sheet.max_row]:
        cell.border = _BOX
        if struck:
            cell.font = Font(strike=True)
    if len(values) == 1:
        sheet.merge_cells(
            start_row=sheet.max_row, end_row=sheet.max_row, start_column=1, end_column=11
        )


def _mark(sheet: Worksheet, fill: PatternFill) -> None:
    for cell in sheet[sheet.max_row]:
        cell.fill, cell.font = fill, Font(bold=True)


def _more_sheets(book: Workbook) -> None:
    memo = book.create_sheet("引継ぎメモ")
    memo["A1"] = "前任からの引継ぎ"
    memo["A3"] = "登録番号は年度をまたいで通し番号。"
    old = book.create_sheet("旧台帳")
    old.sheet_state = "hidden"
    old.append(("番号", "氏名", "住所", "登録日"))
    for number in range(1, 7):
        old.append((number, *_OWNERS[number % 4][::2], f"S{60 + number % 3}.4.{number}"))
