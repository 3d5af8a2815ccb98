from itertools import pairwise

import pytest

from desktop.crypto.commitments import (
    RevisionClaim,
    commit_bytes,
    first_prev,
    rev_hash,
    verify_revision,
)
from desktop.crypto.details import open_detail
from desktop.domain import cj1
from desktop.domain.audit import Act
from desktop.domain.documents import parse_time
from desktop.domain.ids import Kid, RecordUid
from desktop.domain.records import FieldChange, RecordState
from desktop.domain.search import Query
from desktop.domain.store_errors import (
    ChangedElsewhereError,
    RecordVoidedError,
    UnknownLedgerError,
    UnknownRecordError,
)
from desktop.store.transactions import Store
from tests.store.makers import AUDITOR, DOGS, SECOND, STORE, Clerk, dog

HARD = "神髙﨑𠮷邊\U000e0101①㈱ﾊﾝｶｸ　ー"


def test_a_registered_record_reads_back_code_point_for_code_point(
    store: Store, clerk: Clerk
) -> None:
    with store.write(clerk) as tx:
        made = tx.records.register(DOGS, dog(shimei=HARD, biko=""))

    with store.read() as tx:
        again = tx.records.get(made.uid)
    assert again == made
    assert again.content.values["shimei"] == HARD
    assert "biko" not in again.content.values


def test_a_correction_keeps_the_history_with_who_what_and_why(store: Store, clerk: Clerk) -> None:
    other = Clerk(uid=SECOND)
    with store.write(clerk) as tx:
        made = tx.records.register(DOGS, dog())
    with store.write(other) as tx:
        tx.records.correct(made.uid, made.revision, dog(jusho="架空市東町9", biko="転居"), "転居届")

    with store.read() as tx:
        first, second = tx.records.history(made.uid)
    assert (first.author, first.number, len(first.changes)) == ("1001", 1, 6)
    assert (second.author, second.number, second.reason) == ("1002", 2, "転居届")
    assert second.changes == (
        FieldChange("biko", None, "転居"),
        FieldChange("jusho", "架空市本町1-2-3", "架空市東町9"),
    )


def test_a_change_on_an_older_revision_is_refused_and_nothing_moves(
    store: Store, clerk: Clerk
) -> None:
    with store.write(clerk) as tx:
        made = tx.records.register(DOGS, dog())
    with store.write(clerk) as tx:
        newer = tx.records.correct(made.uid, made.revision, dog(biko="先"), "")

    with pytest.raises(ChangedElsewhereError), store.write(clerk) as tx:
        tx.records.correct(made.uid, made.revision, dog(biko="後"), "")

    with store.read() as tx:
        assert tx.records.get(made.uid) == newer
        assert len(tx.records.history(made.uid)) == 2


def test_a_voided_record_stays_readable_and_cannot_be_changed(store: Store, clerk: Clerk) -> None:
    with store.write(clerk) as tx:
        made = tx.records.register(DOGS, dog())
    with store.write(clerk) as tx:
        gone = tx.records.void(made.uid, made.revision, "二重登録")

    assert gone.content.state is RecordState.VOIDED
    assert gone.content.values == made.content.values
    with pytest.raises(RecordVoidedError), store.write(clerk) as tx:
        tx.records.correct(made.uid, gone.revision, dog(), "")
    with store.read() as tx:
        assert tx.search.count(Query(DOGS)) == 0
        assert tx.search.count(Query(DOGS, "佐藤")) == 0
        assert tx.search.count(Query(DOGS, "佐藤", with_voided=True)) == 1
        assert tx.search.page(Query(DOGS, with_voided=True), 0, 9, ("shimei",)).lines[0].state is (
            RecordState.VOIDED
        )


def test_unknown_names_are_refused(store: Store, clerk: Clerk) -> None:
    nobody = RecordUid("0" * 32)
    with store.read() as tx:
        with pytest.raises(UnknownRecordError):
            tx.records.get(nobody)
        with pytest.raises(UnknownRecordError):
            tx.records.history(nobody)
        with pytest.raises(UnknownLedgerError):
            tx.search.count(Query("neko"))
        with pytest.raises(UnknownLedgerError):
            tx.forms.get(DOGS, 2)
    with pytest.raises(UnknownLedgerError), store.write(clerk) as tx:
        tx.records.register("neko", dog())


