"""Real published workbooks go all the way: read, proposed, tried; every row accounted for."""

from pathlib import Path

import pytest

from desktop.domain.forms import Confidentiality
from desktop.domain.ids import LedgerId
from desktop.domain.import_plan import plan_from
from desktop.importers.apply import dry_run
from desktop.importers.proposals import propose
from desktop.importers.worker import read_workbook

CASES = [
    ("kyoku_19届出受理医療機関名簿（医科）山梨r0710.xlsx", (4,), 5, 4861, 24),
    ("kobe_betonamuhinnmokubetu.xls", (10,), 11, 508, 14),
]


@pytest.mark.parametrize("case", CASES, ids=["xlsx", "xls"])
def test_a_published_list_is_read_right(
    shared: Path, case: tuple[str, tuple[int, ...], int, int, int]
) -> None:
    name, header, first, last, columns = case
    book = read_workbook((shared / "corpus" / "files" / name).read_bytes(), name=name)
    proposal = propose(book)[0]
    plan, form = plan_from(proposal, LedgerId("a"), "名簿", Confidentiality.LEVEL_2)
    found = dry_run(book.sheet(proposal.sheet), plan, form)

    assert found is not None
    assert proposal.header_rows == header
    assert (proposal.body_first_row, proposal.body_last_row) == (first, last)
    assert len(proposal.columns) == columns
    assert found.count.balances
    assert found.count.importable == last - first + 1 - found.count.excluded - found.count.refused
