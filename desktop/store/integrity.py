"""Whether a store's file is what was written (SECURITY-DESIGN §9.4).

Runs on a new connection after a checkpoint, else torn but recoverable pages would look broken.
``cipher_integrity_check`` alone does not see old pages put back: the chains do.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, func, select

from desktop.crypto.commitments import commit_bytes, first_prev, merkle_root, rev_hash
from desktop.domain import cj1
from desktop.domain.audit import Head
from desktop.domain.ids import LedgerId, RecordUid
from desktop.domain.records import Content, without_blanks
from desktop.domain.store_errors import ChainBrokenError, StoreDamagedError
from desktop.store.ledger_tables import LedgerTable, LedgerTables
from desktop.store.records import STATES
from desktop.store.refusals import refusing
from desktop.store.schema import import_job, ledger, record, revision
from desktop.store.transactions import Store

_BATCH = 2000


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was checked and found whole; anything else is raised."""

    entries: int
    revisions: int
    records: int
    copy_lines: int
    head: Head


def verify_store(store: Store) -> Verdict:
    """Check pages, structure, both chains, the current rows, and the second copy of the log.

    Raises:
        StoreDamagedError: a page or the structure is not whole.
        LogBrokenError: an entry of the log is not whole.
        ChainBrokenError: a revision, or a current row, is not what the chain says.
        AuditCopyDiffersError: the second copy says something else.
    """
    store.checkpoint()
    with refusing():
        _check_pages(store)
    with store.read(long=True) as tx:
        entries = tx.audit.verify_from(Head())
        head = tx.audit.head()
        lines = store.audit_copy.compare(tx.audit)
    with store.snapshot() as connection:
        revisions = _check_revisions(connection)
        _check_batches(connection)
        records = _check_rows(connection)
    return Verdict(entries, revisions, records, lines, head)


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


def _check_revisions(connection: Connection) -> int:
    """Check each revision's commitment and its link to the one before it."""
    query = select(
        revision.c.rec,
        revision.c.rev,
        revision.c.prev,
        revision.c.commit,
        revision.c.salt,
        revision.c.content,
    ).order_by(revision.c.rec, revision.c.rev)
    count, rec, number, last = 0, b"", 0, b""
    for row in _streamed(connection, query):
        if row.rec != rec:
            rec, number, last = row.rec, 0, first_prev(RecordUid(row.rec.hex()))
        whole = row.salt is None or commit_bytes(row.salt, row.content) == row.commit
        if row.rev != number + 1 or row.prev != last or not whole:
            raise ChainBrokenError(seq=count + 1)
        number, last = row.rev, rev_hash(row.prev, row.commit)
        count += 1
    return count


def _check_batches(connection: Connection) -> None:
    """Check that the revisions of each import still have the root its entry signed."""
    for job in connection.execute(select(import_job.c.batch, import_job.c.root)).all():
        query = (
            select(revision.c.prev, revision.c.commit)
            .where(revision.c.batch == job.batch)
            .order_by(revision.c.rid)
        )
        hashes = [rev_hash(row.prev, row.commit) for row in _streamed(connection, query)]
        if not hashes or merkle_root(hashes) != job.root:
            raise ChainBrokenError(seq=0)


def _check_rows(connection: Connection) -> int:
    """Check that each current row says what its record's last revision says."""
    tables, count = LedgerTables(), 0
    for name in connection.execute(select(ledger.c.ledger)).scalars().all():
        count += _check_ledger(connection, tables.get(connection, LedgerId(name)))
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
    for row in _streamed(connection, query):
        if row.content is not None and not _same(row, tuple(table.fields)):
            raise ChainBrokenError(seq=row.rid)
        count += 1
    return count


def _same(row: Row[*tuple[Any, ...]], fids: Sequence[str]) -> bool:
    said = Content.from_json(cj1.decode(row.content))
    stands = Content(
        row.form, STATES[row.state], without_blanks(dict(zip(fids, row[5:], strict=True)))
    )
    return said == stands


def _streamed(connection: Connection, query: Any) -> Iterator[Row[*tuple[Any, ...]]]:  # noqa: ANN401 - Select of any shape
    return iter(connection.execution_options(yield_per=_BATCH).execute(query))
