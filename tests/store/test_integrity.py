from pathlib import Path

import pytest

from desktop.domain.errors import AppError, LogBrokenError
from desktop.domain.ids import RecordUid
from desktop.domain.search import Query
from desktop.domain.store_errors import ChainBrokenError, StoreDamagedError
from desktop.store.bulk import ImportDraft
from desktop.store.imports import ImportOrder
from desktop.store.integrity import verify_store
from desktop.store.transactions import Store
from tests.store.makers import DOGS, KEY, Clerk, dog, found


def fill(store: Store, clerk: Clerk) -> None:
    with store.write(clerk) as tx:
        source = tx.imports.seal_source("a.csv", [b"x"])
        order = ImportOrder("b" * 32, DOGS, source, {}, {})
        drafts = (ImportDraft(dog(number, biko="備考" * 40)) for number in range(200))
        tx.imports.bring(order, drafts, lambda _count: True)
    with store.write(clerk) as tx:
        made = tx.records.register(DOGS, dog(200))
    with store.write(clerk) as tx:
        newer = tx.records.correct(made.uid, made.revision, dog(200, biko="訂正"), "")
    with store.write(clerk) as tx:
        tx.records.void(made.uid, newer.revision, "取消")
    store.seal(clerk.term, clerk.seal)


def test_a_whole_store_is_found_whole(store: Store, clerk: Clerk) -> None:
    fill(store, clerk)

    verdict = verify_store(store)

    assert (verdict.entries, verdict.revisions, verdict.records) == (6, 203, 201)
    assert verdict.copy_lines == 7
    with store.read() as tx:
        assert verdict.head == tx.audit.head()


CHANGES = {
    "value": ("UPDATE ledger_1 SET f2 = '別人' WHERE rid = 7", ChainBrokenError),
    "state": ("UPDATE ledger_1 SET state = 0 WHERE rid = 201", ChainBrokenError),
    "row": ("DELETE FROM ledger_1 WHERE rid = 7", ChainBrokenError),
    "swap": (
        """UPDATE ledger_1 SET revision = (SELECT revision FROM ledger_1 WHERE rid = 8),
        uid = (SELECT uid FROM ledger_1 WHERE rid = 8) WHERE rid = 7""",
        ChainBrokenError,
    ),
    "content": (
        """DROP TRIGGER revision_no_update; UPDATE revision
        SET content = CAST(replace(content, '00007', '00008') AS BLOB) WHERE rid = 8""",
        ChainBrokenError,
    ),
    "commitment": (
        """DROP TRIGGER revision_no_update; UPDATE revision
        SET "commit" = zeroblob(32), salt = NULL, content = NULL WHERE rid = 8""",
        ChainBrokenError,
    ),
    "last revision": (
        "DROP TRIGGER revision_no_delete; DELETE FROM revision WHERE rid = 203",
        ChainBrokenError,
    ),
    "middle revision": (
        "DROP TRIGGER revision_no_delete; DELETE FROM revision WHERE rid = 202",
        ChainBrokenError,
    ),
    "entry": (
        """DROP TRIGGER audit_no_update; UPDATE audit
        SET body = CAST(replace(body, 'inu', 'nui') AS BLOB) WHERE seq = 2""",
        LogBrokenError,
    ),
    "unsaid change": (
        "DROP TRIGGER revision_no_update; UPDATE revision SET audit_seq = 2 WHERE rid = 201",
        ChainBrokenError,
    ),
    "unsigned revision": (
        "DROP TRIGGER revision_no_update; UPDATE revision SET sig = NULL WHERE rid = 201",
        ChainBrokenError,
    ),
    "revision beside the import": (
        "DROP TRIGGER revision_no_update; UPDATE revision SET batch = 'x' WHERE rid = 201",
        ChainBrokenError,
    ),
    "root": ("UPDATE import_job SET root = zeroblob(32)", ChainBrokenError),
    "orphan": ("PRAGMA foreign_keys = OFF; DELETE FROM record WHERE rid = 9", StoreDamagedError),
}


