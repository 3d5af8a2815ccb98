"""A plan goes there and back as a document, and accounts for every row once."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.cj1 import decode, encode
from desktop.domain.errors import MalformedDocumentError, PlanMismatchError
from desktop.domain.fields import FieldKind
from desktop.domain.forms import Confidentiality
from desktop.domain.ids import LedgerId
from desktop.domain.import_plan import (
    ColumnMapping,
    ColumnProposal,
    ExcludedRow,
    ImportPlan,
    SheetProposal,
    plan_from,
)

TEXT = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=8)
WHYS = st.sampled_from(["blank", "total", "repeated_header", "heading", "note", "struck", "person"])


@st.composite
def plans(draw: st.DrawFn) -> ImportPlan:
    first = draw(st.integers(1, 50))
    last = draw(st.integers(first, first + 60))
    rows = sorted(draw(st.sets(st.integers(first, last))))
    columns = sorted(draw(st.sets(st.integers(0, 900), min_size=1, max_size=6)))
    mapping = tuple(
        ColumnMapping(
            column,
            f"f{number}",
            draw(TEXT),
            draw(st.sampled_from(list(FieldKind))),
            draw(st.booleans()),
            tuple(draw(st.lists(TEXT, max_size=3))),
            draw(st.none() | st.sampled_from(["昭和", "平成", "令和"])),
        )
        for number, column in enumerate(columns, start=1)
    )
    excluded = tuple(ExcludedRow(row, draw(WHYS)) for row in rows)
    return ImportPlan(draw(TEXT), tuple(range(1, first)), first, last, excluded, mapping)


@given(plans())
def test_a_plan_reads_back_as_the_same_plan(plan: ImportPlan) -> None:
    assert ImportPlan.from_json(decode(encode(plan.to_json()))) == plan


def _plan() -> ImportPlan:
    mapping = (
        ColumnMapping(0, "f1", "番号", FieldKind.CODE),
        ColumnMapping(1, "f2", "氏名", FieldKind.NAME),
    )
    return ImportPlan("台帳", (1,), 2, 9, (ExcludedRow(5, "total"),), mapping)


@pytest.mark.parametrize(
    "change",
    [
        {"body_first_row": 0},
        {"body_last_row": 1},
        {"excluded": (ExcludedRow(1, "blank"),)},
        {"excluded": (ExcludedRow(3, "blank"), ExcludedRow(3, "total"))},
        {"mapping": _plan().mapping[:1] * 2},
    ],
)
def test_a_plan_that_cannot_be_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(PlanMismatchError):
        dataclasses.replace(_plan(), **change)  # type: ignore[arg-type] # bad on purpose


def test_a_column_left_out_is_no_field_of_the_form() -> None:
    form = _plan().without("f1").form(LedgerId("inu"), "犬の台帳", Confidentiality.LEVEL_2)

    assert [(field.fid, field.label) for field in form.fields] == [("f2", "氏名")]


@pytest.mark.parametrize("member", ["sheet", "mapping", "excluded", "body_first_row"])
def test_a_document_without_a_member_is_no_plan(member: str) -> None:
    document = dict(_plan().to_json())  # type: ignore[arg-type] # a plan is an object
    del document[member]

    with pytest.raises(MalformedDocumentError):
        ImportPlan.from_json(document)


def test_a_proposal_becomes_a_plan_and_a_form() -> None:
    columns = (
        ColumnProposal(0, "番号", FieldKind.CODE, (), 95),
        ColumnProposal(3, "性別", FieldKind.CHOICE, (), 80, ("オス", "メス")),
    )
    proposal = SheetProposal("台帳", "table", (1,), 2, 9, (ExcludedRow(4, "blank"),), columns)
    plan, form = plan_from(proposal, LedgerId("inu"), "犬", Confidentiality.LEVEL_3B)

    assert [(m.column, m.fid) for m in plan.mapping] == [(0, "f1"), (3, "f2")]
    assert form.fields[1].choices == ("オス", "メス")
    with pytest.raises(PlanMismatchError):
        plan_from(
            SheetProposal("台帳", "not-a-ledger"), LedgerId("inu"), "犬", Confidentiality.LEVEL_2
        )
