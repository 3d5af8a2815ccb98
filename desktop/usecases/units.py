"""受渡先: how two units come to know each other, always through a fingerprint people compare.

A card introduces a unit. The receiver registers it as a sender by itself; the sender may send to
it only once two persons have signed it into the directory.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from desktop.crypto import signing
from desktop.crypto.lineage import read_lineage
from desktop.domain import cj1
from desktop.domain.audit import Act
from desktop.domain.cards import CARD_ENDING, Card
from desktop.domain.directory import (
    DIRECTORY_TYPE,
    Directory,
    Recipient,
)
from desktop.domain.errors import MalformedDocumentError, SignatureRefusedError
from desktop.domain.ids import Kid, grouped, ungrouped
from desktop.domain.rights import Right
from desktop.domain.usecase_errors import (
    DrillPackageError,
    FileUnreadableError,
    FingerprintDiffersError,
    OwnCardError,
    ProposalGoneError,
    ProposalWaitsError,
    SecondPersonError,
)
from desktop.transfer.cards import OpenedCard, make_card, open_card
from desktop.usecases.desk import Desk, PersonView
from desktop.usecases.directory_log import log_directory
from desktop.usecases.documents import write_paper
from desktop.usecases.sender_pins import directory_of, pins
from desktop.usecases.signin import confirm_password
from desktop.usecases.writing import writing

SIGNERS = (Right.ADMINISTER, Right.APPROVE)
"""The rights that may sign a directory version; two persons, one of them an administrator."""

_LIFE = timedelta(days=7)
_YEARS = timedelta(days=365)
_LARGEST_CARD = 8 << 20


@dataclass(frozen=True, slots=True)
class CardView:
    """A card whose signatures hold; whose it is, only the fingerprint on paper can say."""

    path: Path
    store: str
    unit_label: str
    rid: str
    fingerprint: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class SenderView:
    """A unit this one accepts packages from."""

    store: str
    label: str
    version: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """A directory version that waits for its second signature."""

    version: int
    label: str
    rid: str
    proposed_by: str
    proposed_by_name: str
    proposed_at: datetime
    may_sign: bool


def write_unit_card(desk: Desk, folder: Path) -> Path:
    """Write this unit's card into ``folder``, signed by the supervisor who writes it.

    Raises:
        NotPermittedError: no supervisor; the receiving key is theirs.
        FileUnreadableError: the folder cannot be written to.
    """
    desk.require(Right.APPROVE)
    identity = desk.keys.receiving
    card = Card(
        store=desk.unit.store,
        label=desk.unit.label[:60],
        rid=identity.rid,
        age=identity.recipient,
        made_at=desk.now(),
        directory=desk.files.directory_versions(),
    )
    signed = make_card(card, desk.keys.signing)
    return write_paper(folder / f"組織カード_{identity.rid[:8]}{CARD_ENDING}", signed)


def read_card(path: Path) -> CardView:
    """Open and verify a card.

    Raises:
        FileUnreadableError: it cannot be read.
        NotACardError, CardRefusedError: it is none, or its signatures do not hold.
    """
    opened = _opened(path)
    return CardView(
        path,
        opened.card.store,
        opened.card.label,
        opened.card.rid,
        grouped(opened.fingerprint),
        opened.card.made_at,
    )


def register_sender(desk: Desk, path: Path, typed_fingerprint: str) -> SenderView:
    """Accept packages from the unit of a card from now on (supervisor).

    Raises:
        FingerprintDiffersError: what was typed from paper is not the card's.
        OwnCardError, DrillPackageError: this unit's own card, or one of another kind of store.
    """
    desk.require(Right.APPROVE)
    opened = _compared(desk, path, typed_fingerprint)
    pin = opened.pin
    with writing(desk) as tx:
        known = pins(tx).get(pin.store)
        if known is None or known.version < pin.version:
            tx.packages.pin(pin.store, pin.version, pin.document)
        tx.audit.append(Act.SENDER_PINNED, {"store": pin.store, "version": pin.version})
    return SenderView(pin.store, opened.card.label, pin.version)


def senders(desk: Desk) -> tuple[SenderView, ...]:
    """Units this one accepts packages from."""
    desk.require(Right.VIEW)
    with desk.store.read() as tx:
        known = pins(tx)
    return tuple(
        SenderView(pin.store, _label(directory_of(pin)), pin.version) for pin in known.values()
    )


def propose_recipient(desk: Desk, path: Path, typed_fingerprint: str, password: str) -> Proposal:
    """First signature for a unit packages may be sent to; a second person must sign too.

    Raises:
        NotPermittedError: neither administrator nor supervisor.
        FingerprintDiffersError, OwnCardError, DrillPackageError: as ``register_sender``.
        ProposalWaitsError: another proposal waits.
    """
    desk.require(*SIGNERS)
    opened = _compared(desk, path, typed_fingerprint)
    confirm_password(desk, password)
    if proposals(desk):
        raise ProposalWaitsError
    card, now = opened.card, desk.now()
    added = Recipient(card.rid, card.label, card.age, now + _YEARS)
    others = [one for one in desk.directory.recipients if one.rid != added.rid]
    proposed = replace(
        desk.directory,
        version=desk.directory.version + 1,
        prev_sha256=desk.lineage.current_hash,
        issued_at=now,
        recipients=tuple(sorted((*others, added), key=lambda one: one.rid)),
    )
    document = signing.sign_json(DIRECTORY_TYPE, proposed.to_json(), [desk.keys.signing])
    desk.files.propose(document)
    return _proposal(desk, document)


def proposals(desk: Desk) -> tuple[Proposal, ...]:
    """What waits for a second signature: none or one. One that can never be signed is dropped."""
    desk.require(*SIGNERS)
    document = desk.files.proposal()
    if document is None:
        return ()
    try:
        found = _proposal(desk, document)
    except (ProposalGoneError, SignatureRefusedError, MalformedDocumentError):
        desk.files.drop_proposal()
        return ()
    return (found,)


def countersign(desk: Desk, proposal: Proposal, password: str) -> None:
    """Second signature: the proposed directory version is in force from now on.

    Raises:
        NotPermittedError: neither administrator nor supervisor.
        ProposalGoneError: it is not the one that waits.
        SecondPersonError: the same human signed first.
        DirectorySignersError: the two do not suffice (an administrator must be among them).
    """
    desk.require(*SIGNERS)
    document = desk.files.proposal()
    if document is None or _proposal(desk, document) != proposal:
        raise ProposalGoneError
    if not proposal.may_sign:
        refusal = SecondPersonError()
        desk.note(refusal)
        raise refusal
    confirm_password(desk, password)
    signed = signing.add_signature(document, DIRECTORY_TYPE, _key_of(desk), desk.keys.signing)
    versions = (*desk.files.directory_versions(), signed)
    lineage = read_lineage(
        versions, pinned_fingerprint=desk.lineage.fingerprint, newest_seen=proposal.version
    )
    desk.files.add_directory_version(proposal.version, signed)
    desk.files.drop_proposal()
    desk.lineage = lineage
    desk.files.remember(desk.sealer, lineage)
    if desk.has_store:
        with writing(desk) as tx:
            log_directory(desk, tx)


def withdraw_proposal(desk: Desk) -> None:
    """Drop what waits; either of the two sides may do so."""
    desk.require(*SIGNERS)
    desk.files.drop_proposal()


def people(desk: Desk) -> tuple[PersonView, ...]:
    """Everybody the directory names; names and roles are every active user's to know (§3)."""
    return tuple(desk.person_of(account) for account in desk.directory.accounts)


