"""Bad input below the window: a plain sentence, nothing half-written, and work goes on."""

import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from desktop.domain.audit import Act
from desktop.domain.errors import AppError, PasswordNeededError, WrongPasswordError
from desktop.domain.forms import Confidentiality
from desktop.domain.store_errors import StoreFullError
from desktop.store.engine import OpenPolicy
from desktop.store.integrity import verify_store
from desktop.store.transactions import Store
from desktop.ui.messages.lookup import sentence
from desktop.usecases.desk import Desk
from desktop.usecases.importing import Imported, commit, dry_run, inspect, propose_plan, read_file
from desktop.usecases.ledgers import ledgers
from desktop.usecases.records import register
from tests.builders.bad_files import PASSWORD, bad_files, encrypted
from tests.builders.journey import LINES, SAMPLE, Ground, laid_out
from tests.builders.offices import CLERK
from tests.journeys.main_job import EXTRA

WHOLE_SENTENCE = re.compile(r"[^a-z]*[ぁ-ん][^{}]*。\(E-\d{3}\)", re.DOTALL)
PROGRAMS_WORDS = re.compile(r"Error|Exception|Traceback|None|SQLITE|zipfile|（不明）")
ROOM_LEFT = 2


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Ground:
    ground = laid_out(tmp_path_factory.mktemp("bad") / "ground")
    ground.found("a")
    return ground


@pytest.fixture(scope="module")
def patient(founded: Ground) -> Iterator[Desk]:
    """One sitting that meets one bad file after the other."""
    with founded.desk("a", CLERK) as desk:
        yield desk


def bring(desk: Desk, path: Path, content: bytes | None = None, **typed: str) -> Imported:
    """The whole import of the one table of a workbook."""
    name, read = read_file(path)
    session = inspect(desk, name, read if content is None else content, **typed)
    (proposal,) = session.proposals
    plan, form = propose_plan(session, proposal, "台帳", Confidentiality.LEVEL_3B)
    return commit(desk, session, dry_run(desk, session, plan, form))


def dump(store: Store) -> dict[str, str]:
    """Every table of the store, the search index's own included, as a digest of its rows."""
    connection = store.maintenance_connection()
    try:
        tables = connection.execute(
            "SELECT name FROM sqlite_master WHERE type='table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
        ).fetchall()
        digests = {}
        for (name,) in tables:
            rows = connection.execute(f'SELECT * FROM "{name}"').fetchall()  # noqa: S608 - own names
            digests[str(name)] = sha256(repr(sorted(map(repr, rows))).encode()).hexdigest()
        return digests
    finally:
        connection.close()


def assert_plain_words(refusal: AppError) -> str:
    said = sentence(refusal)
    assert WHOLE_SENTENCE.search(said), said
    assert not PROGRAMS_WORDS.search(said), said
    return said


KINDS = tuple(bad_files(SAMPLE))


@pytest.mark.parametrize("kind", KINDS)
def test_a_bad_file_is_refused_in_words_and_leaves_the_store_as_it_was(
    patient: Desk, founded: Ground, kind: str
) -> None:
    content = bad_files(founded.book)[kind]
    before = dump(patient.store)
    with pytest.raises(AppError) as caught:
        inspect(patient, "台帳.xlsx", content)
    assert caught.value.code == kind.split(maxsplit=1)[0]
    said = assert_plain_words(caught.value)
    assert dump(patient.store) == before
    if caught.value.code == "import.access-file":
        assert "CSV" in said


def test_a_protected_book_opens_with_its_password_only(patient: Desk, founded: Ground) -> None:
    content = encrypted(founded.book.read_bytes())
    with pytest.raises(PasswordNeededError):
        inspect(patient, "台帳.xlsx", content)
    with pytest.raises(WrongPasswordError) as caught:
        inspect(patient, "台帳.xlsx", content, password="chigau")
    assert_plain_words(caught.value)
    opened = inspect(patient, "台帳.xlsx", content, password=PASSWORD)
    assert opened.proposals[0].record_rows == len(LINES)


def test_after_every_refusal_the_good_file_is_imported(patient: Desk, founded: Ground) -> None:
    for content in bad_files(founded.book).values():
        with pytest.raises(AppError):
            inspect(patient, "台帳.xlsx", content)
    assert bring(patient, founded.book).count.importable == len(LINES)
    assert verify_store(patient.store, patient.lineage.author).records >= len(LINES)


def test_a_full_disk_takes_nothing_half_and_gives_everything_back(
    founded: Ground, tmp_path: Path
) -> None:
    ground = founded.copied(tmp_path / "ground")
    with ground.desk("a", CLERK) as desk:
        bring(desk, ground.book)
        ledger = ledgers(desk)[0].form.ledger
        narrow(desk, ROOM_LEFT)
        before = dump(desk.store)
        with pytest.raises(StoreFullError) as caught:
            bring(desk, SAMPLE)
        assert_plain_words(caught.value)
        assert dump(desk.store) == before
        refusals = saves_until_full(desk, ledger)
        assert refusals
        verify_store(desk.store, desk.lineage.author)
        narrow(desk, None)
        assert register(desk, ledger, EXTRA).number == 1
        assert bring(desk, SAMPLE).count.importable
        verdict = verify_store(desk.store, desk.lineage.author)
        with desk.store.read() as tx:
            made = sum(one.act is Act.CREATE for one in tx.audit.page(None, 1_000_000))
            brought = sum(job.records for job in tx.imports.jobs())
        assert verdict.revisions == made + brought


def saves_until_full(desk: Desk, ledger: str) -> list[StoreFullError]:
    """Register one record after the other until there is no room; each one is whole or absent."""
    saved = 0
    with desk.store.read() as tx:
        begun = len(tx.audit.page(None, 1_000_000))
    while True:
        before = dump(desk.store)
        try:
            register(desk, ledger, EXTRA)
        except StoreFullError as full:
            assert dump(desk.store) == before
            with desk.store.read() as tx:
                assert len(tx.audit.page(None, 1_000_000)) == begun + saved
            return [full]
        saved += 1
        assert saved < 1000


def narrow(desk: Desk, room: int | None) -> None:
    """Open the desk's store again on a disk with ``room`` free pages; None: with enough."""
    folder, active = desk.unit.folder, desk.files.pointer().active_db
    connection = desk.store.maintenance_connection()
    ((pages,),) = connection.execute("PRAGMA page_count").fetchall()
    connection.close()
    desk.store.close()
    most = None if room is None else int(str(pages)) + room
    desk.opened = Store.open(
        folder, desk.keys.db, active_db=active, policy=OpenPolicy(max_pages=most)
    )
