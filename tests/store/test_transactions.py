import threading
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError

from desktop.domain.audit import Act
from desktop.domain.errors import AppError
from desktop.domain.records import RecordState
from desktop.domain.store_errors import (
    FormNotNextError,
    NewerStoreError,
    StoreBusyError,
    StoreDamagedError,
    StoreExistsError,
    StoreFullError,
    StoreInterruptedError,
    StoreUnopenableError,
    WrongKeyError,
)
from desktop.store.engine import OpenKey, OpenPolicy, check_rollback, connect, open_engine
from desktop.store.transactions import NestedWriteError, Store, UnloggedChangeError
from tests.store.makers import DOGS, FORM, KEY, LOG, SECOND, STORE, Clerk, dog, found


class _ChangeOfMindError(Exception):
    pass


def test_a_write_without_an_audit_entry_is_not_committed(store: Store, clerk: Clerk) -> None:
    with pytest.raises(UnloggedChangeError), store.write(clerk) as tx:
        tx.settings.put("lock_minutes", 10)

    with store.read() as tx:
        assert tx.settings.get("lock_minutes") is None


def test_a_rollback_removes_both_the_change_and_its_entry(store: Store, clerk: Clerk) -> None:
    with store.read() as tx:
        head = tx.audit.head()

    def change_of_mind() -> None:
        with store.write(clerk) as tx:
            tx.records.register(DOGS, dog())
            raise _ChangeOfMindError

    with pytest.raises(_ChangeOfMindError):
        change_of_mind()

    with store.read() as tx:
        assert tx.audit.head() == head
        assert list(tx.records.as_of([], 99)) == []
    with store.write(clerk) as tx:
        tx.records.register(DOGS, dog())
    with store.read() as tx:
        assert tx.audit.head().seq == head.seq + 1


def test_without_the_begin_hook_the_rollback_check_fails(tmp_path: Path, clerk: Clerk) -> None:
    found(tmp_path, clerk).close()
    engine = open_engine(tmp_path / "ledger-1.db", OpenKey(KEY), OpenPolicy(), writer=True)
    check_rollback(engine)
    engine.dispose()

    unhooked = open_engine(tmp_path / "ledger-1.db", OpenKey(KEY), OpenPolicy(), writer=True)
    unhooked.dispatch.begin.clear()

    with pytest.raises(StoreDamagedError):
        check_rollback(unhooked)
    unhooked.dispose()


def test_a_write_inside_a_write_is_a_bug_and_changes_nothing(store: Store, clerk: Clerk) -> None:
    def nested() -> None:
        with store.write(clerk) as tx:
            tx.records.register(DOGS, dog())
            store.refused(clerk, Act.VIEW, {}, StoreFullError())

    with pytest.raises(NestedWriteError):
        nested()
    with store.write(clerk) as tx:
        assert tx.audit.head().seq == 2
        tx.records.register(DOGS, dog())


def test_a_form_that_was_rolled_back_is_forgotten(store: Store, clerk: Clerk) -> None:
    first, second = (
        replace(FORM, version=2, fields=(*FORM.fields, replace(FORM.fields[6], fid=fid)))
        for fid in ("memo", "shosai")
    )

    def published_in_vain() -> None:
        with store.write(clerk) as tx:
            tx.forms.publish(first)
            assert tx.records.register(DOGS, dog(memo="x")).content.values["memo"] == "x"
            raise _ChangeOfMindError

    with pytest.raises(_ChangeOfMindError):
        published_in_vain()
    with store.write(clerk) as tx:
        tx.forms.publish(second)
        made = tx.records.register(DOGS, dog(shosai="y"))
    with store.read() as tx:
        assert tx.forms.latest(DOGS) == second
        assert tx.records.get(made.uid).content.values["shosai"] == "y"


@pytest.mark.parametrize("change", ["gap", "kind", "backwards"])
def test_a_form_that_does_not_follow_is_refused(store: Store, clerk: Clerk, change: str) -> None:
    other = replace(FORM.fields[0], kind=FORM.fields[5].kind)
    form = {
        "gap": replace(FORM, version=3),
        "kind": replace(FORM, version=2, fields=(other, *FORM.fields[1:])),
        "backwards": FORM,
    }[change]

    with pytest.raises(FormNotNextError), store.write(clerk) as tx:
        tx.forms.publish(form)


