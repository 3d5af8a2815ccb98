"""The inner payload of a package: its table of contents and what sanitising did to it.

The SHA-256 of the canonical ``Inner`` is the content digest that requester and approver sign.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop.domain.cj1 import Json, encode
from desktop.domain.documents import Document
from desktop.domain.errors import MalformedDocumentError
from desktop.domain.members import (
    ID,
    VERSION,
    check_version,
    counts,
    named,
    natural,
    positive,
    recipients,
    refuse_unless,
)

FORM_PART = "form.json"
RECORDS_PART = "records.csv"
MAX_PARTS = 20

_PART_NAME = re.compile(r"[a-z0-9_-]{1,40}\.(csv|json|pdf|png)")
_INNER = ("v", "nonce", "package_id", "recipients", "policy_version", "parts", "report")


@dataclass(frozen=True, slots=True)
class PartEntry:
    """One part of the payload: its name is no path, its size and hash are exact."""

    name: str
    media: str
    size: int
    sha256: bytes
    rows: int

    def to_json(self) -> Json:
        """The entry as the inner document writes it."""
        return {
            "name": self.name,
            "media": self.media,
            "size": self.size,
            "sha256": self.sha256.hex(),
            "rows": self.rows,
        }

    @classmethod
    def from_json(cls, untrusted: Json) -> "PartEntry":
        """The entry of an inner document, every member checked."""
        document = Document(untrusted, "name", "media", "size", "sha256", "rows")
        return cls(
            named(document, "name", _PART_NAME),
            document.text("media"),
            natural(document, "size"),
            document.hex("sha256", 32),
            natural(document, "rows"),
        )


@dataclass(frozen=True, slots=True)
class Report:
    """What sanitising did, kind → count each, and which columns it dropped.

    ``residual`` counts what the finished part still holds that looks like a person's number.
    """

    removed: Mapping[str, int] = field(default_factory=dict)
    kept: Mapping[str, int] = field(default_factory=dict)
    dropped: tuple[str, ...] = ()
    residual: Mapping[str, int] = field(default_factory=dict)

    def to_json(self) -> Json:
        """The report as the inner document writes it."""
        return {
            "removed": dict(self.removed),
            "kept": dict(self.kept),
            "dropped": list(self.dropped),
            "residual": dict(self.residual),
        }

    @classmethod
    def from_json(cls, untrusted: Json) -> "Report":
        """The report of an inner document."""
        document = Document(untrusted, "removed", "kept", "dropped", "residual")
        return cls(
            counts(document, "removed"),
            counts(document, "kept"),
            document.texts("dropped"),
            counts(document, "residual"),
        )


@dataclass(frozen=True, slots=True)
class Inner:
    """The table of contents inside the encryption; its SHA-256 is what both persons sign."""

    nonce: bytes
    package_id: str
    recipients: tuple[str, ...]
    policy_version: int
    parts: tuple[PartEntry, ...]
    report: Report

    @property
    def canonical(self) -> bytes:
        """The bytes that stand in the payload."""
        return encode(self.to_json())

    @property
    def sha256(self) -> bytes:
        """``inner_sha256`` of request and manifest."""
        return hashlib.sha256(self.canonical).digest()

    def part(self, name: str) -> PartEntry:
        """The entry of one part.

        Raises:
            MalformedDocumentError: the payload has no such part.
        """
        found = next((entry for entry in self.parts if entry.name == name), None)
        if found is None:
            raise MalformedDocumentError(reason="part")
        return found

    def to_json(self) -> Json:
        """The inner document."""
        return {
            "v": VERSION,
            "nonce": self.nonce.hex(),
            "package_id": self.package_id,
            "recipients": list(self.recipients),
            "policy_version": self.policy_version,
            "parts": [entry.to_json() for entry in self.parts],
            "report": self.report.to_json(),
        }

    @classmethod
    def from_json(cls, untrusted: Json) -> "Inner":
        """The inner document of a decrypted payload, every member checked."""
        check_version(untrusted)
        document = Document(untrusted, *_INNER)
        parts = tuple(PartEntry.from_json(member) for member in document.items("parts"))
        names = {entry.name for entry in parts}
        refuse_unless("parts", len(names) == len(parts) and 1 <= len(parts) <= MAX_PARTS)
        return cls(
            document.hex("nonce", 32),
            named(document, "package_id", ID),
            recipients(document),
            positive(document, "policy_version"),
            parts,
            Report.from_json(document.object("report")),
        )
