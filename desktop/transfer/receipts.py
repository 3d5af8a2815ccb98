"""Receipts (受領票): what the receiving unit signs and the sending unit reads."""

from collections.abc import Mapping

from desktop.crypto import signing
from desktop.crypto.signing import SigningKey
from desktop.domain import cj1
from desktop.domain.directory import DIRECTORY_TYPE, Directory
from desktop.domain.errors import (
    MalformedDocumentError,
    SignatureRefusedError,
    UnknownVersionError,
)
from desktop.domain.ids import Kid
from desktop.domain.packages import RECEIPT_TYPE, Manifest, Receipt, manifest_sha256
from desktop.domain.transfer_errors import (
    NewerPackageError,
    NotAReceiptError,
    ReceiptRefusedError,
)
from desktop.transfer.senders import SenderPin


def make_receipt(receipt: Receipt, key: SigningKey) -> bytes:
    """The receipt as a file, signed by the person who accepted the package."""
    return signing.sign_json(RECEIPT_TYPE, receipt.to_json(), [key])


def read_receipt(untrusted_file: bytes, pins: Mapping[str, SenderPin]) -> Receipt:
    """Verify a receipt against the pinned directory of the unit that wrote it.

    Raises:
        NotAReceiptError: another kind of file.
        NewerPackageError: a receipt of a later format.
        ReceiptRefusedError: unknown unit, or not signed by one active person of it.
    """
    claimed = _claimed(untrusted_file)
    pin = pins.get(claimed.by_store)
    if pin is None:
        raise ReceiptRefusedError(reason="unknown-unit")
    payload = signing.payload_unverified(pin.document, DIRECTORY_TYPE)
    directory = Directory.from_json(cj1.decode(payload))
    try:
        verified = signing.verify(untrusted_file, RECEIPT_TYPE, _keys_of(directory))
    except SignatureRefusedError as error:
        raise ReceiptRefusedError(reason="signature") from error
    receipt = Receipt.from_json(cj1.decode(verified.payload))
    _check_signer(verified.kids, directory, receipt)
    return receipt


def check_answer(receipt: Receipt, manifest: Manifest, signed_manifest: bytes) -> None:
    """Refuse a receipt that does not answer exactly this package.

    Raises:
        ReceiptRefusedError: another package, manifest or recipient.
    """
    fine = (
        receipt.package_id == manifest.package_id
        and receipt.from_store == manifest.from_store
        and receipt.rid in manifest.recipients
        and receipt.manifest_sha256 == manifest_sha256(signed_manifest)
        and receipt.accepted_at >= manifest.created_at
    )
    if not fine:
        raise ReceiptRefusedError(reason="other-package", package=receipt.package_id)


def _claimed(untrusted_file: bytes) -> Receipt:
    try:
        payload = signing.payload_unverified(untrusted_file, RECEIPT_TYPE)
        return Receipt.from_json(cj1.decode(payload))
    except UnknownVersionError as error:
        raise NewerPackageError(version=error.details.get("version", 0)) from error
    except (MalformedDocumentError, SignatureRefusedError) as error:
        raise NotAReceiptError from error


def _keys_of(directory: Directory) -> signing.Resolve:
    return {account.kid: account.pk_sign for account in directory.accounts}.get


def _check_signer(kids: tuple[Kid, ...], directory: Directory, receipt: Receipt) -> None:
    signer = directory.by_kid(kids[0])
    one = len(kids) == 1 and signer is not None and signer.acts_at(receipt.accepted_at)
    if not one or receipt.checkpoint.store != receipt.by_store:
        raise ReceiptRefusedError(reason="signer")
