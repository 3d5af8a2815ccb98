"""Records: registered, corrected and struck through, never overwritten.

Each change writes the revision, the current row, the search index and the audit entry together;
the deed appends no second entry.
"""

from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, func, insert, select

from desktop.domain.audit import Act
from desktop.domain.fields import Field
from desktop.domain.forms import Form
from desktop.domain.ids import LedgerId, RecordUid, Rid
from desktop.domain.records import (
    Content,
    Record,
    RecordState,
    Values,
    changes_between,
    without_blanks,
)
from desktop.domain.store_errors import ChangedElsewhereError, RecordVoidedError, UnknownRecordError
from desktop.domain.values import read_value
from desktop.store import search_index
from desktop.store.audit import AuditWriter
from desktop.store.author import Author
from desktop.store.forms import FormReader
from desktop.store.ledger_tables import LedgerTable, LedgerTables
from desktop.store.revisions import (
    RevisionReader,
    RevisionWriter,
    Written,
    changes_json,
    new_uid,
)
from desktop.store.schema import form, ledger, record

STATES = (RecordState.LIVE, RecordState.VOIDED)
"""A record's state by the number that stands for it in the file."""


class RecordReader(RevisionReader):
    """Reads records as they stand, and (from ``RevisionReader``) as they stood."""

    def __init__(self, connection: Connection, tables: LedgerTables) -> None:
        super().__init__(connection)
        self._tables = tables

    def get(self, uid: RecordUid) -> Record:
        """The record named ``uid`` as it stands.

        Raises:
            UnknownRecordError: no such record.
        """
        return self.located(uid)[1]

    def located(self, uid: RecordUid) -> tuple[LedgerTable, Record]:
        """The record and the table it lies in."""
        place = self._connection.execute(_PLACE, {"uid": bytes.fromhex(uid)}).one_or_none()
        if place is None:
            raise UnknownRecordError
        table = self._tables.known(self._connection, place.ledger, place.n, place.version)
        row = self._connection.execute(table.row, {"of_rid": place.rid}).one()
        cells = dict(zip(table.fields, row[4:], strict=True))
        content = Content(row.form, STATES[row.state], without_blanks(cells))
        revision = RecordUid(row.revision.hex())
        return table, Record(uid, Rid(place.rid), table.ledger, revision, row.rev, content)


_PLACE = (
    select(record.c.rid, record.c.n, ledger.c.ledger, func.max(form.c.version).label("version"))
    .join(ledger, ledger.c.n == record.c.n)
    .join(form, form.c.n == record.c.n)
    .where(record.c.uid == bindparam("uid"))
    .group_by(record.c.rid)
)


