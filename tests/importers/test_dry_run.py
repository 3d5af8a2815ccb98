"""A dry run accounts for every row, and its drafts are the cells as they stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.errors import PlanMismatchError
from desktop.domain.fields import FieldKind
from desktop.domain.forms import Confidentiality
from desktop.domain.ids import LedgerId
from desktop.domain.import_plan import ColumnMapping, ExcludedRow, ImportPlan
from desktop.domain.sheets import Rows, Sheet, Span
from desktop.importers.apply import DryRun, dry_run
from desktop.importers.count import RowCount

CELL = st.sampled_from(
    ["", " ", "佐藤", "R5.4.1", "令和5年2月30日", "5.4.1", "1,000", "〃", "−", "令和5年4月"]
)


def run(
    rows: list[tuple[str, ...]],
    kinds: tuple[FieldKind, ...],
    excluded: tuple[ExcludedRow, ...] = (),
    *,
    required: bool = False,
    merges: tuple[Span, ...] = (),
) -> DryRun:
    sheet = Sheet("台帳", Rows.of(rows), (), (), merges)
    mapping = tuple(
        ColumnMapping(column, f"f{column + 1}", f"項目{column + 1}", kind, required)
        for column, kind in enumerate(kinds)
    )
    plan = ImportPlan("台帳", (), 1, max(len(rows), 1), excluded, mapping)
    found = dry_run(sheet, plan, plan.form(LedgerId("a"), "台帳", Confidentiality.LEVEL_2))
    assert found is not None
    return found


@given(
    st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=20),
    st.tuples(*[st.sampled_from(list(FieldKind))] * 3),
    st.sets(st.integers(1, 20)),
    st.booleans(),
)
def test_every_row_is_excluded_refused_or_imported(
    rows: list[tuple[str, str, str]],
    kinds: tuple[FieldKind, ...],
    left_out: set[int],
    required: bool,  # noqa: FBT001 - hypothesis passes it
) -> None:
    excluded = tuple(ExcludedRow(row, "person") for row in sorted(left_out) if row <= len(rows))
    found = run([*rows], kinds, excluded, required=required)
    records = list(found.records())
    refused = {problem.row for problem in found.problems}

    assert found.count.balances
    assert found.count.source == len(rows)
    assert len(records) == found.count.importable
    assert sum(record.warned for record in records) == found.count.with_warnings
    assert {record.row for record in records} | refused | left_out >= set(range(1, len(rows) + 1))
    assert not refused & {record.row for record in records}
    for record in records:
        for text, value in zip(rows[record.row - 1], record.values, strict=True):
            assert value == (text if text.strip() else None)


def test_a_problem_names_its_cell() -> None:
    found = run([("佐藤", "令和5年2月30日")], (FieldKind.NAME, FieldKind.DATE))
    problem = found.problems[0]

    assert (problem.cell, problem.label, problem.text) == ("B1", "項目2", "令和5年2月30日")
    assert problem.code == "value.no-such-day"
    assert found.by_code == {"value.no-such-day": 1}
    assert found.count == RowCount(1, 0, 0, 1, 0)


def test_a_label_merged_downwards_belongs_to_each_row() -> None:
    rows = [("川辺", "1"), ("", "2"), ("中里", "3")]
    found = run(rows, (FieldKind.TEXT, FieldKind.NUMBER), merges=(Span(1, 0, 2, 0),))

    assert [record.values[0] for record in found.records()] == ["川辺", "川辺", "中里"]


def test_a_field_without_a_column_stays_empty() -> None:
    sheet = Sheet("台帳", Rows.of([("佐藤", "x")]), (), ())
    plan = ImportPlan(
        *("台帳", (), 1, 1, ()),
        (
            ColumnMapping(0, "f1", "氏名", FieldKind.NAME),
            ColumnMapping(1, "f2", "備考", FieldKind.TEXT),
        ),
    )
    form = plan.form(LedgerId("a"), "台帳", Confidentiality.LEVEL_2)
    found = dry_run(sheet, plan.without("f1"), form)

    assert found is not None
    assert [record.values for record in found.records()] == [(None, "x")]


def test_a_plan_for_another_sheet_is_refused() -> None:
    found = run([("佐藤",)], (FieldKind.NAME,))
    other = run([("1", "2")], (FieldKind.NUMBER,) * 2).form.narrowed(("f2",))

    with pytest.raises(PlanMismatchError):
        dry_run(Sheet("別", Rows.of([("佐藤",)]), (), ()), found.plan, found.form)
    with pytest.raises(PlanMismatchError):
        dry_run(found.sheet, found.plan, other)


def test_a_dry_run_can_be_cancelled() -> None:
    rows = [("佐藤",)] * 1_500
    found = run(rows, (FieldKind.NAME,))

    assert dry_run(found.sheet, found.plan, found.form, lambda: True) is None


def test_counts_add_up() -> None:
    total = RowCount(3, 1, 1, 1, 1) + RowCount(2, 2, 0, 0, 0)

    assert total == RowCount(5, 3, 1, 1, 1)
    assert total.balances
    assert not RowCount(4, 1, 0, 1, 1).balances
    assert not RowCount(3, 1, 2, 1, 1).balances
