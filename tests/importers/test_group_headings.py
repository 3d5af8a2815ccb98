"""A heading over a group of records labels no column, wherever it stands."""

from pathlib import Path

from desktop.importers.proposals import propose
from desktop.importers.worker import read_workbook
from tests.builders.dog_ledger import GROUPS, HEADER_ROWS, OF_A_GROUP, write_dog_ledger


def test_a_joined_heading_right_under_the_header_belongs_to_the_body(tmp_path: Path) -> None:
    book = write_dog_ledger(tmp_path / "inu.xlsx")

    found = propose(read_workbook(book.read_bytes(), name=book.name))[0]

    assert found.header_rows == HEADER_ROWS
    assert found.record_rows == GROUPS * OF_A_GROUP - 1
    assert [one.why for one in found.excluded].count("heading") == GROUPS
    assert found.columns[0].label == "登録番号"
