import hashlib
import os
from collections.abc import Iterator

import pytest

from desktop.crypto.commitments import merkle_root, rev_hash
from desktop.domain import cj1
from desktop.domain.audit import Act
from desktop.domain.errors import MalformedDocumentError
from desktop.domain.records import Content, RecordState
from desktop.domain.search import Query
from desktop.domain.store_errors import (
    ImportCancelledError,
    UnknownDocumentError,
    UnknownRecordError,
)
from desktop.store.bulk import CHUNK, ImportDraft
from desktop.store.imports import ImportOrder
from desktop.store.transactions import Store
from tests.store.makers import DOGS, Clerk, dog

BATCH = "b" * 32
COLUMNS = {("名簿", "bango"): "A", ("名簿", "shimei"): "C", ("名簿", "birth"): "AB"}


def drafts(count: int) -> Iterator[ImportDraft]:
    for number in range(count):
        yield ImportDraft(dog(number), "名簿", number + 4, {"shimei": "D9"} if number == 1 else {})


def bring(store: Store, clerk: Clerk, count: int, **eras: str) -> str:
    with store.write(clerk) as tx:
        source = tx.imports.seal_source("犬の登録.xlsx", [b"PK", b"workbook" * 100])
        order = ImportOrder(BATCH, DOGS, source, COLUMNS, eras, b"plan")
        tx.imports.bring(order, drafts(count), lambda _count: True)
    return source


def test_every_draft_becomes_a_record_that_is_found(store: Store, clerk: Clerk) -> None:
    bring(store, clerk, 25)

    with store.read() as tx:
        page = tx.search.page(Query(DOGS), 0, 50, ("bango", "shimei"))
        assert [line.cells for line in page.lines] == [
            (f"{number:05d}", "佐藤太郎") for number in range(25)
        ]
        assert tx.search.count(Query(DOGS, "00017")) == 1
        assert tx.search.count(Query(DOGS, "藤")) == 25
        record = tx.records.get(page.lines[3].uid)
        history = tx.records.history(record.uid)
    assert record.content.values == dog(3)
    assert [(one.batch, one.number, one.author) for one in history] == [(BATCH, 1, clerk.uid)]


def test_every_value_knows_the_cell_it_came_from(store: Store, clerk: Clerk) -> None:
    source = bring(store, clerk, 3)
    with store.read() as tx:
        uids = tx.search.uids(Query(DOGS))
        origin, moved = (tx.imports.origin(uid) for uid in uids[:2])
    assert origin is not None
    assert moved is not None
    assert (origin.batch, origin.file_name, origin.sha256) == (BATCH, "犬の登録.xlsx", source)
    assert (origin.sheet, origin.row) == ("名簿", 4)
    assert origin.cells == {"bango": "A4", "shimei": "C4", "birth": "AB4"}
    assert moved.cells == {"bango": "A5", "shimei": "D9", "birth": "AB5"}


def test_what_a_person_entered_has_no_origin(store: Store, clerk: Clerk) -> None:
    with store.write(clerk) as tx:
        made = tx.records.register(DOGS, dog())
    with store.read() as tx:
        assert tx.imports.origin(made.uid) is None
        with pytest.raises(UnknownRecordError):
            tx.imports.origin("0" * 32)


def test_the_import_entry_signs_the_root_of_all_revisions(store: Store, clerk: Clerk) -> None:
    source = bring(store, clerk, 7)

    with store.read() as tx:
        entry = tx.audit.page(None, 1)[0]
        job = tx.imports.job(BATCH)
        assert tx.imports.jobs() == (job,)
    raw = store.maintenance_connection()
    rows = raw.execute(
        'SELECT prev, "commit", sig, audit_seq FROM revision ORDER BY rid'
    ).fetchall()
    raw.close()
    root = merkle_root([rev_hash(row[0], row[1]) for row in rows])
    assert entry.act is Act.IMPORT
    assert entry.obj == {
        "ledger": "inu", "batch": BATCH, "source": source, "records": 7, "root": root.hex(),
    }  # fmt: skip
    assert {(row[2], row[3]) for row in rows} == {(None, entry.seq)}
    assert (job.records, job.audit_seq, job.plan, job.ledger) == (7, entry.seq, b"plan", DOGS)


