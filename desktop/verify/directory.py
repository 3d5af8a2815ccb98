"""The directory chain, checked from its founding: who could do what in which version."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import permutations

from desktop.verify.documents import (
    BadError,
    Members,
    checked,
    decode,
    kid_of,
    need,
    opened,
    refuse,
)

_MEMBERS = (
    "store version prev_sha256 issued_at users terminals keys recipients recovery by_recovery"
    " policy"
)
_USER = "uid person kid pk_sign pk_enc slip roles classes status from to"


@dataclass(frozen=True, slots=True)
class Account:
    """One account of one version."""

    person: str
    public: bytes
    roles: frozenset[str]
    status: str
    start: datetime
    end: datetime | None

    def in_time(self, at: datetime) -> bool:
        """Whether ``at`` lies in the account's time."""
        return self.start <= at and (self.end is None or at < self.end)

    def acts_at(self, at: datetime) -> bool:
        """Whether the account is active at that moment."""
        return self.status == "active" and self.in_time(at)


@dataclass(frozen=True, slots=True)
class Version:
    """What one directory version says that matters to an auditor."""

    store: str
    number: int
    previous: object
    issued_at: datetime
    accounts: Mapping[str, Account]
    terminals: Mapping[str, bytes]
    recipients: Mapping[str, datetime]
    recovery: bytes
    by_recovery: bool

    def key(self, kid: str) -> bytes | None:
        """The public key of a person's kid."""
        account = self.accounts.get(kid)
        return None if account is None else account.public


def read_versions(files: Sequence[bytes]) -> tuple[Version, ...]:
    """Every version, each by the rule of its predecessor; the first one by its founders."""
    need(files, "職員名簿がありません")
    versions: list[Version] = []
    before = None
    for number, file in enumerate(files, start=1):
        try:
            versions.append(_next(versions, before, file))
        except BadError as error:
            refuse(f"職員名簿 第{number}版、{error.reason}")
        before = hashlib.sha256(file).hexdigest()
    return tuple(versions)


def _next(versions: Sequence[Version], before: str | None, file: bytes) -> Version:
    judge = versions[-1] if versions else _parsed(opened(file, "directory")[0])
    keys = {kid: account.public for kid, account in judge.accounts.items()}
    keys[kid_of(judge.recovery)] = judge.recovery
    payload, kids = checked(file, "directory", keys.get)
    found = _parsed(payload)
    follows = (
        (found.store, found.number, found.previous) == (judge.store, len(versions) + 1, before)
        and found.issued_at >= judge.issued_at
        and (versions or not found.by_recovery)
    )
    need(follows, "前の版につながっていません")
    _check_signers(judge, found, kids)
    return found


def _check_signers(judge: Version, found: Version, kids: Collection[str]) -> None:
    if found.by_recovery:
        need(list(kids) == [kid_of(judge.recovery)], "復旧鍵だけの署名ではありません")
        return
    signers = [judge.accounts[kid] for kid in kids if kid in judge.accounts]
    two = any(
        one.person != other.person
        and "administrator" in one.roles
        and other.roles & {"administrator", "supervisor"}
        for one, other in permutations(signers, 2)
    )
    all_act = len(signers) == len(kids) and all(one.acts_at(found.issued_at) for one in signers)
    need(all_act and two, "決められた二人の署名がそろっていません")


def _parsed(payload: bytes) -> Version:
    value = decode(payload, _MEMBERS)
    users = [Members(user, _USER) for user in value.items("users")]
    held: dict[str, set[str]] = {}
    for user in users:
        if user.raw("status") != "retired":
            held.setdefault(user.text("person"), set()).update(user.texts("roles"))
    both = any({"administrator", "auditor"} <= roles for roles in held.values())
    need(not both, "一人が管理と監査を兼ねています")
    terminals = [Members(one, "term label seal_pk0") for one in value.items("terminals")]
    recipients = [Members(one, "rid label age not_after") for one in value.items("recipients")]
    return Version(
        store=value.text("store"),
        number=value.whole("version"),
        previous=value.raw("prev_sha256"),
        issued_at=value.moment("issued_at"),
        accounts=dict(_account(user) for user in users if user.raw("status") != "invited"),
        terminals={one.text("term"): one.hexed("seal_pk0", 32) for one in terminals},
        recipients={one.text("rid"): one.moment("not_after") for one in recipients},
        recovery=Members(value.raw("recovery"), "pk_enc pk_sign").hexed("pk_sign", 32),
        by_recovery=value.raw("by_recovery") is True,
    )


def _account(user: Members) -> tuple[str, Account]:
    kid, public = user.text("kid"), user.hexed("pk_sign", 32)
    known = kid == kid_of(public) and user.raw("status") in {"active", "retired"}
    need(known, "職員の鍵が正しくありません")
    account = Account(
        person=user.text("person"),
        public=public,
        roles=frozenset(user.texts("roles")),
        status=user.text("status"),
        start=user.moment("from"),
        end=None if user.raw("to") is None else user.moment("to"),
    )
    return kid, account
