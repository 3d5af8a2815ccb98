"""Sign-in: the right person at the right terminal, and one answer to everybody else."""

from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.crypto.founding import FoundedStore
from desktop.crypto.grants import make_grant
from desktop.crypto.keyring import UnlockedKeys
from desktop.crypto.lineage import Lineage
from desktop.crypto.passwords import stretch
from desktop.crypto.slot_keys import Bundle, Factors, make_slot
from desktop.crypto.slots import SlotsFile
from desktop.crypto.unlock import keys_due, term_of, unlock
from desktop.domain import cj1
from desktop.domain.cj1 import Json
from desktop.domain.errors import (
    AppError,
    KeysForgottenError,
    MalformedDocumentError,
    NotInThisVersionError,
    NotPermittedError,
    SignInRefusedError,
    UnknownVersionError,
)
from desktop.domain.ids import UserId
from desktop.domain.people import Status
from desktop.domain.policy import KdfPolicy
from tests.golden.build import COST, DEVICE, NOW, fixed_random, password_of

ELSEWHERE = bytes(32)
CLERK = UserId("c3")


class Counting:
    """Argon2id that also counts how often it runs."""

    def __init__(self) -> None:
        self.runs: list[KdfPolicy] = []

    def __call__(self, password: str, salt: bytes, kdf: KdfPolicy) -> bytes:
        self.runs.append(kdf)
        return stretch(password, salt, kdf)


def sign_in(lineage: Lineage, slots: bytes, uid: str, **changes: object) -> UnlockedKeys:
    password = str(changes.pop("password", password_of(uid)))
    device = changes.pop("device", DEVICE)
    assert isinstance(device, bytes)
    now = changes.pop("now", NOW)
    return unlock(lineage, slots, UserId(uid), Factors(password, device), now=now, **changes)


@pytest.fixture(scope="module")
def slots(founded: FoundedStore) -> bytes:
    return founded.files["slots.json"]


@pytest.mark.parametrize("uid", ["a1", "b2", "c3", "e5"])
def test_everybody_gets_the_keys_of_their_roles_and_no_other(
    founded: FoundedStore, lineage: Lineage, slots: bytes, uid: str
) -> None:
    keys = sign_in(lineage, slots, uid)

    due = keys_due(keys.account)
    assert [name for name in ("audit", "db", "recv", "roster") if keys.holds(name)] == list(due)
    assert keys.roster == founded.keys[UserId("c3")].roster
    assert keys.term == founded.term


def test_the_administrator_never_holds_the_database_key(lineage: Lineage, slots: bytes) -> None:
    keys = sign_in(lineage, slots, "a1")

    with pytest.raises(NotPermittedError):
        _ = keys.db
    with pytest.raises(NotPermittedError):
        _ = keys.receiving


def test_full_width_typing_of_the_same_password_signs_in(lineage: Lineage, slots: bytes) -> None:
    wide = password_of("c3").replace("yama", "ｙａｍａ")

    assert sign_in(lineage, slots, "c3", password=wide).account.uid == "c3"


@pytest.mark.parametrize(
    "changes",
    [
        {"password": "c3: yama no tanuki ga odorv"},
        {"device": ELSEWHERE},
        {"uid": "nobody"},
        {"now": NOW - timedelta(seconds=1)},
    ],
    ids=["password", "terminal", "unknown", "too-early"],
)
def test_every_failure_has_one_answer_and_one_argon2id_run(
    lineage: Lineage, slots: bytes, changes: dict[str, object]
) -> None:
    counting = Counting()
    arguments = {"uid": "c3", **changes}
    uid = str(arguments.pop("uid"))

    with pytest.raises(SignInRefusedError) as refused:
        sign_in(lineage, slots, uid, stretched=counting, **arguments)

    assert counting.runs == [COST]
    assert refused.value.details == {}


def test_a_retired_account_is_refused_like_a_wrong_password(lineage: Lineage, slots: bytes) -> None:
    now = lineage.current
    users = tuple(
        replace(user, status=Status.RETIRED, valid_to=NOW + timedelta(days=1))
        if user.uid == "c3"
        else user
        for user in now.users
    )
    retired = replace(lineage, versions=(replace(now, users=users),))

    with pytest.raises(SignInRefusedError):
        sign_in(retired, slots, "c3")


def test_keys_of_another_bundle_under_the_same_user_id_are_refused(
    founded: FoundedStore, lineage: Lineage, slots: bytes
) -> None:
    changed = with_slot(slots, founded.keys[UserId("b2")].bundle, DEVICE)

    with pytest.raises(SignInRefusedError):
        sign_in(lineage, changed, "c3")


def test_a_bundle_that_signs_with_another_key_is_refused(
    founded: FoundedStore, lineage: Lineage, slots: bytes
) -> None:
    mine, other = founded.keys[CLERK].bundle, founded.keys[UserId("b2")].bundle
    mixed = Bundle(other.ed25519_sk, mine.x25519_sk)

    with pytest.raises(SignInRefusedError):
        sign_in(lineage, with_slot(slots, mixed, DEVICE), "c3")
    assert sign_in(lineage, with_slot(slots, mine, DEVICE), "c3").kid == founded.keys[CLERK].kid


def test_a_slot_for_a_terminal_the_directory_does_not_name_is_refused(
    founded: FoundedStore, lineage: Lineage, slots: bytes
) -> None:
    moved = with_slot(slots, founded.keys[CLERK].bundle, ELSEWHERE)

    with pytest.raises(SignInRefusedError):
        sign_in(lineage, moved, "c3", device=ELSEWHERE)


