"""Every package that is not exactly an approved one for us is refused, and says why."""

import io
import json
from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.crypto import signing
from desktop.domain.errors import AppError
from desktop.domain.packages import MANIFEST_TYPE, Manifest
from desktop.domain.people import Account, Status
from desktop.domain.transfer_errors import (
    ApproverRoleError,
    DirectoryGapError,
    DirectoryOldError,
    DrillPackageError,
    NewerPackageError,
    NotAPackageError,
    PackageExpiredError,
    PackageTamperedError,
    PackageTruncatedError,
    RecipientUnregisteredError,
    ReplayedPackageError,
    RequesterRoleError,
    SelfApprovedPackageError,
    TrailingBytesError,
    UnapprovedPackageError,
    UnknownSenderError,
    WrongRecipientError,
)
from desktop.transfer.container import MAGIC, head_bytes, read_head
from desktop.transfer.pack import read_back, write_package
from desktop.transfer.unpack import Note, Seen, inspect
from tests.transfer.units import (
    NOTHING_SEEN,
    NOW,
    Plan,
    Unit,
    accept,
    look,
    package,
    request_of,
    seed,
    unit,
)


def repacked(good: bytes, manifest: bytes | None = None, payload: bytes | None = None) -> bytes:
    """The same package around another manifest or payload."""
    head = read_head(io.BytesIO(good))
    rest = good[head.payload_at :] if payload is None else payload
    return head_bytes(manifest or head.manifest, head.directories) + rest


def with_rights(sender: Unit, uid: str, **changes: object) -> Unit:
    """The next directory version, in which one account is not what it was."""
    users = tuple(
        replace(user, **changes) if isinstance(user, Account) and user.uid == uid else user  # type: ignore[arg-type]
        for user in sender.directory.users
    )
    return sender.next_version(users=users)


# ── bytes ──────────────────────────────────────────────────────────────────────────────


def test_every_changed_byte_is_refused(good: bytes, sender: Unit, receiver: Unit) -> None:
    head = read_head(io.BytesIO(good))
    manifest_end = len(MAGIC) + 4 + len(head.manifest) + 4
    places = [
        *range(manifest_end),
        *range(manifest_end, head.payload_at, 7),
        *range(head.payload_at, len(good), 5),
    ]
    for place in places:
        changed = bytearray(good)
        changed[place] ^= 1 << (place % 8)
        with pytest.raises(AppError) as refused:
            accept(bytes(changed), receiver, sender.pin)
        assert refused.value.code.startswith("transfer."), place


def test_every_cut_is_refused_as_cut(good: bytes, sender: Unit, receiver: Unit) -> None:
    for length in [*range(1, 40), *range(40, len(good), 61), len(good) - 1]:
        with pytest.raises(PackageTruncatedError):
            look(good[:length], receiver, sender.pin)


def test_a_byte_behind_the_end_is_refused(good: bytes, sender: Unit, receiver: Unit) -> None:
    with pytest.raises(TrailingBytesError):
        look(good + b"\n", receiver, sender.pin)


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04", b"KURAPAY1\n", b"KURAPKG0\n", b"\x00" * 99]
)
def test_another_kind_of_file_is_no_package(content: bytes, sender: Unit, receiver: Unit) -> None:
    with pytest.raises(NotAPackageError):
        look(content, receiver, sender.pin)


def test_a_package_of_a_later_format_asks_for_a_newer_program(
    good: bytes, sender: Unit, receiver: Unit
) -> None:
    with pytest.raises(NewerPackageError):
        look(b"KURAPKG2\n" + good[len(MAGIC) :], receiver, sender.pin)


def test_a_manifest_of_a_later_version_asks_for_a_newer_program(
    good: bytes, sender: Unit, receiver: Unit
) -> None:
    head = read_head(io.BytesIO(good))
    later = json.loads(signing.payload_unverified(head.manifest, MANIFEST_TYPE)) | {"v": 2}
    signed = signing.sign_json(MANIFEST_TYPE, later, [sender.keys["boss"]])

    with pytest.raises(NewerPackageError):
        look(repacked(good, manifest=signed), receiver, sender.pin)


@pytest.mark.parametrize("length", [0, (1 << 20) + 1, 0xFFFFFFFF])
def test_an_impossible_length_is_refused_before_anything_is_read(
    length: int, good: bytes, sender: Unit, receiver: Unit
) -> None:
    changed = MAGIC + length.to_bytes(4, "big") + good[len(MAGIC) + 4 :]

    with pytest.raises(PackageTamperedError):
        look(changed, receiver, sender.pin)


# ── approval ───────────────────────────────────────────────────────────────────────────


