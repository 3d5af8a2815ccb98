from pathlib import Path

import pytest

from desktop.domain.audit import Act
from desktop.domain.store_errors import AuditCopyDiffersError
from desktop.usecases.auditing import newest_seal, page, verify
from desktop.usecases.desk import Desk
from desktop.usecases.records import register
from tests.builders.offices import SUPERVISOR, newest_entry
from tests.usecases.seats import DOGS, LEDGER, Seats


def rewritten(desk: Desk, statement: str) -> None:
    """Change the file behind the program's back, as somebody with the key could."""
    connection = desk.store.maintenance_connection()
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type='trigger'"):
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute(statement)
    connection.close()


def log_of(seats: Seats) -> Path:
    (log,) = (seats.unit.folder / "audit").glob("*.jsonl")
    return log


def test_a_page_shows_who_did_what_newest_first(seats: Seats) -> None:
    register(seats.sit(), LEDGER, DOGS[0])
    desk = seats.sit(SUPERVISOR)

    shown = page(desk, 0, 4)

    assert [(one.actor, one.act) for one in shown.lines] == [
        ("課長 花子", "login"),
        ("担当 次郎", "logout"),
        ("担当 次郎", "record.created"),
        ("担当 次郎", "login"),
    ]
    assert shown.lines[0].seq == shown.total
    assert [one.seq for one in page(desk, shown.total - 1, 10).lines] == [1]
    assert page(desk, shown.total, 10).lines == ()


def test_the_newest_seal_covers_what_stood_before_the_sign_in(seats: Seats) -> None:
    seats.sit()
    desk = seats.sit(SUPERVISOR)

    seal = newest_seal(desk)

    assert seal is not None
    assert seal.head.seq == page(desk, 0, 1).total - 1


def test_a_whole_store_is_whole_and_the_check_is_logged(seats: Seats) -> None:
    desk = seats.sit(SUPERVISOR)

    verdict = verify(desk)

    assert (verdict.ok, verdict.first_bad, verdict.records) == (True, None, len(DOGS))
    assert (newest_entry(desk).act, newest_entry(desk).res) == (Act.VERIFIED, "ok")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET sig = zeroblob(64) WHERE seq = 3",
        "UPDATE audit SET hash = zeroblob(32) WHERE seq = 3",
        "DELETE FROM audit WHERE seq = 3",
    ],
)
def test_the_first_entry_that_is_not_whole_is_named_and_the_verdict_logged(
    seats: Seats, statement: str
) -> None:
    desk = seats.sit(SUPERVISOR)
    rewritten(desk, statement)

    verdict = verify(desk)

    assert not verdict.ok
    assert verdict.first_bad in {3, 4}
    assert (newest_entry(desk).act, newest_entry(desk).res) == (
        Act.VERIFIED,
        "crypto.log-broken",
    )


def test_a_forged_seal_is_found(seats: Seats) -> None:
    seats.sit()
    desk = seats.sit(SUPERVISOR)
    rewritten(desk, "UPDATE seal SET sig = zeroblob(64) WHERE n = 1")

    verdict = verify(desk)

    assert (verdict.ok, verdict.reason) == (False, "seal-signature")


def test_a_second_copy_that_says_something_else_is_refused_and_logged(seats: Seats) -> None:
    desk = seats.sit(SUPERVISOR)
    log = log_of(seats)
    lines = log.read_bytes().splitlines(keepends=True)
    log.write_bytes(b"".join((*lines[:1], *lines[2:])))

    with pytest.raises(AuditCopyDiffersError):
        verify(desk)

    assert newest_entry(desk).act is Act.VERIFIED
    assert newest_entry(desk).res == AuditCopyDiffersError.code
