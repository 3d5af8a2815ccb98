"""The audit log: what an entry, a seal and a checkpoint say, and their canonical bytes.

Hashing rules live here because they are part of the format (SECURITY-DESIGN §8); signing and
checking signatures is ``crypto.chain``'s work.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desktop.domain import cj1
from desktop.domain.cj1 import Json
from desktop.domain.documents import Document, format_time, from_base64, to_base64
from desktop.domain.errors import MalformedDocumentError
from desktop.domain.ids import Kid, crockford, grouped

AUDIT_TYPE = "audit"
SEAL_TYPE = "seal"
NO_HASH = bytes(32)
"""``prev`` of a log's first entry, ``prev_seal`` of a terminal's first seal."""

_LOG = re.compile(r"[0-9a-f]{32}|pending-[0-9a-f]{16}")
_TERM = re.compile(r"[0-9a-f]{16}")
_SESSION = re.compile(r"(?:[0-9a-f]{16})?")
_ACTOR = re.compile(r"(?:[0-9a-f]{32})?")
_RESULT = re.compile(r"ok|[a-z]+\.[a-z][a-z-]*")
_OBJECT_KEY = re.compile(r"[a-z][a-z0-9_]*")
_ENTRY = ("v", "log", "seq", "prev", "t", "term", "sess", "actor", "act", "obj", "res", "det")
_SEAL = (
    "v", "log", "term", "epoch", "seq", "head", "pend", "t", "next", "prev_seal", "dir_version",
)  # fmt: skip


class Act(StrEnum):
    """Every deed the log knows; an entry with another act is refused."""

    STORE_FOUNDED = "store.founded"
    LOGIN = "login"
    LOGIN_FAILED = "login.failed"
    LOGOUT = "logout"
    LOCK = "lock"
    VIEW = "view"
    INQUIRE = "inquire"
    REVEAL = "reveal"
    CREATE = "record.created"
    CORRECT = "record.corrected"
    VOID = "record.voided"
    DISPOSE = "record.disposed"
    LEDGER_MADE = "ledger.made"
    FORM_PUBLISHED = "form.published"
    IMPORT = "import"
    IMPORT_UNDONE = "import.undone"
    EXPORT_REQUESTED = "export.requested"
    EXPORT_APPROVED = "export.approved"
    EXPORT_SENT_BACK = "export.sent_back"
    EXPORT_REJECTED = "export.rejected"
    EXPORT_WITHDRAWN = "export.withdrawn"
    EXPORT_EXPIRED = "export.expired"
    EXPORT_WRITTEN = "export.written"
    PACKAGE_OPENED = "package.opened"
    PACKAGE_RECEIVED = "package.received"
    PACKAGE_REFUSED = "package.refused"
    RECEIPT_WRITTEN = "receipt.written"
    RECEIPT_READ = "receipt.read"
    SENDER_PINNED = "sender.pinned"
    PRINT = "print"
    CLIPBOARD = "clipboard"
    DIRECTORY = "directory"
    GRANT = "grant"
    LEASE = "lease"
    BACKUP = "backup"
    RESTORE = "restore"
    UPDATE = "update"
    UPDATE_UNDONE = "update.undone"
    VERIFIED = "verified"
    CLOCK_JUMP = "clock.jump"
    ROLLBACK_SUSPECTED = "rollback.suspected"
    RECOVERY_USED = "recovery.used"
    FILE_REPAIRED = "file.repaired"
    REFUSED = "refused"
    ERROR = "error"
    PENDING_IMPORTED = "pending.imported"
    LOG_CLOSED = "log.closed"
    LOG_OPENED = "log.opened"


SEALED_AT_ONCE = frozenset(
    {
        Act.REVEAL, Act.EXPORT_REQUESTED, Act.EXPORT_APPROVED, Act.EXPORT_WRITTEN, Act.GRANT,
        Act.DIRECTORY, Act.BACKUP, Act.RESTORE, Act.LOGOUT, Act.STORE_FOUNDED, Act.RECOVERY_USED,
        Act.UPDATE, Act.UPDATE_UNDONE,
    }
)  # fmt: skip
"""Acts after which the log is sealed without waiting for 64 entries or five minutes."""


@dataclass(frozen=True, slots=True)
class AuditBody:
    """One entry. ``obj`` holds ids, counts and digests only; anything personal is in ``det``.

    ``actor`` is the kid of who signed, or "" when nobody was signed in and the terminal's seal
    key signed; ``res`` is ``ok`` or the code of a refusal; ``det`` is HPKE ciphertext or None.
    """

    log: str
    seq: int
    prev: bytes
    t: datetime
    term: str
    sess: str
    actor: Kid
    act: Act
    obj: Mapping[str, str | int]
    res: str = "ok"
    det: bytes | None = None

    def __post_init__(self) -> None:
        """Refuse an entry no log could hold."""
        fine = (
            _LOG.fullmatch(self.log)
            and self.seq >= 1
            and len(self.prev) == len(NO_HASH)
            and (self.seq > 1 or self.prev == NO_HASH)
            and _TERM.fullmatch(self.term)
            and _SESSION.fullmatch(self.sess)
            and _ACTOR.fullmatch(self.actor)
            and _RESULT.fullmatch(self.res)
            and all(map(_OBJECT_KEY.fullmatch, self.obj))
        )
        if not fine:
            raise MalformedDocumentError(reason="audit")

    def to_bytes(self) -> bytes:
        """The canonical bytes that are stored, hashed and signed."""
        return cj1.encode(
            {
                "v": 1,
                "log": self.log,
                "seq": self.seq,
                "prev": self.prev.hex(),
                "t": format_time(self.t),
                "term": self.term,
                "sess": self.sess,
                "actor": self.actor,
                "act": self.act.value,
                "obj": dict(self.obj),
                "res": self.res,
                "det": None if self.det is None else to_base64(self.det),
            }
        )

    @classmethod
    def from_bytes(cls, untrusted_bytes: bytes) -> "AuditBody":
        """The entry of canonical bytes, and of no others."""
        document = Document(cj1.decode(untrusted_bytes), *_ENTRY)
        if document.integer("v") != 1:
            raise MalformedDocumentError(reason="audit-version")
        detail = document.optional_text("det")
        return cls(
            log=document.text("log"),
            seq=document.integer("seq"),
            prev=document.hex("prev", 32),
            t=document.time("t"),
            term=document.text("term"),
            sess=document.text("sess"),
            actor=Kid(document.text("actor")),
            act=_act(document.text("act")),
            obj=_object(document.object("obj")),
            res=document.text("res"),
            det=None if detail is None else from_base64(detail),
        )


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a log: how many entries and the hash of the last one."""

    seq: int = 0
    hash: bytes = NO_HASH

    def to_json(self) -> Json:
        """The head as seals write it."""
        return {"seq": self.seq, "head": self.hash.hex()}


