from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.domain.audit import Act
from desktop.domain.errors import DirectoryRollbackError, NotPermittedError
from desktop.domain.usecase_errors import (
    FileUnreadableError,
    FingerprintDiffersError,
    OwnCardError,
    ProposalGoneError,
    ProposalWaitsError,
    SecondPersonError,
    WrongPasswordHereError,
)
from desktop.usecases.auditing import verify
from desktop.usecases.desk import Desk
from desktop.usecases.exporting import recipients
from desktop.usecases.office import UnitRef
from desktop.usecases.units import (
    Proposal,
    countersign,
    people,
    proposals,
    propose_recipient,
    read_card,
    register_sender,
    senders,
    withdraw_proposal,
    write_unit_card,
)
from tests.builders.offices import (
    ADMINISTRATOR,
    CLERK,
    SUPERVISOR,
    copied,
    found,
    newest_entry,
)
from tests.usecases.seats import Seats


@pytest.fixture(scope="module")
def card(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The card of another unit."""
    neighbour = Seats(found(tmp_path_factory.mktemp("neighbour"), "税務課").unit)
    path = write_unit_card(neighbour.sit(SUPERVISOR), tmp_path_factory.mktemp("card"))
    neighbour.leave()
    return path


@pytest.fixture(scope="module")
def asked(filled: UnitRef, card: Path, tmp_path_factory: pytest.TempPathFactory) -> Seats:
    """A unit in which the administrator has signed first."""
    own = Seats(copied(filled, tmp_path_factory.mktemp("asked")))
    propose(own.sit(ADMINISTRATOR), card)
    own.leave()
    return own


@pytest.fixture
def waiting(asked: Seats, tmp_path: Path) -> Iterator[Seats]:
    home = tmp_path / "waiting"
    home.mkdir()
    own = Seats(copied(asked.unit, home))
    yield own
    own.leave()


def propose(desk: Desk, card: Path, password: str = ADMINISTRATOR.password) -> Proposal:
    return propose_recipient(desk, card, read_card(card).fingerprint, password)


def directories(desk: Desk) -> list[int]:
    """The directory versions the log tells of, the newest first."""
    with desk.store.read() as tx:
        bodies = tx.audit.page(None, 50)
    return [int(body.obj["version"]) for body in bodies if body.act is Act.DIRECTORY]


def test_a_recipient_takes_two_persons(waiting: Seats) -> None:
    desk = waiting.sit(SUPERVISOR)
    (seen,) = proposals(desk)
    assert (seen.proposed_by, seen.proposed_by_name, seen.may_sign) == ("2001", "情報 太郎", True)
    assert recipients(desk) == ()

    countersign(desk, seen, SUPERVISOR.password)

    assert [one.rid for one in recipients(desk)] == [seen.rid]
    assert proposals(desk) == ()
    assert directories(desk) == [2]
    with desk.store.read() as tx:
        assert tx.audit.unsealed() == 0
    assert [one.rid for one in recipients(waiting.sit(CLERK))] == [seen.rid]


def test_the_first_signer_may_not_be_the_second(waiting: Seats) -> None:
    desk = waiting.sit(ADMINISTRATOR)
    (seen,) = proposals(desk)
    assert not seen.may_sign

    with pytest.raises(SecondPersonError):
        countersign(desk, seen, ADMINISTRATOR.password)

    assert desk.directory.version == 1


def test_the_second_signature_needs_the_signers_own_password(waiting: Seats) -> None:
    desk = waiting.sit(SUPERVISOR)
    (seen,) = proposals(desk)

    with pytest.raises(WrongPasswordHereError):
        countersign(desk, seen, ADMINISTRATOR.password)

    assert (newest_entry(desk).act, newest_entry(desk).res) == (Act.REFUSED, "desk.password")
    assert desk.directory.version == 1
    assert proposals(desk) == (seen,)


def test_a_supervisor_who_signed_first_is_refused_as_second_and_it_is_logged(
    seats: Seats, card: Path
) -> None:
    desk = seats.sit(SUPERVISOR)
    seen = propose(desk, card, SUPERVISOR.password)

    with pytest.raises(SecondPersonError):
        countersign(desk, seen, SUPERVISOR.password)

    assert (newest_entry(desk).act, newest_entry(desk).res) == (Act.REFUSED, "units.second-person")


def test_a_clerk_neither_sees_nor_signs_what_waits(waiting: Seats) -> None:
    (seen,) = proposals(waiting.sit(SUPERVISOR))
    desk = waiting.sit(CLERK)

    for deed in (
        lambda: proposals(desk),
        lambda: countersign(desk, seen, CLERK.password),
        lambda: withdraw_proposal(desk),
    ):
        with pytest.raises(NotPermittedError):
            deed()

    assert desk.directory.version == 1
    assert (waiting.unit.folder / "directory" / "proposed.json").is_file()


def test_what_an_administrator_signed_second_is_logged_by_the_next_supervisor_once(
    seats: Seats, card: Path
) -> None:
    propose(seats.sit(SUPERVISOR), card, SUPERVISOR.password)
    desk = seats.sit(ADMINISTRATOR)
    countersign(desk, proposals(desk)[0], ADMINISTRATOR.password)

    assert directories(seats.sit(CLERK)) == []
    assert directories(seats.sit(SUPERVISOR)) == [2]
    desk = seats.sit(SUPERVISOR)
    assert directories(desk) == [2]
    assert verify(desk).ok


def test_a_kill_between_the_directory_and_its_entry_loses_neither(
    waiting: Seats, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    desk = waiting.sit(SUPERVISOR)
    (seen,) = proposals(desk)
    real = Path.unlink

    def unlink(self: Path, **how: bool) -> None:
        if self.name == "proposed.json":
            raise OSError(5, "input/output error")
        real(self, **how)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", unlink)
        with pytest.raises(OSError, match="input/output"):
            countersign(desk, seen, SUPERVISOR.password)
    after = waiting.killed(tmp_path / "after")

    desk = after.sit(SUPERVISOR)
    assert [one.rid for one in recipients(desk)] == [seen.rid]
    assert directories(desk) == [2]
    assert proposals(desk) == ()
    assert not (after.unit.folder / "directory" / "proposed.json").exists()
    after.leave()


def test_one_proposal_waits_at_a_time_and_is_void_after_seven_days(
    waiting: Seats, card: Path
) -> None:
    desk = waiting.sit(SUPERVISOR)
    (seen,) = proposals(desk)
    with pytest.raises(ProposalWaitsError):
        propose(desk, card, SUPERVISOR.password)

    waiting.clock.ahead = timedelta(days=7, minutes=1)

    with pytest.raises(ProposalGoneError):
        countersign(desk, seen, SUPERVISOR.password)
    assert proposals(desk) == ()
    assert propose(desk, card, SUPERVISOR.password).proposed_by == SUPERVISOR.uid


def test_what_was_withdrawn_cannot_be_signed(waiting: Seats) -> None:
    desk = waiting.sit(SUPERVISOR)
    (seen,) = proposals(desk)

    withdraw_proposal(desk)

    with pytest.raises(ProposalGoneError):
        countersign(desk, seen, SUPERVISOR.password)


@pytest.mark.parametrize("content", [b"", b"{}", b"not a document"])
def test_a_proposal_nobody_can_read_stops_nobody(waiting: Seats, content: bytes) -> None:
    desk = waiting.sit(SUPERVISOR)
    (waiting.unit.folder / "directory" / "proposed.json").write_bytes(content)

    assert proposals(desk) == ()
    assert not (waiting.unit.folder / "directory" / "proposed.json").exists()


def test_a_changed_proposal_is_not_the_one_that_was_shown(waiting: Seats) -> None:
    desk = waiting.sit(SUPERVISOR)
    (seen,) = proposals(desk)
    path = waiting.unit.folder / "directory" / "proposed.json"
    path.write_bytes(path.read_bytes().replace(b'"sig":"', b'"sig":"0', 1))

    with pytest.raises(Exception) as caught:  # noqa: PT011 - any refusal will do
        countersign(desk, seen, SUPERVISOR.password)

    assert desk.directory.version == 1
    assert hasattr(caught.value, "code")


def test_a_fingerprint_that_differs_a_file_that_is_none_and_ones_own_card_are_refused(
    seats: Seats, card: Path, tmp_path: Path
) -> None:
    desk = seats.sit(SUPERVISOR)
    own = write_unit_card(desk, tmp_path)
    wrong = read_card(own).fingerprint

    with pytest.raises(FingerprintDiffersError):
        register_sender(desk, card, wrong)
    with pytest.raises(FingerprintDiffersError):
        propose_recipient(desk, card, wrong, SUPERVISOR.password)
    with pytest.raises(OwnCardError):
        register_sender(desk, own, wrong)
    with pytest.raises(FileUnreadableError):
        read_card(tmp_path / "none.kuracard")
    with pytest.raises(FileUnreadableError):
        write_unit_card(desk, tmp_path / "none")

    assert senders(desk) == ()
    assert proposals(desk) == ()


def test_a_sender_is_registered_once_however_often_the_card_is_brought(
    seats: Seats, card: Path
) -> None:
    desk = seats.sit(SUPERVISOR)

    for _ in range(2):
        shown = register_sender(desk, card, read_card(card).fingerprint)

    assert senders(desk) == (shown,)
    assert shown.label == "桜沢町 税務課 端末1"


def test_everybody_is_named_with_their_roles(seats: Seats) -> None:
    named = {one.uid: one.name for one in people(seats.sit(CLERK))}

    assert named == {"1001": "課長 花子", "2001": "情報 太郎", "3001": "担当 次郎"}


def test_a_directory_taken_back_is_refused_at_the_next_sign_in(waiting: Seats) -> None:
    desk = waiting.sit(SUPERVISOR)
    countersign(desk, proposals(desk)[0], SUPERVISOR.password)
    waiting.leave()
    (waiting.unit.folder / "directory" / "000002.json").unlink()

    with pytest.raises(DirectoryRollbackError):
        waiting.sit(SUPERVISOR)