def test_a_clerk_alone_cannot_make_a_package(plan: Plan, receiver: Unit) -> None:
    with pytest.raises(ApproverRoleError):
        look(package(replace(plan, boss="clerk2")), receiver, plan.sender.pin)


def test_nobody_approves_their_own_request(plan: Plan, receiver: Unit) -> None:
    with pytest.raises(SelfApprovedPackageError):
        look(package(replace(plan, clerk="boss")), receiver, plan.sender.pin)


def test_two_accounts_of_one_human_are_one_human(plan: Plan, receiver: Unit) -> None:
    with pytest.raises(SelfApprovedPackageError):
        look(package(replace(plan, boss="double")), receiver, plan.sender.pin)


def test_an_administrator_cannot_request(plan: Plan, receiver: Unit) -> None:
    with pytest.raises(RequesterRoleError):
        look(package(replace(plan, clerk="admin")), receiver, plan.sender.pin)


def test_a_manifest_signed_by_another_than_it_names_is_unapproved(
    plan: Plan, receiver: Unit
) -> None:
    with pytest.raises(UnapprovedPackageError):
        look(package(replace(plan, signers=("clerk",))), receiver, plan.sender.pin)


def test_a_second_signature_on_the_manifest_is_unapproved(plan: Plan, receiver: Unit) -> None:
    with pytest.raises(UnapprovedPackageError):
        look(package(replace(plan, signers=("boss", "clerk"))), receiver, plan.sender.pin)


def test_a_stripped_signature_is_refused(good: bytes, sender: Unit, receiver: Unit) -> None:
    head = read_head(io.BytesIO(good))
    stripped = json.loads(head.manifest) | {"sigs": []}
    signed = json.dumps(stripped, separators=(",", ":"), sort_keys=True).encode()

    with pytest.raises(PackageTamperedError):
        look(repacked(good, manifest=signed), receiver, sender.pin)


def test_a_stranger_with_his_own_key_is_unapproved(plan: Plan, receiver: Unit) -> None:
    stranger = signing.SigningKey(seed("stranger"))
    keys = {**plan.sender.keys, "boss": stranger}

    with pytest.raises(UnapprovedPackageError):
        look(
            package(replace(plan, sender=replace(plan.sender, keys=keys))),
            receiver,
            plan.sender.pin,
        )


@pytest.mark.parametrize("who", ["boss", "clerk"])
def test_people_who_had_left_cannot_send(who: str, plan: Plan, receiver: Unit) -> None:
    left = with_rights(plan.sender, who, status=Status.RETIRED, valid_to=NOW - timedelta(days=1))

    with pytest.raises((ApproverRoleError, RequesterRoleError)):
        look(package(replace(plan, sender=left)), receiver, plan.sender.pin)


@pytest.mark.parametrize(
    "changes",
    [
        {"purpose": "別の目的"},
        {"request_id": seed("another").hex()[:32]},
        {"inner_sha256": seed("another")},
        {"store": seed("another").hex()[:32]},
    ],
)
def test_a_manifest_around_another_request_is_refused(
    changes: dict[str, object], plan: Plan, receiver: Unit
) -> None:
    other = signing.sign_json(
        "request",
        replace(request_of(plan), **changes).to_json(),  # type: ignore[arg-type]
        [plan.sender.keys["clerk"]],
    )

    def swapped(manifest: Manifest) -> Manifest:
        return replace(manifest, request=other)

    content = package(replace(plan, manifest=swapped))
    if changes == {"purpose": "別の目的"}:
        look(content, receiver, plan.sender.pin)  # same content, another reason: still approved
    else:
        with pytest.raises(UnapprovedPackageError):
            look(content, receiver, plan.sender.pin)


def test_a_manifest_for_more_recipients_than_were_asked_for_is_refused(
    plan: Plan, receiver: Unit, other: Unit
) -> None:
    more = tuple(sorted((receiver.rid, other.rid)))
    content = package(replace(plan, manifest=lambda found: replace(found, recipients=more)))

    with pytest.raises(UnapprovedPackageError):
        look(content, receiver, plan.sender.pin)


def test_a_request_signed_by_two_is_refused(plan: Plan, receiver: Unit) -> None:
    signers = [plan.sender.keys[who] for who in ("clerk", "clerk2")]
    twice = signing.sign_json("request", request_of(plan).to_json(), signers)
    content = package(replace(plan, manifest=lambda found: replace(found, request=twice)))

    with pytest.raises(UnapprovedPackageError):
        look(content, receiver, plan.sender.pin)


