import os
from pathlib import Path

import pytest

from desktop.crypto.seals import check_seals
from desktop.domain.audit import Act, AuditBody, Head, SealBody
from desktop.domain.audit_lines import AuditLine, LineKind
from desktop.domain.errors import LogBrokenError, MalformedDocumentError
from desktop.domain.store_errors import AuditCopyDiffersError, EntryTooLargeError
from desktop.store.transactions import Store
from tests.store.makers import DOGS, KEY, LOG, SECOND, Clerk, dog, found


def copy_of(folder: Path) -> Path:
    return folder / "audit" / f"{LOG}-0001.jsonl"


def lines_of(folder: Path) -> list[AuditLine]:
    content = copy_of(folder).read_bytes()
    return [AuditLine.from_bytes(line) for line in content.splitlines(keepends=True)]


def fill(store: Store, clerk: Clerk, count: int) -> None:
    for number in range(count):
        with store.write(clerk) as tx:
            tx.records.register(DOGS, dog(number))


def test_entries_are_signed_and_chained_by_their_authors(store: Store, clerk: Clerk) -> None:
    other = Clerk(uid=SECOND)
    fill(store, clerk, 3)
    fill(store, other, 2)
    keys = {one.kid: one.key.public for one in (clerk, other)}

    with store.read() as tx:
        head = tx.audit.verify_signed(LOG, lambda kid, _t: keys.get(kid))
        assert head == tx.audit.head()
        assert head.seq == 7
        with pytest.raises(LogBrokenError) as broken:
            tx.audit.verify_signed(
                LOG, lambda kid, _t: keys[clerk.kid] if kid == clerk.kid else None
            )
    assert broken.value.details["seq"] == 6


def test_pages_of_the_log_run_from_the_newest_to_the_first(store: Store, clerk: Clerk) -> None:
    fill(store, clerk, 5)
    with store.read() as tx:
        newest = tx.audit.page(None, 3)
        rest = tx.audit.page(newest[-1].seq, 10)
    assert [entry.seq for entry in (*newest, *rest)] == [7, 6, 5, 4, 3, 2, 1]
    assert rest[-1].act is Act.STORE_FOUNDED


def test_a_seal_covers_the_head_and_its_chain_verifies(store: Store, clerk: Clerk) -> None:
    seal_pk0 = clerk.seal_keys.public
    fill(store, clerk, 2)
    sealed = store.seal(clerk.term, clerk.seal)
    fill(store, clerk, 1)
    store.seal(clerk.term, clerk.seal)
    fill(store, clerk, 3)

    with store.read() as tx:
        bodies = check_seals(tx.audit.seals(clerk.term), clerk.term, seal_pk0)
        assert [body.head.seq for body in bodies] == [4, 5]
        assert bodies[0].head == sealed
        assert tx.audit.unsealed() == 3
        assert tx.audit.verify_tail() == 3


def test_the_copy_holds_exactly_what_the_store_holds_in_order(tmp_path: Path, clerk: Clerk) -> None:
    store = found(tmp_path, clerk)
    fill(store, clerk, 2)
    store.seal(clerk.term, clerk.seal)
    store.seal(clerk.term, clerk.seal)
    fill(store, clerk, 1)

    with store.read() as tx:
        lines = lines_of(tmp_path)
        assert lines == list(tx.audit.lines(0, 0))
        assert store.audit_copy.compare(tx.audit) == 7
    store.close()
    kinds = [line.kind for line in lines]
    assert kinds == [LineKind.ENTRY] * 4 + [LineKind.SEAL] * 2 + [LineKind.ENTRY]
    assert AuditBody.from_bytes(lines[3].body).seq == SealBody.from_bytes(lines[4].body).head.seq


