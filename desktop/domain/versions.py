"""Which version ran here since when: the schema this program writes, and the version log's lines.

``versions.jsonl`` lies beside the units; each line is CJ1 and names the hash of the line before.
It holds no secret and is no proof against who can rewrite the folder: each store's own log
repeats every change of version (``update``).
"""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime

from desktop.domain import cj1
from desktop.domain.documents import Document, format_time
from desktop.domain.errors import MalformedDocumentError

SCHEMA_VERSION = 1
"""The schema of the stores this program writes; ``store.migrations`` leads up to it."""

NO_LINE = bytes(32)
"""``prev`` of the first line."""

_MEMBERS = ("v", "version", "build", "schema", "t", "by", "prev")
_BY = re.compile(r"[^\x00-\x1f\x7f]{0,64}")
_LONGEST = 64


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version's first start on this terminal; ``by`` is the account of the system."""

    version: str
    build: str
    schema: int
    at: datetime
    by: str
    prev: bytes

    def __post_init__(self) -> None:
        """Refuse a line no program could have written."""
        short = max(len(self.version), len(self.build)) <= _LONGEST
        if not (short and self.schema >= 1 and _BY.fullmatch(self.by)):
            raise MalformedDocumentError(reason="version-line")

    def same_program(self, other: "VersionLine") -> bool:
        """Whether both tell of the same version, build and schema."""
        mine = (self.version, self.build, self.schema)
        return mine == (other.version, other.build, other.schema)

    def to_bytes(self) -> bytes:
        """The line with its line feed."""
        return (
            cj1.encode(
                {
                    "v": 1,
                    "version": self.version,
                    "build": self.build,
                    "schema": self.schema,
                    "t": format_time(self.at),
                    "by": self.by,
                    "prev": self.prev.hex(),
                }
            )
            + b"\n"
        )

    @classmethod
    def from_bytes(cls, untrusted_line: bytes) -> "VersionLine":
        """The line of bytes that end with one line feed."""
        if not untrusted_line.endswith(b"\n"):
            raise MalformedDocumentError(reason="line")
        document = Document(cj1.decode(untrusted_line[:-1]), *_MEMBERS)
        if document.integer("v") != 1:
            raise MalformedDocumentError(reason="version-line")
        return cls(
            document.text("version"),
            document.text("build"),
            document.integer("schema"),
            document.time("t"),
            document.text("by"),
            document.hex("prev", 32),
        )


def line_hash(line: bytes) -> bytes:
    """The hash of a line with its line feed, and ``prev`` of the next one."""
    return hashlib.sha256(b"KURA versions v1\0" + line).digest()
