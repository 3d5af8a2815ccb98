"""Bringing a store to a newer schema, and back: always on a copy, which takes its place whole.

The file in use is only read. Its copy is brought up and checked to the last byte; that the unit
then uses it is the caller's one replacement of ``store.json``. So a kill at any moment leaves a
unit that opens, and the file of before stays as the way back.
"""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Connection,
    CursorResult,
    Table,
    bindparam,
    delete,
    func,
    insert,
    select,
    text,
)
from sqlalchemy.exc import SQLAlchemyError
from sqlcipher3 import dbapi2

from desktop.crypto.chain import ResolveAuthor
from desktop.domain import cj1
from desktop.domain.audit import Head
from desktop.domain.cj1 import Json
from desktop.domain.documents import Document, format_time
from desktop.domain.errors import AppError, MalformedDocumentError
from desktop.domain.store_errors import StoreDamagedError, StoreDeviceError, StoreFullError
from desktop.domain.update_errors import MigrationCancelledError, MigrationFailedError
from desktop.machine.atomic import sync_folder
from desktop.machine.patience import remove_file
from desktop.store import engine as engines
from desktop.store import identity
from desktop.store.audit import AuditReader
from desktop.store.engine import OpenKey, OpenPolicy
from desktop.store.integrity import verify_log, verify_store
from desktop.store.migrations import KEPT_TABLES, Schema
from desktop.store.refusals import refusing
from desktop.store.schema import audit, draft, record, revision, seal, setting
from desktop.store.transactions import Store

MARK = "brought-up"
_PAGES_AT_ONCE = 256
_ROWS_AT_ONCE = 500
_ALL = 100
_COPIED, _BROUGHT_UP, _OPENED, _CHECKED = 20, 30, 35, 99
_BESIDE = ("", "-wal", "-shm", "-journal")

Progress = Callable[[int], bool]
"""Takes the percentage done; False stops the work where that is safe."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What a store says of having been brought up: the file of before, and how far its log went."""

    file: str
    schema: int
    head: Head
    at: datetime

    def to_text(self) -> str:
        """The note in the file."""
        said: dict[str, Json] = {
            "file": self.file,
            "schema": self.schema,
            "seq": self.head.seq,
            "head": self.head.hash.hex(),
            "t": format_time(self.at),
        }
        return cj1.encode(said).decode()

    @classmethod
    def from_text(cls, untrusted: str) -> "Mark":
        """The mark of a note."""
        said = Document(cj1.decode(untrusted.encode()), "file", "schema", "t", "seq", "head")
        head = Head(said.integer("seq"), said.hex("head", 32))
        return cls(said.text("file"), said.integer("schema"), head, said.time("t"))


@dataclass(frozen=True, slots=True)
class Files:
    """The file in use and the one that is to take its place, in the folder of one unit."""

    folder: Path
    active: str
    target: str
    key: OpenKey
    policy: OpenPolicy

    @property
    def source_path(self) -> Path:
        """The file in use."""
        return self.folder / self.active

    @property
    def target_path(self) -> Path:
        """The copy."""
        return self.folder / self.target


def rehearse(
    files: Files, schema: Schema, now: datetime, resolve: ResolveAuthor, progress: Progress
) -> None:
    """Make the copy, bring it up to ``schema`` and check everything in it; the source is only read.

    Raises:
        MigrationCancelledError: ``progress`` said so.
        MigrationFailedError: a step or a check failed; ``reason`` is its code.
        StoreFullError, StoreDeviceError: the disk. In each case no copy is left.
    """
    discard(files.target_path)
    try:
        _copy(files, progress)
        before = _bring_up(files, schema, now)
        _go_on(progress, _BROUGHT_UP)
        _check(files, schema, before, resolve, progress)
        sync_folder(files.folder)
    except (MigrationCancelledError, StoreFullError, StoreDeviceError):
        discard(files.target_path)
        raise
    except (AppError, SQLAlchemyError, dbapi2.Error) as error:
        discard(files.target_path)
        code = error.code if isinstance(error, AppError) else "sql"
        raise MigrationFailedError(reason=str(code)) from error
    except BaseException:
        discard(files.target_path)
        raise
    progress(_ALL)


def take_back(files: Files, kept: str, mark: Mark, progress: Progress) -> None:
    """Make the copy from the file of before, ``kept``, and carry over what was logged since.

    Audit entries, seals, settings and drafts move; everything else is as it was before. The
    caller has made sure that nothing else was written since, and that the store is closed.

    Raises:
        StoreDamagedError, LogBrokenError, AuditCopyDiffersError: the file of before, or what was
            made of it, is not whole. No copy is left.
    """
    discard(files.target_path)
    before = Files(files.folder, kept, files.target, files.key, files.policy)
    try:
        _copy(before, progress)
        with refusing():
            _carry_over(files, mark)
        opened = _open(files, Schema(mark.schema))
        with closing(opened):
            verify_log(opened)
        sync_folder(files.folder)
    except BaseException:
        discard(files.target_path)
        raise
    progress(_ALL)


