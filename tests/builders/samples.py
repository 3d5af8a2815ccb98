# ruff: noqa: E501 - a table of dogs is read by the line
"""Makes the sample workbooks of ``resources/samples``; every person, dog and number is invented.

python -m tests.builders.samples          # writes the files again
"""

from datetime import date, datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

SAMPLES = Path(__file__).resolve().parents[2] / "resources" / "samples"
DOGS = "inu_touroku.xlsx"

ERA_DATE = '[$-411]ggge"年"m"月"d"日"'
FEE = 3000
HEADER = (
    ("登録番号", None),
    ("飼い主", "氏名"),
    ("", "フリガナ"),
    ("", "住所"),
    ("", "電話番号"),
    ("犬", "名前"),
    ("", "犬種"),
    ("", "性別"),
    ("", "生年月日"),
    ("登録年月日", None),
    ("狂犬病予防注射", "注射年月日"),
    ("", "済票"),
    ("手数料", None),
    ("備考", None),
)
MERGED = (
    *("A1:N1", "A4:A5", "B4:E4", "F4:I4", "J4:J5"),
    *("K4:L4", "M4:M5", "N4:N5"),
)
STRUCK = "00117"
"""Registration number of the dog that died: its line is struck through, not erased."""

Dog = tuple[str, str, str, str, str, str, str, str, str, "str | date", str, str, str]

