"""A directory version: strict in form, and only two humans may write the next one."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.crypto.lineage import follow, read_lineage, read_onwards
from desktop.crypto.signing import SigningKey, sign_json
from desktop.domain import cj1
from desktop.domain.directory import Directory, Recipient, directory_hash, recipient_id
from desktop.domain.errors import (
    AppError,
    DirectoryChainError,
    DirectorySeparationError,
    DirectorySignersError,
    MalformedDocumentError,
    SignatureRefusedError,
)
from desktop.domain.people import Account, Role, Status, key_id, user_id
from desktop.domain.policy import KdfPolicy
from desktop.domain.rights import ROLE_RIGHTS, Right, rights_of
from tests.golden.build import AGE, NOW, account, directory, signer

ADMIN, CHIEF, CLERK = signer("a1"), signer("b2"), signer("c3")
SECOND_ADMIN = account("f6", Role.ADMINISTRATOR)
LATER = NOW + timedelta(days=1)


def signed(what: Directory, *keys: SigningKey) -> bytes:
    return sign_json("directory", what.to_json(), keys)


FIRST = signed(directory(), ADMIN, CHIEF)


def second(**changes: object) -> Directory:
    following = replace(directory(), version=2, prev_sha256=directory_hash(FIRST), issued_at=LATER)
    return replace(following, **changes)


def with_users(*extra: Account) -> tuple[object, ...]:
    return tuple(sorted((*directory().users, *extra), key=lambda user: user.uid))


def test_two_humans_write_the_next_version() -> None:
    file = signed(second(), ADMIN, CHIEF)

    lineage = read_lineage([FIRST, file])

    assert lineage.current.version == 2
    assert lineage.version(1) == directory()
    assert read_onwards(FIRST, [file]) == lineage.versions
    assert follow(directory(), directory_hash(FIRST), file) == lineage.current


@pytest.mark.parametrize(
    "keys", [(ADMIN,), (CHIEF,), (CHIEF, CLERK), (ADMIN, CLERK)], ids=["1", "2", "3", "4"]
)
def test_fewer_or_other_people_do_not_suffice(keys: tuple[SigningKey, ...]) -> None:
    with pytest.raises(DirectorySignersError):
        read_lineage([FIRST, signed(second(), *keys)])
    with pytest.raises(DirectorySignersError):
        read_lineage([signed(directory(), *keys)])


def test_two_accounts_of_one_human_are_one_signer() -> None:
    twin = replace(account("f6", Role.SUPERVISOR), person=account("a1").person)
    start = replace(directory(), users=with_users(twin))
    first = signed(start, ADMIN, CHIEF)
    following = replace(start, version=2, prev_sha256=directory_hash(first), issued_at=LATER)

    with pytest.raises(DirectorySignersError):
        read_lineage([first, signed(following, ADMIN, signer("f6"))])
    with pytest.raises(DirectorySignersError):
        read_lineage([signed(start, ADMIN, signer("f6"))])
    assert read_lineage([first, signed(following, ADMIN, CHIEF)]).current.version == 2


def test_somebody_the_version_before_does_not_know_cannot_sign_himself_in() -> None:
    following = second(users=with_users(SECOND_ADMIN))

    with pytest.raises(SignatureRefusedError):
        read_lineage([FIRST, signed(following, ADMIN, signer("f6"))])


def test_a_retired_person_signs_nothing_more() -> None:
    gone = tuple(
        replace(user, status=Status.RETIRED, valid_to=LATER) if user.uid == "b2" else user
        for user in directory().users
    )
    two = signed(second(users=gone), ADMIN, CHIEF)
    three = replace(second(), version=3, prev_sha256=directory_hash(two))

    with pytest.raises(DirectorySignersError):
        read_lineage([FIRST, two, signed(three, ADMIN, CHIEF)])


@pytest.mark.parametrize(
    "changes",
    [
        {"version": 3},
        {"prev_sha256": bytes(32)},
        {"issued_at": NOW - timedelta(seconds=1)},
        {"store": "0" * 32},
    ],
    ids=["gap", "predecessor", "time", "store"],
)
def test_a_version_that_does_not_follow_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(DirectoryChainError):
        read_lineage([FIRST, signed(second(**changes), ADMIN, CHIEF)])


def test_the_recovery_key_alone_suffices_and_says_so() -> None:
    recovery = signer("recovery")
    marked = second(by_recovery=True)

    assert read_lineage([FIRST, signed(marked, recovery)]).current.by_recovery
    for what, keys in (
        (second(), (recovery,)),
        (marked, (ADMIN, CHIEF)),
        (marked, (recovery, ADMIN)),
        (second(), (recovery, ADMIN, CHIEF)),
    ):
        with pytest.raises(DirectorySignersError):
            read_lineage([FIRST, signed(what, *keys)])
    for keys in ((recovery,), (ADMIN, CHIEF)):
        with pytest.raises(AppError):
            read_lineage([signed(replace(directory(), by_recovery=True), *keys)])


def test_no_human_administers_and_audits_even_with_two_accounts() -> None:
    auditor = replace(account("f6", Role.AUDITOR), person=account("a1").person)

    with pytest.raises(DirectorySeparationError):
        read_lineage([FIRST, signed(second(users=with_users(auditor)), ADMIN, CHIEF)])


def test_no_file_is_no_directory() -> None:
    with pytest.raises(DirectoryChainError):
        read_lineage([])


def test_a_directory_reads_back_as_it_was_written() -> None:
    assert Directory.from_json(directory().to_json()) == directory()


def renamed(user: int, member: str, value: object) -> Callable[[dict[str, object]], None]:
    def change(payload: dict[str, object]) -> None:
        users = payload["users"]
        assert isinstance(users, list)
        users[user][member] = value

    return change


@pytest.mark.parametrize(
    "change",
    [
        renamed(0, "kid", "0" * 32),
        renamed(0, "roles", ["king"]),
        renamed(0, "roles", []),
        renamed(0, "roles", ["supervisor", "administrator"]),
        renamed(0, "uid", "z9"),
        renamed(0, "uid", "A1"),
        renamed(0, "to", "2026-01-01T00:00:00Z"),
        renamed(0, "slip", "00" * 32),
        renamed(0, "status", "retired"),
        renamed(3, "kid", "0" * 32),
        renamed(0, "nickname", "x"),
        lambda payload: payload.pop("policy"),
        lambda payload: payload.update(note="x"),
        lambda payload: payload.update(version=0),
        lambda payload: payload.update(prev_sha256="00" * 32),
        lambda payload: payload["policy"].update(lock_minutes=60),
        lambda payload: payload["policy"]["kdf"].update(m=1024),
        lambda payload: payload["recipients"][0].update(rid="0" * 16),
        lambda payload: payload["recipients"][0].update(label="a\nb"),
        lambda payload: payload["keys"].reverse(),
        lambda payload: payload["keys"].append(payload["keys"][-1]),
    ],
)
def test_a_directory_out_of_form_is_refused(change: Callable[[dict[str, object]], None]) -> None:
    payload = cj1.decode(cj1.encode(directory().to_json()))
    assert isinstance(payload, dict)
    change(payload)

    with pytest.raises(MalformedDocumentError):
        Directory.from_json(payload)


def test_one_user_id_may_have_a_retired_and_an_active_key() -> None:
    old = replace(account("c3", Role.CLERK), status=Status.RETIRED, valid_to=LATER)
    new_keys = signer("new c3")
    new = replace(old, kid=new_keys.kid, pk_sign=new_keys.public, status=Status.ACTIVE)
    others = [user for user in directory().users if user.uid != "c3"]
    users = tuple(
        sorted(
            (*others, old, replace(new, valid_to=None)),
            key=lambda u: (u.uid, getattr(u, "kid", "")),
        )
    )

    found = second(users=users)

    mine = found.account(user_id("C3"))
    assert mine is not None
    assert mine.kid == new_keys.kid
    assert found.by_kid(old.kid) == old
    assert not found.active(old, NOW)
    assert found.active(mine, LATER)


def test_one_key_belongs_to_one_account() -> None:
    copied = replace(account("c3", Role.CLERK), uid=user_id("z9"))

    with pytest.raises(MalformedDocumentError):
        second(users=with_users(copied))


def test_recipients_are_named_by_their_key() -> None:
    assert directory().recipient(recipient_id(AGE)) == directory().recipients[0]
    assert directory().recipient("0" * 16) is None
    with pytest.raises(MalformedDocumentError):
        second(recipients=(Recipient("0" * 16, "x", AGE, LATER),))


def test_an_account_acts_from_and_until() -> None:
    mine = replace(account("c3", Role.CLERK), valid_to=LATER)

    assert mine.acts_at(NOW)
    assert not mine.acts_at(NOW - timedelta(seconds=1))
    assert not mine.acts_at(LATER)
    assert mine.kid == key_id(mine.pk_sign)


@pytest.mark.parametrize("typed", ["Ｔ０１２３ ", "t0123", " T0123"])
def test_user_ids_are_typed_as_people_type(typed: str) -> None:
    assert user_id(typed) == "t0123"


@pytest.mark.parametrize("typed", ["", "a/b", "職員", "x" * 33])
def test_what_cannot_be_a_user_id_is_refused(typed: str) -> None:
    with pytest.raises(MalformedDocumentError):
        user_id(typed)


def test_the_administrator_sees_no_ledger_and_the_auditor_changes_none() -> None:
    assert ROLE_RIGHTS[Role.ADMINISTRATOR] == {Right.ADMINISTER}
    assert ROLE_RIGHTS[Role.AUDITOR] == {Right.AUDIT}
    assert Right.APPROVE not in ROLE_RIGHTS[Role.CLERK]
    assert ROLE_RIGHTS[Role.CLERK] < ROLE_RIGHTS[Role.SUPERVISOR]
    assert all(Right.UNMASK not in rights for rights in ROLE_RIGHTS.values())


def test_showing_numbers_comes_with_a_class_only() -> None:
    clerk = account("c3", Role.CLERK)

    assert Right.UNMASK not in rights_of(clerk)
    assert Right.UNMASK in rights_of(replace(clerk, classes=("mynumber",)))


@pytest.mark.parametrize(
    "cost",
    [(65535, 3, 1), (65536, 2, 1), (65536, 3, 0), (2097153, 3, 1), (65536, 11, 1), (65536, 3, 9)],
)
def test_a_kdf_cost_out_of_bounds_is_refused(cost: tuple[int, int, int]) -> None:
    with pytest.raises(MalformedDocumentError):
        KdfPolicy(*cost)
