"""Every change of the store: one transaction, its entry, and the seal it asks for.

SECURITY-DESIGN §8: sealed at once after the acts of ``SEALED_AT_ONCE``, otherwise every 64
entries, and every five minutes by whoever calls ``seal_waiting`` (the window's clock).
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from desktop.crypto.seals import Seal, SealKeys, SealPlace, advance, begin, make_seal, settle
from desktop.domain.audit import SEALED_AT_ONCE, AuditBody, Head
from desktop.domain.errors import (
    AppError,
    MalformedDocumentError,
    NotRequesterError,
    PayloadChangedError,
    SelfApprovalError,
    SignatureRefusedError,
)
from desktop.machine import sealing
from desktop.store.transactions import WriteTx
from desktop.usecases.desk import Desk

SEAL_AFTER = 64
"""Entries after which the log is sealed whatever they say."""

NOTED = (SelfApprovalError, NotRequesterError, PayloadChangedError, SignatureRefusedError)
"""Refusals an auditor must see: somebody tried to act for another, or something was exchanged."""

_log = logging.getLogger("kuracho.usecases")


@contextmanager
def writing(desk: Desk) -> Iterator[WriteTx]:
    """One change in the person's name, and the seal it asks for after its commit.

    A seal that fails takes nothing back and is not told as a failure of the deed, which is
    done: the next change, the next five minutes or the sign-out seals.

    Raises:
        AppError: as ``Store.write``; nothing was changed, and a refusal of ``NOTED`` is logged.
    """
    try:
        with desk.store.write(desk) as tx:
            yield tx
            due = _at_once(tx) or tx.audit.unsealed() >= SEAL_AFTER
    except NOTED as refusal:
        desk.note(refusal)
        raise
    if due:
        try:
            seal_log(desk)
        except (AppError, OSError) as error:
            _log.warning("seal.late %s", type(error).__name__)


def seal_waiting(desk: Desk) -> None:
    """At a calm moment: seal the log if any entry waits for a seal, and tidy the search."""
    if not desk.has_store:
        return
    with desk.store.read() as tx:
        waiting = tx.audit.unsealed()
    if waiting:
        seal_log(desk)
        desk.store.tidy()


def seal_log(desk: Desk) -> Head:
    """Seal the log as it stands, in the three steps of SECURITY-DESIGN §8.

    Whatever an earlier attempt left half-done is settled first: a key that a committed seal
    names as the next one must never be thrown away.
    """
    with desk.seal_gate:
        keys = begin(_settled(desk), desk.random)
        sealing.keep_seal_keys(desk.sealer, keys.to_bytes())

        def make(head: Head, previous: bytes) -> Seal:
            place = SealPlace(
                log=desk.store.identity.log,
                term=desk.term,
                head=head,
                t=desk.now(),
                dir_version=desk.directory.version,
                prev_seal=previous,
            )
            return make_seal(keys, place)

        head = desk.store.seal(desk.term, make)
        sealing.keep_seal_keys(desk.sealer, advance(keys).to_bytes())
        return head


def settle_seals(desk: Desk) -> None:
    """Take or drop what a killed hand-over left pending.

    Raises:
        LogBrokenError: this terminal's seal keys do not continue the last committed seal.
    """
    with desk.seal_gate:
        sealing.keep_seal_keys(desk.sealer, _settled(desk).to_bytes())


def _settled(desk: Desk) -> SealKeys:
    kept = sealing.seal_keys(desk.sealer)
    if kept is None:
        raise MalformedDocumentError(reason="seal-keys")
    with desk.store.read(long=True) as tx:
        last = tx.audit.last_seal(desk.term)
    return settle(SealKeys.from_bytes(kept), last)


def _at_once(tx: WriteTx) -> bool:
    return any(AuditBody.from_bytes(line.body).act in SEALED_AT_ONCE for line in tx.audit.added)
