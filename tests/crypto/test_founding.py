"""A store begins with two people, and nothing of theirs is left lying about."""

import base64
import json
from dataclasses import replace

import pytest

from desktop.crypto.founding import FoundedStore, FoundingPlan, found_store
from desktop.crypto.lineage import Lineage, read_lineage
from desktop.crypto.passwords import PasswordRules
from desktop.crypto.roster import open_roster
from desktop.crypto.slots import SlotsFile
from desktop.crypto.wrapping import public_of
from desktop.domain.errors import (
    AppError,
    DirectoryRollbackError,
    DirectorySeparationError,
    FoundingRefusedError,
    KeyMismatchError,
    MalformedDocumentError,
    PasswordLengthError,
)
from desktop.domain.ids import UserId
from desktop.domain.people import Role
from tests.golden.build import DEVICE, NOW, fixed_random, new_person, plan

CLERK = UserId("c3")


def instant(_password: str, salt: bytes, _kdf: object) -> bytes:
    return salt * 2


def found(what: FoundingPlan) -> FoundedStore:
    rules = PasswordRules(frozenset())
    return found_store(
        what, device=DEVICE, now=NOW, random=fixed_random("f"), rules=rules, stretched=instant
    )


def test_only_the_two_founders_sign(founded: FoundedStore) -> None:
    document = json.loads(founded.files["directory/000001.json"])

    signers = {signature["kid"] for signature in document["sigs"]}

    assert signers == {founded.keys[UserId(uid)].kid for uid in ("a1", "b2")}


def test_two_administrators_may_found_too() -> None:
    other = new_person("z9", Role.ADMINISTRATOR)

    assert found(replace(plan(), founders=(plan().founders[0], other))).fingerprint


@pytest.mark.parametrize("roles", [(Role.CLERK,), (Role.AUDITOR,)])
def test_a_clerk_or_an_auditor_cannot_be_the_second_founder(roles: tuple[Role, ...]) -> None:
    with pytest.raises(FoundingRefusedError):
        found(replace(plan(), founders=(plan().founders[0], new_person("z9", *roles))))


def test_nobody_administers_and_audits() -> None:
    both = new_person("z9", Role.ADMINISTRATOR, Role.AUDITOR)

    with pytest.raises(DirectorySeparationError):
        found(replace(plan(), others=(both,)))


def test_one_user_id_cannot_be_given_twice() -> None:
    with pytest.raises(MalformedDocumentError):
        found(replace(plan(), others=(new_person("a1", Role.CLERK),)))


def test_a_weak_password_stops_the_founding() -> None:
    weak = replace(new_person("c3", Role.CLERK), password="short")

    with pytest.raises(PasswordLengthError):
        found(replace(plan(), others=(weak,)))


def in_clear(founded: FoundedStore) -> bytes:
    """Every file, what its base64 hides, and what the whole object shows of itself."""
    signed = json.loads(founded.files["directory/000001.json"])
    shown = [*founded.files.values(), base64.b64decode(signed["payload"]), repr(founded).encode()]
    return b"\n".join(shown)


def test_names_and_passwords_are_nowhere_in_clear(founded: FoundedStore) -> None:
    everything = in_clear(founded)
    words = ["髙橋", "福祉課", *(person.password for person in plan().people)]

    found_words = [
        word
        for word in words
        for encoding in ("utf-8", "utf-16-le", "cp932")
        if word.encode(encoding) in everything
    ]

    assert found_words == []
    assert "1号端末".encode() in everything  # the search does find what is there


def test_no_secret_stands_in_any_file(founded: FoundedStore) -> None:
    keys = founded.keys[CLERK]
    secrets = [keys.db, keys.roster, keys.bundle.ed25519_sk, keys.bundle.x25519_sk, DEVICE]
    secrets += [founded.seal_keys.current, *(sheet.secret for sheet in founded.sheets)]
    everything = in_clear(founded)

    for secret in secrets:
        assert secret not in everything
        assert secret.hex().encode() not in everything


def test_the_directory_commits_to_every_key(founded: FoundedStore, lineage: Lineage) -> None:
    directory = lineage.current

    assert [key.key for key in directory.keys] == ["audit", "db", "recv", "roster"]
    assert directory.terminals[0].seal_pk0 == founded.seal_keys.public
    assert directory.terminals[0].term == founded.term


def test_the_auditor_opens_what_is_sealed_to_the_policys_key(
    founded: FoundedStore, lineage: Lineage
) -> None:
    auditor = founded.keys[UserId("e5")]

    assert public_of(auditor._granted["audit"]) == lineage.current.policy.audit_pk  # noqa: SLF001  # no public door shows a key
    assert not auditor.holds("db")


def test_another_stores_directory_is_refused_where_one_is_pinned(founded: FoundedStore) -> None:
    files = [founded.files["directory/000001.json"]]

    with pytest.raises(DirectoryRollbackError):
        read_lineage(files, pinned_fingerprint="0" * 32)
    with pytest.raises(DirectoryRollbackError):
        read_lineage(files, newest_seen=2)


def test_any_changed_byte_of_the_directory_is_refused(founded: FoundedStore) -> None:
    file = founded.files["directory/000001.json"]

    for place in range(0, len(file), 7):
        changed = bytearray(file)
        changed[place] ^= 1
        with pytest.raises(AppError):
            read_lineage([bytes(changed)])


def test_any_changed_byte_of_the_roster_is_refused(founded: FoundedStore) -> None:
    file, key = founded.files["roster.json"], founded.keys[CLERK].roster
    assert open_roster(file, store=founded.store, key=key, ver=1)[CLERK].section == "福祉課"

    for place in range(len(file)):
        changed = bytearray(file)
        changed[place] ^= 1
        with pytest.raises(AppError):
            open_roster(bytes(changed), store=founded.store, key=key, ver=1)


def test_a_roster_opens_only_with_its_own_key_and_version(founded: FoundedStore) -> None:
    file, key = founded.files["roster.json"], founded.keys[CLERK].roster

    with pytest.raises(KeyMismatchError):
        open_roster(file, store=founded.store, key=bytes(32), ver=1)
    with pytest.raises(MalformedDocumentError):
        open_roster(file, store=founded.store, key=key, ver=2)


def test_the_slots_file_reads_back_as_it_was_written(founded: FoundedStore) -> None:
    file = founded.files["slots.json"]

    assert SlotsFile.from_bytes(file).to_bytes() == file
