from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.domain.audit import SEALED_AT_ONCE, Act, SealBody
from desktop.domain.store_errors import StoreFullError
from desktop.usecases.auditing import verify
from desktop.usecases.desk import Desk
from desktop.usecases.records import register
from desktop.usecases.writing import SEAL_AFTER, seal_log, seal_waiting, writing
from tests.builders.offices import SUPERVISOR
from tests.usecases.seats import DOGS, LEDGER, Seats

Patch = pytest.MonkeyPatch


def unsealed(desk: Desk) -> int:
    with desk.store.read() as tx:
        return tx.audit.unsealed()


def entry(desk: Desk, act: Act) -> None:
    with writing(desk) as tx:
        tx.audit.append(act, {})


def refused_midway(desk: Desk) -> None:
    with writing(desk) as tx:
        tx.audit.append(Act.VIEW, {})
        raise StoreFullError


def broken_medium(patch: Patch, name: str, after: int = 0) -> None:
    """From the ``after``-th replacement on, the system refuses to replace the file ``name``."""
    real, seen = Path.replace, [0]

    def replace(self: Path, target: Path) -> Path:
        if Path(target).name == name:
            seen[0] += 1
            if seen[0] > after:
                raise OSError(5, "input/output error")
        return real(self, target)

    patch.setattr(Path, "replace", replace)


def test_some_acts_are_sealed_at_once_and_reading_waits(seats: Seats) -> None:
    desk = seats.sit()
    for act in sorted(SEALED_AT_ONCE):
        entry(desk, act)
        assert unsealed(desk) == 0, act

    entry(desk, Act.VIEW)
    entry(desk, Act.INQUIRE)

    assert unsealed(desk) == 2


def test_the_log_is_sealed_every_64_entries(seats: Seats) -> None:
    desk = seats.sit()
    assert unsealed(desk) == 1  # the sign-in
    for _ in range(SEAL_AFTER - 2):
        entry(desk, Act.VIEW)
    assert unsealed(desk) == SEAL_AFTER - 1

    register(desk, LEDGER, DOGS[0])

    assert unsealed(desk) == 0


def test_what_waits_is_sealed_and_nothing_is_not(seats: Seats) -> None:
    desk = seats.sit()
    with desk.store.read() as tx:
        before = len(list(tx.audit.seals(desk.term)))

    seal_waiting(desk)
    seal_waiting(desk)

    with desk.store.read() as tx:
        assert len(list(tx.audit.seals(desk.term))) == before + 1
    seats.leave()
    seal_waiting(desk)  # whoever has left has nothing to seal


def test_signing_out_seals(seats: Seats) -> None:
    seats.sit()
    desk = seats.sit(SUPERVISOR)

    with desk.store.read() as tx:
        (login, logout) = tx.audit.page(None, 2)
        seal = tx.audit.last_seal()
    assert (login.act, logout.act) == (Act.LOGIN, Act.LOGOUT)
    assert seal is not None
    assert SealBody.from_bytes(seal.body).head.seq == logout.seq


@pytest.mark.parametrize("step", [0, 1])
def test_a_seal_that_fails_fails_no_deed_and_breaks_no_log(
    seats: Seats, monkeypatch: Patch, step: int
) -> None:
    """Step 0: the next key cannot be kept. Step 1: the seal is committed, the key is not."""
    desk = seats.sit(SUPERVISOR)
    with monkeypatch.context() as patch:
        broken_medium(patch, "seal", after=step)
        entry(desk, Act.EXPORT_REQUESTED)
    with desk.store.read() as tx:
        assert tx.audit.page(None, 1)[0].act is Act.EXPORT_REQUESTED

    entry(desk, Act.EXPORT_REQUESTED)

    assert unsealed(desk) == 0
    assert verify(desk).ok
    assert verify(seats.sit(SUPERVISOR)).ok


@pytest.mark.parametrize("step", [0, 1])
def test_a_kill_inside_a_seal_leaves_a_store_that_opens(
    seats: Seats, monkeypatch: Patch, tmp_path: Path, step: int
) -> None:
    desk = seats.sit(SUPERVISOR)
    with monkeypatch.context() as patch:
        broken_medium(patch, "seal", after=step)
        entry(desk, Act.EXPORT_REQUESTED)

    after = seats.killed(tmp_path / "after")

    assert verify(after.sit(SUPERVISOR)).ok
    after.leave()


def test_a_seal_that_fails_at_the_end_is_told_and_the_desk_is_empty(
    seats: Seats, monkeypatch: Patch
) -> None:
    desk = seats.sit()
    with monkeypatch.context() as patch:
        broken_medium(patch, "seal")
        with pytest.raises(OSError, match="input/output"):
            seats.leave()
    seats.taken = None

    assert not desk.has_store
    assert not desk.keys.holds("db")
    assert verify(seats.sit(SUPERVISOR)).ok


def test_a_change_that_is_refused_leaves_no_entry(seats: Seats) -> None:
    desk = seats.sit()
    with desk.store.read() as tx:
        before = tx.audit.head()

    with pytest.raises(StoreFullError):
        refused_midway(desk)

    with desk.store.read() as tx:
        assert tx.audit.head() == before


def test_two_lanes_may_seal_at_the_same_time(seats: Seats) -> None:
    desk = seats.sit(SUPERVISOR)
    with ThreadPoolExecutor(3) as lanes:
        for _ in range(6):
            lanes.submit(seal_log, desk)

    assert verify(desk).ok


def test_a_clock_that_went_back_is_noted_at_the_sign_in(seats: Seats) -> None:
    seats.clock.ahead = timedelta(days=1)
    seats.sit()
    for minutes, noted in ((9, False), (20, True)):
        seats.leave()
        seats.clock.ahead = timedelta(days=1, minutes=-minutes)
        desk = seats.sit()
        with desk.store.read() as tx:
            acts = [body.act for body in tx.audit.page(None, 2)]
        assert (Act.CLOCK_JUMP in acts) is noted