def test_a_request_that_had_expired_cannot_be_approved(plan: Plan, receiver: Unit) -> None:
    late = replace(plan, request_until=NOW - timedelta(seconds=1))

    with pytest.raises(UnapprovedPackageError):
        look(package(late), receiver, plan.sender.pin)


# ── recipient, time, once ──────────────────────────────────────────────────────────────


def test_another_unit_is_not_the_recipient(good: bytes, sender: Unit, other: Unit) -> None:
    with pytest.raises(WrongRecipientError):
        look(good, other, sender.pin)


def test_a_package_encrypted_to_another_key_cannot_be_opened(
    plan: Plan, receiver: Unit, other: Unit
) -> None:
    content = package(replace(plan, encrypt_to=other.identity.recipient))

    with pytest.raises(WrongRecipientError):
        accept(content, receiver, plan.sender.pin)


def test_a_recipient_the_sender_never_registered_is_refused(receiver: Unit) -> None:
    alone = unit("子育て", 0)

    with pytest.raises(RecipientUnregisteredError):
        look(package(Plan(alone, receiver)), receiver, alone.pin)


def test_a_recipient_whose_registration_had_ended_is_refused(plan: Plan, receiver: Unit) -> None:
    ended = tuple(
        replace(found, not_after=NOW - timedelta(seconds=1))
        for found in plan.sender.directory.recipients
    )
    late = replace(plan, sender=plan.sender.next_version(recipients=ended))

    with pytest.raises(RecipientUnregisteredError):
        look(package(late), receiver, plan.sender.pin)


def test_an_unknown_sender_needs_a_card(good: bytes, receiver: Unit) -> None:
    with pytest.raises(UnknownSenderError):
        inspect(io.BytesIO(good), pins={}, me=receiver.me, now=NOW, seen=NOTHING_SEEN)


def test_the_same_package_is_accepted_once(good: bytes, sender: Unit, receiver: Unit) -> None:
    first = look(good, receiver, sender.pin)
    seen = Seen(frozenset({first.manifest.package_id}), {first.manifest.from_store: 1})

    with pytest.raises(ReplayedPackageError):
        look(good, receiver, sender.pin, seen=seen)


def test_a_package_expires_ten_minutes_after_its_end(
    good: bytes, sender: Unit, receiver: Unit
) -> None:
    end = NOW + timedelta(days=14)

    look(good, receiver, sender.pin, now=end + timedelta(minutes=10))
    with pytest.raises(PackageExpiredError):
        look(good, receiver, sender.pin, now=end + timedelta(minutes=10, seconds=1))


@pytest.mark.parametrize(
    ("counter", "highest", "notes"),
    [
        (1, 0, ()),
        (3, 0, (Note.GAP,)),
        (2, 5, (Note.OUT_OF_ORDER,)),
        (6, 5, ()),
    ],
)
def test_the_counter_is_a_note_never_a_refusal(
    counter: int, highest: int, notes: tuple[Note, ...], plan: Plan, receiver: Unit
) -> None:
    seen = Seen(frozenset(), {plan.sender.directory.store: highest})

    found = look(package(replace(plan, counter=counter)), receiver, plan.sender.pin, seen=seen)

    assert found.notes == notes


def test_a_package_from_the_future_is_noted(good: bytes, sender: Unit, receiver: Unit) -> None:
    found = look(good, receiver, sender.pin, now=NOW - timedelta(hours=1))

    assert found.notes == (Note.MADE_IN_FUTURE,)


def test_a_drill_package_is_refused_by_a_real_store_and_the_other_way_round(
    receiver: Unit,
) -> None:
    drill, drilling = unit("訓練", 0, 1, drill=True), unit("福祉", 1, drill=True)
    real = unit("本番", 0, 1)

    look(package(Plan(drill, drilling)), drilling, drill.pin)
    with pytest.raises(DrillPackageError):
        look(package(Plan(drill, receiver)), receiver, drill.pin)
    with pytest.raises(DrillPackageError):
        look(package(Plan(real, drilling)), drilling, real.pin)


# ── directory ──────────────────────────────────────────────────────────────────────────


def test_a_receiver_walks_from_its_pin_to_the_newest_version(plan: Plan, receiver: Unit) -> None:
    grown = plan.sender.next_version().next_version()

    found = look(package(replace(plan, sender=grown)), receiver, plan.sender.pin)

    assert found.newest == grown.pin
    assert found.newest.version == 3


def test_a_package_on_an_older_directory_is_refused(
    good: bytes, plan: Plan, receiver: Unit
) -> None:
    with pytest.raises(DirectoryOldError):
        look(good, receiver, plan.sender.next_version().pin)


