import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester

from desktop.domain.fields import FieldKind
from desktop.domain.import_plan import ColumnMapping, ColumnProposal, ExcludedRow, SheetProposal
from desktop.domain.sheets import Look, Rows, Sheet, Span, look_letter
from desktop.ui.messages import import_wizard as words
from desktop.ui.models.columns import ColumnLine, ColumnsModel
from desktop.ui.models.problems import ProblemsModel
from desktop.ui.models.sheet_picture import SheetPicture
from desktop.usecases.importing import RowProblem

PLAIN, STRUCK = look_letter(0), look_letter(Look.STRUCK | Look.BORDERED)
SHEET = Sheet(
    "名簿",
    Rows.of([("犬の台帳",), ("番号", "氏名"), ("1", "髙橋\n一郎"), ("2", "山﨑"), ("計", "2")]),
    ("t", "tt", "nt", "nt", "tn"),
    (PLAIN, PLAIN * 2, PLAIN * 2, STRUCK * 2, PLAIN * 2),
    (Span(1, 0, 1, 3),),
    frozenset({3}),
    frozenset({1}),
)
READING = SheetProposal(
    *("名簿", "table", (2,), 3, 5), (ExcludedRow(4, "struck"), ExcludedRow(5, "total"))
)
DATE = ColumnProposal(0, "登録日", FieldKind.DATE, (), 95, needs_era=True)


@pytest.fixture
def picture() -> SheetPicture:
    made = SheetPicture()
    made.show_sheet(SHEET, READING)
    return made


def test_the_models_keep_the_rules_of_the_toolkit(
    qtmodeltester: ModelTester, picture: SheetPicture
) -> None:
    columns, problems = ColumnsModel(), ProblemsModel()
    columns.show_columns([ColumnLine(DATE, ("5.4.1",), None)])
    problems.show_problems([RowProblem(3, "A3", "番号", "", "value.required")])

    for model in (picture, columns, problems):
        qtmodeltester.check(model)


def test_a_sheet_is_told_as_it_looks(picture: SheetPicture) -> None:
    assert picture.text(3, 1) == "髙橋 一郎"
    assert picture.text(9, 9) == ""
    assert picture.is_figure(3, 0)
    assert Look.STRUCK in picture.look(4, 0)
    across = Qt.Orientation.Horizontal
    assert [picture.headerData(column, across) for column in (0, 1)] == ["A", "B（非表示）"]


def test_each_row_has_the_word_of_what_it_is(picture: SheetPicture) -> None:
    assert [picture.tag(row) for row in range(1, 6)] == [
        "",
        words.ROW_HEADER,
        words.ROW_FIRST,
        "除外 取消線",
        "除外 合計",
    ]
    picture.show_reading(SheetProposal("名簿", "table", (2,), 3, 3))
    assert picture.tag(3) == words.ROW_ONLY


def test_dates_without_an_era_ask_for_one_until_it_is_chosen() -> None:
    mapped = ColumnMapping(0, "f1", "登録日", FieldKind.DATE)
    asked = ColumnLine(DATE, (), mapped)

    assert asked.is_open
    assert asked.era_missing
    assert not ColumnLine(
        DATE, (), ColumnMapping(0, "f1", "登録日", FieldKind.DATE, default_era="令和")
    ).is_open
    assert not ColumnLine(DATE, (), ColumnMapping(0, "f1", "登録日", FieldKind.TEXT)).is_open
    assert not ColumnLine(DATE, (), None).is_open
