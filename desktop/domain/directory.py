"""The directory (directory.v1): who may do what in one store, one frozen version at a time.

What a version must look like is refused here; whether it may follow another is
``succession``'s question, whether its signatures are real is ``crypto``'s.
"""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime

from desktop.domain.cj1 import Json
from desktop.domain.documents import Document, format_time
from desktop.domain.errors import MalformedDocumentError
from desktop.domain.ids import Kid, UserId, crockford
from desktop.domain.people import Account, Invitation, Status, user_from_json
from desktop.domain.policy import Policy

DIRECTORY_TYPE = "directory"
_HEX16 = re.compile(r"[0-9a-f]{32}")
_TERM = re.compile(r"[0-9a-f]{16}")
_KEY = re.compile(r"db|roster|recv|audit|c\.[a-z0-9_.]{1,36}")
_AGE = re.compile(r"age1[02-9ac-hj-np-z]{58}")
_MAX_LABEL = 60
_MAX_USERS = 500
_MEMBERS = (
    "store", "version", "prev_sha256", "issued_at", "users", "terminals", "keys", "recipients",
    "recovery", "by_recovery", "policy",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Terminal:
    """One machine of the store; ``seal_pk0`` is the public key of its first seal epoch."""

    term: str
    label: str
    seal_pk0: bytes


@dataclass(frozen=True, slots=True)
class KeyVersion:
    """A key that exists: ``commit`` refuses any other key granted under its name."""

    key: str
    ver: int
    commit: bytes


@dataclass(frozen=True, slots=True)
class Recipient:
    """A store packages may be sent to: its age public string and until when."""

    rid: str
    label: str
    age: str
    not_after: datetime


@dataclass(frozen=True, slots=True)
class RecoveryKeys:
    """Public halves of the key two recovery sheets open."""

    pk_enc: bytes
    pk_sign: bytes


@dataclass(frozen=True, slots=True)
class Directory:
    """One version; lists are sorted and free of doubles, or it does not exist."""

    store: str
    version: int
    prev_sha256: bytes | None
    issued_at: datetime
    users: tuple[Account | Invitation, ...]
    terminals: tuple[Terminal, ...]
    keys: tuple[KeyVersion, ...]
    recipients: tuple[Recipient, ...]
    recovery: RecoveryKeys
    policy: Policy
    by_recovery: bool = False

    def __post_init__(self) -> None:
        """Refuse a version whose own members contradict each other."""
        _check(self)

    @property
    def accounts(self) -> tuple[Account, ...]:
        """Users that have keys, retired ones included."""
        return tuple(user for user in self.users if isinstance(user, Account))

    def account(self, uid: UserId) -> Account | None:
        """The account of a 職員番号 that is not retired."""
        for found in self.accounts:
            if found.uid == uid and found.status is not Status.RETIRED:
                return found
        return None

    def by_kid(self, kid: Kid) -> Account | None:
        """The account of a key, retired ones included."""
        return next((found for found in self.accounts if found.kid == kid), None)

    def active(self, account: Account, at: datetime) -> bool:
        """Whether ``account`` is one of this version's and may act at that moment."""
        return account in self.users and account.acts_at(at)

    def recipient(self, rid: str) -> Recipient | None:
        """The recipient of an rid."""
        return next((found for found in self.recipients if found.rid == rid), None)

    def terminal(self, term: str) -> Terminal | None:
        """The terminal of a term."""
        return next((found for found in self.terminals if found.term == term), None)

    def commit(self, key: str, ver: int) -> bytes | None:
        """The commitment of one key version."""
        return next((k.commit for k in self.keys if (k.key, k.ver) == (key, ver)), None)

    def latest(self, key: str) -> int | None:
        """The newest version number of a key."""
        return max((k.ver for k in self.keys if k.key == key), default=None)

    def to_json(self) -> Json:
        """The payload of a signed directory.v1."""
        return {
            "store": self.store,
            "version": self.version,
            "prev_sha256": None if self.prev_sha256 is None else self.prev_sha256.hex(),
            "issued_at": format_time(self.issued_at),
            "users": [user.to_json() for user in self.users],
            "terminals": [
                {"term": found.term, "label": found.label, "seal_pk0": found.seal_pk0.hex()}
                for found in self.terminals
            ],
            "keys": [
                {"key": found.key, "ver": found.ver, "commit": found.commit.hex()}
                for found in self.keys
            ],
            "recipients": [
                {
                    "rid": found.rid,
                    "label": found.label,
                    "age": found.age,
                    "not_after": format_time(found.not_after),
                }
                for found in self.recipients
            ],
            "recovery": {
                "pk_enc": self.recovery.pk_enc.hex(),
                "pk_sign": self.recovery.pk_sign.hex(),
            },
            "by_recovery": self.by_recovery,
            "policy": self.policy.to_json(),
        }

    @classmethod
    def from_json(cls, untrusted: Json) -> "Directory":
        """The version a verified payload says; anything else is refused."""
        document = Document(untrusted, *_MEMBERS)
        previous = document.optional_text("prev_sha256")
        recovery = Document(document.object("recovery"), "pk_enc", "pk_sign")
        return cls(
            store=document.text("store"),
            version=document.integer("version"),
            prev_sha256=None if previous is None else document.hex("prev_sha256", 32),
            issued_at=document.time("issued_at"),
            users=tuple(user_from_json(member) for member in document.items("users")),
            terminals=tuple(_terminal(member) for member in document.items("terminals")),
            keys=tuple(_key(member) for member in document.items("keys")),
            recipients=tuple(_recipient(member) for member in document.items("recipients")),
            recovery=RecoveryKeys(recovery.hex("pk_enc", 32), recovery.hex("pk_sign", 32)),
            policy=Policy.from_json(document.object("policy")),
            by_recovery=document.boolean("by_recovery"),
        )


def recipient_id(age: str) -> str:
    """The rid of an age public string (16 hex digits)."""
    return hashlib.sha256(b"KURA recipient v1\0" + age.encode("ascii")).hexdigest()[:16]


def directory_hash(file_bytes: bytes) -> bytes:
    """What ``prev_sha256`` names: SHA-256 of the whole file of a signed version."""
    return hashlib.sha256(file_bytes).digest()


def fingerprint(first_file: bytes) -> str:
    """The store fingerprint: 160 bits of version 1's hash as 32 Crockford characters."""
    return crockford(directory_hash(first_file)[:20])


def _terminal(untrusted: Json) -> Terminal:
    document = Document(untrusted, "term", "label", "seal_pk0")
    return Terminal(document.text("term"), document.text("label"), document.hex("seal_pk0", 32))


def _key(untrusted: Json) -> KeyVersion:
    document = Document(untrusted, "key", "ver", "commit")
    return KeyVersion(document.text("key"), document.integer("ver"), document.hex("commit", 32))


def _recipient(untrusted: Json) -> Recipient:
    document = Document(untrusted, "rid", "label", "age", "not_after")
    return Recipient(
        document.text("rid"),
        document.text("label"),
        document.text("age"),
        document.time("not_after"),
    )


def _check(found: Directory) -> None:
    _refuse_unless("store", bool(_HEX16.fullmatch(found.store)))
    _refuse_unless("version", (found.version == 1) == (found.prev_sha256 is None))
    _refuse_unless("version", found.version >= 1)
    _check_users(found)
    terms = [terminal.term for terminal in found.terminals]
    _refuse_unless("terminals", _rising(terms) and all(map(_TERM.fullmatch, terms)))
    _refuse_unless("terminals", all(_label(terminal.label) for terminal in found.terminals))
    names = [(key.key, key.ver) for key in found.keys]
    _refuse_unless("keys", _rising(names) and all(_KEY.fullmatch(key) for key, _ in names))
    _refuse_unless("keys", all(ver >= 1 for _, ver in names))
    rids = [recipient.rid for recipient in found.recipients]
    _refuse_unless("recipients", _rising(rids))
    for recipient in found.recipients:
        fine = _AGE.fullmatch(recipient.age) and recipient.rid == recipient_id(recipient.age)
        _refuse_unless("recipients", bool(fine) and _label(recipient.label))


def _check_users(found: Directory) -> None:
    places = [
        (str(user.uid), str(user.kid) if isinstance(user, Account) else "") for user in found.users
    ]
    _refuse_unless("users", _rising(places) and len(places) <= _MAX_USERS)
    kids = [account.kid for account in found.accounts]
    _refuse_unless("users", len(set(kids)) == len(kids))
    living = [
        user.uid
        for user in found.users
        if isinstance(user, Invitation) or user.status is not Status.RETIRED
    ]
    _refuse_unless("users", len(set(living)) == len(living))


def _rising(items: list[str] | list[tuple[str, str]] | list[tuple[str, int]]) -> bool:
    return sorted(set(items)) == items  # type: ignore[type-var]  # each list is of one type


def _label(text: str) -> bool:
    return 0 < len(text) <= _MAX_LABEL and (text.replace("\u3000", " ").isprintable())


def _refuse_unless(reason: str, fine: bool) -> None:  # noqa: FBT001  # the condition reads last
    if not fine:
        raise MalformedDocumentError(reason=reason)
