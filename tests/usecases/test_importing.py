from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from desktop.domain.audit import Act
from desktop.domain.errors import (
    NotAWorkbookError,
    PasswordNeededError,
    PlanMismatchError,
    ReadingCancelledError,
    WrongPasswordError,
)
from desktop.domain.forms import Confidentiality
from desktop.domain.search import Query
from desktop.domain.store_errors import ImportCancelledError
from desktop.domain.usecase_errors import FileUnreadableError, NothingToImportError
from desktop.store.imports import ImportWriter
from desktop.usecases.auditing import verify
from desktop.usecases.desk import Desk
from desktop.usecases.importing import (
    DryRun,
    Imported,
    ImportSession,
    commit,
    dry_run,
    error_sheet,
    form_of,
    inspect,
    propose_plan,
    read_file,
)
from desktop.usecases.ledgers import ledgers, open_form
from desktop.usecases.records import get, page
from tests.builders.offices import SUPERVISOR, newest_entry
from tests.builders.workbooks import protected, table
from tests.usecases.seats import LEDGER, Seats

HEAD = ("番号", "氏名", "登録年月日", "手数料")
NAMES = ("髙橋 \U00020bb7", "渡邊\U000e0102 花子", "\ufa19田 三郎")
GOOD = tuple(
    (f"第{n}号", NAMES[n % 3], f"R5.{n % 12 + 1}.{n % 28 + 1}", str(n * 100)) for n in range(1, 21)
)
BAD = ("第21号", "山田 太郎", "令和5年2月30日", "3000")
ROWS = (HEAD, *GOOD, BAD)
BOOK = table(*ROWS)


class Stopping:
    """Somebody who stops the work after so many questions."""

    def __init__(self, after: int) -> None:
        self.left = after
        self.reports: list[tuple[int, int]] = []

    def cancelled(self) -> bool:
        self.left -= 1
        return self.left < 0

    def report(self, done: int, total: int) -> None:
        self.reports.append((done, total))


def tried(desk: Desk, book: bytes = BOOK) -> tuple[ImportSession, DryRun]:
    session = inspect(desk, "台帳.xlsx", book)
    (proposal,) = session.proposals
    plan, form = propose_plan(session, proposal, "手数料台帳", Confidentiality.LEVEL_3B)
    return session, dry_run(desk, session, plan, form)


def brought(desk: Desk) -> Imported:
    return commit(desk, *tried(desk))


def state(desk: Desk) -> tuple[int, int, int]:
    """How long the log is, how many ledgers and how many imports there are."""
    with desk.store.read() as tx:
        return tx.audit.head().seq, len(tx.forms.ledgers()), len(tx.imports.jobs())


def test_a_workbook_becomes_a_ledger_sign_for_sign_with_its_cells(seats: Seats) -> None:
    desk = seats.sit()

    made = brought(desk)

    fids = {one.label: one.fid for one in made.form.fields}
    found = page(desk, Query(made.ledger), 0, 50, (fids["番号"], fids["氏名"]))
    assert {line.cells for line in found.lines} == {row[:2] for row in GOOD}
    assert (made.count.importable, made.count.refused) == (len(GOOD), 1)
    origin = get(desk, found.lines[-1].uid).origin
    assert origin is not None
    assert (origin.file_name, origin.row) == ("台帳.xlsx", len(GOOD) + 1)
    assert made.result.startswith(b"%PDF")
    with desk.store.read() as tx:
        job = tx.imports.job(made.batch)
        original = b"".join(tx.imports.source_bytes(job.source))
    assert (original, job.source) == (BOOK, sha256(BOOK).hexdigest())
    assert verify(seats.sit(SUPERVISOR)).ok


def test_the_same_book_twice_makes_two_ledgers_and_the_numbers_count_on(seats: Seats) -> None:
    desk = seats.sit()

    one, other = brought(desk), brought(desk)

    assert one.ledger != other.ledger
    assert [one.batch.split("-")[1], other.batch.split("-")[1]] == ["0001", "0002"]
    shown = {summary.form.ledger: summary for summary in ledgers(desk)}
    assert list(shown) == [LEDGER, one.ledger, other.ledger]
    assert (shown[one.ledger].records, shown[one.ledger].last_import) == (len(GOOD), one.batch)
    assert (shown[LEDGER].records, shown[LEDGER].last_import) == (2, None)
    assert open_form(desk, one.ledger) == one.form