@pytest.mark.parametrize("kept", [slice(2, None), slice(0, 1), slice(0, 2)])
def test_directories_that_do_not_reach_are_refused(kept: slice, plan: Plan, receiver: Unit) -> None:
    grown = plan.sender.next_version().next_version()
    short = replace(plan, sender=grown, enclosed=grown.files[kept])

    with pytest.raises(DirectoryGapError):
        look(package(short), receiver, plan.sender.pin)


def test_a_package_without_any_directory_is_refused(
    good: bytes, sender: Unit, receiver: Unit
) -> None:
    head = read_head(io.BytesIO(good))
    bare = head_bytes(head.manifest, ()) + good[head.payload_at :]

    with pytest.raises(PackageTamperedError):
        look(bare, receiver, sender.pin)


def test_the_walk_may_begin_right_behind_the_pin(plan: Plan, receiver: Unit) -> None:
    grown = plan.sender.next_version().next_version()
    short = replace(plan, sender=grown, enclosed=grown.files[1:])

    assert look(package(short), receiver, plan.sender.pin).newest == grown.pin


def test_a_directory_that_grew_after_the_approval_stays_at_home(
    good: bytes, plan: Plan, receiver: Unit
) -> None:
    head, grown = read_head(io.BytesIO(good)), plan.sender.next_version()
    target = io.BytesIO()

    write_package(target, head.manifest, grown.files, io.BytesIO(good[head.payload_at :]))

    assert target.getvalue() == good
    assert read_back(target, head.manifest, grown.files).size == len(good)
    assert look(target.getvalue(), receiver, plan.sender.pin).newest == plan.sender.pin


def test_a_directory_signed_by_one_human_is_refused(plan: Plan, receiver: Unit) -> None:
    forged = plan.sender.next_version(signers=("admin",))

    with pytest.raises(PackageTamperedError):
        look(package(replace(plan, sender=forged)), receiver, plan.sender.pin)


def test_another_store_with_the_same_name_is_not_the_pinned_one(plan: Plan, receiver: Unit) -> None:
    impostor = unit("子育て", 0, 1)

    with pytest.raises(PackageTamperedError):
        look(package(replace(plan, sender=impostor)), receiver, plan.sender.pin)


def test_a_history_that_does_not_lead_to_the_pin_is_refused(plan: Plan, receiver: Unit) -> None:
    grown = plan.sender.next_version()
    another = unit("子育て", 0, 1)
    content = package(replace(plan, sender=grown, enclosed=(another.files[0], grown.files[1])))

    with pytest.raises(PackageTamperedError):
        look(content, receiver, grown.pin)


# ── payload ────────────────────────────────────────────────────────────────────────────


def test_the_payload_of_another_package_is_refused(good: bytes, plan: Plan, receiver: Unit) -> None:
    another = package(replace(plan, number=2))
    payload = another[read_head(io.BytesIO(another)).payload_at :]

    with pytest.raises((PackageTamperedError, PackageTruncatedError, TrailingBytesError)):
        look(repacked(good, payload=payload), receiver, plan.sender.pin)


def test_an_approver_cannot_sign_a_payload_the_requester_did_not_see(
    plan: Plan, receiver: Unit
) -> None:
    forged = replace(plan, request=lambda found: replace(found, inner_sha256=seed("other")))

    with pytest.raises(PackageTamperedError):
        accept(package(forged), receiver, plan.sender.pin)


def test_another_sanitising_policy_than_the_request_named_is_refused(
    plan: Plan, receiver: Unit
) -> None:
    forged = replace(plan, request=lambda found: replace(found, policy_version=2))

    with pytest.raises(PackageTamperedError):
        accept(package(forged), receiver, plan.sender.pin)


def test_more_records_than_the_request_said_are_refused(plan: Plan, receiver: Unit) -> None:
    forged = replace(plan, request=lambda found: replace(found, records=2))

    with pytest.raises(PackageTamperedError):
        accept(package(forged), receiver, plan.sender.pin)


def test_a_package_written_wrong_does_not_read_back(good: bytes, plan: Plan) -> None:
    head = read_head(io.BytesIO(good))
    other = read_head(io.BytesIO(package(replace(plan, counter=2)))).manifest

    read_back(io.BytesIO(good), head.manifest, plan.sender.files)
    for wrong in (good[:-1], good + b"x", good[:-1] + bytes([good[-1] ^ 1])):
        with pytest.raises(AppError):
            read_back(io.BytesIO(wrong), head.manifest, plan.sender.files)
    with pytest.raises(PackageTamperedError):
        read_back(io.BytesIO(good), other, plan.sender.files)