def test_a_second_program_on_the_file_waits_and_is_told_so(tmp_path: Path, clerk: Clerk) -> None:
    store = found(tmp_path, clerk)
    other = Store.open(tmp_path, KEY, policy=OpenPolicy(busy_ms=20))
    with store.write(clerk) as tx:
        tx.records.register(DOGS, dog())
        with pytest.raises(StoreBusyError), other.write(clerk) as second:
            second.settings.put("x", 1)
    other.close()
    store.close()


def test_another_key_does_not_open_the_file(tmp_path: Path, clerk: Clerk) -> None:
    found(tmp_path, clerk).close()

    with pytest.raises(WrongKeyError):
        Store.open(tmp_path, bytes(32))


def test_a_missing_file_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(StoreUnopenableError):
        Store.open(tmp_path, KEY)

    assert list(tmp_path.iterdir()) == []


def test_an_existing_file_is_not_overwritten(tmp_path: Path, clerk: Clerk) -> None:
    found(tmp_path, clerk).close()
    before = (tmp_path / "ledger-1.db").read_bytes()

    with pytest.raises(StoreExistsError):
        found(tmp_path, clerk)

    assert (tmp_path / "ledger-1.db").read_bytes() == before


def test_a_file_of_a_newer_program_is_refused_in_words(tmp_path: Path, clerk: Clerk) -> None:
    found(tmp_path, clerk).close()
    raw = connect(tmp_path / "ledger-1.db", OpenKey(KEY), OpenPolicy(), maintenance=True)
    raw.execute("UPDATE meta SET value = '99' WHERE key = 'schema'")
    raw.close()

    with pytest.raises(NewerStoreError) as refusal:
        Store.open(tmp_path, KEY)

    assert refusal.value.details == {"found": 99, "known": 1}


def test_the_file_holds_nothing_in_clear(tmp_path: Path, clerk: Clerk) -> None:
    store = found(tmp_path, clerk)
    with store.write(clerk) as tx:
        tx.records.register(DOGS, dog(shimei="検索標識"))
    content = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    store.close()

    for word in ("検索標識", "犬の登録", "佐藤"):
        for coding in ("utf-8", "utf-16-le", "cp932"):
            assert word.encode(coding) not in content
    assert b"store.founded" not in content


@pytest.mark.parametrize("deed", ["UPDATE {} SET {} = {}", "DELETE FROM {}"])
@pytest.mark.parametrize(
    ("table", "column"), [("revision", "reason"), ("audit", "sig"), ("seal", "sig")]
)
def test_history_cannot_be_changed_or_removed(
    store: Store, clerk: Clerk, deed: str, table: str, column: str
) -> None:
    with store.write(clerk) as tx:
        tx.records.register(DOGS, dog())
    store.seal(clerk.term, clerk.seal)
    raw = store.maintenance_connection()

    with pytest.raises(Exception, match="append-only"):
        raw.execute(deed.format(table, column, "x'00'"))
    raw.close()


@pytest.mark.parametrize(
    "statement",
    [
        "ATTACH DATABASE ':memory:' AS other",
        "VACUUM",
        "PRAGMA JOURNAL_MODE = DELETE",
        "PRAGMA synchronous = OFF",
        "PRAGMA key = 'x'",
        "SELECT load_extension('x')",
        "SELECT sqlcipher_export('main')",
    ],
)
def test_the_authorizer_denies_ways_out(store: Store, statement: str) -> None:
    with store.snapshot() as connection, pytest.raises(DBAPIError):
        connection.exec_driver_sql(statement)


def test_no_exception_text_holds_a_value(store: Store, clerk: Clerk) -> None:
    with pytest.raises(DBAPIError) as failure, store.write(clerk) as tx:
        tx.records._connection.exec_driver_sql(  # noqa: SLF001 - the failure must be the driver's
            "INSERT INTO record (rid, uid, n) VALUES (1, ?, NULL)", ("検索標識",)
        )

    chain = [failure.value, failure.value.__cause__, failure.value.__context__, failure.value.orig]
    assert "検索標識" not in "".join(f"{one!s}{one!r}" for one in chain)


