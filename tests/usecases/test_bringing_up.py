import shutil
import subprocess
import sys
from collections import namedtuple
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.domain.audit import Act
from desktop.domain.errors import AppError
from desktop.domain.store_errors import NewerStoreError
from desktop.domain.update_errors import (
    MigrationCancelledError,
    MigrationFailedError,
    NoRoomError,
    NoWayBackError,
    OlderStoreError,
    TooOldStoreError,
    WrittenSinceError,
)
from desktop.store.integrity import verify_store
from desktop.store.migrations import SCHEMA, Migration, Schema
from desktop.usecases import records
from desktop.usecases.bringing_up import KEPT_FOR, undo_store_update, way_back
from desktop.usecases.desk import Desk
from desktop.usecases.founding import NewPerson
from desktop.usecases.program_version import ProgramVersion
from desktop.usecases.signin import sign_in, sign_out
from desktop.usecases.watch import UNWATCHED, Watch
from desktop.verify.main import verify
from tests.builders.offices import CLERK, SUPERVISOR, Clock, office_at
from tests.store.older import BAD_STEPS, ONLY_THIRD, THIRD
from tests.usecases.seats import DOGS, LEDGER, Seats

PROJECT = Path(__file__).resolve().parents[2]
NOW_RUNS = ProgramVersion("0.1.0", "source", 1, None)
LATER = ProgramVersion("0.3.0", "0.3.0+0123456789ab", 3, None)


def enter(
    seats: Seats,
    person: NewPerson = CLERK,
    schema: Schema = SCHEMA,
    told: Watch | None = None,
    clock: Clock | None = None,
) -> Desk:
    """Sign in as the program that writes ``schema`` would."""
    program = NOW_RUNS if schema is SCHEMA else LATER
    office = replace(office_at(seats.unit.folder.parent, clock or seats.clock), program=program)
    return sign_in(
        office, seats.unit, person.uid, person.password, schema=schema, bring_up_told=told
    )


def databases(seats: Seats) -> list[str]:
    return sorted(path.name for path in seats.unit.folder.glob("ledger-*.db"))


def newest(desk: Desk, count: int) -> list[Act]:
    with desk.store.read() as tx:
        return [body.act for body in tx.audit.page(None, count)]


def test_nothing_is_brought_up_before_the_person_was_told(seats: Seats) -> None:
    with pytest.raises(OlderStoreError):
        enter(seats, schema=THIRD)

    assert databases(seats) == ["ledger-1.db"]
    sign_out(enter(seats))


def test_whoever_signs_in_first_has_the_store_brought_up_and_the_log_says_so(
    seats: Seats,
) -> None:
    desk = enter(seats, schema=THIRD, told=UNWATCHED)

    assert newest(desk, 2) == [Act.UPDATE, Act.LOGIN]
    with desk.store.read() as tx:
        (entry,) = tx.audit.page(None, 1)
        assert tx.audit.unsealed() == 0
    assert dict(entry.obj) == {
        "before": "0.1.0",
        "version": "0.3.0",
        "build": "0.3.0+0123456789ab",
        "schema": 3,
    }
    assert verify_store(desk.store, desk.lineage.author).records == len(DOGS)
    records.register(desk, LEDGER, {"no": "第3号", "name": "佐藤 花"})
    sign_out(desk)
    assert databases(seats) == ["ledger-1.db", "ledger-2.db"]
    again = enter(seats, schema=THIRD)
    assert newest(again, 2) == [Act.LOGIN, Act.LOGOUT]  # told once, not at each sign-in
    sign_out(again)
    assert verify(seats.unit.folder).ok
    with pytest.raises(NewerStoreError):
        enter(seats)


def test_the_same_schema_in_a_newer_program_is_logged_too(seats: Seats) -> None:
    office = replace(office_at(seats.unit.folder.parent, seats.clock), program=LATER)
    desk = sign_in(office, seats.unit, CLERK.uid, CLERK.password)

    assert newest(desk, 1) == [Act.UPDATE]
    sign_out(desk)


@pytest.mark.parametrize("name", ["sql", "changes a value", "drops a trigger", "loses an entry"])
def test_a_rehearsal_that_fails_leaves_the_unit_as_it_was(seats: Seats, name: str) -> None:
    with pytest.raises(MigrationFailedError):
        enter(seats, schema=Schema(2, (Migration(2, BAD_STEPS[name]),)), told=UNWATCHED)

    assert databases(seats) == ["ledger-1.db"]
    sign_out(enter(seats))


def test_a_schema_that_no_step_leads_from_is_refused(seats: Seats) -> None:
    with pytest.raises(TooOldStoreError):
        enter(seats, schema=ONLY_THIRD, told=UNWATCHED)


def test_the_person_may_stop_it(seats: Seats) -> None:
    class Impatient:
        def cancelled(self) -> bool:
            return True

        def report(self, done: int, total: int) -> None:
            """Nothing to say."""

    with pytest.raises(MigrationCancelledError):
        enter(seats, schema=THIRD, told=Impatient())

    sign_out(enter(seats))