@dataclass(frozen=True, slots=True)
class SealBody:
    """One seal: the heads of the log and of the pending file, and the next epoch's public key."""

    log: str
    term: str
    epoch: int
    head: Head
    pending: Head
    t: datetime
    next_pk: bytes
    prev_seal: bytes
    dir_version: int

    def __post_init__(self) -> None:
        """Refuse a seal no log could hold."""
        fine = (
            _LOG.fullmatch(self.log)
            and _TERM.fullmatch(self.term)
            and self.epoch >= 0
            and (self.epoch > 0 or self.prev_seal == NO_HASH)
            and self.dir_version >= 1
        )
        if not fine:
            raise MalformedDocumentError(reason="seal")

    def to_bytes(self) -> bytes:
        """The canonical bytes that are stored, hashed and signed."""
        return cj1.encode(
            {
                "v": 1,
                "log": self.log,
                "term": self.term,
                "epoch": self.epoch,
                "seq": self.head.seq,
                "head": self.head.hash.hex(),
                "pend": self.pending.to_json(),
                "t": format_time(self.t),
                "next": self.next_pk.hex(),
                "prev_seal": self.prev_seal.hex(),
                "dir_version": self.dir_version,
            }
        )

    @classmethod
    def from_bytes(cls, untrusted_bytes: bytes) -> "SealBody":
        """The seal of canonical bytes, and of no others."""
        document = Document(cj1.decode(untrusted_bytes), *_SEAL)
        if document.integer("v") != 1:
            raise MalformedDocumentError(reason="seal-version")
        pending = Document(document.object("pend"), "seq", "head")
        return cls(
            log=document.text("log"),
            term=document.text("term"),
            epoch=document.integer("epoch"),
            head=Head(document.integer("seq"), document.hex("head", 32)),
            pending=Head(pending.integer("seq"), pending.hex("head", 32)),
            t=document.time("t"),
            next_pk=document.hex("next", 32),
            prev_seal=document.hex("prev_seal", 32),
            dir_version=document.integer("dir_version"),
        )


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A head that is carried out of the store, to be compared with the log later."""

    store: str
    log: str
    head: Head
    t: datetime
    dir_version: int

    def to_json(self) -> Json:
        """The checkpoint as a document member."""
        return {
            "store": self.store,
            "log": self.log,
            "seq": self.head.seq,
            "head": self.head.hash.hex(),
            "t": format_time(self.t),
            "dir_version": self.dir_version,
        }

    @classmethod
    def from_json(cls, untrusted: Json) -> "Checkpoint":
        """The checkpoint of a document member."""
        document = Document(untrusted, "store", "log", "seq", "head", "t", "dir_version")
        return cls(
            document.text("store"),
            document.text("log"),
            Head(document.integer("seq"), document.hex("head", 32)),
            document.time("t"),
            document.integer("dir_version"),
        )

    def anchor(self) -> str:
        """錨: the first 160 bits of the head as 8 groups of 4 characters, to be printed."""
        return anchor_words(self.head.hash)


def anchor_words(head: bytes) -> str:
    """160 bits of a hash as 8 groups of 4 Crockford characters."""
    return grouped(crockford(head[:20]))


def entry_hash(body: bytes) -> bytes:
    """The hash of an entry, and ``prev`` of the next one."""
    return hashlib.sha256(b"KURA audit v1\0" + body).digest()


def seal_hash(body: bytes) -> bytes:
    """The hash of a seal, and ``prev_seal`` of the next one of its terminal."""
    return hashlib.sha256(b"KURA seal v1\0" + body).digest()


def _act(text: str) -> Act:
    try:
        return Act(text)
    except ValueError as error:
        raise MalformedDocumentError(reason="act") from error


def _object(untrusted: Mapping[str, Json]) -> dict[str, str | int]:
    found = {
        key: value
        for key, value in untrusted.items()
        if isinstance(value, str | int) and not isinstance(value, bool)
    }
    if len(found) != len(untrusted):
        raise MalformedDocumentError(reason="obj")
    return found
