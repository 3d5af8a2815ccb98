from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.fields import FieldKind
from desktop.domain.import_plan import (
    ColumnMapping,
    ColumnProposal,
    ExcludedRow,
    ImportPlan,
    SheetProposal,
)
from desktop.domain.plan_changes import carried, with_column
from desktop.domain.sheet_shape import RowRoles, SheetMarks, SheetShape, examples
from desktop.domain.sheets import Rows, Sheet

READING = SheetProposal(
    "名簿",
    "table",
    (2, 3),
    4,
    9,
    (ExcludedRow(6, "total"), ExcludedRow(8, "blank")),
    (ColumnProposal(0, "番号", FieldKind.CODE, (), 95),),
)
SHAPE = SheetShape.of(READING, 10)


def test_a_row_that_becomes_a_header_pushes_the_body_down() -> None:
    assert SHAPE.with_header(5) == SheetShape(10, (2, 3, 5), 6, 9)


def test_the_lowest_header_row_that_is_none_becomes_the_first_of_the_body() -> None:
    assert SHAPE.with_header(3) == SheetShape(10, (2,), 3, 9)
    assert SHAPE.with_header(2) == SheetShape(10, (3,), 4, 9)


def test_the_last_row_of_a_sheet_can_be_no_header() -> None:
    assert SHAPE.with_header(10) == SHAPE


def test_a_body_begins_and_ends_where_a_person_says() -> None:
    assert SHAPE.beginning(6) == SheetShape(10, (2, 3), 6, 9)
    assert SHAPE.beginning(3) == SheetShape(10, (2,), 3, 9)
    assert SHAPE.ending(7) == SheetShape(10, (2, 3), 4, 7)
    assert SHAPE.ending(3) == SHAPE


def test_a_sheet_without_a_table_gets_one_from_a_header_or_a_first_row() -> None:
    nothing = SheetShape.of(SheetProposal("メモ", "not-a-ledger"), 10)

    assert nothing.with_header(2) == SheetShape(10, (2,), 3, 10)
    assert nothing.beginning(4) == SheetShape(10, (), 4, 10)
    assert nothing.ending(4) == SheetShape(10, (), 4, 4)


@given(st.lists(st.tuples(st.sampled_from("HBE"), st.integers(1, 10)), max_size=12))
def test_whatever_is_pressed_the_header_stays_above_a_body_inside_the_sheet(
    presses: list[tuple[str, int]],
) -> None:
    shape = SHAPE
    for key, row in presses:
        change = {"H": shape.with_header, "B": shape.beginning, "E": shape.ending}[key]
        shape = change(row)

    assert 1 <= shape.body_first_row <= shape.body_last_row <= 10
    assert all(row < shape.body_first_row for row in shape.header_rows)


def test_a_row_is_judged_and_judged_back() -> None:
    marks = SheetMarks(READING)

    assert marks.toggled(5).settled().excluded[0] == ExcludedRow(5, "person")
    assert marks.toggled(6).settled().excluded == (ExcludedRow(8, "blank"),)
    assert marks.toggled(5).toggled(6).toggled(5).toggled(6).settled() == READING
    assert marks.toggled(2) is marks


def test_judgments_outlive_another_reading_as_far_as_its_body_reaches() -> None:
    marks = SheetMarks(READING).toggled(5).toggled(9)

    settled = marks.on(replace(READING, body_last_row=8)).settled()

    assert [one.row for one in settled.excluded] == [5, 6, 8]


def test_every_row_has_a_role() -> None:
    roles = RowRoles(READING)

    assert [roles.role(row) for row in (1, 2, 4, 6, 10)] == [
        *("outside", "header", "record", "excluded", "outside")
    ]
    assert roles.is_first(4)
    assert roles.is_last(9)


def test_examples_are_different_values_of_records_only() -> None:
    rows = [("", ""), ("見出し",), ("番号",), ("1",), ("1",), ("合計",), ("", "b"), (), ("2",)]
    sheet = Sheet("名簿", Rows.of(rows), (), ())

    assert examples(sheet, READING, 5) == {0: ("1", "2")}


PLAN = ImportPlan(
    *("名簿", (1,), 2, 9, ()),
    (
        ColumnMapping(0, "f1", "番号", FieldKind.CODE),
        ColumnMapping(1, "f2", "氏名", FieldKind.NAME),
        ColumnMapping(2, "f3", "日付", FieldKind.DATE),
    ),
)


def test_changes_of_a_person_are_carried_over_and_nothing_else() -> None:
    _, name, day = PLAN.mapping
    edited = with_column(PLAN.without("f1"), replace(name, label="飼い主"))
    edited = with_column(edited, replace(day, default_era="平成"))
    other = with_column(PLAN, replace(name, kind=FieldKind.TEXT))
    other = replace(other, body_first_row=3, header_rows=(1, 2))
    fresh = with_column(other, ColumnMapping(5, "f4", "備考", FieldKind.TEXT))

    plan = carried(edited, PLAN, fresh)

    assert plan.body_first_row == 3
    assert plan.mapping == (
        ColumnMapping(1, "f2", "飼い主", FieldKind.TEXT),
        ColumnMapping(2, "f3", "日付", FieldKind.DATE, default_era="平成"),
        ColumnMapping(5, "f4", "備考", FieldKind.TEXT),
    )


def test_a_column_taken_in_again_stands_where_it_stood() -> None:
    assert with_column(PLAN.without("f2"), PLAN.mapping[1]) == PLAN
