"""Store, ReadTx, WriteTx: the only begin, commit and rollback of the project.

One writer connection, used by one thread at a time; readers have their own and see snapshots.
A write is acknowledged only after COMMIT returned, and commits only with its audit entry.
"""

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, select

from desktop.domain.audit import Act, Head
from desktop.domain.audit_lines import AuditLine
from desktop.domain.cj1 import Json
from desktop.domain.errors import AppError
from desktop.domain.store_errors import (
    StoreDamagedError,
    StoreDeviceError,
    StoreInterruptedError,
)
from desktop.store import engine as engines
from desktop.store import identity, search_tables
from desktop.store.audit import AuditReader, AuditWriter, SealMaker, append_seal
from desktop.store.audit_copy import AuditCopy
from desktop.store.author import Author
from desktop.store.engine import DriverConnection, OpenKey, OpenPolicy
from desktop.store.exports import ExportReader, ExportWriter
from desktop.store.forms import FormReader, FormWriter
from desktop.store.identity import LogIdentity
from desktop.store.imports import ImportReader, ImportWriter
from desktop.store.ledger_tables import LedgerTables
from desktop.store.migrations import SCHEMA, Schema
from desktop.store.packages import PackageReader, PackageWriter
from desktop.store.records import RecordReader, RecordWriter
from desktop.store.refusals import refusing
from desktop.store.schema import ledger
from desktop.store.search import Search
from desktop.store.settings import SettingReader, SettingWriter, keep_draft

_READERS = 3


class UnloggedChangeError(Exception):
    """A write ended without an audit entry: a bug of the deed, nothing was committed."""


class NestedWriteError(Exception):
    """A write was begun inside a write of the same thread: a bug, nothing was changed."""


class ReadTx:
    """One snapshot of the store; every group reads the same state."""

    def __init__(self, connection: Connection, tables: LedgerTables) -> None:
        self.forms = FormReader(connection, tables)
        self.records = RecordReader(connection, tables)
        self.search = Search(connection, tables)
        self.imports = ImportReader(connection, tables)
        self.exports = ExportReader(connection, tables)
        self.packages = PackageReader(connection)
        self.audit = AuditReader(connection)
        self.settings = SettingReader(connection)


class WriteTx:
    """One change of the store in the name of its author, with the entry that tells of it."""

    def __init__(
        self,
        connection: Connection,
        tables: LedgerTables,
        who: LogIdentity,
        author: Author,
    ) -> None:
        self.audit = AuditWriter(connection, who, author)
        self.forms = FormWriter(connection, tables, self.audit)
        self.records = RecordWriter(connection, tables, self.audit, who.store, author)
        self.search = Search(connection, tables)
        self.imports = ImportWriter(connection, tables, self.audit, author)
        self.exports = ExportWriter(connection, tables)
        self.packages = PackageWriter(connection)
        self.settings = SettingWriter(connection)

    def require_entry(self) -> None:
        """Refuse to go on to the commit when nothing was logged."""
        if not self.audit.added:
            raise UnloggedChangeError


