from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from desktop.domain.audit import Act
from desktop.domain.exports import ExportRequest, ExportState, Party
from desktop.domain.ids import RecordUid
from desktop.domain.store_errors import UnknownDocumentError, UnknownRecordError
from desktop.store.packages import Seen, StagingState
from desktop.store.transactions import Store
from tests.store.makers import DOGS, Clerk, dog

NOW = datetime(2026, 4, 1, 1, tzinfo=UTC)
OTHER = "e" * 32


def a_request(clerk: Clerk, number: int, records: int) -> ExportRequest:
    return ExportRequest(
        request_id=f"{number:032x}",
        ledger=DOGS,
        purpose="狂犬病予防の案内",
        legal_basis="狂犬病予防法4条",
        recipient="r" * 16,
        columns=("bango", "jusho"),
        records=records,
        as_of_seq=4,
        not_after=NOW + timedelta(hours=72),
        requested_by=Party(clerk.uid, clerk.kid, clerk.person),
        requested_at=NOW + timedelta(minutes=number),
        document=b'{"signed":"request"}',
    )


def some_records(store: Store, clerk: Clerk, count: int) -> list[RecordUid]:
    uids = []
    for number in range(count):
        with store.write(clerk) as tx:
            uids.append(tx.records.register(DOGS, dog(number)).uid)
    return uids


def test_a_request_reads_back_in_every_state_of_its_life(store: Store, clerk: Clerk) -> None:
    uids = some_records(store, clerk, 3)
    chief = Party("2001", "c" * 32, "b" * 32)
    asked = a_request(clerk, 1, 3)
    with store.write(clerk) as tx:
        tx.exports.add(asked, uids[::-1])
        tx.audit.append(Act.EXPORT_REQUESTED, {"request": asked.request_id})
    with store.read() as tx:
        assert tx.exports.get(asked.request_id) == asked
        assert tx.exports.records(asked.request_id) == tuple(uids[::-1])

    approved = asked.approve(by=chief, at=NOW, release_until=NOW + timedelta(hours=4))
    released = approved.release(by=asked.requested_by, at=NOW)
    for state in (approved, released, asked.reject(by=chief, at=NOW, reason="目的が不明")):
        with store.write(clerk) as tx:
            tx.exports.put(state)
            tx.audit.append(Act.EXPORT_APPROVED, {"request": asked.request_id})
        with store.read() as tx:
            assert tx.exports.get(asked.request_id) == state


def test_a_request_that_expired_undecided_reads_back(store: Store, clerk: Clerk) -> None:
    uids = some_records(store, clerk, 1)
    asked = a_request(clerk, 1, 1)
    gone = replace(asked, state=ExportState.EXPIRED, decided_at=NOW)
    with store.write(clerk) as tx:
        tx.exports.add(asked, uids)
        tx.exports.put(gone)
        tx.audit.append(Act.EXPORT_EXPIRED, {"request": asked.request_id})
    with store.read() as tx:
        assert tx.exports.get(asked.request_id) == gone


def test_requests_are_listed_by_state_the_newest_first(store: Store, clerk: Clerk) -> None:
    uids = some_records(store, clerk, 1)
    requests = [a_request(clerk, number, 1) for number in range(3)]
    with store.write(clerk) as tx:
        for one in requests:
            tx.exports.add(one, uids)
        tx.exports.put(requests[1].withdraw(by=requests[1].requested_by))
        tx.audit.append(Act.EXPORT_REQUESTED, {"requests": 3})

    with store.read() as tx:
        assert tx.exports.list(ExportState.REQUESTED) == (requests[2], requests[0])
        assert len(tx.exports.list()) == 3
        assert tx.exports.list(ExportState.RELEASED) == ()


def test_what_was_signed_cannot_be_swapped_by_a_later_state(store: Store, clerk: Clerk) -> None:
    uids = some_records(store, clerk, 1)
    asked = a_request(clerk, 1, 1)
    with store.write(clerk) as tx:
        tx.exports.add(asked, uids)
        tx.audit.append(Act.EXPORT_REQUESTED, {"request": asked.request_id})

    with pytest.raises(UnknownDocumentError), store.write(clerk) as tx:
        tx.exports.put(replace(asked, document=b"{}"))
    with pytest.raises(UnknownRecordError), store.write(clerk) as tx:
        tx.exports.add(a_request(clerk, 2, 2), [uids[0], RecordUid("0" * 32)])