def test_the_new_ledger_and_its_import_are_one_change(
    seats: Seats, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stopped in the middle, or cut off by the system: the store is as it was."""
    desk = seats.sit()
    session, dry = tried(desk)
    before = state(desk)

    with pytest.raises(ImportCancelledError):
        commit(desk, session, dry, Stopping(0))
    assert state(desk) == before

    def broken(_self: object, *_given: object) -> str:
        raise OSError(5, "input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(ImportWriter, "seal_source", broken)
        with pytest.raises(OSError, match="input/output"):
            commit(desk, session, dry)
    assert state(desk) == before

    assert commit(desk, session, dry).batch.endswith("-0001")
    assert newest_entry(desk).act is Act.IMPORT


def test_a_trial_changes_nothing_and_names_the_bad_cell(seats: Seats) -> None:
    desk = seats.sit()
    before = state(desk)

    _, dry = tried(desk)

    assert state(desk) == before
    assert [one.cell for one in dry.problems] == [f"C{len(ROWS)}"]


def test_a_long_trial_can_be_stopped(seats: Seats) -> None:
    desk = seats.sit()
    session, dry = tried(desk, table(HEAD, *GOOD * 120))

    with pytest.raises(ReadingCancelledError):
        dry_run(desk, session, dry.plan, dry.form, Stopping(0))


def test_a_form_that_does_not_belong_to_the_plan_is_refused(seats: Seats) -> None:
    desk = seats.sit()
    session, dry = tried(desk)
    short = replace(dry.form, fields=dry.form.fields[:1])

    with pytest.raises(PlanMismatchError):
        dry_run(desk, session, dry.plan, short)


def test_where_no_row_can_come_in_nothing_is_made(seats: Seats) -> None:
    desk = seats.sit()
    session, dry = tried(desk, table(HEAD, *[(f"第{n}号", "氏", "いつか", "x") for n in "123"]))
    before = state(desk)
    if dry.count.importable:  # the proposal took the odd columns as text
        dry = replace(dry, count=replace(dry.count, importable=0))

    with pytest.raises(NothingToImportError):
        commit(desk, session, dry)

    assert state(desk) == before


def test_the_error_sheet_is_a_paper_of_the_cells_that_keep_rows_out(seats: Seats) -> None:
    desk = seats.sit()
    session, dry = tried(desk)

    assert error_sheet(desk, session, dry, {}).startswith(b"%PDF")


def test_a_new_name_and_level_change_the_form_and_not_the_ledger(seats: Seats) -> None:
    _, dry = tried(seats.sit())

    changed = form_of(dry.plan, dry.form, " 新しい名前 ", Confidentiality.LEVEL_3C)

    assert (changed.ledger, changed.name) == (dry.form.ledger, "新しい名前")
    assert changed.confidentiality is Confidentiality.LEVEL_3C
    assert form_of(dry.plan, dry.form, " ", Confidentiality.LEVEL_3C).name == dry.form.name


@pytest.mark.parametrize(
    ("content", "password", "refusal"),
    [
        (lambda: b"%PDF-1.7\n" + bytes(100), None, NotAWorkbookError),
        (lambda: protected(BOOK, "himitsu"), None, PasswordNeededError),
        (lambda: protected(BOOK, "himitsu"), "chigau", WrongPasswordError),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_and_the_desk_lives(
    seats: Seats, content: Callable[[], bytes], password: str | None, refusal: type[Exception]
) -> None:
    desk = seats.sit()
    before = state(desk)

    with pytest.raises(refusal):
        inspect(desk, "x.xlsx", content(), password=password)

    assert state(desk) == before
    assert inspect(desk, "x.xlsx", BOOK).sha256 == sha256(BOOK).hexdigest()


def test_reading_can_be_stopped(seats: Seats) -> None:
    with pytest.raises(ReadingCancelledError):
        inspect(seats.sit(), "x.xlsx", BOOK, watch=Stopping(0))


def test_a_file_that_is_not_there_is_named_and_its_folder_is_not(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadableError) as caught:
        read_file(tmp_path / "ない.xlsx")

    assert caught.value.details == {"name": "ない.xlsx"}
