"""Unit cards (組織カード): made by one unit, opened by another, before anything is sent."""

from dataclasses import dataclass

from desktop.crypto import signing
from desktop.crypto.lineage import Lineage, read_lineage
from desktop.crypto.signing import SigningKey
from desktop.domain import cj1
from desktop.domain.cards import CARD_TYPE, Card
from desktop.domain.errors import (
    AppError,
    MalformedDocumentError,
    SignatureRefusedError,
    UnknownVersionError,
)
from desktop.domain.ids import Kid
from desktop.domain.people import Role
from desktop.domain.transfer_errors import CardRefusedError, NewerPackageError, NotACardError
from desktop.transfer.senders import SenderPin


@dataclass(frozen=True, slots=True)
class OpenedCard:
    """A card whose directory and signature hold; people still compare ``fingerprint``.

    ``pin`` is what a receiver keeps; ``card.rid`` and ``card.age`` are what a sender registers.
    """

    card: Card
    fingerprint: str
    pin: SenderPin
    drill: bool


def make_card(card: Card, key: SigningKey) -> bytes:
    """The card as a file, signed by a supervisor or administrator of its directory.

    Raises:
        CardRefusedError: nobody would accept it; the key or a member does not fit.
    """
    signed = signing.sign_json(CARD_TYPE, card.to_json(), [key])
    open_card(signed)
    return signed


def open_card(untrusted_file: bytes) -> OpenedCard:
    """Verify a card by itself: founding, every later version, and who signed the card.

    Raises:
        NotACardError: another kind of file.
        NewerPackageError: a card of a later format.
        CardRefusedError: the directory, the signature or the signer's role does not hold.
    """
    card = _claimed(untrusted_file)
    try:
        lineage = read_lineage(card.directory)
        signed = signing.verify(untrusted_file, CARD_TYPE, _keys_of(lineage))
    except AppError as error:
        raise CardRefusedError(reason=error.code) from error
    if lineage.current.store != card.store:
        raise CardRefusedError(reason="store")
    _check_signer(signed.kids, lineage, card)
    pin = SenderPin(card.store, lineage.current.version, card.directory[-1])
    return OpenedCard(card, lineage.fingerprint, pin, lineage.current.policy.drill)


def _claimed(untrusted_file: bytes) -> Card:
    try:
        payload = signing.payload_unverified(untrusted_file, CARD_TYPE)
        return Card.from_json(cj1.decode(payload))
    except UnknownVersionError as error:
        raise NewerPackageError(version=error.details.get("version", 0)) from error
    except (MalformedDocumentError, SignatureRefusedError) as error:
        raise NotACardError from error


def _keys_of(lineage: Lineage) -> signing.Resolve:
    return {account.kid: account.pk_sign for account in lineage.current.accounts}.get


def _check_signer(kids: tuple[Kid, ...], lineage: Lineage, card: Card) -> None:
    signer = lineage.current.by_kid(kids[0])
    fine = (
        len(kids) == 1
        and signer is not None
        and signer.acts_at(card.made_at)
        and signer.has(Role.SUPERVISOR, Role.ADMINISTRATOR)
    )
    if not fine:
        raise CardRefusedError(reason="signer")