def mark_of(connection: Connection) -> Mark | None:
    """What the store says of having been brought up.

    Raises:
        StoreDamagedError: it says something no program wrote.
    """
    said = identity.note(connection, MARK)
    try:
        return None if said is None else Mark.from_text(said)
    except MalformedDocumentError as error:
        raise StoreDamagedError from error


def discard(database: Path) -> None:
    """Remove a database file nobody uses, and what the driver keeps beside it."""
    for ending in _BESIDE:
        remove_file(database.with_name(database.name + ending))


def _copy(files: Files, progress: Progress) -> None:
    def report(_status: int, left: int, pages: int) -> None:
        _go_on(progress, _COPIED * (pages - left) // max(pages, 1))

    with refusing():
        source = engines.connect(files.source_path, files.key, files.policy, maintenance=True)
        with closing(source):
            target = engines.connect(files.target_path, files.key, files.policy, maintenance=True)
            with closing(target):
                source.backup(target, pages=_PAGES_AT_ONCE, progress=report)
                target.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


@dataclass(frozen=True, slots=True)
class _Census:
    """What no step may change: counts, the end of the log, and how the kept tables are made."""

    records: tuple[tuple[int, int], ...]
    revisions: int
    seals: int
    head: Head
    kept: tuple[str, ...]


def _census(connection: Connection) -> _Census:
    counted = connection.execute(_RECORDS).all()
    return _Census(
        tuple((row.n, row.many) for row in counted),
        connection.execute(select(func.count()).select_from(revision)).scalar_one(),
        connection.execute(select(func.count()).select_from(seal)).scalar_one(),
        AuditReader(connection).head(),
        tuple(connection.execute(_MADE_BY, {"names": KEPT_TABLES}).scalars()),
    )


_RECORDS = select(record.c.n, func.count().label("many")).group_by(record.c.n).order_by(record.c.n)
_MADE_BY = text(
    "SELECT coalesce(sql, name) FROM sqlite_master WHERE tbl_name IN :names ORDER BY name"
).bindparams(bindparam("names", expanding=True))


def _bring_up(files: Files, schema: Schema, now: datetime) -> _Census:
    engine = engines.maintenance_engine(files.target_path, files.key, files.policy)
    try:
        with refusing(), engine.begin() as connection:
            found, before = identity.schema_of(connection), _census(connection)
            for step in schema.path(found):
                step.run(connection)
                identity.write_schema(connection, step.to)
            mark = Mark(files.active, found, before.head, now)
            identity.write_note(connection, MARK, mark.to_text())
    finally:
        engine.dispose()
    return before


def _check(
    files: Files, schema: Schema, before: _Census, resolve: ResolveAuthor, progress: Progress
) -> None:
    opened = _open(files, schema)
    with closing(opened):
        _go_on(progress, _OPENED)
        lines = max(before.revisions * 2, 1)

        def checked(done: int) -> None:
            _go_on(progress, _OPENED + (_CHECKED - _OPENED) * min(done, lines) // lines)

        verify_store(opened, resolve, checked)
        with opened.snapshot() as connection:
            after = _census(connection)
    if after != before:
        raise MigrationFailedError(reason="store.count")
    _go_on(progress, _CHECKED)


def _open(files: Files, schema: Schema) -> Store:
    return Store.open_with(
        files.folder, files.key, active_db=files.target, policy=files.policy, schema=schema
    )


def _carry_over(files: Files, mark: Mark) -> None:
    source = engines.maintenance_engine(files.source_path, files.key, files.policy)
    target = engines.maintenance_engine(files.target_path, files.key, files.policy)
    try:
        with source.begin() as newer, target.begin() as older:
            if AuditReader(older).head() != mark.head or identity.schema_of(older) != mark.schema:
                raise StoreDamagedError
            last_seal = older.execute(select(func.coalesce(func.max(seal.c.n), 0))).scalar_one()
            _insert(older, audit, newer.execute(select(audit).where(audit.c.seq > mark.head.seq)))
            _insert(older, seal, newer.execute(select(seal).where(seal.c.n > last_seal)))
            for table in (setting, draft):
                older.execute(delete(table))
                _insert(older, table, newer.execute(select(table)))
    finally:
        source.dispose()
        target.dispose()


def _insert(connection: Connection, table: Table, rows: CursorResult[Any]) -> None:
    for some in rows.mappings().partitions(_ROWS_AT_ONCE):
        connection.execute(insert(table), [dict(one) for one in some])


def _go_on(progress: Progress, percent: int) -> None:
    if not progress(percent):
        raise MigrationCancelledError
