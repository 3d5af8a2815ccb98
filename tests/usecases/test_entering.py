"""What a sign-in leaves, finds and refuses beside number and password."""

from pathlib import Path

import pytest

from desktop.domain.audit import Act
from desktop.domain.errors import (
    DeviceSecretMissingError,
    FileDamagedError,
    SignInRefusedError,
    StoreBusyError,
)
from desktop.domain.store_errors import StoreInterruptedError
from desktop.domain.usecase_errors import NoDataKeyError
from desktop.machine.single import LOCK_NAME
from desktop.usecases import signin
from desktop.usecases.ledgers import ledgers
from desktop.usecases.office import UnitRef
from desktop.usecases.signin import sign_in, sign_out
from tests.builders.offices import CLERK, SUPERVISOR, office_at
from tests.usecases.seats import Seats


def terminal(unit: UnitRef) -> Path:
    return unit.folder.with_name(unit.folder.name + ".terminal")


def test_the_lock_names_who_signed_in_and_never_what_was_typed(
    seats: Seats, monkeypatch: pytest.MonkeyPatch
) -> None:
    """People type their password into the first field."""
    lock = seats.unit.folder / LOCK_NAME
    seen = []
    stretching = signin.unlock

    def looking(*given: object, **named: object) -> object:
        seen.append(lock.read_bytes())
        return stretching(*given, **named)

    monkeypatch.setattr(signin, "unlock", looking)
    with pytest.raises(SignInRefusedError):
        sign_in(office_at(seats.unit.folder.parent), seats.unit, CLERK.password, "")

    assert (seen, lock.read_bytes()) == ([b""], b"")
    desk = seats.sit()
    assert lock.read_bytes() == desk.uid.encode()
    with pytest.raises(StoreBusyError) as caught:
        sign_in(desk.office, seats.unit, SUPERVISOR.uid, SUPERVISOR.password)
    assert caught.value.details == {"holder": CLERK.uid}


@pytest.mark.parametrize("name", ["pin", "device"])
def test_a_terminal_that_has_lost_its_own_secrets_opens_nothing(seats: Seats, name: str) -> None:
    (terminal(seats.unit) / name).unlink()

    with pytest.raises(DeviceSecretMissingError):
        seats.sit()


def test_a_missing_file_is_refused_in_words_and_the_lock_is_free_again(seats: Seats) -> None:
    path = seats.unit.folder / "roster.json"
    content = path.read_bytes()
    path.unlink()

    with pytest.raises(FileDamagedError) as caught:
        seats.sit()

    assert caught.value.details == {"file": "roster.json"}
    path.write_bytes(content)
    assert seats.sit().has_store


def test_a_repaired_file_is_logged(seats: Seats) -> None:
    slots = seats.unit.folder / "slots.json"
    (seats.unit.folder / "slots.json.prev").write_bytes(slots.read_bytes())
    slots.write_bytes(b"torn")

    desk = seats.sit()

    with desk.store.read() as tx:
        newest = tx.audit.page(None, 1)[0]
    assert (newest.act, dict(newest.obj)) == (Act.FILE_REPAIRED, {"file": "slots.json"})


def test_a_lane_that_still_holds_the_store_cannot_open_it_again(seats: Seats) -> None:
    desk = seats.sit()
    store = desk.store
    with store.read() as tx:
        sign_out(desk)  # a read that runs does not keep the person from leaving
        del tx

    for again in (store.read, lambda: store.write(desk)):
        with pytest.raises(StoreInterruptedError), again():
            pass
    seats.taken = None
    assert seats.sit().has_store


def test_nothing_can_be_done_at_a_desk_that_was_left_and_leaving_twice_is_harmless(
    seats: Seats,
) -> None:
    desk = seats.sit()

    sign_out(desk)
    sign_out(desk)

    with pytest.raises(NoDataKeyError):
        ledgers(desk)
    assert desk.name_of("3001") == "3001"
    seats.taken = None
    assert seats.sit().has_store


def test_secrets_show_in_no_text_of_a_desk(seats: Seats) -> None:
    desk = seats.sit()
    shown = repr(desk) + str(desk) + repr(desk.keys)

    for secret in (desk.keys.db, (terminal(seats.unit) / "device").read_bytes()):
        assert secret.hex() not in shown
        assert repr(secret)[2:-1] not in shown
    assert CLERK.password not in shown
    assert "担当 次郎" not in shown