class RecordWriter(RecordReader):
    """Changes records in the name of one author."""

    def __init__(
        self,
        connection: Connection,
        tables: LedgerTables,
        log: AuditWriter,
        store: str,
        author: Author,
    ) -> None:
        super().__init__(connection, tables)
        self._log = log
        self._author = author
        self._forms = FormReader(connection, tables)
        self._revisions = RevisionWriter(connection, store, author)

    def register(self, ledger: LedgerId, values: Values, reason: str = "") -> Record:
        """Add a new record in the ledger's latest form."""
        table, form = self._tables.get(self._connection, ledger), self._forms.latest(ledger)
        content = Content(form.version, RecordState.LIVE, without_blanks(values))
        uid = new_uid(self._author)
        key = self._connection.execute(
            insert(record), {"uid": bytes.fromhex(uid), "n": table.n}
        ).inserted_primary_key
        rid = Rid(key[0] if key else 0)
        written = self._revisions.append(uid, None, content, reason, self._log.next_seq)
        self._connection.execute(
            insert(table.table),
            {
                "rid": rid,
                "uid": bytes.fromhex(uid),
                **_head(written, content),
                **_cells(table, form, content.values, {}),
            },
        )
        search_index.add(self._connection, table, rid, content.values)
        return self._logged(_Change(Act.CREATE, uid, rid, ledger, written, content, {}))

    def correct(
        self, uid: RecordUid, based_on: RecordUid, values: Values, reason: str = ""
    ) -> Record:
        """Give a record new values, all of them, on top of the revision the person saw.

        Raises:
            UnknownRecordError: no such record.
            ChangedElsewhereError: the record no longer ends with ``based_on``.
            RecordVoidedError: it is struck through.
        """
        table, old = self._writable(uid, based_on)
        form = self._forms.latest(old.ledger)
        content = Content(form.version, RecordState.LIVE, without_blanks(values))
        cells = _cells(table, form, content.values, old.content.values)
        written = self._moved(table, old, content, reason, cells)
        search_index.replace(self._connection, table, old.rid, content.values)
        return self._logged(
            _Change(Act.CORRECT, uid, old.rid, old.ledger, written, content, old.content.values)
        )

    def void(self, uid: RecordUid, based_on: RecordUid, reason: str) -> Record:
        """取消: strike a record through; its values stay as they are.

        Raises:
            UnknownRecordError, ChangedElsewhereError, RecordVoidedError: as ``correct``.
        """
        table, old = self._writable(uid, based_on)
        content = Content(old.content.form_version, RecordState.VOIDED, old.content.values)
        written = self._moved(table, old, content, reason, {})
        return self._logged(
            _Change(Act.VOID, uid, old.rid, old.ledger, written, content, content.values)
        )

    def _writable(self, uid: RecordUid, based_on: RecordUid) -> tuple[LedgerTable, Record]:
        table, old = self.located(uid)
        if old.revision != based_on:
            raise ChangedElsewhereError(record=uid, number=old.number)
        if old.content.state is RecordState.VOIDED:
            raise RecordVoidedError(record=uid)
        return table, old

    def _moved(
        self,
        table: LedgerTable,
        old: Record,
        content: Content,
        reason: str,
        cells: dict[str, str | int | None],
    ) -> Written:
        parent = self.parent(old.revision)
        written = self._revisions.append(old.uid, parent, content, reason, self._log.next_seq)
        based_on = {"of_rid": old.rid, "of_revision": bytes.fromhex(old.revision)}
        moved = self._connection.execute(
            table.move, {**based_on, **_head(written, content), **cells}
        )
        if moved.rowcount != 1:
            raise ChangedElsewhereError(record=old.uid, number=old.number)
        return written

    def _logged(self, change: "_Change") -> Record:
        changes = changes_between(change.before, change.content.values)
        obj: dict[str, str | int] = {
            "ledger": change.ledger,
            "record": change.uid,
            "revision": change.written.uid,
            "number": change.written.number,
            "hash": change.written.hash.hex(),
        }
        self._log.append(change.act, obj, detail=changes_json(changes) if changes else None)
        return Record(
            change.uid,
            change.rid,
            change.ledger,
            change.written.uid,
            change.written.number,
            change.content,
        )


@dataclass(frozen=True, slots=True)
class _Change:
    act: Act
    uid: RecordUid
    rid: Rid
    ledger: LedgerId
    written: Written
    content: Content
    before: Values


def _head(written: Written, content: Content) -> dict[str, str | int | bytes]:
    return {
        "revision": bytes.fromhex(written.uid),
        "rev": written.number,
        "form": content.form_version,
        "state": STATES.index(content.state),
    }


def _cells(
    table: LedgerTable, form: Form, values: Values, before: Values
) -> dict[str, str | int | None]:
    """The columns of what differs from ``before``; an unchanged sort value is kept.

    A value an import read with its column's era must not be read anew without it.
    """
    cells: dict[str, str | int | None] = {}
    known = {one.fid: one for one in form.fields}
    for change in changes_between(before, values):
        columns = table.fields[change.fid]
        cells[columns.raw.name] = change.new
        if columns.derived:
            cells[columns.sort.name] = _sort(known[change.fid], change.new)
    return cells


def _sort(field: Field, raw: str | None) -> str | int | None:
    return None if raw is None else read_value(field, raw).sort