def test_a_past_moment_is_answered_from_revisions(store: Store, clerk: Clerk) -> None:
    with store.write(clerk) as tx:
        first = tx.records.register(DOGS, dog(1))
    with store.write(clerk) as tx:
        second = tx.records.register(DOGS, dog(2))
    with store.read() as tx:
        then = tx.audit.head().seq
    with store.write(clerk) as tx:
        tx.records.correct(first.uid, first.revision, dog(1, biko="後"), "")
    with store.write(clerk) as tx:
        late = tx.records.register(DOGS, dog(3))
    with store.write(clerk) as tx:
        tx.records.void(second.uid, second.revision, "誤り")
    uids = [late.uid, second.uid, first.uid]

    with store.read() as tx:
        assert list(tx.records.as_of(uids, then)) == [
            (second.uid, dog(2)),
            (first.uid, dog(1)),
        ]
        now = dict(tx.records.as_of(uids, tx.audit.head().seq))
        assert now == {late.uid: dog(3), first.uid: dog(1, biko="後")}
        assert tx.records.changed_since(uids, then) == 3
        assert tx.records.changed_since(uids, then + 3) == 0


def test_each_revision_is_signed_chained_and_repeated_in_the_log(
    store: Store, clerk: Clerk
) -> None:
    with store.write(clerk) as tx:
        made = tx.records.register(DOGS, dog())
    with store.write(clerk) as tx:
        tx.records.correct(made.uid, made.revision, dog(biko="訂正"), "理由")

    raw = store.maintenance_connection()
    rows = raw.execute(
        'SELECT uid, prev, "commit", salt, content, kid, at, sig, audit_seq, parent '
        "FROM revision ORDER BY rev"
    ).fetchall()
    raw.close()
    claims = [
        RevisionClaim(
            STORE,
            made.uid,
            RecordUid(row[0].hex()),
            row[1],
            row[2],
            Kid(row[5]),
            parse_time(row[6]),
        )
        for row in rows
    ]
    assert all(
        verify_revision(claim, clerk.key.public, row[7])
        for claim, row in zip(claims, rows, strict=True)
    )
    assert all(commit_bytes(row[3], row[4]) == row[2] for row in rows)
    assert rows[0][1] == first_prev(made.uid)
    assert all(new[1] == rev_hash(old[1], old[2]) for old, new in pairwise(rows))
    assert rows[1][9] == rows[0][0]
    with store.read() as tx:
        entries = {entry.seq: entry for entry in tx.audit.page(None, 10)}
    assert [entries[row[8]].obj["hash"] for row in rows] == [claim.hash.hex() for claim in claims]


def test_old_and_new_values_of_a_change_are_sealed_to_the_auditors(
    store: Store, clerk: Clerk
) -> None:
    with store.write(clerk) as tx:
        made = tx.records.register(DOGS, dog())
    with store.write(clerk) as tx:
        tx.records.correct(made.uid, made.revision, dog(shimei="検索標識"), "")

    with store.read() as tx:
        entry = tx.audit.page(None, 1)[0]
    assert entry.act is Act.CORRECT
    assert "検索標識" not in repr(entry.obj)
    sealed = entry.det or b""
    opened = open_detail(AUDITOR.private_bytes_raw(), sealed)
    assert cj1.decode(opened) == {"shimei": ["佐藤太郎", "検索標識"]}


def test_a_sort_value_survives_the_correction_of_another_field(store: Store, clerk: Clerk) -> None:
    with store.write(clerk) as tx:
        old = tx.records.register(DOGS, dog(1, birth="S60.1.1", ryokin="1,200"))
        tx.records.register(DOGS, dog(2, birth="H1.1.8", ryokin="900"))
    with store.write(clerk) as tx:
        tx.records.correct(old.uid, old.revision, dog(1, birth="S60.1.1", ryokin="800"), "")

    with store.read() as tx:
        by_date = tx.search.page(Query(DOGS, sort="birth"), 0, 9, ("bango",))
        by_money = tx.search.page(Query(DOGS, sort="ryokin", descending=True), 0, 9, ("bango",))
    assert [line.cells for line in by_date.lines] == [("00001",), ("00002",)]
    assert [line.cells for line in by_money.lines] == [("00002",), ("00001",)]
