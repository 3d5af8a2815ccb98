"""職員: the accounts a directory names, their roles, and when each may act.

One human is one ``person``; two accounts of one human share it, and every "another person"
rule compares it. Names of staff are not here but in the sealed roster.
"""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType, TypeVar

from desktop.domain.cj1 import Json
from desktop.domain.documents import Document, format_time, parse_time
from desktop.domain.errors import MalformedDocumentError
from desktop.domain.ids import Kid, UserId

PersonId = NewType("PersonId", str)
"""Opaque name of one human: 32 hex digits, random."""

E = TypeVar("E", bound=StrEnum)

_UID = re.compile(r"[0-9a-z_-]{1,32}")
_PERSON = re.compile(r"[0-9a-f]{32}")
_CLASS = re.compile(r"[a-z][a-z0-9_]{0,19}")
_MEMBERS = (
    "uid", "person", "kid", "pk_sign", "pk_enc", "slip", "roles", "classes", "status", "from", "to",
)  # fmt: skip


class Role(StrEnum):
    """What an office lets a person do; 係長 and 課長 are both supervisors."""

    CLERK = "clerk"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"


class Status(StrEnum):
    """Where an account stands in its life."""

    INVITED = "invited"
    ACTIVE = "active"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class Account:
    """One account with keys. It may act from ``valid_from`` until before ``valid_to``."""

    uid: UserId
    person: PersonId
    kid: Kid
    pk_sign: bytes
    pk_enc: bytes
    roles: tuple[Role, ...]
    classes: tuple[str, ...]
    status: Status
    valid_from: datetime
    valid_to: datetime | None = None

    def acts_at(self, moment: datetime) -> bool:
        """Whether the account is active and ``moment`` lies in its time."""
        begun = self.valid_from <= moment
        over = self.valid_to is not None and self.valid_to <= moment
        return self.status is Status.ACTIVE and begun and not over

    def signed_at(self, moment: datetime) -> bool:
        """Whether a signature made at ``moment`` counts, even if the account retired later."""
        over = self.valid_to is not None and self.valid_to <= moment
        return self.valid_from <= moment and not over

    def has(self, *roles: Role) -> bool:
        """Whether the account holds at least one of ``roles``."""
        return any(role in self.roles for role in roles)

    def to_json(self) -> Json:
        """The account as the directory writes it."""
        return {
            "uid": self.uid,
            "person": self.person,
            "kid": self.kid,
            "pk_sign": self.pk_sign.hex(),
            "pk_enc": self.pk_enc.hex(),
            "slip": None,
            "roles": [role.value for role in self.roles],
            "classes": list(self.classes),
            "status": self.status.value,
            "from": format_time(self.valid_from),
            "to": None if self.valid_to is None else format_time(self.valid_to),
        }


@dataclass(frozen=True, slots=True)
class Invitation:
    """A person who may join; ``slip`` is the SHA-256 of the one-time slip, keys come later."""

    uid: UserId
    person: PersonId
    slip: bytes
    roles: tuple[Role, ...]
    classes: tuple[str, ...]
    valid_from: datetime
    valid_to: datetime | None = None

    def to_json(self) -> Json:
        """The invitation as the directory writes it, beside the accounts."""
        return {
            "uid": self.uid,
            "person": self.person,
            "kid": None,
            "pk_sign": None,
            "pk_enc": None,
            "slip": self.slip.hex(),
            "roles": [role.value for role in self.roles],
            "classes": list(self.classes),
            "status": Status.INVITED.value,
            "from": format_time(self.valid_from),
            "to": None if self.valid_to is None else format_time(self.valid_to),
        }


def key_id(pk_sign: bytes) -> Kid:
    """The kid of an Ed25519 public key (SECURITY-DESIGN §1.1)."""
    return Kid(hashlib.sha256(b"KURA key v1\0" + pk_sign).hexdigest()[:32])


def user_id(typed: str) -> UserId:
    """The 職員番号 a person meant: width and case folded, outer spaces dropped.

    Raises:
        MalformedDocumentError: nothing that could be a 職員番号.
    """
    folded = unicodedata.normalize("NFKC", typed).strip().lower()
    if not _UID.fullmatch(folded):
        raise MalformedDocumentError(reason="uid")
    return UserId(folded)


def roles_of(roles: frozenset[Role]) -> tuple[Role, ...]:
    """Roles in the order documents write them."""
    return tuple(sorted(roles, key=lambda role: role.value))


def user_from_json(untrusted: Json) -> Account | Invitation:
    """One member of the directory's ``users``, with every member checked."""
    document = Document(untrusted, *_MEMBERS)
    status = _enum(Status, document.text("status"))
    uid, person = document.text("uid"), document.text("person")
    roles = tuple(_enum(Role, role) for role in document.texts("roles"))
    classes = document.texts("classes")
    valid_to = document.optional_text("to")
    until = None if valid_to is None else parse_time(valid_to)
    start = document.time("from")
    fine = (
        _UID.fullmatch(uid)
        and _PERSON.fullmatch(person)
        and roles
        and roles == roles_of(frozenset(roles))
        and list(classes) == sorted(set(classes))
        and all(_CLASS.fullmatch(name) for name in classes)
        and (start < until if until else status is not Status.RETIRED)
    )
    if not fine:
        raise MalformedDocumentError(reason="user")
    if status is Status.INVITED:
        _absent(document, "kid", "pk_sign", "pk_enc")
        slip = document.hex("slip", 32)
        return Invitation(UserId(uid), PersonId(person), slip, roles, classes, start, until)
    _absent(document, "slip")
    pk_sign, pk_enc = document.hex("pk_sign", 32), document.hex("pk_enc", 32)
    kid = Kid(document.text("kid"))
    if kid != key_id(pk_sign):
        raise MalformedDocumentError(reason="kid")
    return Account(
        UserId(uid), PersonId(person), kid, pk_sign, pk_enc, roles, classes, status, start, until
    )


def _absent(document: Document, *members: str) -> None:
    if any(document.optional_text(member) is not None for member in members):
        raise MalformedDocumentError(reason="user-keys")


def _enum(kind: type[E], text: str) -> E:
    try:
        return kind(text)
    except ValueError as error:
        raise MalformedDocumentError(reason=kind.__name__) from error
