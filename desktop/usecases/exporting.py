"""持出申請: asking for an export, and what the person who asked may do with it afterwards."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from desktop.crypto import signing
from desktop.domain.audit import Act
from desktop.domain.directory import Recipient
from desktop.domain.errors import (
    AlreadyDecidedError,
    NothingToExportError,
    NotRequesterError,
)
from desktop.domain.exports import ExportRequest
from desktop.domain.ids import LedgerId, RecordUid
from desktop.domain.request_document import (
    REQUEST_TYPE,
    RequestDocument,
    records_sha256,
)
from desktop.domain.request_document import Query as RequestQuery
from desktop.domain.rights import Right
from desktop.domain.search import Query
from desktop.domain.usecase_errors import ReasonNeededError, UnknownRecipientError
from desktop.store.transactions import ReadTx
from desktop.transfer.sanitize.table import POLICY_VERSION
from desktop.usecases.desk import Desk
from desktop.usecases.export_payload import build, columns_of, signed_request
from desktop.usecases.outbox import discard
from desktop.usecases.watch import UNWATCHED, Watch
from desktop.usecases.writing import writing

_NONCE_SIZE = 32
_ID_SIZE = 16


@dataclass(frozen=True, slots=True)
class RecipientView:
    """A unit packages may be sent to."""

    rid: str
    label: str
    not_after: datetime


@dataclass(frozen=True, slots=True)
class ExportDraft:
    """What a person asks to let out; ``uids`` None means all that ``query`` finds."""

    query: Query
    uids: tuple[RecordUid, ...] | None
    columns: tuple[str, ...]
    purpose: str
    legal_basis: str
    recipient: str

    @property
    def ledger(self) -> LedgerId:
        """The ledger the records are in."""
        return self.query.ledger


@dataclass(frozen=True, slots=True)
class RequestView:
    """A request with the names people know; ``columns`` are the labels of what leaves."""

    request: ExportRequest
    ledger_name: str
    recipient_label: str
    requester_name: str
    decider_name: str
    columns: tuple[str, ...]


def recipients(desk: Desk) -> tuple[RecipientView, ...]:
    """Units the directory allows packages to, while their time lasts."""
    desk.require(Right.REQUEST_EXPORT, Right.ADMINISTER)
    return tuple(
        RecipientView(one.rid, one.label, one.not_after)
        for one in desk.directory.recipients
        if one.not_after > desk.now()
    )


def request(desk: Desk, draft: ExportDraft, watch: Watch = UNWATCHED) -> ExportRequest:
    """Build the payload, sign what it is, and ask for its approval.

    Raises:
        NothingToExportError: no record or no column is chosen.
        ReasonNeededError: no purpose or no legal basis is given.
        UnknownRecipientError: the directory does not allow the recipient.
    """
    desk.require(Right.REQUEST_EXPORT)
    recipient_of(desk, draft.recipient)
    if not draft.purpose.strip() or not draft.legal_basis.strip():
        raise ReasonNeededError
    watch.report(0, 2)
    with desk.store.read(long=True) as reading:
        asked, uids = _asked(desk, reading, draft)
    watch.report(1, 2)
    with writing(desk) as tx:
        tx.exports.add(asked, uids)
        tx.audit.append(
            Act.EXPORT_REQUESTED,
            {
                "request": asked.request_id,
                "ledger": asked.ledger,
                "records": asked.records,
                "recipient": asked.recipient,
            },
        )
    return asked


def mine(desk: Desk) -> tuple[RequestView, ...]:
    """Everything the person has asked for, the newest first."""
    desk.require(Right.REQUEST_EXPORT)
    with desk.store.read() as tx:
        own = [one for one in tx.exports.list() if one.requested_by.person == desk.person]
    current = [expire(desk, one) for one in own]
    with desk.store.read() as tx:
        return tuple(view_of(desk, tx, one) for one in current)


def again(desk: Desk, request_id: str) -> ExportDraft:
    """A draft that asks for the same as an earlier request of the person, to be mended.

    Raises:
        NotRequesterError: another person asked for it.
    """
    desk.require(Right.REQUEST_EXPORT)
    with desk.store.read() as tx:
        asked, uids = tx.exports.get(request_id), tx.exports.records(request_id)
    if asked.requested_by.person != desk.person:
        raise NotRequesterError(request=request_id)
    return ExportDraft(
        Query(asked.ledger),
        uids,
        asked.columns,
        asked.purpose,
        asked.legal_basis,
        asked.recipient,
    )


def withdraw(desk: Desk, request_id: str) -> ExportRequest:
    """取下げ: the manifest and the ciphertext of an approved request go with it."""
    desk.require(Right.REQUEST_EXPORT)
    with writing(desk) as tx:
        withdrawn = tx.exports.get(request_id).withdraw(by=desk.party)
        tx.exports.put(withdrawn)
        tx.exports.drop_manifest(request_id)
        tx.audit.append(Act.EXPORT_WITHDRAWN, {"request": request_id})
    discard(desk, signed_request(withdrawn).package_id)
    return withdrawn


def recipient_of(desk: Desk, rid: str) -> Recipient:
    """The recipient, if the directory allows packages to it now.

    Raises:
        UnknownRecipientError: unknown, or its time is over.
    """
    found = desk.directory.recipient(rid)
    if found is None or found.not_after <= desk.now():
        raise UnknownRecipientError(rid=rid)
    return found


def view_of(desk: Desk, tx: ReadTx, asked: ExportRequest) -> RequestView:
    """A request with names in place of ids."""
    known = desk.directory.recipient(asked.recipient)
    form = tx.forms.latest(asked.ledger)
    return RequestView(
        asked,
        form.name,
        asked.recipient if known is None else known.label,
        desk.name_of(asked.requested_by.uid),
        "" if asked.decided_by is None else desk.name_of(asked.decided_by.uid),
        tuple(field.label for field in form.fields if field.fid in asked.columns),
    )


def expire(desk: Desk, asked: ExportRequest) -> ExportRequest:
    """The request as it stands now; its time over, it waits for nobody any more."""
    if not asked.is_over(desk.now()):
        return asked
    try:
        return _expired(desk, asked.request_id)
    except AlreadyDecidedError:  # it was decided or released meanwhile, in another lane
        with desk.store.read() as tx:
            return tx.exports.get(asked.request_id)


def _expired(desk: Desk, request_id: str) -> ExportRequest:
    with writing(desk) as tx:
        gone = tx.exports.get(request_id).expired(at=desk.now())
        tx.exports.put(gone)
        tx.exports.drop_manifest(request_id)
        tx.audit.append(Act.EXPORT_EXPIRED, {"request": request_id})
    discard(desk, signed_request(gone).package_id)
    return gone


def _asked(
    desk: Desk, tx: ReadTx, draft: ExportDraft
) -> tuple[ExportRequest, tuple[RecordUid, ...]]:
    form = tx.forms.latest(draft.ledger)
    uids = tx.search.uids(draft.query) if draft.uids is None else draft.uids
    if not uids or not draft.columns:
        raise NothingToExportError(records=len(uids), columns=len(draft.columns))
    now, policy = desk.now(), desk.directory.policy
    as_of, columns = tx.audit.head().seq, columns_of(form, draft.columns)
    payload = build(tx, form, columns, uids, as_of)
    request_id, nonce = desk.random(_ID_SIZE).hex(), desk.random(_NONCE_SIZE)
    inner = payload.inner(
        request_id=request_id,
        nonce=nonce,
        recipients=(draft.recipient,),
        policy_version=POLICY_VERSION,
    )
    document = RequestDocument(
        request_id=request_id,
        store=desk.unit.store,
        purpose=draft.purpose.strip(),
        legal_basis=draft.legal_basis.strip(),
        query=RequestQuery(draft.ledger, form.version, columns, records_sha256(uids)),
        as_of_seq=as_of,
        nonce=nonce,
        policy_version=POLICY_VERSION,
        recipients=(draft.recipient,),
        records=payload.records,
        inner_sha256=inner.sha256,
        not_after=now + timedelta(hours=policy.request_hours),
    )
    signed = signing.sign_json(REQUEST_TYPE, document.to_json(), [desk.keys.signing])
    asked = ExportRequest(
        request_id=request_id,
        ledger=draft.ledger,
        purpose=document.purpose,
        legal_basis=document.legal_basis,
        recipient=draft.recipient,
        columns=tuple(field.fid for field in payload.form.fields),
        records=payload.records,
        as_of_seq=as_of,
        not_after=document.not_after,
        requested_by=desk.party,
        requested_at=now,
        document=signed,
    )
    return asked, uids
