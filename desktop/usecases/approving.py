"""承認: what another person sees before anything leaves, and their decision, a signature."""

import secrets
from collections import deque
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from desktop import __version__
from desktop.crypto import signing
from desktop.domain import cj1
from desktop.domain.audit import Act
from desktop.domain.errors import PayloadChangedError, SignatureRefusedError
from desktop.domain.exports import ColumnRule, ExportRequest, ExportState, Party
from desktop.domain.forms import Form
from desktop.domain.ids import Kid, RecordUid
from desktop.domain.packages import MANIFEST_TYPE, LogPoint
from desktop.domain.payloads import RECORDS_PART
from desktop.domain.records import RecordLine, RecordState
from desktop.domain.request_document import REQUEST_TYPE, RequestDocument, records_sha256
from desktop.domain.rights import Right
from desktop.domain.usecase_errors import ReasonNeededError, ResidueFoundError
from desktop.store.transactions import ReadTx, WriteTx
from desktop.transfer.csv_lines import rows_of
from desktop.transfer.pack import Approval, build_manifest, check_rebuilt, encrypt_payload
from desktop.transfer.sanitize.table import TablePayload
from desktop.usecases.desk import Desk
from desktop.usecases.export_payload import build
from desktop.usecases.exporting import RequestView, expire, recipient_of, view_of
from desktop.usecases.outbox import keeping
from desktop.usecases.signin import confirm_password
from desktop.usecases.writing import writing

_SAMPLE = 5


@dataclass(frozen=True, slots=True)
class LooksLike:
    """So many cells of the column ``label`` still look like numbers of one kind."""

    kind: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Earlier:
    """What last went from the same ledger to the same recipient, and the columns that differ."""

    asked_at: datetime
    records: int
    added: tuple[str, ...]
    gone: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """Exactly what would leave, for the person who decides.

    ``sample`` are the first, the last and some records between, as they will stand in the
    package; ``changed_since`` counts records that were changed after the request was made;
    ``earlier`` is None where nothing of this kind was released before.
    """

    view: RequestView
    form: Form
    total: int
    sample: tuple[RecordLine, ...]
    removed: tuple[tuple[str, int], ...]
    residual: tuple[LooksLike, ...]
    changed_since: int
    dropped_columns: tuple[str, ...]
    inner_sha256: str
    earlier: Earlier | None


def waiting(desk: Desk) -> tuple[RequestView, ...]:
    """Open requests of other people, the oldest first."""
    desk.require(Right.APPROVE)
    with desk.store.read() as tx:
        found = tx.exports.list(ExportState.REQUESTED)
    living = [one for asked in found if (one := expire(desk, asked)).state is asked.state]
    others = [one for one in reversed(living) if one.requested_by.person != desk.person]
    with desk.store.read() as tx:
        return tuple(view_of(desk, tx, one) for one in others)


def review(desk: Desk, request_id: str) -> Review:
    """Rebuild the payload as of the request and show it.

    Raises:
        PayloadChangedError: what would leave is not what the requester signed.
        SignatureRefusedError: the request is not signed by the person it names.
    """
    desk.require(Right.APPROVE)
    with desk.store.read(long=True) as tx:
        asked = tx.exports.get(request_id)
        document = _verified(desk, asked)
        form, uids, payload = _rebuilt(tx, document, asked)
        sample = _sampled(payload)
        return Review(
            view=view_of(desk, tx, asked),
            form=payload.form,
            total=payload.records,
            sample=sample,
            removed=tuple(sorted(payload.report.removed.items())),
            residual=tuple(
                LooksLike(hit.kind, form.field(hit.fid).label, hit.count) for hit in payload.hits
            ),
            changed_since=tx.records.changed_since(uids, asked.as_of_seq),
            dropped_columns=tuple(
                field.label for field in form.fields if field.fid in payload.report.dropped
            ),
            inner_sha256=document.inner_sha256.hex(),
            earlier=_earlier(tx, form, asked),
        )


def approve(desk: Desk, request_id: str, password: str, override_reason: str = "") -> ExportRequest:
    """Approve: encrypt exactly what was shown, and sign the manifest that opens it.

    The manifest stays inside the store until the requester releases the package.

    Raises:
        SelfApprovalError, AlreadyDecidedError, RequestExpiredError: not this one, not now.
        WrongPasswordHereError: the password is not the approver's.
        ResidueFoundError: numbers are left in it and no reason was given.
        PayloadChangedError: what would leave is not what the requester signed.
    """
    desk.require(Right.APPROVE)
    confirm_password(desk, password)
    with writing(desk) as tx:
        asked = tx.exports.get(request_id)
        hours = timedelta(hours=desk.directory.policy.release_hours)
        approved = asked.approve(by=desk.party, at=desk.now(), release_until=desk.now() + hours)
        document = _verified(desk, asked)
        with desk.store.read(long=True) as reading:
            _, _, payload = _rebuilt(reading, document, asked)
            if payload.report.residual and not override_reason.strip():
                raise ResidueFoundError(kinds=len(payload.report.residual))
            manifest = _packed(desk, tx, document, asked, payload)
        tx.exports.put(approved)
        tx.exports.put_manifest(request_id, document.package_id, manifest)
        detail = {"reason": override_reason.strip()} if override_reason.strip() else None
        obj = {
            "request": request_id,
            "package": document.package_id,
            "inner": document.inner_sha256.hex(),
        }
        tx.audit.append(Act.EXPORT_APPROVED, obj, detail=detail)
    return approved


def send_back(desk: Desk, request_id: str, reason: str) -> ExportRequest:
    """差戻し, with a reason the requester reads."""
    return _turned_down(desk, request_id, reason, Act.EXPORT_SENT_BACK)


