"""The chain of SECURITY-DESIGN §6 and §7 below the window: two units, four people, one medium."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.crypto import signing
from desktop.crypto.signing import SigningKey
from desktop.domain import cj1
from desktop.domain.audit import Act
from desktop.domain.errors import (
    AlreadyDecidedError,
    AppError,
    NotPermittedError,
    NotRequesterError,
    PayloadChangedError,
    ReleaseWindowClosedError,
    SelfApprovalError,
    SignatureRefusedError,
)
from desktop.domain.exports import ExportRequest, ExportState
from desktop.domain.ids import RecordUid
from desktop.domain.packages import MANIFEST_TYPE, Manifest
from desktop.domain.records import RecordLine
from desktop.domain.search import Query
from desktop.domain.transfer_errors import (
    ApproverRoleError,
    PackageExpiredError,
    PackageTamperedError,
    ReplayedPackageError,
    UnapprovedPackageError,
    UnknownSenderError,
    WrongRecipientError,
)
from desktop.domain.usecase_errors import (
    FileUnreadableError,
    ReasonNeededError,
    ResidueFoundError,
    UnknownRecipientError,
    WrongPasswordHereError,
)
from desktop.machine.drives import volume_id
from desktop.transfer.container import read_head
from desktop.transfer.pack import write_package
from desktop.usecases import auditing
from desktop.usecases.approving import (
    Earlier,
    LooksLike,
    approve,
    reject,
    review,
    send_back,
    waiting,
)
from desktop.usecases.desk import Desk
from desktop.usecases.exporting import ExportDraft, again, mine, recipients, request, withdraw
from desktop.usecases.founding import NewPerson
from desktop.usecases.receiving import accept, decline, inspect_package
from desktop.usecases.releasing import Released, release
from desktop.verify.main import verify as verify_from_outside
from tests.builders.offices import newest_entry
from tests.usecases.two_units import ADMIN, CHIEF, CLERK, DEPUTY, LEDGER, Unit
from tests.usecases.world import BASIS, COLUMNS, PURPOSE, RECORDS, World


def draft(desk: Desk, **changes: object) -> ExportDraft:
    (known,) = recipients(desk)
    whole = ExportDraft(Query(LEDGER), None, COLUMNS, PURPOSE, BASIS, known.rid)
    return replace(whole, **changes)


def asked(unit: Unit, person: NewPerson = CLERK, **changes: object) -> ExportRequest:
    with unit.desk(person) as desk:
        return request(desk, draft(desk, **changes))


def approved(unit: Unit, request_id: str) -> ExportRequest:
    with unit.desk(CHIEF) as desk:
        return approve(desk, request_id, CHIEF.password)


def released(unit: Unit, medium: Path) -> Released:
    wish = asked(unit)
    approved(unit, wish.request_id)
    with unit.desk(CLERK) as desk:
        return release(desk, wish.request_id, medium)


def lines_of(desk: Desk, ledger: str) -> tuple[RecordLine, ...]:
    with desk.store.read() as tx:
        return tx.search.page(Query(ledger), 0, 500, COLUMNS).lines


def refusal_of(unit: Unit, package: Path) -> AppError:
    """What the unit says of a package; it keeps its peace with its log all the same."""
    with unit.desk(CLERK) as desk:
        with desk.store.read() as tx:
            before = len(tx.forms.ledgers())
        with pytest.raises(AppError) as caught:
            inspect_package(desk, package)
        with desk.store.read() as tx:
            assert len(tx.forms.ledgers()) == before
            assert not tx.packages.staged()
        newest = newest_entry(desk)
        assert (newest.act, newest.res) == (Act.PACKAGE_REFUSED, caught.value.code)
    return caught.value


def state_of(unit: Unit, request_id: str) -> ExportState:
    with unit.desk(CLERK) as desk, desk.store.read() as tx:
        return tx.exports.get(request_id).state


def resigned(package: Path, approver: str, key: SigningKey) -> Path:
    """The same package under another signature, as a forger would join it."""
    with package.open("rb") as stream:
        head = read_head(stream)
        payload = signing.payload_unverified(head.manifest, MANIFEST_TYPE)
        manifest = replace(Manifest.from_json(cj1.decode(payload)), approved_by=approver)
        signed = signing.sign_json(MANIFEST_TYPE, manifest.to_json(), [key])
        forged = package.with_name("forged.kura")
        stream.seek(head.payload_at)
        with forged.open("wb") as target:
            write_package(target, signed, head.directories, stream)
    return forged


def test_values_arrive_code_point_for_code_point(world: World) -> None:
    wish = asked(world.a)
    with world.a.desk(CHIEF) as desk:
        (seen,) = waiting(desk)
        shown = review(desk, seen.request.request_id)
        assert (shown.total, shown.changed_since) == (RECORDS, 0)
        assert (shown.removed, shown.residual) == ((), ())
        assert shown.dropped_columns == ("電話番号", "備考")
        approve(desk, wish.request_id, CHIEF.password)
    with world.a.desk(CLERK) as desk:
        out = release(desk, wish.request_id, world.medium)
        assert out.path.stat().st_size == out.size
        assert out.slip.startswith(b"%PDF")
    with world.b.desk(CLERK) as desk:
        arrival = inspect_package(desk, out.path)
        assert (arrival.purpose, arrival.legal_basis) == (PURPOSE, BASIS)
        assert (arrival.from_label, arrival.requester, arrival.approver) == (
            world.a.ref.label,
            CLERK.uid,
            CHIEF.uid,
        )
        taken = accept(desk, arrival, world.medium)
        assert taken.records == RECORDS
        assert taken.receipt.is_file()
        sent = {tuple(one.get(fid, "") for fid in COLUMNS) for one in world.registered.values()}
        assert {line.cells for line in lines_of(desk, taken.ledger)} == sent
        with desk.store.read() as tx:
            form = tx.forms.latest(taken.ledger)
        assert tuple(field.fid for field in form.fields) == COLUMNS


def test_the_log_names_the_volume_a_package_was_written_on(world: World) -> None:
    released(world.a, world.medium)

    with world.a.desk(CLERK) as desk, desk.store.read() as tx:
        written = [body for body in tx.audit.page(None, 5) if body.act is Act.EXPORT_WRITTEN]
    assert [body.obj["volume"] for body in written] == [volume_id(world.medium)]


def test_the_approver_sees_exactly_what_leaves(world: World) -> None:
    wish = asked(world.a)
    with world.a.desk(CHIEF) as desk:
        sample = review(desk, wish.request_id).sample
        assert len(sample) == 15
        approve(desk, wish.request_id, CHIEF.password)
    with world.a.desk(CLERK) as desk:
        out = release(desk, wish.request_id, world.medium)
    with world.b.desk(CLERK) as desk:
        taken = accept(desk, inspect_package(desk, out.path), world.medium)
        arrived = {line.cells for line in lines_of(desk, taken.ledger)}
    assert {line.cells for line in sample} < arrived


def test_two_persons_are_needed(world: World) -> None:
    by_clerk = asked(world.a)
    with world.a.desk(CLERK) as desk:
        for deed in (waiting, lambda one: approve(one, by_clerk.request_id, CLERK.password)):
            with pytest.raises(NotPermittedError):
                deed(desk)
    by_chief = asked(world.a, CHIEF)
    with world.a.desk(CHIEF) as desk:
        assert [one.request.request_id for one in waiting(desk)] == [by_clerk.request_id]
        with pytest.raises(SelfApprovalError):
            approve(desk, by_chief.request_id, CHIEF.password)
        with pytest.raises(WrongPasswordHereError):
            approve(desk, by_clerk.request_id, CLERK.password)
    assert state_of(world.a, by_clerk.request_id) is ExportState.REQUESTED
    assert not list((world.a.ref.folder / "outbox").iterdir())


def test_an_administrator_neither_asks_nor_sees(world: World) -> None:
    with world.a.desk(ADMIN) as desk:
        with pytest.raises(NotPermittedError):
            request(desk, draft(desk))
        with pytest.raises(NotPermittedError):
            waiting(desk)


def test_only_the_requester_releases_and_only_once(world: World) -> None:
    wish = asked(world.a)
    with world.a.desk(CLERK) as desk, pytest.raises(AlreadyDecidedError):
        release(desk, wish.request_id, world.medium)
    approved(world.a, wish.request_id)
    with world.a.desk(DEPUTY) as desk:
        with pytest.raises(NotRequesterError):
            release(desk, wish.request_id, world.medium)
        assert not list(world.medium.iterdir())
    with world.a.desk(CLERK) as desk:
        out = release(desk, wish.request_id, world.medium)
        with pytest.raises(AlreadyDecidedError):
            release(desk, wish.request_id, world.medium)
    assert out.path.stat().st_size == out.size


def test_a_package_is_accepted_once(world: World, packages: tuple[Path, ...]) -> None:
    package = packages[0]
    with world.b.desk(CLERK) as desk:
        accept(desk, inspect_package(desk, package), world.medium)
        with pytest.raises(ReplayedPackageError):
            inspect_package(desk, package)


def test_a_declined_package_may_be_brought_again(world: World, packages: tuple[Path, ...]) -> None:
    package = packages[0]
    with world.b.desk(CLERK) as desk:
        decline(desk, inspect_package(desk, package))
        assert accept(desk, inspect_package(desk, package), world.medium).records == RECORDS


def test_a_second_package_goes_into_the_same_ledger_and_its_gap_is_noted(
    world: World, packages: tuple[Path, ...]
) -> None:
    first, second = packages
    with world.b.desk(CLERK) as desk:
        late = inspect_package(desk, second)
        assert late.notes == ("gap",)
        one = accept(desk, late, world.medium)
        early = inspect_package(desk, first)
        assert early.notes == ("out-of-order",)
        other = accept(desk, early, world.medium)
        assert one.ledger == other.ledger
        assert len(lines_of(desk, one.ledger)) == 2 * RECORDS


def test_a_flipped_byte_anywhere_is_refused(world: World, packages: tuple[Path, ...]) -> None:
    package = packages[0]
    whole = bytearray(package.read_bytes())
    spoilt = world.medium / "spoilt.kura"
    for place in (400, len(whole) // 2, len(whole) - 3):
        changed = bytearray(whole)
        changed[place] ^= 1
        spoilt.write_bytes(changed)
        assert refusal_of(world.b, spoilt).code.startswith("transfer.")
    spoilt.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    assert isinstance(refusal_of(world.b, spoilt), PackageTamperedError)


def test_another_unit_is_refused(world: World, packages: tuple[Path, ...]) -> None:
    package = packages[0]
    assert isinstance(refusal_of(world.c, package), WrongRecipientError)
    assert isinstance(refusal_of(world.a, package), UnknownSenderError)


def test_a_manifest_of_somebody_without_the_right_is_refused(
    world: World, packages: tuple[Path, ...]
) -> None:
    package = packages[0]
    with world.a.desk(DEPUTY) as desk:
        forged = resigned(package, desk.kid, desk.keys.signing)
        assert isinstance(refusal_of(world.b, forged), ApproverRoleError)
    nobody = SigningKey(bytes(range(32)))
    forged = resigned(package, nobody.kid, nobody)
    assert isinstance(refusal_of(world.b, forged), UnapprovedPackageError)


def test_a_package_too_old_is_refused(world: World, packages: tuple[Path, ...]) -> None:
    package = packages[0]
    world.b.clock.ahead = timedelta(days=15)
    assert isinstance(refusal_of(world.b, package), PackageExpiredError)


def test_withdrawing_an_approved_request_takes_everything_back(world: World) -> None:
    wish = asked(world.a)
    approved(world.a, wish.request_id)
    with world.a.desk(CLERK) as desk:
        assert withdraw(desk, wish.request_id).state is ExportState.WITHDRAWN
        with pytest.raises(AlreadyDecidedError):
            release(desk, wish.request_id, world.medium)
    assert not list((world.a.ref.folder / "outbox").iterdir())
    assert not list(world.medium.iterdir())


def test_sent_back_and_rejected_carry_their_reason(world: World) -> None:
    one, other = asked(world.a), asked(world.a)
    with world.a.desk(CHIEF) as desk:
        with pytest.raises(ReasonNeededError):
            send_back(desk, one.request_id, " ")
        send_back(desk, one.request_id, "電話番号は要りません")
        reject(desk, other.request_id, "根拠がありません")
        with pytest.raises(AlreadyDecidedError):
            approve(desk, other.request_id, CHIEF.password)
    with world.a.desk(CLERK) as desk:
        told = {view.request.request_id: view for view in mine(desk)}
    assert told[one.request_id].request.reason == "電話番号は要りません"
    assert told[one.request_id].decider_name == "\ufa19田 課長"
    assert told[other.request_id].request.state is ExportState.REJECTED


def test_a_request_dies_after_three_days(world: World) -> None:
    wish = asked(world.a)
    world.a.clock.ahead = timedelta(hours=73)
    with world.a.desk(CHIEF) as desk:
        assert waiting(desk) == ()
    assert state_of(world.a, wish.request_id) is ExportState.EXPIRED


def test_an_approval_dies_with_its_window(world: World) -> None:
    wish = asked(world.a)
    approved(world.a, wish.request_id)
    world.a.clock.ahead = timedelta(hours=4, minutes=1)
    with world.a.desk(CLERK) as desk:
        with pytest.raises(ReleaseWindowClosedError):
            release(desk, wish.request_id, world.medium)
        assert [view.request.state for view in mine(desk)] == [ExportState.EXPIRED]
    assert not list((world.a.ref.folder / "outbox").iterdir())
    assert not list(world.medium.iterdir())


def test_an_approval_late_in_a_requests_life_keeps_its_whole_window(world: World) -> None:
    wish = asked(world.a)
    world.a.clock.ahead = timedelta(hours=71)
    approved(world.a, wish.request_id)
    world.a.clock.ahead = timedelta(hours=74)
    with world.a.desk(CLERK) as desk:
        assert [view.request.state for view in mine(desk)] == [ExportState.APPROVED]
        assert release(desk, wish.request_id, world.medium).path.is_file()


def test_a_folder_that_takes_nothing_changes_nothing(world: World) -> None:
    wish = asked(world.a)
    approved(world.a, wish.request_id)
    with world.a.desk(CLERK) as desk:
        with pytest.raises(FileUnreadableError):
            release(desk, wish.request_id, world.medium / "none")
        out = release(desk, wish.request_id, world.medium)
        assert out.request.state is ExportState.RELEASED


def test_a_receipt_that_cannot_be_written_takes_nothing(
    world: World, packages: tuple[Path, ...]
) -> None:
    package = packages[0]
    with world.b.desk(CLERK) as desk:
        arrival = inspect_package(desk, package)
        with pytest.raises(FileUnreadableError):
            accept(desk, arrival, world.medium / "none")
        assert accept(desk, arrival, world.medium).records == RECORDS


def test_a_request_sent_back_can_be_asked_for_again(world: World) -> None:
    first = asked(world.a)
    with world.a.desk(CHIEF) as desk:
        send_back(desk, first.request_id, "住所は要りません")
    with world.a.desk(DEPUTY) as desk, pytest.raises(NotRequesterError):
        again(desk, first.request_id)
    with world.a.desk(CLERK) as desk:
        old = again(desk, first.request_id)
        second = request(desk, replace(old, columns=("no", "name")))
    assert (second.records, second.purpose) == (first.records, first.purpose)
    assert second.state is ExportState.REQUESTED


def test_a_request_whose_records_were_exchanged_is_not_approved(world: World) -> None:
    wish = asked(world.a)
    with world.a.desk(CLERK) as desk, desk.store.write(desk) as tx:
        uids = tx.exports.records(wish.request_id)[1:]
        tx.exports.add(replace(wish, request_id="f" * 32), uids)
        tx.audit.append(Act.EXPORT_REQUESTED, {"request": "f" * 32})
    with world.a.desk(CHIEF) as desk:
        with pytest.raises(PayloadChangedError):
            review(desk, "f" * 32)
        with pytest.raises(PayloadChangedError):
            approve(desk, "f" * 32, CHIEF.password)


def test_a_request_that_says_other_than_was_signed_is_not_shown(world: World) -> None:
    wish = asked(world.a)
    for lie in ({"purpose": "統計"}, {"records": 1}, {"columns": ("no",)}):
        with world.a.desk(CLERK) as desk, desk.store.write(desk) as tx:
            tx.exports.put(replace(wish, **lie))
            tx.audit.append(Act.EXPORT_REQUESTED, {"request": wish.request_id})
        with world.a.desk(CHIEF) as desk, pytest.raises(PayloadChangedError):
            review(desk, wish.request_id)


def test_nobody_becomes_another_human_by_the_row_beside_the_signature(world: World) -> None:
    wish = asked(world.a, CHIEF)
    other = replace(wish.requested_by, person="0" * 32)
    with world.a.desk(CHIEF) as desk:
        with desk.store.write(desk) as tx:
            tx.exports.put(replace(wish, requested_by=other))
            tx.audit.append(Act.EXPORT_REQUESTED, {"request": wish.request_id})
        with pytest.raises(SignatureRefusedError):
            approve(desk, wish.request_id, CHIEF.password)


def test_records_changed_since_are_counted_and_the_old_state_leaves(world: World) -> None:
    wish = asked(world.a)
    uid, values = next(iter(world.registered.items()))
    with world.a.desk(CLERK) as desk, desk.store.write(desk) as tx:
        record = tx.records.get(uid)
        tx.records.correct(uid, record.revision, {**values, "amount": "99999"}, "訂正")
    with world.a.desk(CHIEF) as desk:
        assert review(desk, wish.request_id).changed_since == 1
        approve(desk, wish.request_id, CHIEF.password)
    with world.a.desk(CLERK) as desk:
        out = release(desk, wish.request_id, world.medium)
    with world.b.desk(CLERK) as desk:
        taken = accept(desk, inspect_package(desk, out.path), world.medium)
        amounts = {line.cells[-1] for line in lines_of(desk, taken.ledger)}
    assert "99999" not in amounts
    assert values["amount"] in amounts


def test_what_looks_like_a_number_needs_a_reason(world: World) -> None:
    with world.a.desk(CLERK) as desk, desk.store.write(desk) as tx:
        odd = tx.records.register(
            LEDGER, {"no": "第9号", "name": "番号\u200b 太郎", "note": "1234 5678 9018"}
        ).uid
    wish = asked(world.a, uids=(RecordUid(odd),), columns=("no", "name", "note"))
    with world.a.desk(CHIEF) as desk:
        shown = review(desk, wish.request_id)
        assert shown.residual == (LooksLike("my_number", "備考", 1),)
        assert shown.removed == (("zero_width", 1),)
        with pytest.raises(ResidueFoundError):
            approve(desk, wish.request_id, CHIEF.password)
        approve(desk, wish.request_id, CHIEF.password, "相手の依頼書に基づく")
        with desk.store.read() as tx:
            (entry,) = [one for one in tx.audit.page(500, 500) if one.act is Act.EXPORT_APPROVED]
        assert entry.det is not None
        assert "依頼書".encode() not in entry.det


def test_the_approver_sees_what_went_last_time(world: World) -> None:
    first = asked(world.a, columns=("no", "name", "phone"))
    approved(world.a, first.request_id)
    with world.a.desk(CLERK) as desk:
        release(desk, first.request_id, world.medium)
        some = tuple(world.registered)[:3]
        second = request(desk, draft(desk, uids=some, columns=("no", "address")))
    with world.a.desk(CHIEF) as desk:
        assert review(desk, second.request_id).earlier == Earlier(
            first.requested_at, RECORDS, ("住所",), ("受給者氏名", "電話番号")
        )


def test_a_recipient_must_be_in_the_directory(world: World) -> None:
    with pytest.raises(UnknownRecipientError):
        asked(world.a, recipient="0" * 16)
    world.a.clock.ahead = timedelta(days=366)
    with world.a.desk(CLERK) as desk:
        assert recipients(desk) == ()


def test_both_logs_and_the_package_hold_from_inside_and_from_outside(world: World) -> None:
    out = released(world.a, world.medium)
    with world.b.desk(CLERK) as desk:
        accept(desk, inspect_package(desk, out.path), world.medium)
    for unit in (world.a, world.b):
        with unit.desk(CHIEF) as desk:
            assert auditing.verify(desk).ok
    fingerprint = world.a.ref.fingerprint
    for path, points in (
        (out.path, ()),
        (world.a.ref.folder, (out.path,)),
        (world.b.ref.folder, ()),
    ):
        own = fingerprint if path != world.b.ref.folder else world.b.ref.fingerprint
        verdict = verify_from_outside(path, own, points)
        assert verdict.ok, verdict.lines
    changed = bytearray(out.path.read_bytes())
    changed[-1] ^= 1
    out.path.write_bytes(changed)
    assert not verify_from_outside(out.path, fingerprint).ok
