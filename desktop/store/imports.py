"""Imports: the sealed original, what was brought from it, and where each value came from."""

import hashlib
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from desktop.domain.audit import Act
from desktop.domain.documents import format_time, parse_time
from desktop.domain.ids import LedgerId, RecordUid, UserId
from desktop.domain.records import Origin
from desktop.domain.store_errors import UnknownDocumentError, UnknownRecordError
from desktop.store.audit import AuditWriter
from desktop.store.author import Author
from desktop.store.bulk import Batch, Brought, BulkWriter, ImportDraft, Progress
from desktop.store.forms import FormReader
from desktop.store.ledger_tables import LedgerTables
from desktop.store.schema import (
    import_job,
    ledger,
    origin,
    origin_cell,
    origin_column,
    record,
    sealed_source,
    source,
)

PIECE = 1 << 20
# sheets are zipped already; level 1 costs a tenth and saves nearly as much on text files
_LEVEL = 1


@dataclass(frozen=True, slots=True)
class ImportOrder:
    """What is to be brought: ``columns`` maps (sheet, field id) to the column's letters.

    ``eras`` names the era of bare dates such as 5.4.1, field by field; ``plan`` is kept as it
    is for the next file of the same shape.
    """

    batch: str
    ledger: LedgerId
    source: str
    columns: Mapping[tuple[str, str], str]
    eras: Mapping[str, str]
    plan: bytes = b""


@dataclass(frozen=True, slots=True)
class ImportJob:
    """取込 that is done."""

    batch: str
    ledger: LedgerId
    source: str
    file_name: str
    at: datetime
    author: UserId
    records: int
    audit_seq: int
    plan: bytes


class ImportReader:
    """Reads imports and origins."""

    def __init__(self, connection: Connection, tables: LedgerTables) -> None:
        self._connection = connection
        self._tables = tables

    def jobs(self) -> tuple[ImportJob, ...]:
        """Every import, the newest first."""
        rows = self._connection.execute(_JOBS.order_by(import_job.c.audit_seq.desc()))
        return tuple(_job(row) for row in rows)

    def job(self, batch: str) -> ImportJob:
        """One import.

        Raises:
            UnknownDocumentError: no such import.
        """
        row = self._connection.execute(_JOBS.where(import_job.c.batch == batch)).one_or_none()
        if row is None:
            raise UnknownDocumentError
        return _job(row)

    def origin(self, uid: RecordUid) -> Origin | None:
        """出所 of a record's imported values, None if a person entered it.

        Raises:
            UnknownRecordError: no such record.
        """
        rid = self._connection.execute(
            select(record.c.rid).where(record.c.uid == bytes.fromhex(uid))
        ).scalar_one_or_none()
        if rid is None:
            raise UnknownRecordError
        row = self._connection.execute(
            select(origin.c.batch, origin.c.sheet, origin.c.row).where(origin.c.rec == rid)
        ).one_or_none()
        if row is None:
            return None
        job = self.job(row.batch)
        cells = self._cells(rid, row.batch, row.sheet, row.row)
        return Origin(row.batch, job.file_name, job.source, row.sheet, row.row, cells)

    def source_bytes(self, sha256: str) -> Iterator[bytes]:
        """The sealed original, piece by piece; nothing for an unknown one."""
        rows = self._connection.execute(
            select(sealed_source.c.chunk)
            .where(sealed_source.c.source == sha256)
            .order_by(sealed_source.c.seq)
        )
        for chunk in rows.scalars():
            yield zlib.decompress(chunk)

    def _cells(self, rid: int, batch: str, sheet: str, row: int) -> dict[str, str]:
        columns = self._connection.execute(
            select(origin_column.c.fid, origin_column.c.letters).where(
                origin_column.c.batch == batch, origin_column.c.sheet == sheet
            )
        )
        apart = self._connection.execute(
            select(origin_cell.c.fid, origin_cell.c.cell).where(origin_cell.c.rec == rid)
        )
        shared = {column.fid: f"{column.letters}{row}" for column in columns}
        return shared | {cell.fid: cell.cell for cell in apart}


