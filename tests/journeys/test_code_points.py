"""神 (U+FA19), 髙, 﨑, 𠮷 and 邊 with its selector: from Excel to the second store unchanged.

Compared as lists of numbers: on paper, in a font or after a friendly normalisation two texts may
look the same and not be.
"""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from desktop.domain.ids import LedgerId
from desktop.domain.search import Query
from desktop.usecases.desk import Desk
from tests.builders.journey import HEADING, LINES, NAMES, Ground, laid_out
from tests.builders.offices import CLERK
from tests.journeys.main_job import STAGES, bring, first_ledger, found, run

SIGNS = ("\ufa19", "\u9ad9", "\ufa11", "\U00020bb7", "\u908a\U000e0102")


def code_points(text: str) -> list[int]:
    return [ord(sign) for sign in text]


def silent(_deed: str, **_facts: object) -> None:
    """Nobody listens."""


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Ground:
    """The workbook imported in one unit and, untouched, sent to the other."""
    ground = laid_out(tmp_path_factory.mktemp("code-points") / "ground")
    found(ground, silent)
    with ground.desk("a", CLERK) as desk:
        bring(desk, ground.book, silent)
    run(ground, silent, STAGES[2:])
    return ground


def table(desk: Desk, ledger: LedgerId) -> list[list[list[int]]]:
    """Every value of a ledger as code points, in the order of the workbook's rows."""
    with desk.store.read() as tx:
        form = tx.forms.latest(ledger)
        fids = tuple(one.fid for one in form.fields if one.label != "備考")
        lines = tx.search.page(Query(ledger), 0, 100, fids).lines
    return sorted([code_points(cell) for cell in line.cells] for line in lines)


def in_excel(path: Path) -> list[list[list[int]]]:
    """Every value of the workbook as another program reads it, without the notes."""
    sheet = load_workbook(path).worksheets[0]
    rows = sheet.iter_rows(min_row=4, max_row=3 + len(LINES), max_col=len(HEADING) - 1)
    return sorted([code_points(str(cell.value)) for cell in row] for row in rows)


def test_every_sign_is_in_the_workbook(ground: Ground) -> None:
    names = "".join(NAMES)
    assert all(sign in names for sign in SIGNS)
    assert code_points(names) == [point for row in in_excel(ground.book) for point in row[1]]


def test_excel_to_store(ground: Ground) -> None:
    with ground.desk("a", CLERK) as desk:
        assert table(desk, first_ledger(desk)) == in_excel(ground.book)


def test_store_to_package_to_second_store(ground: Ground) -> None:
    with ground.desk("b", CLERK) as desk:
        assert table(desk, first_ledger(desk)) == in_excel(ground.book)


@pytest.mark.parametrize("unit", ["a", "b"])
@pytest.mark.parametrize("sign", SIGNS)
def test_each_sign_is_found_by_itself_in_both_stores(ground: Ground, unit: str, sign: str) -> None:
    expected = sum(any(sign in str(value) for value in line) for line in LINES)
    with ground.desk(unit, CLERK) as desk, desk.store.read() as tx:
        query = Query(tx.forms.ledgers()[0].ledger, sign)
        fids = tuple(one.fid for one in tx.forms.ledgers()[0].fields)
        lines = tx.search.page(query, 0, 100, fids).lines
    exact = [line for line in lines if any(sign in cell for cell in line.cells)]
    assert len(exact) == expected