def test_imported_contents_are_canonical(store: Store, clerk: Clerk) -> None:
    bring(store, clerk, 3)
    raw = store.maintenance_connection()
    contents = [bytes(row[0]) for row in raw.execute("SELECT content FROM revision").fetchall()]
    raw.close()
    for number, content in enumerate(contents):
        assert content == cj1.encode(Content(1, RecordState.LIVE, dog(number)).to_json())


def test_a_lone_surrogate_is_refused_and_nothing_remains(store: Store, clerk: Clerk) -> None:
    def go() -> None:
        with store.write(clerk) as tx:
            source = tx.imports.seal_source("a.csv", [b"x"])
            order = ImportOrder(BATCH, DOGS, source, {}, {})
            tx.imports.bring(order, [ImportDraft(dog(1, biko="\ud800"))], lambda _count: True)

    with pytest.raises(MalformedDocumentError):
        go()
    with store.read() as tx:
        assert (tx.imports.jobs(), tx.search.count(Query(DOGS))) == ((), 0)


def test_a_cancelled_import_leaves_nothing(store: Store, clerk: Clerk) -> None:
    told: list[int] = []

    def until_second(count: int) -> bool:
        told.append(count)
        return len(told) < 2

    def go() -> None:
        with store.write(clerk) as tx:
            source = tx.imports.seal_source("a.csv", [b"x"])
            order = ImportOrder(BATCH, DOGS, source, {}, {})
            few = ({"bango": str(number)} for number in range(CHUNK * 2 + 1))
            tx.imports.bring(order, map(ImportDraft, few), until_second)

    with pytest.raises(ImportCancelledError):
        go()

    assert told == [CHUNK, CHUNK * 2]
    with store.read() as tx:
        assert tx.search.count(Query(DOGS)) == 0
        assert tx.search.count(Query(DOGS, "1")) == 0
        assert tx.audit.head().seq == 2
    bring(store, clerk, 2)


def test_an_import_without_its_sealed_original_is_refused(store: Store, clerk: Clerk) -> None:
    order = ImportOrder(BATCH, DOGS, "0" * 64, {}, {})
    with pytest.raises(UnknownDocumentError), store.write(clerk) as tx:
        tx.imports.bring(order, drafts(1), lambda _count: True)


@pytest.mark.parametrize("size", [0, 1, (1 << 20) - 1, 1 << 20, (5 << 19) + 3])
def test_a_sealed_original_comes_back_byte_for_byte(store: Store, clerk: Clerk, size: int) -> None:
    content = os.urandom(size)
    parts = [content[:7], content[7:100], content[100:]]
    with store.write(clerk) as tx:
        name = tx.imports.seal_source("原本.xls", parts)
        assert tx.imports.seal_source("別名.xls", [content]) == name
        tx.audit.append(Act.VIEW, {"source": name})

    assert name == hashlib.sha256(content).hexdigest()
    with store.read() as tx:
        pieces = list(tx.imports.source_bytes(name))
    assert b"".join(pieces) == content
    assert all(len(piece) <= 1 << 20 for piece in pieces)


def test_bare_dates_sort_by_the_era_the_plan_named(store: Store, clerk: Clerk) -> None:
    with store.write(clerk) as tx:
        source = tx.imports.seal_source("a.csv", [b"x"])
        order = ImportOrder(BATCH, DOGS, source, {}, {"birth": "昭和"})
        few = [
            ImportDraft({"bango": "1", "birth": "63.1.1"}),
            ImportDraft({"bango": "2", "birth": "5.4.1"}),
        ]
        tx.imports.bring(order, few, lambda _count: True)
    raw = store.maintenance_connection()
    sorts = raw.execute("SELECT s5 FROM ledger_1 ORDER BY rid").fetchall()
    raw.close()
    assert sorts == [("1988-01-01",), ("1930-04-01",)]
