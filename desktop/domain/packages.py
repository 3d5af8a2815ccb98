"""manifest.v1 and receipt.v1: the approval that opens a package, and the answer to it.

Only what stands in a document is checked here; signatures are ``crypto``'s question, the order
of checks over a whole package ``transfer``'s (SECURITY-DESIGN §7).
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from desktop.domain.audit import Checkpoint
from desktop.domain.cj1 import Json
from desktop.domain.documents import Document, format_time, to_base64
from desktop.domain.ids import Kid
from desktop.domain.members import (
    ID,
    RID,
    VERSION,
    check_version,
    named,
    natural,
    positive,
    recipients,
    refuse_unless,
)

MANIFEST_TYPE = "manifest"
RECEIPT_TYPE = "receipt"

_MANIFEST = (
    "v", "package_id", "from_store", "counter", "recipients", "created_at", "not_after",
    "request", "request_sha256", "approved_by", "dir_version", "inner_sha256",
    "payload_sha256", "payload_size", "checkpoint", "app_version",
)  # fmt: skip
_RECEIPT = (
    "v", "package_id", "from_store", "by_store", "rid", "accepted_at", "records",
    "manifest_sha256", "checkpoint",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class LogPoint:
    """How far an audit log had come: entry ``seq`` has the hash ``head``."""

    log: str
    seq: int
    head: bytes

    def to_json(self) -> Json:
        """The point as a document member."""
        return {"log": self.log, "seq": self.seq, "head": self.head.hex()}

    @classmethod
    def from_json(cls, untrusted: Json) -> "LogPoint":
        """The point of a document member."""
        document = Document(untrusted, "log", "seq", "head")
        return cls(document.text("log"), natural(document, "seq"), document.hex("head", 32))


@dataclass(frozen=True, slots=True)
class Manifest:
    """manifest.v1: the approval itself, signed by exactly the approver."""

    package_id: str
    from_store: str
    counter: int
    recipients: tuple[str, ...]
    created_at: datetime
    not_after: datetime
    request: bytes
    approved_by: Kid
    dir_version: int
    inner_sha256: bytes
    payload_sha256: bytes
    payload_size: int
    checkpoint: LogPoint
    app_version: str

    @property
    def request_sha256(self) -> bytes:
        """SHA-256 of the enclosed signed request."""
        return hashlib.sha256(self.request).digest()

    def to_json(self) -> Json:
        """The payload of a signed manifest.v1."""
        return {
            "v": VERSION,
            "package_id": self.package_id,
            "from_store": self.from_store,
            "counter": self.counter,
            "recipients": list(self.recipients),
            "created_at": format_time(self.created_at),
            "not_after": format_time(self.not_after),
            "request": to_base64(self.request),
            "request_sha256": self.request_sha256.hex(),
            "approved_by": self.approved_by,
            "dir_version": self.dir_version,
            "inner_sha256": self.inner_sha256.hex(),
            "payload_sha256": self.payload_sha256.hex(),
            "payload_size": self.payload_size,
            "checkpoint": self.checkpoint.to_json(),
            "app_version": self.app_version,
        }

    @classmethod
    def from_json(cls, untrusted: Json) -> "Manifest":
        """The manifest a verified payload says; a newer version is named as such."""
        check_version(untrusted)
        document = Document(untrusted, *_MANIFEST)
        manifest = cls(
            package_id=named(document, "package_id", ID),
            from_store=named(document, "from_store", ID),
            counter=positive(document, "counter"),
            recipients=recipients(document),
            created_at=document.time("created_at"),
            not_after=document.time("not_after"),
            request=document.base64("request"),
            approved_by=Kid(named(document, "approved_by", ID)),
            dir_version=positive(document, "dir_version"),
            inner_sha256=document.hex("inner_sha256", 32),
            payload_sha256=document.hex("payload_sha256", 32),
            payload_size=positive(document, "payload_size"),
            checkpoint=LogPoint.from_json(document.object("checkpoint")),
            app_version=document.text("app_version"),
        )
        same = manifest.request_sha256 == document.hex("request_sha256", 32)
        refuse_unless("request-sha256", same)
        return manifest


@dataclass(frozen=True, slots=True)
class Receipt:
    """receipt.v1: the receiving unit has accepted this package (受領)."""

    package_id: str
    from_store: str
    by_store: str
    rid: str
    accepted_at: datetime
    records: int
    manifest_sha256: bytes
    checkpoint: Checkpoint

    def to_json(self) -> Json:
        """The payload of a signed receipt.v1."""
        return {
            "v": VERSION,
            "package_id": self.package_id,
            "from_store": self.from_store,
            "by_store": self.by_store,
            "rid": self.rid,
            "accepted_at": format_time(self.accepted_at),
            "records": self.records,
            "manifest_sha256": self.manifest_sha256.hex(),
            "checkpoint": self.checkpoint.to_json(),
        }

    @classmethod
    def from_json(cls, untrusted: Json) -> "Receipt":
        """The receipt a verified payload says; anything else is refused."""
        check_version(untrusted)
        document = Document(untrusted, *_RECEIPT)
        return cls(
            named(document, "package_id", ID),
            named(document, "from_store", ID),
            named(document, "by_store", ID),
            named(document, "rid", RID),
            document.time("accepted_at"),
            natural(document, "records"),
            document.hex("manifest_sha256", 32),
            Checkpoint.from_json(document.object("checkpoint")),
        )


def manifest_sha256(signed_manifest: bytes) -> bytes:
    """What a receipt names: SHA-256 of the whole signed manifest."""
    return hashlib.sha256(signed_manifest).digest()
