"""One line of the second copy of the log (``audit/<log>-<nnnn>.jsonl``): an entry or a seal.

A line is CJ1 ``{"body","kind","sig"}`` and a line feed; entries and seals stand in the order
they were committed. No secret is needed to read it.
"""

from dataclasses import dataclass
from enum import StrEnum

from desktop.domain import cj1
from desktop.domain.documents import Document, to_base64
from desktop.domain.errors import MalformedDocumentError

LARGEST_BODY = (cj1.MAX_BYTES - 256) // 4 * 3
"""Bytes of a body whose line, in base64 and with its signature, is still one CJ1 document."""


class LineKind(StrEnum):
    """Whose body a line carries."""

    ENTRY = "entry"
    SEAL = "seal"


@dataclass(frozen=True, slots=True)
class AuditLine:
    """Exactly the body bytes and signature that the store holds."""

    kind: LineKind
    body: bytes
    sig: bytes

    def to_bytes(self) -> bytes:
        """The line with its line feed."""
        value = {"body": to_base64(self.body), "kind": self.kind.value, "sig": self.sig.hex()}
        return cj1.encode(value) + b"\n"

    @classmethod
    def from_bytes(cls, untrusted_line: bytes) -> "AuditLine":
        """The line of bytes that end with one line feed."""
        if not untrusted_line.endswith(b"\n"):
            raise MalformedDocumentError(reason="line")
        document = Document(cj1.decode(untrusted_line[:-1]), "body", "kind", "sig")
        try:
            kind = LineKind(document.text("kind"))
        except ValueError as error:
            raise MalformedDocumentError(reason="line-kind") from error
        return cls(kind, document.base64("body"), document.hex("sig", 64))
