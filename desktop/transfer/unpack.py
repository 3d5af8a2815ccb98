"""A package arrives: every check of SECURITY-DESIGN §7 in its order, then the parts as a stream.

``inspect`` needs no secret and keeps nothing; ``open_parts`` decrypts into the caller's staging
place. Whatever fails raises its own refusal, and nothing of the package may be kept.
"""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import BinaryIO

from desktop.crypto import signing
from desktop.crypto.sealing import ReceivingIdentity, open_stream
from desktop.domain import cj1
from desktop.domain.directory import Directory
from desktop.domain.errors import (
    MalformedDocumentError,
    NotForUsError,
    SignatureRefusedError,
    UnknownVersionError,
)
from desktop.domain.ids import Kid
from desktop.domain.packages import MANIFEST_TYPE, Manifest, manifest_sha256
from desktop.domain.payloads import RECORDS_PART, Inner
from desktop.domain.people import Account
from desktop.domain.request_document import REQUEST_TYPE, RequestDocument
from desktop.domain.rights import Right, rights_of
from desktop.domain.transfer_errors import (
    ApproverRoleError,
    DrillPackageError,
    NewerPackageError,
    PackageExpiredError,
    PackageTamperedError,
    RecipientUnregisteredError,
    ReplayedPackageError,
    RequesterRoleError,
    SelfApprovedPackageError,
    UnapprovedPackageError,
    UnknownSenderError,
    WrongRecipientError,
)
from desktop.transfer.container import Head, check_payload, read_head
from desktop.transfer.payload import PayloadReader, Staging
from desktop.transfer.senders import SenderPin, walk

CLOCK_TOLERANCE = timedelta(minutes=10)


class Note(StrEnum):
    """What a receiver should know about a package that is accepted all the same."""

    OUT_OF_ORDER = "out-of-order"
    GAP = "gap"
    MADE_IN_FUTURE = "made-in-future"


@dataclass(frozen=True, slots=True)
class Me:
    """The receiving store: its rid, and whether it is a drill store."""

    rid: str
    drill: bool = False


@dataclass(frozen=True, slots=True)
class Seen:
    """Packages accepted before, and the highest counter accepted from each store."""

    packages: Container[str]
    counters: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Received:
    """A package whose every signature and rule holds; only its decryption is still to come."""

    head: Head
    manifest: Manifest
    manifest_sha256: bytes
    request: RequestDocument
    requester: Account
    approver: Account
    newest: SenderPin
    notes: tuple[Note, ...]


def inspect(
    untrusted: BinaryIO, *, pins: Mapping[str, SenderPin], me: Me, now: datetime, seen: Seen
) -> Received:
    """Check a package from its first byte to its last, without opening it.

    Raises:
        AppError: one class of ``transfer_errors`` per thing that can be wrong.
    """
    head = read_head(untrusted)
    claimed = _claimed(head)
    pin = pins.get(claimed.from_store)
    if pin is None:
        raise UnknownSenderError(store=claimed.from_store)
    directory = walk(pin, head.directories, claimed.dir_version)[-1]
    if directory.store != claimed.from_store:
        raise PackageTamperedError(place="directory")
    if directory.policy.drill != me.drill:
        raise DrillPackageError(store=claimed.from_store)
    manifest = _approved(head.manifest, directory)
    approver = _approver(manifest, directory)
    request, requester = _request(manifest, directory, approver)
    _check_recipients(manifest, directory, me)
    _check_time_and_once(manifest, now, seen)
    check_payload(untrusted, head, manifest.payload_size, manifest.payload_sha256)
    return Received(
        head=head,
        manifest=manifest,
        manifest_sha256=manifest_sha256(head.manifest),
        request=request,
        requester=requester,
        approver=approver,
        newest=SenderPin(manifest.from_store, directory.version, head.directories[-1]),
        notes=_notes(manifest, now, seen),
    )


def open_parts(
    untrusted: BinaryIO, received: Received, identity: ReceivingIdentity, staging: Staging
) -> Inner:
    """Decrypt an inspected package into ``staging``; keep it only if this returns.

    Raises:
        WrongRecipientError: it was not encrypted to this store.
        PackageTamperedError: what comes out is not what requester and approver signed.
    """
    reader = PayloadReader(received.manifest.inner_sha256, staging)
    untrusted.seek(received.head.payload_at)
    try:
        open_stream(untrusted, reader, identity)
    except NotForUsError as error:
        raise WrongRecipientError(package=received.manifest.package_id) from error
    inner = reader.finish()
    _check_inner(inner, received.request)
    return inner