def test_a_manifest_stays_inside_until_it_is_dropped(store: Store, clerk: Clerk) -> None:
    uids = some_records(store, clerk, 1)
    asked = a_request(clerk, 1, 1)
    with store.write(clerk) as tx:
        tx.exports.add(asked, uids)
        tx.exports.put_manifest(asked.request_id, OTHER, b"manifest")
        tx.audit.append(Act.EXPORT_APPROVED, {"request": asked.request_id})
    with store.read() as tx:
        assert tx.exports.manifest(asked.request_id) == b"manifest"
    with store.write(clerk) as tx:
        tx.exports.drop_manifest(asked.request_id)
        tx.audit.append(Act.EXPORT_EXPIRED, {"request": asked.request_id})
    with store.read() as tx, pytest.raises(UnknownDocumentError):
        tx.exports.manifest(asked.request_id)


def test_a_package_is_seen_once_and_forgotten_only_after_its_time(
    store: Store, clerk: Clerk
) -> None:
    keep = NOW + timedelta(days=44)
    with store.write(clerk) as tx:
        tx.packages.remember(Seen("1" * 32, OTHER, "r1", 5, keep), NOW)
        tx.packages.remember(Seen("2" * 32, OTHER, "r1", 3, keep), NOW)
        tx.audit.append(Act.PACKAGE_RECEIVED, {"packages": 2})

    with pytest.raises(IntegrityError), store.write(clerk) as tx:
        tx.packages.remember(Seen("1" * 32, OTHER, "r1", 5, keep), NOW)
    with store.read() as tx:
        assert tx.packages.seen("1" * 32)
        assert not tx.packages.seen("3" * 32)
        assert tx.packages.incoming_counter(OTHER, "r1") == 5

    with store.write(clerk) as tx:
        later = keep + timedelta(seconds=1)
        tx.packages.remember(Seen("4" * 32, OTHER, "r1", 4, keep + timedelta(days=9)), later)
        tx.audit.append(Act.PACKAGE_RECEIVED, {"packages": 1})
    with store.read() as tx:
        assert not tx.packages.seen("1" * 32)
        assert tx.packages.incoming_counter(OTHER, "r1") == 5


def test_outgoing_packages_are_counted_per_receiver(store: Store, clerk: Clerk) -> None:
    with store.write(clerk) as tx:
        counters = [tx.packages.next_counter(OTHER, rid) for rid in ("r1", "r1", "r2")]
        tx.audit.append(Act.EXPORT_APPROVED, {"packages": 3})
    with store.read() as tx:
        assert counters == [1, 2, 1]
        assert tx.packages.outgoing_counter(OTHER, "r1") == 2
        assert tx.packages.outgoing_counter(OTHER, "r3") == 0
        assert tx.packages.incoming_counter(OTHER, "r1") == 0


def test_a_sender_is_pinned_version_by_version(store: Store, clerk: Clerk) -> None:
    with store.write(clerk) as tx:
        tx.packages.pin(OTHER, 2, b"two")
        tx.packages.pin(OTHER, 1, b"one")
        tx.audit.append(Act.SENDER_PINNED, {"store": OTHER})

    with pytest.raises(IntegrityError), store.write(clerk) as tx:
        tx.packages.pin(OTHER, 1, b"another")
    with store.read() as tx:
        assert tx.packages.senders() == (OTHER,)
        assert tx.packages.pinned(OTHER) == (b"one", b"two")
        assert tx.packages.pinned("f" * 32) == ()


def test_received_parts_wait_inside_and_go_when_it_is_settled(store: Store, clerk: Clerk) -> None:
    with store.write(clerk) as tx:
        tx.packages.stage("1" * 32, OTHER, b"manifest", NOW)
        tx.packages.put_inner("1" * 32, b"inner")
        for piece in (b"a" * 100, b"b" * 50):
            tx.packages.stage_chunk("1" * 32, "records", piece)
        tx.packages.stage_chunk("1" * 32, "report", b"{}")
        tx.audit.append(Act.PACKAGE_RECEIVED, {"package": "1" * 32})

    with store.read() as tx:
        (staged,) = tx.packages.staged(StagingState.STAGED)
        assert (staged.package_id, staged.manifest, staged.inner) == (
            "1" * 32,
            b"manifest",
            b"inner",
        )
        assert b"".join(tx.packages.part("1" * 32, "records")) == b"a" * 100 + b"b" * 50
        assert len(b"".join(tx.packages.part("1" * 32, "report"))) == 2

    with store.write(clerk) as tx:
        tx.packages.settle("1" * 32, StagingState.ACCEPTED)
        tx.audit.append(Act.RECEIPT_WRITTEN, {"package": "1" * 32})
    with store.read() as tx:
        assert tx.packages.staged(StagingState.STAGED) == ()
        assert tx.packages.staged()[0].state is StagingState.ACCEPTED
        assert list(tx.packages.part("1" * 32, "records")) == []
    with pytest.raises(UnknownDocumentError), store.write(clerk) as tx:
        tx.packages.settle("1" * 32, StagingState.REFUSED)