@pytest.mark.parametrize("kept", range(1, 9))
def test_what_a_kill_left_out_of_the_copy_is_caught_up(
    tmp_path: Path, clerk: Clerk, kept: int
) -> None:
    store = found(tmp_path, clerk)
    fill(store, clerk, 2)
    store.seal(clerk.term, clerk.seal)
    store.seal(clerk.term, clerk.seal)
    fill(store, clerk, 1)
    store.seal(clerk.term, clerk.seal)
    store.close()
    whole = copy_of(tmp_path).read_bytes()
    lines = whole.splitlines(keepends=True)
    torn = lines[kept][: len(lines[kept]) // 2] if kept < len(lines) else b""
    copy_of(tmp_path).write_bytes(b"".join(lines[:kept]) + torn)

    Store.open(tmp_path, KEY).close()

    assert copy_of(tmp_path).read_bytes() == whole


def test_a_copy_that_says_something_else_is_an_alarm(tmp_path: Path, clerk: Clerk) -> None:
    store = found(tmp_path, clerk)
    fill(store, clerk, 2)
    store.close()
    lines = lines_of(tmp_path)
    forged = AuditLine(LineKind.ENTRY, lines[-1].body, bytes(64))
    copy_of(tmp_path).write_bytes(b"".join(line.to_bytes() for line in (*lines[:-1], forged)))

    with pytest.raises(AuditCopyDiffersError):
        Store.open(tmp_path, KEY)


def test_a_copy_ahead_of_the_store_is_an_alarm(tmp_path: Path, clerk: Clerk) -> None:
    store = found(tmp_path, clerk)
    store.checkpoint()
    old = store.database.read_bytes()
    fill(store, clerk, 2)
    store.close()
    store.database.write_bytes(old)

    with pytest.raises(AuditCopyDiffersError):
        Store.open(tmp_path, KEY)


def test_a_middle_line_changed_is_found_by_the_full_comparison(
    tmp_path: Path, clerk: Clerk
) -> None:
    store = found(tmp_path, clerk)
    fill(store, clerk, 3)
    lines = copy_of(tmp_path).read_bytes().splitlines(keepends=True)
    copy_of(tmp_path).write_bytes(b"".join([*lines[:2], lines[3], *lines[3:]]))

    with store.read() as tx, pytest.raises(AuditCopyDiffersError) as alarm:
        store.audit_copy.compare(tx.audit)
    assert alarm.value.details["seq"] == 3
    store.close()


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="folder rights of POSIX")
def test_a_copy_that_cannot_be_written_never_undoes_a_save(tmp_path: Path, clerk: Clerk) -> None:
    store = found(tmp_path, clerk)
    aside = tmp_path / "aside"
    copy_of(tmp_path).rename(aside)
    copy_of(tmp_path).mkdir()
    fill(store, clerk, 2)
    assert store.copy_behind

    copy_of(tmp_path).rmdir()
    aside.rename(copy_of(tmp_path))
    fill(store, clerk, 1)

    assert not store.copy_behind
    with store.read() as tx:
        assert store.audit_copy.compare(tx.audit) == 5
    store.close()


@pytest.mark.parametrize("change", ["body", "type", "hash", "missing"])
def test_a_changed_tail_is_seen_at_the_next_start(
    tmp_path: Path, clerk: Clerk, change: str
) -> None:
    store = found(tmp_path, clerk)
    fill(store, clerk, 4)
    raw = store.maintenance_connection()
    raw.execute("DROP TRIGGER audit_no_update")
    raw.execute("DROP TRIGGER audit_no_delete")
    raw.execute(
        {
            "body": "UPDATE audit SET body = CAST(replace(body, 'inu', 'nui') AS BLOB) "
            "WHERE seq = 4",
            "type": "UPDATE audit SET body = CAST(body AS TEXT) WHERE seq = 4",
            "hash": "UPDATE audit SET hash = zeroblob(32) WHERE seq = 4",
            "missing": "DELETE FROM audit WHERE seq = 4",
        }[change]
    )
    raw.close()
    store.close()

    with pytest.raises(LogBrokenError) as broken:
        Store.open(tmp_path, KEY)
    assert broken.value.details["seq"] == (5 if change == "missing" else 4)


def test_an_old_file_behind_its_seal_is_seen(store: Store, clerk: Clerk) -> None:
    fill(store, clerk, 1)
    store.seal(clerk.term, clerk.seal)
    with store.read() as tx, pytest.raises(LogBrokenError):
        tx.audit.verify_from(Head(3, bytes(32)))


@pytest.mark.parametrize("letters", [200_000, 250_000, 300_000])
def test_a_change_too_large_for_the_log_is_refused_and_the_store_opens_again(
    tmp_path: Path, store: Store, clerk: Clerk, letters: int
) -> None:
    before = copy_of(tmp_path).read_bytes()

    with pytest.raises((EntryTooLargeError, MalformedDocumentError)), store.write(clerk) as tx:
        tx.records.register(DOGS, {**dog(), "biko": "あ" * letters})

    store.close()
    reopened = Store.open(tmp_path, KEY)
    assert copy_of(tmp_path).read_bytes() == before
    reopened.close()


def test_the_largest_entry_of_the_log_has_its_line_in_the_second_copy(
    tmp_path: Path, store: Store, clerk: Clerk
) -> None:
    fitting, refused = 100_000, 250_000
    while refused - fitting > 1:
        letters = (fitting + refused) // 2
        try:
            with store.write(clerk) as tx:
                tx.records.register(DOGS, {**dog(), "biko": "あ" * letters})
        except EntryTooLargeError:
            refused = letters
        else:
            fitting = letters

    assert len(lines_of(tmp_path)) == store.compare_copy()