def _opened(path: Path) -> OpenedCard:
    try:
        with path.open("rb") as untrusted:
            return open_card(untrusted.read(_LARGEST_CARD))
    except OSError as error:
        raise FileUnreadableError(name=path.name) from error


def _compared(desk: Desk, path: Path, typed_fingerprint: str) -> OpenedCard:
    opened = _opened(path)
    if opened.card.store == desk.unit.store:
        raise OwnCardError
    if opened.drill is not desk.directory.policy.drill:
        raise DrillPackageError
    if ungrouped(typed_fingerprint) != opened.fingerprint:
        raise FingerprintDiffersError
    return opened


def _proposal(desk: Desk, document: bytes) -> Proposal:
    """What a proposal says, if it still follows the newest version and is young enough."""
    verified = signing.verify(document, DIRECTORY_TYPE, _key_of(desk))
    proposed = Directory.from_json(cj1.decode(verified.payload))
    known = set(desk.directory.recipients)  # whole values: a renewal has the same rid
    added = [one for one in proposed.recipients if one not in known]
    fits = proposed.prev_sha256 == desk.lineage.current_hash and len(added) == 1
    if not fits or proposed.issued_at + _LIFE < desk.now():
        raise ProposalGoneError
    first = desk.directory.by_kid(verified.kids[0])
    if first is None:
        raise ProposalGoneError
    return Proposal(
        proposed.version,
        added[0].label,
        added[0].rid,
        first.uid,
        desk.name_of(first.uid),
        proposed.issued_at,
        may_sign=first.person != desk.person and not desk.rights.isdisjoint(SIGNERS),
    )


def _key_of(desk: Desk) -> signing.Resolve:
    def key_of(kid: Kid) -> bytes | None:
        account = desk.directory.by_kid(kid)
        return None if account is None else account.pk_sign

    return key_of


def _label(directory: Directory) -> str:
    return directory.terminals[0].label if directory.terminals else directory.store
