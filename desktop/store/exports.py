"""持出申請: requests, exactly the records they ask for, and manifests that never leave alone."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from desktop.domain import cj1
from desktop.domain.cj1 import Json
from desktop.domain.documents import Document, format_time
from desktop.domain.exports import ExportRequest, ExportState, Party
from desktop.domain.ids import Kid, LedgerId, RecordUid, UserId
from desktop.domain.store_errors import UnknownDocumentError, UnknownRecordError
from desktop.store.ledger_tables import LedgerTables
from desktop.store.schema import export_record, export_request, ledger, manifest, record

_MEMBERS = (
    "purpose", "legal_basis", "recipient", "columns", "records", "as_of_seq", "not_after",
    "requested_by", "requested_at", "decided_by", "decided_at", "reason", "release_until",
)  # fmt: skip


class ExportReader:
    """Reads requests and manifests."""

    def __init__(self, connection: Connection, tables: LedgerTables) -> None:
        self._connection = connection
        self._tables = tables

    def get(self, request_id: str) -> ExportRequest:
        """One request as it stands.

        Raises:
            UnknownDocumentError: no such request.
        """
        row = self._connection.execute(
            _REQUESTS.where(export_request.c.request == request_id)
        ).one_or_none()
        if row is None:
            raise UnknownDocumentError
        return _request(row)

    def list(self, *states: ExportState) -> tuple[ExportRequest, ...]:
        """Requests in any of ``states`` (none given: all), the newest first."""
        query = _REQUESTS.order_by(
            export_request.c.requested_at.desc(), export_request.c.request.desc()
        )
        if states:
            query = query.where(export_request.c.state.in_([state.value for state in states]))
        return tuple(_request(row) for row in self._connection.execute(query))

    def records(self, request_id: str) -> tuple[RecordUid, ...]:
        """The records a request asks for, in the order they will leave."""
        rows = self._connection.execute(
            select(export_record.c.rec)
            .where(export_record.c.request == request_id)
            .order_by(export_record.c.place)
        )
        return tuple(RecordUid(uid.hex()) for uid in rows.scalars())

    def manifest(self, request_id: str) -> bytes:
        """The signed manifest of an approved request.

        Raises:
            UnknownDocumentError: not approved, withdrawn, or expired.
        """
        document = self._connection.execute(
            select(manifest.c.document).where(manifest.c.request == request_id)
        ).scalar_one_or_none()
        if document is None:
            raise UnknownDocumentError
        return bytes(document)


class ExportWriter(ExportReader):
    """Writes requests; the deed that changes one logs it."""

    def add(self, request: ExportRequest, records: Sequence[RecordUid]) -> None:
        """Keep a new request and the records it asks for, in their order.

        Raises:
            UnknownRecordError: one of the records is not in this store.
        """
        number = self._tables.get(self._connection, request.ledger).n
        self._refuse_unknown(records, number)
        self._connection.execute(
            insert(export_request),
            {
                "request": request.request_id,
                "n": number,
                "state": request.state.value,
                "requested_at": format_time(request.requested_at),
                "row": cj1.encode(_to_json(request)),
                "document": request.document,
            },
        )
        self._connection.execute(
            insert(export_record),
            [
                {"request": request.request_id, "place": place, "rec": bytes.fromhex(uid)}
                for place, uid in enumerate(records)
            ],
        )

    def put(self, request: ExportRequest) -> None:
        """Keep the new state of a known request; what was signed never changes.

        Raises:
            UnknownDocumentError: no such request.
        """
        changed = self._connection.execute(
            update(export_request)
            .where(export_request.c.request == request.request_id)
            .where(export_request.c.document == request.document)
            .values(state=request.state.value, row=cj1.encode(_to_json(request)))
        )
        if changed.rowcount != 1:
            raise UnknownDocumentError

    def put_manifest(self, request_id: str, package_id: str, document: bytes) -> None:
        """Keep the manifest the approver signed; it stays inside until the release."""
        self._connection.execute(
            insert(manifest),
            {"request": request_id, "package": package_id, "document": document},
        )

    def drop_manifest(self, request_id: str) -> None:
        """Delete the manifest of a withdrawn or expired request; the package is worthless then."""
        self._connection.execute(delete(manifest).where(manifest.c.request == request_id))

    def _refuse_unknown(self, records: Sequence[RecordUid], number: int) -> None:
        for start in range(0, len(records), 500):
            part = {bytes.fromhex(uid) for uid in records[start : start + 500]}
            known = self._connection.execute(
                select(record.c.uid).where(record.c.uid.in_(part), record.c.n == number)
            )
            missing = len(part) - len(known.scalars().all())
            if missing:
                raise UnknownRecordError(records=missing)


_REQUESTS = select(
    export_request.c.request,
    export_request.c.state,
    export_request.c.row,
    export_request.c.document,
    ledger.c.ledger,
).join(ledger, ledger.c.n == export_request.c.n)


def _to_json(request: ExportRequest) -> Json:
    return {
        "purpose": request.purpose,
        "legal_basis": request.legal_basis,
        "recipient": request.recipient,
        "columns": list(request.columns),
        "records": request.records,
        "as_of_seq": request.as_of_seq,
        "not_after": format_time(request.not_after),
        "requested_by": _party_json(request.requested_by),
        "requested_at": format_time(request.requested_at),
        "decided_by": None if request.decided_by is None else _party_json(request.decided_by),
        "decided_at": _moment_json(request.decided_at),
        "reason": request.reason,
        "release_until": _moment_json(request.release_until),
    }


def _request(row: Row[*tuple[Any, ...]]) -> ExportRequest:
    untrusted = cj1.decode(row.row)
    kept = Document(untrusted, *_MEMBERS)
    undecided = isinstance(untrusted, Mapping) and untrusted["decided_by"] is None
    decided = kept.optional_text("decided_at")
    until = kept.optional_text("release_until")
    return ExportRequest(
        request_id=row.request,
        ledger=LedgerId(row.ledger),
        purpose=kept.text("purpose"),
        legal_basis=kept.text("legal_basis"),
        recipient=kept.text("recipient"),
        columns=kept.texts("columns"),
        records=kept.integer("records"),
        as_of_seq=kept.integer("as_of_seq"),
        not_after=kept.time("not_after"),
        requested_by=_party(kept.object("requested_by")),
        requested_at=kept.time("requested_at"),
        document=row.document,
        state=ExportState(row.state),
        decided_by=None if undecided else _party(kept.object("decided_by")),
        decided_at=None if decided is None else kept.time("decided_at"),
        reason=kept.text("reason"),
        release_until=None if until is None else kept.time("release_until"),
    )


def _party_json(party: Party) -> Json:
    return {"uid": party.uid, "kid": party.kid, "person": party.person}


def _party(untrusted: Mapping[str, Json]) -> Party:
    document = Document(untrusted, "uid", "kid", "person")
    return Party(UserId(document.text("uid")), Kid(document.text("kid")), document.text("person"))


def _moment_json(moment: datetime | None) -> str | None:
    return None if moment is None else format_time(moment)