@pytest.mark.parametrize(("statements", "refusal"), CHANGES.values(), ids=CHANGES)
def test_whatever_was_changed_behind_our_back_is_found(
    store: Store, clerk: Clerk, statements: str, refusal: type[AppError]
) -> None:
    fill(store, clerk)
    raw = store.maintenance_connection()
    for statement in statements.split("; "):
        raw.execute(statement)
    raw.close()

    with pytest.raises(refusal):
        verify_store(store)


def test_a_signature_of_somebody_else_is_found(store: Store, clerk: Clerk) -> None:
    fill(store, clerk)
    other = Clerk()
    keys = {clerk.kid: clerk.key.public}
    verify_store(store, lambda kid, _t: keys.get(kid))
    with pytest.raises(LogBrokenError):
        verify_store(store, lambda _kid, _t: other.key.public)

    raw = store.maintenance_connection()
    raw.execute("DROP TRIGGER revision_no_update")
    raw.execute("UPDATE revision SET sig = zeroblob(64) WHERE rid = 202")
    raw.close()

    verify_store(store)
    with pytest.raises(ChainBrokenError) as broken:
        verify_store(store, lambda kid, _t: keys.get(kid))
    assert broken.value.details["seq"] == 202


def test_a_changed_revision_never_leaves_in_an_export(store: Store, clerk: Clerk) -> None:
    fill(store, clerk)
    with store.read() as tx:
        uids = tx.search.uids(Query(DOGS))
    raw = store.maintenance_connection()
    raw.execute("DROP TRIGGER revision_no_update")
    raw.execute(
        "UPDATE revision SET content = CAST(replace(content, '00007', '00008') AS BLOB) "
        "WHERE rid = 8"
    )
    raw.close()

    with store.read() as tx, pytest.raises(ChainBrokenError):
        list(tx.records.as_of(uids, 99))


def test_a_flipped_byte_in_the_file_is_found(tmp_path: Path, clerk: Clerk) -> None:
    store = found(tmp_path, clerk)
    fill(store, clerk)
    store.close()
    content = bytearray(store.database.read_bytes())
    content[len(content) * 3 // 4] ^= 1
    store.database.write_bytes(content)

    def look() -> None:
        again = Store.open(tmp_path, KEY)
        try:
            verify_store(again)
        finally:
            again.close()

    with pytest.raises(StoreDamagedError):
        look()


def test_an_old_page_put_back_is_seen_by_the_chains(tmp_path: Path, clerk: Clerk) -> None:
    store = found(tmp_path, clerk)
    fill(store, clerk)
    store.checkpoint()
    old = store.database.read_bytes()
    with store.write(clerk) as tx:
        uid = tx.search.uids(Query(DOGS))[0]
        record = tx.records.get(uid)
        tx.records.correct(uid, record.revision, dog(0, biko="新" * 120), "")
    store.close()
    new = store.database.read_bytes()
    pages = [
        start
        for start in range(4096, len(old), 4096)
        if old[start : start + 4096] != new[start : start + 4096]
    ]
    assert pages
    seen = sum(_refused_or_new(tmp_path, new, old, start, uid) for start in pages)
    assert seen > 0


def _refused_or_new(folder: Path, new: bytes, old: bytes, start: int, uid: RecordUid) -> bool:
    """Whether the file with one old page is refused; if not, it must read as the new one."""
    mixed = new[:start] + old[start : start + 4096] + new[start + 4096 :]
    (folder / "ledger-1.db").write_bytes(mixed)
    try:
        store = Store.open(folder, KEY)
    except AppError:
        return True
    try:
        verify_store(store)
        with store.read() as tx:
            assert tx.records.get(uid).content.values["biko"] == "新" * 120
            assert len(tx.records.history(uid)) == 2
    except AppError:
        return True
    finally:
        store.close()
    return False
