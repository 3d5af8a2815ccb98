"""The sample workbook is what its generator makes, and it imports as a small town would hope."""

import io

import openpyxl

from desktop.domain.forms import Confidentiality
from desktop.domain.ids import LedgerId
from desktop.domain.import_plan import ExcludedRow, plan_from
from desktop.importers.apply import dry_run
from desktop.importers.proposals import propose
from desktop.importers.worker import read_workbook
from tests.builders.samples import DOGS, FIRST_HALF, SAMPLES, SECOND_HALF, dogs_workbook
from tests.builders.workbooks import saved


def test_the_file_holds_exactly_the_cells_of_its_generator() -> None:
    made = openpyxl.load_workbook(io.BytesIO(saved(dogs_workbook()))).worksheets[0]
    kept = openpyxl.load_workbook(SAMPLES / DOGS).worksheets[0]

    def cells(sheet: openpyxl.worksheet.worksheet.Worksheet) -> list[tuple[object, ...]]:
        return [
            (cell.coordinate, cell.value, cell.number_format, cell.font.strike, cell.font.bold)
            for row in sheet.iter_rows()
            for cell in row
        ]

    assert cells(made) == cells(kept)
    assert str(made.merged_cells) == str(kept.merged_cells)


def test_the_sample_is_read_proposed_and_tried() -> None:
    book = read_workbook((SAMPLES / DOGS).read_bytes(), name=DOGS)
    proposal = propose(book)[0]
    plan, form = plan_from(proposal, LedgerId("inu"), "犬の登録台帳", Confidentiality.LEVEL_3B)
    found = dry_run(book.sheets[0], plan, form)

    assert found is not None
    assert proposal.title == "令和8年度　犬の登録台帳"
    assert [column.label for column in proposal.columns][:3] == [
        "登録番号",
        "飼い主/氏名",
        "飼い主/フリガナ",
    ]
    assert proposal.excluded == (
        ExcludedRow(21, "total"),
        ExcludedRow(23, "struck"),
        ExcludedRow(37, "total"),
    )
    assert found.count.balances
    assert (found.count.importable, found.count.refused) == (28, 1)
    names = [record.values[1] for record in found.records()]
    dogs = [dog for dog in FIRST_HALF + SECOND_HALF if dog[0] not in ("00117", "00118")]
    assert names == [dog[1] for dog in dogs]
    assert "\ufa19谷　一郎" in names
    assert "渡邊\U000e0100　正" in names