def reject(desk: Desk, request_id: str, reason: str) -> ExportRequest:
    """却下, with a reason the requester reads."""
    return _turned_down(desk, request_id, reason, Act.EXPORT_REJECTED)


def _turned_down(desk: Desk, request_id: str, reason: str, act: Act) -> ExportRequest:
    desk.require(Right.APPROVE)
    if not reason.strip():
        raise ReasonNeededError
    with writing(desk) as tx:
        asked = tx.exports.get(request_id)
        turn = asked.send_back if act is Act.EXPORT_SENT_BACK else asked.reject
        decided = turn(by=desk.party, at=desk.now(), reason=reason.strip())
        tx.exports.put(decided)
        tx.audit.append(act, {"request": request_id})
    return decided


def _earlier(tx: ReadTx, form: Form, asked: ExportRequest) -> Earlier | None:
    for one in tx.exports.list(ExportState.RELEASED):
        if (one.ledger, one.recipient) == (asked.ledger, asked.recipient):
            added = [field for field in form.fields if field.fid in asked.columns]
            gone = [field for field in form.fields if field.fid in one.columns]
            return Earlier(
                one.requested_at,
                one.records,
                tuple(field.label for field in added if field.fid not in one.columns),
                tuple(field.label for field in gone if field.fid not in asked.columns),
            )
    return None


def _verified(desk: Desk, asked: ExportRequest) -> RequestDocument:
    def key_of(kid: Kid) -> bytes | None:
        return desk.lineage.author(kid, asked.requested_at)

    verified = signing.verify(asked.document, REQUEST_TYPE, key_of)
    signer = desk.lineage.account(verified.kids[0])
    # the human is the directory's to name: the row beside the document is not signed
    known = signer is not None and Party(signer.uid, signer.kid, signer.person)
    if len(verified.kids) != 1 or asked.requested_by != known:
        raise SignatureRefusedError(reason="requester")
    document = RequestDocument.from_json(cj1.decode(verified.payload))
    if not _says(document, asked):
        raise PayloadChangedError(request=asked.request_id)
    return document


def _says(document: RequestDocument, asked: ExportRequest) -> bool:
    """Whether what the screen shows of the request is what the requester signed."""
    kept = {one.fid for one in document.query.columns if one.rule is ColumnRule.KEEP}
    signed = replace(
        asked,
        request_id=document.request_id,
        ledger=document.query.ledger,
        purpose=document.purpose,
        legal_basis=document.legal_basis,
        recipient=document.recipients[0],
        records=document.records,
        as_of_seq=document.as_of_seq,
        not_after=document.not_after,
    )
    return signed == asked and kept == set(asked.columns) and len(document.recipients) == 1


def _rebuilt(
    tx: ReadTx, document: RequestDocument, asked: ExportRequest
) -> tuple[Form, tuple[RecordUid, ...], TablePayload]:
    form = tx.forms.get(document.query.ledger, document.query.form_version)
    uids = tx.exports.records(asked.request_id)
    if records_sha256(uids) != document.query.records_sha256:
        raise PayloadChangedError(request=asked.request_id)
    payload = build(tx, form, document.query.columns, uids, document.as_of_seq)
    inner = payload.inner(
        request_id=document.request_id,
        nonce=document.nonce,
        recipients=document.recipients,
        policy_version=document.policy_version,
    )
    check_rebuilt(document, inner)
    return form, uids, payload


def _sampled(payload: TablePayload) -> tuple[RecordLine, ...]:
    """First, last and some drawn from between, read from the very bytes that would leave."""
    head: list[tuple[int, list[str]]] = []
    drawn: list[tuple[int, list[str]]] = []
    tail: deque[tuple[int, list[str]]] = deque(maxlen=_SAMPLE)
    chance = secrets.SystemRandom()
    rows = rows_of(payload.part(RECORDS_PART).chunks())
    next(rows)
    for place, row in enumerate(rows):
        if place < _SAMPLE:
            head.append((place, row))
            continue
        if len(tail) == _SAMPLE:
            _keep_one(drawn, tail[0], chance)
        tail.append((place, row))
    chosen = [*head, *sorted(drawn), *tail]
    return tuple(
        RecordLine(RecordUid(row[0]), RecordState.LIVE, tuple(row[1:])) for _, row in chosen
    )


def _keep_one(
    drawn: list[tuple[int, list[str]]], row: tuple[int, list[str]], chance: secrets.SystemRandom
) -> None:
    """Reservoir sampling: each row between head and tail is kept with the same chance."""
    if len(drawn) < _SAMPLE:
        drawn.append(row)
        return
    place = chance.randrange(row[0] - _SAMPLE + 1)
    if place < _SAMPLE:
        drawn[place] = row


def _packed(
    desk: Desk,
    tx: WriteTx,
    document: RequestDocument,
    asked: ExportRequest,
    payload: TablePayload,
) -> bytes:
    recipient = recipient_of(desk, asked.recipient)
    inner = payload.inner(
        request_id=document.request_id,
        nonce=document.nonce,
        recipients=document.recipients,
        policy_version=document.policy_version,
    )
    with keeping(desk, document.package_id) as target:
        sealed = encrypt_payload(inner, payload.parts, (recipient.age,), target)
    head = tx.audit.head()
    now = desk.now()
    approval = Approval(
        approved_by=desk.kid,
        created_at=now,
        not_after=now + timedelta(days=desk.directory.policy.package_days),
        counter=tx.packages.next_counter(desk.unit.store, asked.recipient),
        dir_version=desk.directory.version,
        checkpoint=LogPoint(desk.store.identity.log, head.seq, head.hash),
        app_version=__version__,
    )
    manifest = build_manifest(asked.document, document, sealed, approval)
    return signing.sign_json(MANIFEST_TYPE, manifest.to_json(), [desk.keys.signing])