class ImportWriter(ImportReader):
    """Seals originals and brings drafts in, in the name of one author."""

    def __init__(
        self,
        connection: Connection,
        tables: LedgerTables,
        log: AuditWriter,
        author: Author,
    ) -> None:
        super().__init__(connection, tables)
        self._log = log
        self._author = author
        self._forms = FormReader(connection, tables)
        self._bulk = BulkWriter(connection, author)

    def seal_source(self, file_name: str, content: Iterable[bytes]) -> str:
        """Keep an original file as evidence and return its SHA-256 (hex).

        The same file is kept once, under the name it had first.
        """
        digest, size, pieces = hashlib.sha256(), 0, []
        for piece in _pieces(content):
            digest.update(piece)
            size += len(piece)
            pieces.append(zlib.compress(piece, _LEVEL))
        name = digest.hexdigest()
        known = select(source.c.sha256).where(source.c.sha256 == name)
        if self._connection.execute(known).one_or_none() is None:
            self._connection.execute(
                insert(source),
                {"sha256": name, "file_name": file_name, "size": size, "chunks": len(pieces)},
            )
            for seq, chunk in enumerate(pieces):
                self._connection.execute(
                    insert(sealed_source), {"source": name, "seq": seq, "chunk": chunk}
                )
        return name

    def bring(
        self, order: ImportOrder, drafts: Iterable[ImportDraft], progress: Progress
    ) -> Brought:
        """Bring every draft into the ledger as a new record, and log the import.

        Raises:
            UnknownLedgerError, UnknownDocumentError: no such ledger, or no such sealed source.
            ImportCancelledError: ``progress`` returned False; nothing may be committed.
            MalformedDocumentError: there are no drafts.
        """
        table = self._tables.get(self._connection, order.ledger)
        name = self._connection.execute(
            select(source.c.file_name).where(source.c.sha256 == order.source)
        ).scalar_one_or_none()
        if name is None:
            raise UnknownDocumentError
        self._open(order, table.n)
        batch = Batch(order.batch, self._log.next_seq, order.eras)
        form = self._forms.latest(order.ledger)
        brought = self._bulk.bring(table, form, batch, drafts, progress)
        self._close(order, brought)
        obj: dict[str, str | int] = {
            "ledger": order.ledger,
            "batch": order.batch,
            "source": order.source,
            "records": brought.records,
            "root": brought.root.hex(),
        }
        self._log.append(Act.IMPORT, obj)
        return brought

    def _open(self, order: ImportOrder, number: int) -> None:
        self._connection.execute(
            insert(import_job),
            {
                "batch": order.batch,
                "n": number,
                "source": order.source,
                "at": format_time(self._author.now()),
                "author": self._author.uid,
                "records": 0,
                "root": b"",
                "audit_seq": self._log.next_seq,
                "plan": order.plan,
            },
        )
        columns = [
            {"batch": order.batch, "sheet": sheet, "fid": fid, "letters": letters}
            for (sheet, fid), letters in order.columns.items()
        ]
        if columns:
            self._connection.execute(insert(origin_column), columns)

    def _close(self, order: ImportOrder, brought: Brought) -> None:
        self._connection.execute(
            update(import_job)
            .where(import_job.c.batch == order.batch)
            .values(records=brought.records, root=brought.root)
        )


_JOBS = (
    select(import_job, ledger.c.ledger, source.c.file_name)
    .join(ledger, ledger.c.n == import_job.c.n)
    .join(source, source.c.sha256 == import_job.c.source)
)


def _job(row: Row[*tuple[Any, ...]]) -> ImportJob:
    return ImportJob(
        batch=row.batch,
        ledger=LedgerId(row.ledger),
        source=row.source,
        file_name=row.file_name,
        at=parse_time(row.at),
        author=UserId(row.author),
        records=row.records,
        audit_seq=row.audit_seq,
        plan=row.plan,
    )


def _pieces(content: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in pieces of 1 MiB."""
    kept = bytearray()
    for piece in content:
        kept += piece
        while len(kept) >= PIECE:
            yield bytes(kept[:PIECE])
            del kept[:PIECE]
    if kept:
        yield bytes(kept)
