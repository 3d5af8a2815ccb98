"""Whether a store's file is what was written (SECURITY-DESIGN §9.4).

Runs on a new connection after a checkpoint, else torn but recoverable pages would look broken.
``cipher_integrity_check`` alone does not see old pages put back: the chains do.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, func, select

from desktop.crypto.chain import ResolveAuthor
from desktop.domain.audit import Head
from desktop.domain.ids import LedgerId
from desktop.domain.records import Content, without_blanks
from desktop.domain.store_errors import ChainBrokenError, StoreDamagedError
from desktop.store.ledger_tables import LedgerTable, LedgerTables
from desktop.store.records import STATES
from desktop.store.refusals import refusing
from desktop.store.revision_check import Line, RevisionCheck, Step, streamed, unwatched
from desktop.store.schema import ledger, record, revision
from desktop.store.transactions import Store


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was checked and found whole; anything else is raised."""

    entries: int
    revisions: int
    records: int
    copy_lines: int
    head: Head


def verify_store(
    store: Store, resolve: ResolveAuthor | None = None, step: Step = unwatched
) -> Verdict:
    """Check pages, structure, both chains, the current rows, and the second copy of the log.

    With ``resolve`` (from the directory) every author's signature is checked as well. ``step`` is
    told of revisions first, then of rows, counted on.

    Raises:
        StoreDamagedError: a page or the structure is not whole.
        LogBrokenError: an entry of the log is not whole.
        ChainBrokenError: a revision, or a current row, is not what the chain says.
        AuditCopyDiffersError: the second copy says something else.
    """
    logged = verify_log(store, resolve)
    with store.snapshot() as connection:
        revisions = RevisionCheck(connection, store.identity.store, resolve, step).run()
        records = _check_rows(connection, lambda count: step(revisions + count))
    return replace(logged, revisions=revisions, records=records)


def verify_log(store: Store, resolve: ResolveAuthor | None = None) -> Verdict:
    """Check pages, structure, the log's chain and its second copy; no revision is counted.

    Raises:
        StoreDamagedError, LogBrokenError, AuditCopyDiffersError: as ``verify_store``.
    """
    store.checkpoint()
    with refusing():
        _check_pages(store)
    with store.read(long=True) as tx:
        head = tx.audit.head()
        entries = tx.audit.verify_from(Head())
        if resolve is not None:
            tx.audit.verify_signed(store.identity.log, resolve)
    return Verdict(entries, 0, 0, store.compare_copy(), head)


def _check_pages(store: Store) -> None:
    connection = store.maintenance_connection()
    try:
        broken = connection.execute("PRAGMA cipher_integrity_check").fetchall()
        structure = connection.execute("PRAGMA integrity_check").fetchall()
        orphans = connection.execute("PRAGMA foreign_key_check").fetchall()
    finally:
        connection.close()
    if broken or structure != [("ok",)] or orphans:
        raise StoreDamagedError


def _check_rows(connection: Connection, step: Step) -> int:
    """Check that each current row says what its record's last revision says."""
    tables, count = LedgerTables(), 0
    for name in connection.execute(select(ledger.c.ledger)).scalars().all():
        count += _check_ledger(connection, tables.get(connection, LedgerId(name)))
        step(count)
    known = connection.execute(select(func.count()).select_from(record)).scalar_one()
    if known != count:
        raise ChainBrokenError(seq=0)
    return count


def _check_ledger(connection: Connection, table: LedgerTable) -> int:
    rows, raws = table.table, [one.raw for one in table.fields.values()]
    later = revision.alias()
    query = (
        select(rows.c.rid, rows.c.rev, rows.c.form, rows.c.state, revision.c.content, *raws)
        .join(
            revision,
            (revision.c.uid == rows.c.revision)
            & (revision.c.rec == rows.c.uid)
            & (revision.c.rev == rows.c.rev),
        )
        .where(
            ~select(later.c.rid).where(later.c.rec == rows.c.uid, later.c.rev > rows.c.rev).exists()
        )
    )
    count = 0
    for row in streamed(connection, query):
        if row.content is not None and not _same(row, tuple(table.fields)):
            raise ChainBrokenError(seq=row.rid)
        count += 1
    return count


def _same(row: Line, fids: Sequence[str]) -> bool:
    said = Content.from_json(json.loads(row.content))
    stands = Content(
        row.form, STATES[row.state], without_blanks(dict(zip(fids, row[5:], strict=True)))
    )
    return said == stands