FIRST_HALF: tuple[Dog, ...] = (
    ("00101", "\ufa19谷　一郎", "カミヤ　イチロウ", "桜沢町大字桜沢12番地3", "0299-55-0101", "コタロウ", "柴犬", "オス", "平成30年3月3日", "平成30年6月1日", "令和7年4月12日", "○", ""),
    ("00102", "髙橋　花子", "タカハシ　ハナコ", "桜沢町大字桜沢45番地", "0299-55-0102", "ハナ", "雑種", "メス", "H30.11.20", "H31.2.15", "R7.4.12", "○", ""),
    ("00103", "山﨑　健二", "ヤマザキ　ケンジ", "桜沢町大字上野1番地8", "0299-55-0103", "リク", "トイ・プードル", "オス", "令和元年5月1日", date(2019, 8, 20), "R7.4.12", "○", ""),
    ("00104", "𠮷田　美咲", "ヨシダ　ミサキ", "桜沢町大字上野7番地2", "0299-55-0104", "モモ", "チワワ", "メス", "令和元年7月14日", "令和元年10月7日", "令和7年4月13日", "○", ""),
    ("00105", "渡邊\U000e0100　正", "ワタナベ　タダシ", "桜沢町大字川辺30番地", "0299-55-0105", "クロ", "甲斐犬", "オス", "R1.12.1", "R2.3.2", "R7.4.13", "○", "首輪は赤"),
    ("00106", "渡辺　久美子", "ワタナベ　クミコ", "桜沢町大字川辺31番地", "0299-55-0106", "シロ", "紀州犬", "メス", "令和2年1月10日", date(2020, 4, 6), "R7.4.13", "○", ""),
    ("00107", "齋藤　誠", "サイトウ　マコト", "桜沢町大字中里5番地1", "0299-55-0107", "レオ", "ゴールデン・レトリーバー", "オス", "令和2年2月2日", "令和2年5月11日", "", "", "転居予定"),
    ("00108", "斉藤　恵", "サイトウ　メグミ", "桜沢町大字中里5番地2", "0299-55-0108", "ココ", "ミニチュア・ダックスフンド", "メス", "令和2年4月29日", "R2.8.3", "令和7年4月20日", "○", ""),
    ("00109", "濵田　隆", "ハマダ　タカシ", "桜沢町大字浜1番地", "0299-55-0109", "マル", "パグ", "オス", "R2.6.18", "R2.9.24", "R7.4.20", "○", ""),
    ("00110", "浜田　節子", "ハマダ　セツコ", "桜沢町大字浜2番地", "0299-55-0110", "ナナ", "雑種", "メス", "不明", "令和2年11月9日", "R7.4.20", "○", "保護犬"),
    ("00111", "長嶋　茂", "ナガシマ　シゲル", "桜沢町大字桜沢88番地", "0299-55-0111", "タロ", "秋田犬", "オス", "令和2年9月", date(2021, 1, 12), "R7.4.26", "○", ""),
    ("00112", "冨田　恵子", "トミタ　ケイコ", "桜沢町大字桜沢90番地", "0299-55-0112", "ジロ", "秋田犬", "オス", "令和2年9月", "令和3年1月12日", "R7.4.26", "○", "00111 と兄弟"),
    ("00113", "曾根　裕", "ソネ　ユタカ", "桜沢町大字上野19番地", "0299-55-0113", "ベル", "ビーグル", "メス", "令3.1.5", "令3.4.19", "令7.4.26", "○", ""),
    ("00114", "黒澤　陽子", "クロサワ　ヨウコ", "桜沢町大字上野20番地1", "0299-55-0114", "サクラ", "柴犬", "メス", "令和3年3月27日", "R3.7.1", "R7.5.10", "○", ""),
    ("00115", "廣瀬　勇", "ヒロセ　イサム", "桜沢町大字中里33番地", "0299-55-0115", "ダイ", "ボーダー・コリー", "オス", "令和3年5月5日", "令和3年8月2日", "R7.5.10", "○", ""),
)  # fmt: skip
SECOND_HALF: tuple[Dog, ...] = (
    ("00116", "德永　実", "トクナガ　ミノル", "桜沢町大字川辺12番地", "0299-55-0116", "ムギ", "雑種", "メス", "令和3年6月", date(2021, 9, 6), "R7.5.10", "○", ""),
    ("00117", "眞鍋　明", "マナベ　アキラ", "桜沢町大字川辺14番地", "0299-55-0117", "ゴン", "雑種", "オス", "平成22年ごろ", "平成23年5月30日", "", "", "令和7年3月 死亡"),
    ("00118", "小池　勉", "コイケ　ツトム", "桜沢町大字浜16番地", "0299-55-0118", "ラッキー", "ジャック・ラッセル・テリア", "オス", "令和3年8月8日", "令和3年11月15日", "令和7年2月30日", "○", ""),
    ("00119", "龍﨑　和子", "リュウザキ　カズコ", "桜沢町大字浜18番地", "090-0000-0119", "プリン", "ポメラニアン", "メス", "R3.10.10", "R4.1.17", "R7.5.11", "○", ""),
    ("00120", "栁沢　清", "ヤナギサワ　キヨシ", "桜沢町大字桜沢101番地", "0299-55-0120", "ハチ", "秋田犬", "オス", "令和3年11月10日", "令和4年2月21日", "R7.5.11", "○", ""),
    ("00121", "𣘺本　直樹", "ハシモト　ナオキ", "桜沢町大字桜沢103番地", "0299-55-0121", "アズキ", "豆柴", "メス", "令和4年1月1日", date(2022, 4, 4), "令和7年5月11日", "○", ""),
    ("00122", "桒原　静江", "クワバラ　シズエ", "桜沢町大字上野40番地", "0299-55-0122", "チビ", "雑種", "オス", "令和4年2月", "令和4年5月23日", "", "", "注射猶予(獣医師の証明あり)"),
    ("00123", "圡屋　修", "ツチヤ　オサム", "桜沢町大字上野41番地", "0299-55-0123", "フク", "柴犬", "メス", "令和4年4月4日", "R4.7.11", "R7.5.17", "○", ""),
    ("00124", "瀨川　友美", "セガワ　トモミ", "桜沢町大字中里50番地", "080-0000-0124", "ルナ", "シベリアン・ハスキー", "メス", "R4.6.6", "R4.9.12", "R7.5.17", "○", ""),
    ("00125", "国枝　弘", "クニエダ　ヒロシ", "桜沢町大字中里52番地", "0299-55-0125", "ソラ", "ウェルシュ・コーギー", "オス", "令和4年7月7日", "令和4年10月3日", "R7.5.17", "○", ""),
    ("00126", "國枝　春子", "クニエダ　ハルコ", "桜沢町大字中里52番地", "0299-55-0126", "ウミ", "ウェルシュ・コーギー", "メス", "令和4年7月7日", "令和4年10月3日", "R7.5.17", "○", "00125 と同居"),
    ("00127", "館野　悟", "タテノ　サトル", "桜沢町大字川辺60番地", "0299-55-0127", "ロン", "シェパード", "オス", "令和4年9月1日", date(2022, 12, 5), "R7.5.24", "○", ""),
    ("00128", "舘野　光", "タテノ　ヒカル", "桜沢町大字川辺61番地", "0299-55-0128", "メイ", "シー・ズー", "メス", "R4.11.3", "R5.2.6", "R7.5.24", "○", ""),
    ("00129", "佐藤　ジョン", "サトウ　ジョン", "桜沢町大字浜70番地", "0299-55-0129", "マックス", "ラブラドール・レトリーバー", "オス", "令和5年1月2日", "令和5年4月1日", "R7.5.24", "○", ""),
    ("00130", "鈴木　雪", "スズキ　ユキ", "桜沢町大字浜72番地", "0299-55-0130", "ユキ", "日本スピッツ", "メス", "令和5年3月1日", "R5.6.5", "R7.5.24", "○", ""),
)  # fmt: skip


