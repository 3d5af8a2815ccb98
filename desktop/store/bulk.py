"""Bringing many drafts into a ledger at once: tuples, chunks, one transaction.

Imported revisions carry no signature of their own: the ``import`` entry signs the Merkle root of
their hashes (SECURITY-DESIGN §8).
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache, partial
from itertools import islice

from sqlalchemy import Connection, func, select

from desktop.crypto.commitments import (
    SALT_SIZE,
    commit_bytes,
    first_prev,
    merkle_root,
    rev_hash,
)
from desktop.domain.documents import format_time
from desktop.domain.errors import MalformedDocumentError
from desktop.domain.forms import Form
from desktop.domain.ids import RecordUid, uuid7
from desktop.domain.records import Values
from desktop.domain.store_errors import ImportCancelledError
from desktop.domain.text import index_terms
from desktop.domain.values import Value, read_value
from desktop.store import search_index, search_tables
from desktop.store.author import Author
from desktop.store.ledger_tables import LedgerTable
from desktop.store.schema import record

CHUNK = 5000
_CACHED = 1 << 16

Progress = Callable[[int], bool]
"""Called after each chunk with the count so far; False stops the import and takes it back."""


@dataclass(frozen=True, slots=True)
class ImportDraft:
    """One record to be: its values without blanks, and where on the sheet they stood.

    ``cells`` names the cell (``B12``) of a value that does not stand in its column's letters
    at ``row``.
    """

    values: Values
    sheet: str = ""
    row: int = 0
    cells: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Brought:
    """What an import brought: how many records, and the root over their revisions."""

    records: int
    root: bytes


@dataclass(frozen=True, slots=True)
class Batch:
    """One import's own facts: its name, the entry that tells of it, the era of bare dates."""

    name: str
    audit_seq: int
    eras: Mapping[str, str]


class BulkWriter:
    """Inserts drafts as fast as the file allows, every duty included."""

    def __init__(self, connection: Connection, author: Author) -> None:
        self._connection = connection
        self._author = author

    def bring(
        self,
        table: LedgerTable,
        form: Form,
        batch: Batch,
        drafts: Iterable[ImportDraft],
        progress: Progress,
    ) -> Brought:
        """Insert every draft as a new record of the ledger.

        Raises:
            ImportCancelledError: ``progress`` said so; the transaction must end.
        """
        first = self._connection.execute(select(func.coalesce(func.max(record.c.rid), 0)))
        rid = int(first.scalar_one())
        rows = _Rows(table, form, batch, self._author)
        hashes: list[bytes] = []
        search_tables.expect_many(self._connection, table.n, many=True)
        for chunk in _chunks(drafts):
            made = rows.make(rid + 1, chunk)
            self._insert(table, made)
            hashes += made.hashes
            rid += len(chunk)
            if not progress(len(hashes)):
                raise ImportCancelledError
        search_tables.expect_many(self._connection, table.n, many=False)
        return Brought(len(hashes), merkle_root(hashes))

    def _insert(self, table: LedgerTable, made: "_Made") -> None:
        columns = table.fields.values()
        names = ["rid", "uid", "revision", "rev", "form", "state"]
        names += [one.raw.name for one in columns]
        names += [one.sort.name for one in columns if one.derived]
        marks = ", ".join("?" * len(names))
        run = self._connection.exec_driver_sql
        run("INSERT INTO record (rid, uid, n) VALUES (?, ?, ?)", made.records)
        run(_REVISION, made.revisions)
        run(f"INSERT INTO {table.table.name} ({', '.join(names)}) VALUES ({marks})", made.lines)  # noqa: S608 - names of our own making
        search_index.add_many(self._connection, table, made.tokens, made.characters)
        run("INSERT INTO origin (rec, batch, sheet, row) VALUES (?, ?, ?, ?)", made.origins)
        if made.cells:
            run("INSERT INTO origin_cell (rec, fid, cell) VALUES (?, ?, ?)", made.cells)


_REVISION = (
    'INSERT INTO revision (uid, rec, rev, prev, "commit", salt, content, author, kid, at, '
    "audit_seq, batch, reason) VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, '')"
)


@dataclass(slots=True)
class _Made:
    records: list[tuple[int, bytes, int]] = field(default_factory=list)
    revisions: list[tuple[object, ...]] = field(default_factory=list)
    lines: list[tuple[object, ...]] = field(default_factory=list)
    tokens: list[tuple[int, str]] = field(default_factory=list)
    characters: list[tuple[int, str]] = field(default_factory=list)
    origins: list[tuple[int, str, str, int]] = field(default_factory=list)
    cells: list[tuple[int, str, str]] = field(default_factory=list)
    hashes: list[bytes] = field(default_factory=list)


class _Rows:
    """Turns drafts into the tuples of every table."""

    def __init__(self, table: LedgerTable, form: Form, batch: Batch, author: Author) -> None:
        self._table = table
        self._form = form
        self._batch = batch
        self._author = author
        self._fids = tuple(table.fields)
        known = {one.fid: one for one in form.fields}
        self._sorts = tuple(
            (fid, _sorter(partial(read_value, known[fid], default_era=batch.eras.get(fid))))
            for fid, columns in table.fields.items()
            if columns.derived
        )

    def make(self, first_rid: int, drafts: list[ImportDraft]) -> _Made:
        author, batch, made = self._author, self._batch, _Made()
        moment = author.now()
        time, milliseconds = format_time(moment), int(moment.timestamp() * 1000)
        tail = (author.uid, author.kid, time, batch.audit_seq, batch.name)
        for rid, draft in enumerate(drafts, first_rid):
            uid, revision = (uuid7(milliseconds, author.random(10)) for _ in range(2))
            salt, content = author.random(SALT_SIZE), _content(self._form.version, draft.values)
            prev = first_prev(RecordUid(uid.hex()))
            commit = commit_bytes(salt, content)
            made.hashes.append(rev_hash(prev, commit))
            made.records.append((rid, uid, self._table.n))
            made.revisions.append((revision, uid, prev, commit, salt, content, *tail))
            made.lines.append((rid, uid, revision, 1, self._form.version, 0, *self._line(draft)))
            made.origins.append((rid, batch.name, draft.sheet, draft.row))
            made.cells += [(rid, fid, cell) for fid, cell in draft.cells.items()]
            tokens, characters = index_terms(
                search_index.searched_values(self._table, draft.values)
            )
            made.tokens.append((rid, tokens))
            made.characters.append((rid, characters))
        return made

    def _line(self, draft: ImportDraft) -> list[str | int | None]:
        get = draft.values.get
        line: list[str | int | None] = [get(fid) for fid in self._fids]
        for fid, sort in self._sorts:
            raw = get(fid)
            line.append(None if raw is None else sort(raw))
        return line


def _sorter(read: Callable[[str], Value]) -> Callable[[str], str | int | None]:
    # dates, kana and amounts repeat down a column
    @lru_cache(maxsize=_CACHED)
    def sort(raw: str) -> str | int | None:
        return read(raw).sort

    return sort


_ENCODE = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def _content(form_version: int, values: Values) -> bytes:
    """CJ1 of a live ``Content``; the values are texts already, so nothing else needs a look."""
    text = _ENCODE({"form": form_version, "state": "live", "values": values})
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise MalformedDocumentError(reason="surrogate") from error


def _chunks(drafts: Iterable[ImportDraft]) -> Iterator[list[ImportDraft]]:
    source = iter(drafts)
    while chunk := list(islice(source, CHUNK)):
        yield chunk
