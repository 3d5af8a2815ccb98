from datetime import timedelta

import pytest

from desktop.domain.audit import Act
from desktop.domain.errors import SelfApprovalError
from desktop.domain.exports import ExportState
from desktop.domain.search import Query
from desktop.usecases.approving import approve
from desktop.usecases.desk import Desk
from desktop.usecases.exporting import ExportDraft, recipients, request
from desktop.usecases.home import today
from tests.builders.offices import ADMINISTRATOR, CLERK, SUPERVISOR, newest_entry
from tests.usecases.seats import Seats
from tests.usecases.two_units import ADMIN, CHIEF, LEDGER
from tests.usecases.two_units import CLERK as ASKER
from tests.usecases.world import BASIS, COLUMNS, PURPOSE, World


def asked_by(desk: Desk) -> str:
    (known,) = recipients(desk)
    draft = ExportDraft(Query(LEDGER), None, COLUMNS, PURPOSE, BASIS, known.rid)
    return request(desk, draft).request_id


def test_each_sees_what_waits_for_them(world: World) -> None:
    with world.a.desk(ASKER) as desk:
        asked = asked_by(desk)
        shown = today(desk)
        assert (shown.to_approve, shown.to_release, shown.proposals) == ((), (), ())
        assert [one.form.name for one in shown.ledgers] == ["児童手当 受給者台帳"]
    with world.a.desk(ADMIN) as desk:
        shown = today(desk)
        assert (shown.to_approve, shown.to_release, shown.ledgers) == ((), (), ())
    with world.a.desk(CHIEF) as desk:
        assert [one.request.request_id for one in today(desk).to_approve] == [asked]
        approve(desk, asked, CHIEF.password)
        assert today(desk).to_approve == ()
    with world.a.desk(ASKER) as desk:
        assert [one.request.state for one in today(desk).to_release] == [ExportState.APPROVED]
    world.a.clock.ahead = timedelta(hours=5)
    with world.a.desk(ASKER) as desk:
        assert today(desk).to_release == ()


def test_the_rehearsal_is_due_thirty_days_after_the_founding(seats: Seats) -> None:
    for person in (CLERK, SUPERVISOR, ADMINISTRATOR):
        desk = seats.sit(person)
        due = today(desk).rehearsal_due
        assert due is not None
        assert timedelta(days=29) <= due - desk.now().date() <= timedelta(days=31)


def test_who_tries_to_approve_their_own_request_is_refused_and_it_is_logged(world: World) -> None:
    with world.a.desk(CHIEF) as desk:
        asked = asked_by(desk)

        with pytest.raises(SelfApprovalError):
            approve(desk, asked, CHIEF.password)

        entry = newest_entry(desk)
        assert (entry.act, entry.res) == (Act.REFUSED, "export.self-approval")
        assert dict(entry.obj) == {"request": asked}
        assert today(desk).to_approve == ()


def test_ciphertext_that_nobody_waits_for_is_gone_after_the_next_sign_in(world: World) -> None:
    with world.a.desk(ASKER) as desk:
        asked = asked_by(desk)
    with world.a.desk(CHIEF) as desk:
        approve(desk, asked, CHIEF.password)
    outbox = world.a.ref.folder / "outbox"
    (kept,) = outbox.iterdir()
    (outbox / ("f" * 32)).write_bytes(b"left by a kill")

    with world.a.desk(ASKER):
        assert list(outbox.iterdir()) == [kept]