def dogs_workbook() -> Workbook:
    """犬の登録台帳 as a small town keeps it: merged headers, a subtotal, a struck line."""
    book = Workbook()
    sheet = book.active
    if not isinstance(sheet, Worksheet):
        raise TypeError
    sheet.title = "犬の登録台帳"
    _head(sheet)
    row = _dogs(sheet, 6, FIRST_HALF)
    _total(sheet, row, "小計", len(FIRST_HALF))
    row = _dogs(sheet, row + 1, SECOND_HALF)
    _total(sheet, row, "合計", len(FIRST_HALF) + len(SECOND_HALF))
    sheet.cell(row + 2, 1, "※取消線は死亡の届出があった犬です。")
    book.properties.created = book.properties.modified = datetime(2026, 11, 20)  # noqa: DTZ001 - the format knows no zone
    book.properties.creator = "Kuracho"
    return book


def _head(sheet: Worksheet) -> None:
    sheet["A1"] = "令和8年度　犬の登録台帳"
    sheet["A1"].font = Font(bold=True, size=16)
    sheet["A1"].alignment = Alignment(horizontal="center")
    sheet["A2"] = "桜沢町　住民生活課"
    sheet["M2"] = "印刷日"
    sheet["N2"] = date(2026, 11, 20)
    sheet["N2"].number_format = ERA_DATE
    for column, (upper, lower) in enumerate(HEADER, start=1):
        for row, text in ((4, upper), (5, lower)):
            cell = sheet.cell(row, column, text or None)
            cell.font = Font(bold=True)
            cell.alignment = Alignment(horizontal="center", vertical="center")
            cell.fill = PatternFill("solid", start_color="DDEBF7")
            cell.border = _BOX
    for span in MERGED:
        sheet.merge_cells(span)
    sheet.freeze_panes = "A6"
    for column, width in zip("ABCDEFGHIJKLMN", _WIDTHS, strict=True):
        sheet.column_dimensions[column].width = width


def _dogs(sheet: Worksheet, first: int, dogs: tuple[Dog, ...]) -> int:
    row = first
    for row, dog in enumerate(dogs, start=first):
        *values, note = dog
        for column, value in enumerate([*values, FEE, note], start=1):
            cell = sheet.cell(row, column, value or None)
            cell.border = _BOX
            cell.font = Font(strike=dog[0] == STRUCK)
            if isinstance(value, date):
                cell.number_format = ERA_DATE
            elif isinstance(value, int):
                cell.number_format = "#,##0"
            else:
                cell.number_format = "@"
    return row + 1


def _total(sheet: Worksheet, row: int, word: str, dogs: int) -> None:
    for column in range(1, len(HEADER) + 1):
        sheet.cell(row, column).border = _BOX
        sheet.cell(row, column).fill = PatternFill("solid", start_color="F2F2F2")
    sheet.cell(row, 2, word)
    sheet.cell(row, 6, f"{dogs}頭")
    sheet.cell(row, 13, dogs * FEE).number_format = "#,##0"


_LINE = Side(style="thin")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_WIDTHS = (10, 16, 20, 28, 15, 12, 26, 6, 18, 18, 18, 6, 9, 26)


def write_samples(folder: Path = SAMPLES) -> None:
    """Write every sample workbook into ``folder``."""
    dogs_workbook().save(folder / DOGS)


if __name__ == "__main__":
    write_samples()
