"""The audit log as people meet it: sealing it, paging through it, checking that it is whole."""

from dataclasses import dataclass
from datetime import datetime

from desktop.crypto.seals import Seal, SealKeys, SealPlace, advance, begin, make_seal, settle
from desktop.domain.audit import Act, Head, SealBody
from desktop.domain.errors import LogBrokenError, MalformedDocumentError
from desktop.machine import sealing
from desktop.store.integrity import verify_store
from desktop.usecases.desk import Desk


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One entry as the screen shows it; ``act`` is the code of the deed."""

    seq: int
    at: datetime
    actor: str
    act: str
    obj: str
    ok: bool
    result: str


@dataclass(frozen=True, slots=True)
class AuditPage:
    """Entries newest first; ``total`` is the length of the log."""

    start: int
    lines: tuple[AuditLine, ...]
    total: int


@dataclass(frozen=True, slots=True)
class LogVerdict:
    """What a check of the whole store found; ``first_bad`` is the first entry that is not whole."""

    ok: bool
    first_bad: int | None
    reason: str
    entries: int
    sealed: int
    records: int


def page(desk: Desk, start: int, size: int) -> AuditPage:
    """Entries ``start`` … from the newest on."""
    with desk.store.read() as tx:
        total = tx.audit.head().seq
        bodies = tx.audit.page(max(total - start + 1, 1), size)
    lines = tuple(
        AuditLine(
            body.seq,
            body.t,
            desk.name_of_kid(body.actor),
            body.act.value,
            " ".join(f"{key}={value}" for key, value in sorted(body.obj.items())),
            body.res == "ok",
            body.res,
        )
        for body in bodies
    )
    return AuditPage(start, lines, total)


def verify(desk: Desk) -> LogVerdict:
    """Check pages, chain, signatures, seals and revisions of the whole store, and log it."""
    with desk.store.read(long=True) as tx:
        head, sealed = tx.audit.head(), tx.audit.last_seal()
    covered = 0 if sealed is None else SealBody.from_bytes(sealed.body).head.seq
    try:
        found = verify_store(desk.store)
        with desk.store.read(long=True) as tx:
            tx.audit.verify_signed(desk.store.identity.log, desk.lineage.author)
    except LogBrokenError as error:
        seq = int(error.details.get("seq", 0))
        return LogVerdict(
            ok=False,
            first_bad=seq,
            reason=str(error.details.get("reason", "")),
            entries=head.seq,
            sealed=covered,
            records=0,
        )
    with desk.store.write(desk) as tx:
        tx.audit.append(Act.VERIFIED, {"entries": head.seq})
    return LogVerdict(
        ok=True,
        first_bad=None,
        reason="",
        entries=head.seq,
        sealed=covered,
        records=found.revisions,
    )


def newest_seal(desk: Desk) -> SealBody | None:
    """What the newest seal of any terminal says: until where, when, and the head it covers."""
    with desk.store.read() as tx:
        seal = tx.audit.last_seal()
    return None if seal is None else SealBody.from_bytes(seal.body)


def settle_seals(desk: Desk) -> None:
    """Take or drop what a killed hand-over left pending (SECURITY-DESIGN §8).

    Raises:
        LogBrokenError: this terminal's seal keys do not continue the last committed seal.
    """
    with desk.store.read(long=True) as tx:
        last = tx.audit.last_seal(desk.term)
    settled = settle(_seal_keys(desk), last)
    sealing.keep_seal_keys(desk.sealer, settled.to_bytes())


def seal_log(desk: Desk) -> Head:
    """Seal the log as it stands, in the three steps of SECURITY-DESIGN §8."""
    keys = begin(_seal_keys(desk), desk.random)
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


def _seal_keys(desk: Desk) -> SealKeys:
    kept = sealing.seal_keys(desk.sealer)
    if kept is None:
        raise MalformedDocumentError(reason="seal-keys")
    return SealKeys.from_bytes(kept)