def _claimed(head: Head) -> Manifest:
    """What the manifest says of itself, to know whose directory must verify it."""
    try:
        payload = signing.payload_unverified(head.manifest, MANIFEST_TYPE)
        return Manifest.from_json(cj1.decode(payload))
    except UnknownVersionError as error:
        raise NewerPackageError(version=error.details.get("version", 0)) from error
    except (MalformedDocumentError, SignatureRefusedError) as error:
        raise PackageTamperedError(place="manifest") from error


def _approved(untrusted_manifest: bytes, directory: Directory) -> Manifest:
    verified = _verified(untrusted_manifest, MANIFEST_TYPE, directory)
    manifest = Manifest.from_json(cj1.decode(verified.payload))
    if verified.kids != (manifest.approved_by,):
        raise UnapprovedPackageError(package=manifest.package_id, reason="signers")
    return manifest


def _verified(untrusted_sd: bytes, name: str, directory: Directory) -> signing.Verified:
    def key_of(kid: Kid) -> bytes | None:
        account = directory.by_kid(kid)
        return None if account is None else account.pk_sign

    try:
        return signing.verify(untrusted_sd, name, key_of)
    except SignatureRefusedError as error:
        if error.details.get("reason") == "unknown-kid":
            raise UnapprovedPackageError(reason="unknown-signer") from error
        raise PackageTamperedError(place=name) from error
    except MalformedDocumentError as error:
        raise PackageTamperedError(place=name) from error


def _approver(manifest: Manifest, directory: Directory) -> Account:
    approver = directory.by_kid(manifest.approved_by)
    if approver is None or not _could(approver, Right.APPROVE, manifest.created_at):
        raise ApproverRoleError(package=manifest.package_id)
    return approver


def _request(
    manifest: Manifest, directory: Directory, approver: Account
) -> tuple[RequestDocument, Account]:
    verified = _verified(manifest.request, REQUEST_TYPE, directory)
    try:
        request = RequestDocument.from_json(cj1.decode(verified.payload))
    except MalformedDocumentError as error:
        raise PackageTamperedError(place=REQUEST_TYPE) from error
    requester = directory.by_kid(verified.kids[0])
    if len(verified.kids) != 1 or requester is None:
        raise UnapprovedPackageError(package=manifest.package_id, reason="requesters")
    if requester.person == approver.person:
        raise SelfApprovedPackageError(package=manifest.package_id)
    if not _could(requester, Right.REQUEST_EXPORT, manifest.created_at):
        raise RequesterRoleError(package=manifest.package_id)
    _check_agreement(manifest, request)
    return request, requester


def _check_agreement(manifest: Manifest, request: RequestDocument) -> None:
    agreed = (
        request.store == manifest.from_store
        and request.package_id == manifest.package_id
        and request.recipients == manifest.recipients
        and request.inner_sha256 == manifest.inner_sha256
    )
    if not agreed:
        raise UnapprovedPackageError(package=manifest.package_id, reason="other-request")
    if request.not_after < manifest.created_at:
        raise UnapprovedPackageError(package=manifest.package_id, reason="request-expired")


def _could(account: Account, right: Right, at: datetime) -> bool:
    return account.acts_at(at) and right in rights_of(account)


def _check_recipients(manifest: Manifest, directory: Directory, me: Me) -> None:
    if me.rid not in manifest.recipients:
        raise WrongRecipientError(package=manifest.package_id)
    for rid in manifest.recipients:
        known = directory.recipient(rid)
        if known is None or known.not_after < manifest.created_at:
            raise RecipientUnregisteredError(package=manifest.package_id, rid=rid)


def _check_time_and_once(manifest: Manifest, now: datetime, seen: Seen) -> None:
    if manifest.not_after < now - CLOCK_TOLERANCE:
        raise PackageExpiredError(package=manifest.package_id)
    if manifest.package_id in seen.packages:
        raise ReplayedPackageError(package=manifest.package_id)


def _notes(manifest: Manifest, now: datetime, seen: Seen) -> tuple[Note, ...]:
    highest = seen.counters.get(manifest.from_store, 0)
    notes = []
    if manifest.counter <= highest:
        notes.append(Note.OUT_OF_ORDER)
    elif manifest.counter > highest + 1:
        notes.append(Note.GAP)
    if manifest.created_at > now + CLOCK_TOLERANCE:
        notes.append(Note.MADE_IN_FUTURE)
    return tuple(notes)


def _check_inner(inner: Inner, request: RequestDocument) -> None:
    agreed = (
        inner.nonce == request.nonce
        and inner.package_id == request.package_id
        and inner.recipients == request.recipients
        and inner.policy_version == request.policy_version
        and inner.part(RECORDS_PART).rows == request.records
    )
    if not agreed:
        raise PackageTamperedError(place="inner")
