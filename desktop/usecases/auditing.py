"""The audit log as people meet it: paging through it, and checking that it is whole.

The auditor's right opens it, and so does the supervisor's: while an auditor holds no data key,
the supervisor is the only one who can read the log at all (SECURITY-DESIGN §3).
"""

from dataclasses import dataclass
from datetime import datetime

from desktop.crypto.seals import check_seals
from desktop.domain.audit import Act, Head, SealBody
from desktop.domain.errors import AppError, LogBrokenError
from desktop.domain.rights import Right
from desktop.store.integrity import verify_store
from desktop.usecases.desk import Desk
from desktop.usecases.writing import writing

READERS = (Right.AUDIT, Right.APPROVE)
"""The rights that open the log; one of them suffices."""


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
    desk.require(*READERS)
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
    """Check pages, chains, seals and revisions of the whole store, and log what was found.

    Raises:
        StoreDamagedError, AuditCopyDiffersError: the file, or the second copy of the log, is
            not what was written; that is logged too.
    """
    desk.require(*READERS)
    with desk.store.read(long=True) as tx:
        head, sealed = tx.audit.head(), tx.audit.last_seal()
    covered = 0 if sealed is None else SealBody.from_bytes(sealed.body).head.seq
    try:
        _check_seals(desk)
        found = verify_store(desk.store, desk.lineage.author)
    except LogBrokenError as error:
        _told(desk, head, error.code)
        return LogVerdict(
            ok=False,
            first_bad=int(error.details.get("seq", 0)),
            reason=str(error.details.get("reason", "")),
            entries=head.seq,
            sealed=covered,
            records=0,
        )
    except AppError as error:
        _told(desk, head, error.code)
        raise
    _told(desk, head, "ok")
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
    desk.require(*READERS)
    with desk.store.read() as tx:
        seal = tx.audit.last_seal()
    return None if seal is None else SealBody.from_bytes(seal.body)


def _check_seals(desk: Desk) -> None:
    with desk.store.read(long=True) as tx:
        for terminal in desk.directory.terminals:
            check_seals(tx.audit.seals(terminal.term), terminal.term, terminal.seal_pk0)


def _told(desk: Desk, head: Head, result: str) -> None:
    with writing(desk) as tx:
        tx.audit.append(Act.VERIFIED, {"entries": head.seq}, result)
