"""Founding a store: from the people in the room to every small file of the new store.

Pure: clock, random and device secret come in, bytes and keys go out; nothing is written. The two
founders sign directory version 1; further first users are only named in it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from desktop.crypto.grants import make_grant
from desktop.crypto.keyring import UnlockedKeys
from desktop.crypto.passwords import PasswordRules, Random, Stretch, stretch
from desktop.crypto.recovery import Sheet, new_sheets, wrap_pairs
from desktop.crypto.roster import StaffName, seal_roster
from desktop.crypto.sealing import new_identity
from desktop.crypto.seals import SealKeys, first_keys
from desktop.crypto.signing import sign_json
from desktop.crypto.slot_keys import Bundle, Factors, make_slot, new_bundle
from desktop.crypto.slots import Grant, Slot, SlotsFile, ordered_grants
from desktop.crypto.unlock import keys_due, term_of
from desktop.crypto.wrapping import KEY_SIZE, NONCE_SIZE, commit_of, public_of
from desktop.domain.directory import (
    DIRECTORY_TYPE,
    Directory,
    KeyVersion,
    RecoveryKeys,
    Terminal,
    fingerprint,
)
from desktop.domain.errors import DirectorySignersError, FoundingRefusedError
from desktop.domain.ids import Kid, UserId
from desktop.domain.people import Account, PersonId, Role, Status, roles_of
from desktop.domain.policy import KdfPolicy, Policy
from desktop.domain.store_pointer import StorePointer
from desktop.domain.succession import check_founding

FIRST_DB = "ledger-1.db"
_FIRST = 1


@dataclass(frozen=True, slots=True)
class NewPerson:
    """One person of the sitting: who they are, what they do, the password only they know."""

    uid: UserId
    name: str
    section: str
    roles: tuple[Role, ...]
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class FoundingPlan:
    """Two founders (an administrator, and another one or a supervisor) and who else starts."""

    founders: tuple[NewPerson, NewPerson]
    others: tuple[NewPerson, ...] = ()
    terminal_label: str = "1号端末"
    kdf: KdfPolicy = field(default_factory=KdfPolicy)
    drill: bool = False

    @property
    def people(self) -> tuple[NewPerson, ...]:
        """Everybody, founders first."""
        return (*self.founders, *self.others)


@dataclass(frozen=True, slots=True)
class FoundedStore:
    """What is to be written, printed and kept; secrets are absent from ``repr``.

    ``files`` are paths inside the store folder; ``sheets`` are printed once and forgotten;
    ``seal_keys`` go to the device sealer; ``keys`` has the unlocked keys of each person.
    """

    store: str
    log: str
    term: str
    fingerprint: str
    recipient: str
    files: Mapping[str, bytes] = field(repr=False)
    sheets: tuple[Sheet, ...] = field(repr=False)
    seal_keys: SealKeys = field(repr=False)
    keys: Mapping[UserId, UnlockedKeys] = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Member:
    person: NewPerson
    bundle: Bundle
    account: Account


@dataclass(frozen=True, slots=True)
class _Sitting:
    device: bytes
    now: datetime
    random: Random
    stretched: Stretch

    @property
    def term(self) -> str:
        return term_of(self.device)


@dataclass(frozen=True, slots=True)
class _Secrets:
    recovery: Bundle
    seal_keys: SealKeys
    shared: Mapping[str, bytes]


def found_store(  # noqa: PLR0913  # clock, random, device and rules are all passed in
    plan: FoundingPlan,
    *,
    device: bytes,
    now: datetime,
    random: Random,
    rules: PasswordRules,
    stretched: Stretch = stretch,
) -> FoundedStore:
    """Everything a new store consists of.

    Raises:
        PasswordLengthError, PasswordKnownError: a password breaks the rules.
        FoundingRefusedError: the founders are not an administrator and a second deciding person.
        DirectorySeparationError: one person would hold excluding roles.
        MalformedDocumentError: a user id twice, or a label too long.
    """
    for person in plan.people:
        rules.check(person.password, uid=person.uid)
    sitting = _Sitting(device, now.replace(microsecond=0), random, stretched)
    store, log, term = random(16).hex(), random(16).hex(), sitting.term
    members = tuple(_member(person, sitting) for person in plan.people)
    secrets = _secrets(random)
    directory = _directory(plan, store, sitting, members, secrets)
    signed = _sign(directory, members[: len(plan.founders)])
    sheets = new_sheets(random)
    slots = SlotsFile(
        store,
        _slots(plan, sitting, members),
        _grants(store, members, secrets),
        len(sheets),
        wrap_pairs(store, sheets, secrets.recovery, random),
    )
    roster = {m.person.uid: StaffName(m.person.name, m.person.section) for m in members}
    files = {
        "store.json": StorePointer(store, FIRST_DB, log).to_bytes(),
        "directory/000001.json": signed,
        "slots.json": slots.to_bytes(),
        "roster.json": seal_roster(
            roster,
            store=store,
            key=secrets.shared["roster"],
            ver=_FIRST,
            nonce=random(NONCE_SIZE),
        ),
    }
    return FoundedStore(
        store=store,
        log=log,
        term=term,
        fingerprint=fingerprint(signed),
        recipient=_unlocked(members[0], term, secrets, ("recv",)).receiving.recipient,
        files=MappingProxyType(files),
        sheets=sheets,
        seal_keys=secrets.seal_keys,
        keys=MappingProxyType(
            {m.person.uid: _unlocked(m, term, secrets, keys_due(m.account)) for m in members}
        ),
    )


def _member(person: NewPerson, sitting: _Sitting) -> _Member:
    bundle = new_bundle(sitting.random)
    account = Account(
        uid=person.uid,
        person=PersonId(sitting.random(16).hex()),
        kid=bundle.signing.kid,
        pk_sign=bundle.signing.public,
        pk_enc=bundle.pk_enc,
        roles=roles_of(frozenset(person.roles)),
        classes=(),
        status=Status.ACTIVE,
        valid_from=sitting.now,
    )
    return _Member(person, bundle, account)


def _secrets(random: Random) -> _Secrets:
    shared = {
        "db": random(KEY_SIZE),
        "roster": random(KEY_SIZE),
        "audit": random(KEY_SIZE),
        "recv": new_identity().text.encode("ascii"),
    }
    return _Secrets(new_bundle(random), first_keys(random), shared)


def _directory(
    plan: FoundingPlan, store: str, sitting: _Sitting, members: Sequence[_Member], secrets: _Secrets
) -> Directory:
    audit_pk = public_of(secrets.shared["audit"])
    accounts = sorted((member.account for member in members), key=_place)
    return Directory(
        store=store,
        version=_FIRST,
        prev_sha256=None,
        issued_at=sitting.now,
        users=tuple(accounts),
        terminals=(Terminal(sitting.term, plan.terminal_label, secrets.seal_keys.public),),
        keys=tuple(
            KeyVersion(key, _FIRST, commit_of(secret))
            for key, secret in sorted(secrets.shared.items())
        ),
        recipients=(),
        recovery=RecoveryKeys(secrets.recovery.pk_enc, secrets.recovery.signing.public),
        policy=Policy(audit_pk, kdf=plan.kdf, drill=plan.drill),
    )


def _sign(directory: Directory, founders: Sequence[_Member]) -> bytes:
    try:
        check_founding(directory, [member.account.kid for member in founders])
    except DirectorySignersError as error:
        raise FoundingRefusedError from error
    signing = [member.bundle.signing for member in founders]
    return sign_json(DIRECTORY_TYPE, directory.to_json(), signing)


def _slots(plan: FoundingPlan, sitting: _Sitting, members: Sequence[_Member]) -> tuple[Slot, ...]:
    made = [
        make_slot(
            member.bundle,
            Factors(member.person.password, sitting.device),
            user=member.person.uid,
            term=sitting.term,
            kdf=plan.kdf,
            now=sitting.now,
            random=sitting.random,
            stretched=sitting.stretched,
        )
        for member in members
    ]
    return tuple(sorted(made, key=lambda slot: (slot.header.user, slot.header.slot)))


def _place(account: Account) -> tuple[str, str]:
    return account.uid, account.kid


def _grants(store: str, members: Sequence[_Member], secrets: _Secrets) -> tuple[Grant, ...]:
    receivers: list[tuple[str, Kid, bytes]] = [
        (key, secrets.recovery.signing.kid, secrets.recovery.pk_enc) for key in secrets.shared
    ]
    for member in members:
        account = member.account
        receivers += [(key, account.kid, account.pk_enc) for key in keys_due(account)]
    return ordered_grants(
        tuple(
            make_grant(store, key, _FIRST, secrets.shared[key], to=kid, pk_enc=pk_enc)
            for key, kid, pk_enc in receivers
        )
    )


def _unlocked(member: _Member, term: str, secrets: _Secrets, keys: Sequence[str]) -> UnlockedKeys:
    granted = {key: secrets.shared[key] for key in keys}
    return UnlockedKeys(member.account, term, member.bundle, granted)
