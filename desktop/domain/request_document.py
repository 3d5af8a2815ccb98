"""request.v1: what a requester signs, and the names that follow from it (SECURITY-DESIGN §6)."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from desktop.domain.cj1 import Json
from desktop.domain.documents import Document, format_time
from desktop.domain.errors import MalformedDocumentError
from desktop.domain.exports import ColumnRule
from desktop.domain.ids import LedgerId, RecordUid
from desktop.domain.members import (
    FID,
    ID,
    named,
    natural,
    positive,
    recipients,
    refuse_unless,
    sentence,
)

REQUEST_TYPE = "request"

_REQUEST = (
    "request_id", "store", "purpose", "legal_basis", "query", "as_of_seq", "nonce",
    "policy_version", "recipients", "records", "inner_sha256", "not_after",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """What the requester asks to happen with one column."""

    fid: str
    rule: ColumnRule


@dataclass(frozen=True, slots=True)
class Query:
    """Which records and columns of which ledger: ``records_sha256`` names exactly these records."""

    ledger: LedgerId
    form_version: int
    columns: tuple[Column, ...]
    records_sha256: bytes

    def to_json(self) -> Json:
        """The query as the request writes it."""
        return {
            "ledger": self.ledger,
            "form_version": self.form_version,
            "columns": [{"fid": one.fid, "rule": one.rule.value} for one in self.columns],
            "records_sha256": self.records_sha256.hex(),
        }

    @classmethod
    def from_json(cls, untrusted: Json) -> "Query":
        """The query of a request, every member checked."""
        document = Document(untrusted, "ledger", "form_version", "columns", "records_sha256")
        columns = tuple(_column(member) for member in document.items("columns"))
        fids = {column.fid for column in columns}
        ledger = document.text("ledger")
        refuse_unless("columns", bool(columns) and len(fids) == len(columns))
        refuse_unless("ledger", bool(FID.fullmatch(ledger)))
        digest = document.hex("records_sha256", 32)
        return cls(LedgerId(ledger), positive(document, "form_version"), columns, digest)


@dataclass(frozen=True, slots=True)
class RequestDocument:
    """request.v1: what the requester signs. The nonce hides the content digest from guessers."""

    request_id: str
    store: str
    purpose: str
    legal_basis: str
    query: Query
    as_of_seq: int
    nonce: bytes
    policy_version: int
    recipients: tuple[str, ...]
    records: int
    inner_sha256: bytes
    not_after: datetime

    @property
    def package_id(self) -> str:
        """The id of the one package this request can become."""
        return package_id(self.request_id, self.nonce)

    def to_json(self) -> Json:
        """The payload of a signed request.v1."""
        return {
            "request_id": self.request_id,
            "store": self.store,
            "purpose": self.purpose,
            "legal_basis": self.legal_basis,
            "query": self.query.to_json(),
            "as_of_seq": self.as_of_seq,
            "nonce": self.nonce.hex(),
            "policy_version": self.policy_version,
            "recipients": list(self.recipients),
            "records": self.records,
            "inner_sha256": self.inner_sha256.hex(),
            "not_after": format_time(self.not_after),
        }

    @classmethod
    def from_json(cls, untrusted: Json) -> "RequestDocument":
        """The request a verified payload says; anything else is refused."""
        document = Document(untrusted, *_REQUEST)
        return cls(
            request_id=named(document, "request_id", ID),
            store=named(document, "store", ID),
            purpose=sentence(document, "purpose"),
            legal_basis=sentence(document, "legal_basis"),
            query=Query.from_json(document.object("query")),
            as_of_seq=natural(document, "as_of_seq"),
            nonce=document.hex("nonce", 32),
            policy_version=positive(document, "policy_version"),
            recipients=recipients(document),
            records=positive(document, "records"),
            inner_sha256=document.hex("inner_sha256", 32),
            not_after=document.time("not_after"),
        )


def package_id(request_id: str, nonce: bytes) -> str:
    """The id of the one package a request can become: known before anything is encrypted."""
    content = b"KURA package v1\0" + bytes.fromhex(request_id) + nonce
    return hashlib.sha256(content).hexdigest()[:32]


def records_sha256(uids: Iterable[RecordUid]) -> bytes:
    """The digest that names exactly these records, in whatever order they come."""
    digest = hashlib.sha256(b"KURA records v1\0")
    for uid in sorted(uids):
        digest.update(bytes.fromhex(uid))
    return digest.digest()


def _column(untrusted: Json) -> Column:
    document = Document(untrusted, "fid", "rule")
    try:
        rule = ColumnRule(document.text("rule"))
    except ValueError as error:
        raise MalformedDocumentError(reason="rule") from error
    return Column(named(document, "fid", FID), rule)