def test_without_room_nothing_is_begun(seats: Seats, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")  # noqa: PYI024 - what shutil itself returns
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage(1 << 40, 1 << 40, 300 << 20))

    with pytest.raises(NoRoomError) as refusal:
        enter(seats, schema=THIRD, told=UNWATCHED)

    assert refusal.value.details == {"needed": 512, "free": 300}
    assert databases(seats) == ["ledger-1.db"]


def test_after_a_morning_of_looking_the_supervisor_can_go_back(seats: Seats) -> None:
    sign_out(enter(seats, schema=THIRD, told=UNWATCHED))
    desk = enter(seats, SUPERVISOR, THIRD)
    desk.store.keep_draft(desk, "inu", {"no": "第9号"})
    found = way_back(desk)
    assert found is not None
    assert (found.schema, found.written) == (1, 0)
    assert found.until - found.since == KEPT_FOR

    undo_store_update(desk)

    assert not desk.has_store
    sign_out(desk)
    back = enter(seats, SUPERVISOR)
    assert newest(back, 4) == [Act.UPDATE, Act.LOGIN, Act.LOGOUT, Act.UPDATE_UNDONE]
    assert verify_store(back.store, back.lineage.author).records == len(DOGS)
    with back.store.read() as tx:
        assert tx.settings.draft(back.uid, "inu") == {"no": "第9号"}
    assert way_back(back) is None
    with pytest.raises(NoWayBackError):
        undo_store_update(back)
    sign_out(back)
    assert verify(seats.unit.folder).ok
    assert databases(seats) == ["ledger-3.db"]  # the others are of no use to anybody
    sign_out(enter(seats, schema=THIRD, told=UNWATCHED))  # and forward again


def test_what_was_registered_since_closes_the_way_back(seats: Seats) -> None:
    desk = enter(seats, schema=THIRD, told=UNWATCHED)
    records.register(desk, LEDGER, {"no": "第3号", "name": "佐藤 花"})
    sign_out(desk)
    desk = enter(seats, SUPERVISOR, THIRD)

    with pytest.raises(WrittenSinceError) as refusal:
        undo_store_update(desk)

    assert refusal.value.details == {"count": 1}
    assert newest(desk, 1) == [Act.REFUSED]
    assert desk.has_store
    assert verify_store(desk.store).records == len(DOGS) + 1
    sign_out(desk)


def test_after_thirty_days_the_file_of_before_is_gone(seats: Seats) -> None:
    sign_out(enter(seats, schema=THIRD, told=UNWATCHED))
    assert databases(seats) == ["ledger-1.db", "ledger-2.db"]

    seats.clock.ahead = KEPT_FOR + timedelta(days=1)
    desk = enter(seats, SUPERVISOR, THIRD)

    assert databases(seats) == ["ledger-2.db"]
    assert way_back(desk) is None
    sign_out(desk)


def killed_at(deed: str, folder: Path, place: int) -> str:
    """Kill the child at what it says in place ``place``; what that was."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.usecases.upgrader", deed, str(folder)],
        cwd=PROJECT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdin is not None
    assert child.stdout is not None
    said = child.stdout.readline().strip()
    for _ in range(place):
        child.stdin.write("on\n")
        child.stdin.flush()
        said = child.stdout.readline().strip()
    child.kill()
    child.stdout.close()
    child.stdin.close()
    child.wait()
    return said


def test_a_kill_at_any_step_leaves_a_unit_that_can_be_signed_in_to(
    seats: Seats, tmp_path: Path
) -> None:
    said, place = "", 0
    while said != "out":
        own = seats.killed(tmp_path / f"kill-{place}")
        said = killed_at("up", own.unit.folder, place)
        brought_up = said in {"in", "out"} or not _opens_as_before(own)
        desk = enter(own, SUPERVISOR, THIRD, told=None if brought_up else UNWATCHED)
        assert verify_store(desk.store, desk.lineage.author).records == len(DOGS)
        sign_out(desk)
        assert verify(own.unit.folder).ok
        assert databases(own) == ["ledger-1.db", "ledger-2.db"]
        place += 1

    assert place >= 7


def test_a_kill_at_any_step_of_going_back_leaves_one_of_the_two_stores_whole(
    seats: Seats, tmp_path: Path
) -> None:
    sign_out(enter(seats, schema=THIRD, told=UNWATCHED))
    said, place = "", 0
    while said != "out":
        own = seats.killed(tmp_path / f"back-{place}")
        said = killed_at("back", own.unit.folder, place)
        if not _opens_as_before(own):
            desk = enter(own, SUPERVISOR, THIRD)
            assert said not in {"back", "out"}
            undo_store_update(desk)
            sign_out(desk)
        desk = enter(own, SUPERVISOR)
        assert verify_store(desk.store, desk.lineage.author).records == len(DOGS)
        assert Act.UPDATE_UNDONE in newest(desk, 9)
        sign_out(desk)
        assert verify(own.unit.folder).ok
        assert len(databases(own)) == 1
        place += 1

    assert place >= 4


def _opens_as_before(seats: Seats) -> bool:
    try:
        sign_out(enter(seats))
    except NewerStoreError:
        return False
    except AppError as refusal:
        raise AssertionError(refusal.code) from refusal
    return True
