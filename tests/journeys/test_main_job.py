"""The main job on real inputs: what each deed leaves behind, and where each value is from."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from desktop.domain.audit import Act
from desktop.domain.search import Query
from desktop.domain.transfer_errors import ReplayedPackageError
from desktop.ui.messages.lookup import sentence
from desktop.usecases.auditing import verify
from desktop.usecases.receiving import inspect_package
from tests.builders.journey import HEADING, LINES, SAMPLE, Ground, laid_out
from tests.builders.offices import CLERK, SUPERVISOR
from tests.journeys.main_job import TURNS, first_ledger, run

CORPUS_BOOK = "osaka_contacts1.xlsx"
ACTS_OF_A = (
    Act.STORE_FOUNDED, Act.LEDGER_MADE, Act.IMPORT, Act.INQUIRE, Act.VIEW, Act.CORRECT, Act.CREATE,
    Act.VOID, Act.DIRECTORY, Act.EXPORT_REQUESTED, Act.EXPORT_APPROVED, Act.EXPORT_WRITTEN,
)  # fmt: skip
ACTS_OF_B = (
    Act.STORE_FOUNDED, Act.SENDER_PINNED, Act.PACKAGE_OPENED, Act.IMPORT, Act.PACKAGE_RECEIVED,
    Act.RECEIPT_WRITTEN,
)  # fmt: skip


class Told:
    """The deeds of one run, in order."""

    def __init__(self, base: Path, books: Sequence[Path]) -> None:
        self.ground = laid_out(base)
        self.deeds: list[dict[str, Any]] = []
        run(self.ground, self._hear, books=books)

    def _hear(self, deed: str, **facts: object) -> None:
        self.deeds.append({"deed": deed, **facts})


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    return Told(tmp_path_factory.mktemp("job") / "ground", (SAMPLE,))


@pytest.fixture(scope="module")
def ground(told: Told) -> Ground:
    return told.ground


def test_the_deeds_follow_each_other(told: Told) -> None:
    deeds = [one["deed"] for one in told.deeds]
    assert deeds.count("corrected") == TURNS * len(LINES)
    assert list(dict.fromkeys(deeds)) == [
        *("founded", "imported", "corrected", "registered", "voided", "introduced", "proposed"),
        *("countersigned", "sender", "requested", "approved", "released", "accepted"),
    ]
    (accepted,) = (one for one in told.deeds if one["deed"] == "accepted")
    assert accepted["records"] == len(LINES)


@pytest.mark.parametrize(("unit", "acts"), [("a", ACTS_OF_A), ("b", ACTS_OF_B)])
def test_every_deed_is_in_the_log_in_its_order_and_the_log_is_whole(
    ground: Ground, unit: str, acts: tuple[Act, ...]
) -> None:
    with ground.desk(unit, SUPERVISOR) as desk:
        with desk.store.read() as tx:
            entries = [entry.act for entry in reversed(tx.audit.page(None, 10_000))]
        assert verify(desk).ok
    left = iter(entries)
    assert all(act in left for act in acts), [act.value for act in entries]


def test_every_value_keeps_file_sheet_and_cell_of_origin(ground: Ground) -> None:
    sheet = load_workbook(ground.book).worksheets[0]
    with ground.desk("a", CLERK) as desk, desk.store.read() as tx:
        form = tx.forms.latest(first_ledger(desk))
        fids = [field.fid for field in form.fields]
        seen = 0
        for line in tx.search.page(Query(form.ledger), 0, 100, tuple(fids)).lines:
            origin = tx.imports.origin(line.uid)
            assert origin is not None
            assert (origin.file_name, origin.sheet) == (ground.book.name, sheet.title)
            first = tx.records.history(line.uid)[0]
            brought = {change.fid: change.new for change in first.changes}
            for fid, cell in origin.cells.items():
                assert brought.get(fid) == (_shown(sheet[cell].value) or None)
                seen += cell in {f"{column}{origin.row}" for column in "ABCDEFGH"}
        assert seen >= len(LINES) * (len(HEADING) - 1)


def _shown(value: object) -> str:
    return "" if value is None else str(value)


def test_the_same_package_is_refused_the_second_time_in_words(ground: Ground) -> None:
    (package,) = ground.medium.glob("*.kura")
    with ground.desk("b", CLERK) as desk:
        with pytest.raises(ReplayedPackageError) as caught:
            inspect_package(desk, package)
        assert "(E-6" in sentence(caught.value)


def test_a_workbook_an_office_published_becomes_a_ledger(shared: Path, tmp_path: Path) -> None:
    book = shared / "corpus" / "files" / CORPUS_BOOK
    told = Told(tmp_path / "ground", (book,))
    (_, imported) = (one for one in told.deeds if one["deed"] == "imported")
    assert imported["records"] > 0
    with told.ground.desk("a", CLERK) as desk, desk.store.read() as tx:
        job = tx.imports.job(imported["batch"])
        assert b"".join(tx.imports.source_bytes(job.source)) == book.read_bytes()
        assert tx.search.count(Query(imported["ledger"])) == imported["records"]