class Store:
    """An open store. ``create`` and ``open`` make one, ``close`` ends it."""

    def __init__(self, folder: Path, database: Path, key: OpenKey, policy: OpenPolicy) -> None:
        self.folder = folder
        self.database = database
        self._key = key
        self._policy = policy
        self._writer = engines.open_engine(database, key, policy, writer=True)
        self._readers = engines.open_engine(
            database, key, policy, writer=False, connections=_READERS
        )
        self._gate = threading.RLock()
        self._busy = False
        self._closed = False
        self._running: set[Connection] = set()
        self._running_lock = threading.Lock()
        self._tables = LedgerTables()

    @classmethod
    def create(  # noqa: PLR0913 - a store is founded once, each argument by its name
        cls,
        folder: Path,
        key: bytes,
        *,
        store: str,
        log: str,
        audit_pk: bytes,
        active_db: str = "ledger-1.db",
        policy: OpenPolicy | None = None,
        schema: Schema = SCHEMA,
    ) -> "Store":
        """Make the database of a new store in an existing folder and open it.

        The first entry (``store.founded``) is the founders' deed and not written here.

        Raises:
            StoreExistsError: the folder has such a database already.
        """
        database = folder / active_db
        identity.refuse_existing(database)
        made = cls(folder, database, OpenKey(key), policy or OpenPolicy())
        try:
            with refusing(), made._writer.begin() as connection:
                identity.found(connection, LogIdentity(store, log, audit_pk), schema)
            made._start(schema)
        except BaseException:
            made.close()
            raise
        return made

    @classmethod
    def open(
        cls,
        folder: Path,
        key: bytes,
        *,
        active_db: str = "ledger-1.db",
        policy: OpenPolicy | None = None,
        schema: Schema = SCHEMA,
    ) -> "Store":
        """Open the database of an existing store and catch up the second copy of its log.

        Raises:
            WrongKeyError: the key does not open it.
            NewerStoreError: a newer program wrote it.
            OlderStoreError, TooOldStoreError: it has an earlier schema; nothing was changed.
            LogBrokenError, AuditCopyDiffersError: the log is not what was written.
        """
        opened_by = OpenKey(key)
        return cls.open_with(folder, opened_by, active_db=active_db, policy=policy, schema=schema)

    @classmethod
    def open_with(
        cls,
        folder: Path,
        key: OpenKey,
        *,
        active_db: str,
        policy: OpenPolicy | None = None,
        schema: Schema = SCHEMA,
    ) -> "Store":
        """As ``open``, for this room, which keeps its key hidden."""
        database = folder / active_db
        identity.refuse_missing(database)
        opened = cls(folder, database, key, policy or OpenPolicy())
        try:
            opened._start(schema)
        except BaseException:
            opened.close()
            raise
        return opened

    def _start(self, schema: Schema) -> None:
        with refusing(), self._readers.begin() as connection:
            self.identity = identity.read(connection, schema)
            AuditReader(connection).verify_tail()
        self.audit_copy = AuditCopy(self.folder, self.identity.log)
        with refusing():
            engines.check_rollback(self._writer)
        self._catch_up()

    @property
    def copy_behind(self) -> bool:
        """Whether the second copy of the log could not be written and waits to be caught up."""
        return self.audit_copy.behind

    @contextmanager
    def read(self, *, long: bool = False) -> Iterator[ReadTx]:
        """A snapshot to read from; ``long`` ones are not stopped by ``interrupt_reads``."""
        with self._transaction(self._readers) as connection:
            if long:
                yield ReadTx(connection, self._tables)
                return
            with self._running_lock:
                self._running.add(connection)
            try:
                yield ReadTx(connection, self._tables)
            finally:
                with self._running_lock:
                    self._running.discard(connection)

    @contextmanager
    def write(self, author: Author) -> Iterator[WriteTx]:
        """One change in the name of ``author``; committed when the block ends without error.

        Raises:
            UnloggedChangeError: the block appended no audit entry (a bug); rolled back.
            StoreFullError, StoreBusyError, StoreDeviceError: rolled back, the store stays usable.
        """
        with self._gate:
            with self._writing() as connection:
                tx = WriteTx(connection, self._tables, self.identity, author)
                yield tx
                tx.require_entry()
            self._copied(tx.audit.added)

    def refused(
        self, author: Author, act: Act, obj: Mapping[str, str | int], refusal: AppError
    ) -> None:
        """Record that a deed was refused, in a transaction of its own."""
        with self.write(author) as tx:
            tx.audit.append(act, obj, refusal.code)

    def seal(self, term: str, make: SealMaker) -> Head:
        """Seal the log of this store as it stands and return the sealed head."""
        with self._gate:
            with self._writing() as connection:
                line = append_seal(connection, term, make)
                head = AuditReader(connection).head()
            self._copied([line])
        return head

    def tidy(self) -> None:
        """Merge some of the search indexes' parts: what a save leaves undone, at a calm moment.

        Due every few hundred saves; a search over 1,000 unmerged ones takes 4 ms more.
        """
        with self._gate, self._writing() as connection:
            for number in connection.execute(select(ledger.c.n)).scalars().all():
                search_tables.merge(connection, number)

    def keep_draft(self, author: Author, place: str, content: Json) -> None:
        """Keep what ``author`` has half entered; it is no record yet and is not logged."""
        with self._writing() as connection:
            keep_draft(connection, author, place, content)

    def interrupt_reads(self) -> None:
        """Stop the pages and searches that run now; their threads get StoreInterruptedError."""
        with self._running_lock:
            for connection in self._running:
                engines.interrupt(connection)

    def checkpoint(self) -> None:
        """Bring everything committed into the database file itself."""
        with self._gate, refusing(), self._writer.connect() as connection:
            driver = connection.connection.driver_connection
            if driver is not None:
                driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def close(self) -> None:
        """Checkpoint, tidy the planner's statistics and close every connection for good."""
        self._closed = True
        self._readers.dispose()
        try:
            with refusing(), self._writer.connect() as connection:
                driver = connection.connection.driver_connection
                if driver is not None:
                    driver.execute("PRAGMA optimize").fetchall()
                    driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        except AppError:
            # closing must not fail: what is committed lies safely in the WAL
            pass
        finally:
            self._writer.dispose()

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """A bare read-only snapshot for this room's own checks."""
        with self._transaction(self._readers) as connection:
            yield connection

    def compare_copy(self) -> int:
        """Compare the second copy of the log line by line; no write comes between.

        Raises:
            AuditCopyDiffersError: it says something else.
        """
        with self._gate, self.read(long=True) as tx:
            return self.audit_copy.compare(tx.audit)

    def maintenance_connection(self) -> DriverConnection:
        """A new connection without the authorizer, for checks and copies; the caller closes it."""
        return engines.connect(self.database, self._key, self._policy, maintenance=True)

    @contextmanager
    def _transaction(self, engine: Engine) -> Iterator[Connection]:
        if self._closed:  # another lane still holds the store; its pool would open it anew
            raise StoreInterruptedError
        try:
            with refusing(), engine.begin() as connection:
                yield connection
        except (StoreDeviceError, StoreDamagedError):
            # never retry on a handle that failed to read or write
            engine.dispose()
            raise

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """The one write transaction; what the copy lacks is caught up before, never after."""
        with self._gate:
            if self._busy:
                raise NestedWriteError
            self._busy = True
            try:
                if self.audit_copy.behind:
                    self._catch_up()
                with self._transaction(self._writer) as connection:
                    yield connection
            except BaseException:
                self._tables.forget()
                raise
            finally:
                self._busy = False

    def _copied(self, lines: Sequence[AuditLine]) -> None:
        # nothing here may raise: the commit has returned
        if not self.audit_copy.behind:
            self.audit_copy.append(lines)

    def _catch_up(self) -> None:
        with self.read(long=True) as tx:
            self.audit_copy.catch_up(tx.audit)