def with_slot(slots: bytes, bundle: Bundle, device: bytes) -> bytes:
    """The file with one more, newer slot of the clerk."""
    planted = make_slot(
        bundle,
        Factors(password_of("c3"), device),
        user=CLERK,
        term=term_of(device),
        kdf=COST,
        now=NOW + timedelta(days=1),
        random=fixed_random("planted"),
    )
    return SlotsFile.from_bytes(slots).with_slot(planted).to_bytes()


def test_a_planted_grant_of_a_key_the_planter_knows_is_refused(
    founded: FoundedStore, lineage: Lineage, slots: bytes
) -> None:
    account = founded.keys[UserId("c3")].account
    file = SlotsFile.from_bytes(slots)
    own = bytes(range(32))
    grant = make_grant(file.store, "db", 1, own, to=account.kid, pk_enc=account.pk_enc)
    kept = tuple(g for g in file.grants if (g.key, g.to) != ("db", account.kid))
    planted = replace(file, grants=kept).with_grants(grant).to_bytes()

    with pytest.raises(SignInRefusedError):
        sign_in(lineage, planted, "c3")


def test_a_grant_made_for_a_colleague_opens_for_nobody_else(
    founded: FoundedStore, lineage: Lineage, slots: bytes
) -> None:
    account = founded.keys[UserId("a1")].account
    file = SlotsFile.from_bytes(slots)
    stolen = file.grant_of("roster", 1, founded.keys[UserId("b2")].kid)
    assert stolen is not None
    kept = tuple(g for g in file.grants if (g.key, g.to) != ("roster", account.kid))
    moved = replace(file, grants=kept).with_grants(replace(stolen, to=account.kid)).to_bytes()

    with pytest.raises(SignInRefusedError):
        sign_in(lineage, moved, "a1")


def test_keys_are_gone_after_the_lock(lineage: Lineage, slots: bytes) -> None:
    keys = sign_in(lineage, slots, "c3")
    shown = repr(keys)
    db = keys.db

    keys.forget()

    assert db.hex() not in shown
    assert repr(db) not in shown
    assert "c3" not in shown
    for deed in (lambda: keys.db, lambda: keys.sign("audit", b""), lambda: keys.signing):
        with pytest.raises(KeysForgottenError):
            deed()


def test_a_damaged_slots_file_is_refused_before_argon2id(lineage: Lineage, slots: bytes) -> None:
    counting = Counting()

    for damaged in (
        slots[:-1],
        slots.replace(b'"t":3', b'"t":1'),
        slots.replace(b'"m":6', b'"m":'),
    ):
        with pytest.raises(MalformedDocumentError):
            sign_in(lineage, damaged, "c3", stretched=counting)

    assert counting.runs == []


def test_a_slots_file_of_another_store_is_refused(lineage: Lineage, slots: bytes) -> None:
    other = SlotsFile.from_bytes(slots)

    with pytest.raises(MalformedDocumentError):
        sign_in(lineage, replace(other, store="0" * 32).to_bytes(), "c3")


def changed_slots(slots: bytes, change: dict[str, Json]) -> bytes:
    return cj1.encode({**cj1.decode_object(slots), **change})


def test_a_slots_file_of_a_later_version_is_named_as_such(lineage: Lineage, slots: bytes) -> None:
    with pytest.raises(UnknownVersionError):
        sign_in(lineage, changed_slots(slots, {"v": 2}), "c3")


def test_factors_and_keys_of_later_versions_are_refused_in_words(
    lineage: Lineage, slots: bytes
) -> None:
    token = slots.replace(b'"factors":["password","device"]', b'"factors":["password","fido2"]')
    class_key: Json = [{"key": "c.mynumber", "ver": 1, "to": "0" * 32, "ct": "00" * 80}]

    for later in (token, changed_slots(slots, {"grants": class_key})):
        with pytest.raises(NotInThisVersionError):
            sign_in(lineage, later, "c3")


def test_no_changed_byte_of_the_slots_file_opens_anything_else(
    founded: FoundedStore, lineage: Lineage, slots: bytes
) -> None:
    """Every 13th byte in turn; whatever still signs in must yield the very same keys."""
    counting = Counting()
    attempts = 0

    for place in range(0, len(slots), 13):
        changed = bytearray(slots)
        changed[place] ^= 1
        attempts += 1
        try:
            keys = unlock(
                lineage,
                bytes(changed),
                UserId("c3"),
                Factors(password_of("c3"), DEVICE),
                now=NOW,
                stretched=quick(counting),
            )
        except AppError:
            continue
        assert keys.db == founded.keys[UserId("c3")].db

    assert len(counting.runs) <= attempts


def quick(counting: Counting) -> "Remembering":
    return Remembering(counting)


class Remembering:
    """The same answers as Argon2id, each computed once: the sweep would take minutes."""

    answers: dict[tuple[str, bytes, KdfPolicy], bytes] = {}  # noqa: RUF012  # shared on purpose

    def __init__(self, counting: Counting) -> None:
        self.counting = counting

    def __call__(self, password: str, salt: bytes, kdf: KdfPolicy) -> bytes:
        place = (password, salt, kdf)
        if place not in self.answers:
            self.answers[place] = self.counting(password, salt, kdf)
        return self.answers[place]