def test_a_full_disk_keeps_what_was_acknowledged_and_the_store_usable(
    tmp_path: Path, clerk: Clerk
) -> None:
    found(tmp_path, clerk).close()
    pages = (tmp_path / "ledger-1.db").stat().st_size // 4096
    store = Store.open(tmp_path, KEY, policy=OpenPolicy(max_pages=pages + 60))
    kept = []

    def fill() -> None:
        for number in range(10_000):
            with store.write(clerk) as tx:
                made = tx.records.register(DOGS, dog(number, biko="備考" * 200))
            kept.append(made.uid)

    with pytest.raises(StoreFullError):
        fill()

    assert len(kept) > 5
    with store.read() as tx:
        assert [tx.records.get(uid).uid for uid in kept] == kept
        assert tx.audit.head().seq == len(kept) + 2
    store.close()
    reopened = Store.open(tmp_path, KEY)
    with reopened.write(clerk) as tx:
        tx.records.register(DOGS, dog())
    reopened.close()


def test_a_refusal_is_recorded_in_its_own_transaction(store: Store, clerk: Clerk) -> None:
    refusal = StoreFullError()

    store.refused(clerk, Act.EXPORT_REQUESTED, {"ledger": "inu"}, refusal)

    with store.read() as tx:
        assert tx.audit.page(None, 1)[0].res == "store.full"


def test_a_reader_sees_its_snapshot_while_the_writer_goes_on(store: Store, clerk: Clerk) -> None:
    with store.read() as tx:
        before = tx.audit.head()
        with store.write(clerk) as change:
            change.records.register(DOGS, dog())
        assert tx.audit.head() == before

    with store.read() as tx:
        assert tx.audit.head().seq == before.seq + 1


def test_a_running_search_can_be_stopped(store: Store) -> None:
    started, outcome = threading.Event(), []

    def endless() -> None:
        try:
            with store.read() as tx:
                started.set()
                tx.search._connection.exec_driver_sql(  # noqa: SLF001 - a statement without end
                    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
                    "SELECT count(*) FROM n"
                ).scalar_one()
        except AppError as error:
            outcome.append(error)

    thread = threading.Thread(target=endless)
    thread.start()
    started.wait()
    while thread.is_alive():
        store.interrupt_reads()
        thread.join(0.01)

    assert isinstance(outcome[0], StoreInterruptedError)
    with store.read() as tx:
        assert tx.forms.latest(DOGS) == FORM


def test_drafts_are_kept_for_their_owner_without_a_log_entry(store: Store, clerk: Clerk) -> None:
    other = Clerk(uid=SECOND)
    store.keep_draft(clerk, "inu/new", {"shimei": "途中"})

    with store.read() as tx:
        assert tx.settings.draft(clerk.uid, "inu/new") == {"shimei": "途中"}
        assert tx.settings.drafts(other.uid) == ()
        assert tx.audit.head().seq == 2

    store.keep_draft(clerk, "inu/new", None)
    with store.read() as tx:
        assert tx.settings.drafts(clerk.uid) == ()


def test_a_published_form_widens_the_ledger_and_old_records_stay(
    store: Store, clerk: Clerk
) -> None:
    wider = replace(
        FORM, version=2, fields=(*FORM.fields, replace(FORM.fields[6], fid="memo", label="メモ"))
    )
    with store.write(clerk) as tx:
        old = tx.records.register(DOGS, dog())
    with store.write(clerk) as tx:
        tx.forms.publish(wider)
    with store.write(clerk) as tx:
        new = tx.records.register(DOGS, dog(2, memo="追加"))

    with store.read() as tx:
        assert tx.forms.get(DOGS, 1) == FORM
        assert tx.forms.latest(DOGS) == wider
        assert tx.records.get(old.uid).content.form_version == 1
        assert tx.records.get(new.uid).content.values["memo"] == "追加"
        assert tx.records.get(old.uid).content.state is RecordState.LIVE


def test_the_identity_is_read_back(tmp_path: Path, clerk: Clerk) -> None:
    found(tmp_path, clerk).close()
    store = Store.open(tmp_path, KEY)
    assert (store.identity.store, store.identity.log) == (STORE, LOG)
    store.close()
