"""Opening an SQLCipher file with a raw key, by the one recipe of SECURITY-DESIGN §9.2.

The driver stands in autocommit and each transaction is begun by our own hook; without it
``rollback`` would silently do nothing, therefore ``check_rollback`` proves it at each start.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlcipher3 import dbapi2

from desktop.domain.store_errors import StoreDamagedError
from desktop.store.refusals import refusing

KEY_SIZE = 32
CACHE_FLOOR_KIB = 64 * 1024
ALLOWED_PRAGMAS = frozenset(
    {
        "data_version",
        "table_info",
        "wal_checkpoint",
        "optimize",
        "integrity_check",
        "quick_check",
        "cipher_integrity_check",
        "foreign_key_check",
    }
)
_DENIED_FUNCTIONS = frozenset({"load_extension", "sqlcipher_export"})


class DriverCursor(Protocol):
    """The part of the driver's cursor this room uses besides SQLAlchemy."""

    def fetchall(self) -> list[tuple[object, ...]]:
        """Every row that is left."""


class DriverConnection(Protocol):
    """The part of the driver's connection this room uses besides SQLAlchemy."""

    def execute(self, sql: str) -> DriverCursor:
        """Run one statement."""

    def backup(
        self, target: "DriverConnection", *, pages: int, progress: Callable[[int, int, int], None]
    ) -> None:
        """Copy the whole file, ``pages`` at a time; ``progress`` may raise to stop."""

    def interrupt(self) -> None:
        """Stop what runs on this connection."""

    def close(self) -> None:
        """Close the file."""


@dataclass(frozen=True, slots=True)
class OpenPolicy:
    """How a file is opened: cache, cipher memory lock, and a page limit for tests and trials."""

    cache_kib: int = CACHE_FLOOR_KIB
    cipher_memory_security: bool = False
    max_pages: int | None = None
    busy_ms: int = 5000


class OpenKey:
    """A raw database key that no ``repr`` shows."""

    __slots__ = ("_key",)

    def __init__(self, key: bytes) -> None:
        if len(key) != KEY_SIZE:
            message = "a database key has 32 bytes"
            raise ValueError(message)
        self._key = key

    def pragma(self) -> str:
        """The statement that hands the key to the cipher."""
        return f"PRAGMA key = \"x'{self._key.hex()}'\""


def open_engine(
    path: Path, key: OpenKey, policy: OpenPolicy, *, writer: bool, connections: int = 1
) -> Engine:
    """An engine on the file at ``path`` whose transactions really begin and roll back.

    A writer takes the write lock at once (BEGIN IMMEDIATE), a reader a snapshot.
    """
    return _engine(path, lambda: connect(path, key, policy), connections, writer=writer)


def maintenance_engine(path: Path, key: OpenKey, policy: OpenPolicy) -> Engine:
    """A writing engine without authorizer and with foreign keys unchecked until the end.

    For bringing a copy up to a newer schema only: tables that others refer to are made anew
    there. Whoever uses it checks the foreign keys afterwards.
    """

    def opened() -> DriverConnection:
        connection = connect(path, key, policy, maintenance=True)
        connection.execute("PRAGMA foreign_keys = OFF").fetchall()
        return connection

    return _engine(path, opened, 1, writer=True)


def _engine(
    path: Path, creator: Callable[[], DriverConnection], connections: int, *, writer: bool
) -> Engine:
    engine = create_engine(
        f"sqlite:///{path}",
        module=dbapi2,
        creator=creator,
        poolclass=QueuePool,
        pool_size=connections,
        max_overflow=0,
        hide_parameters=True,
        echo=False,
    )
    statement = "BEGIN IMMEDIATE" if writer else "BEGIN"

    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(statement)

    event.listen(engine, "begin", begin)
    return engine


def connect(
    path: Path, key: OpenKey, policy: OpenPolicy, *, maintenance: bool = False
) -> DriverConnection:
    """A driver connection to an existing or new file, all pragmas set, the authorizer last.

    ``maintenance`` leaves the authorizer out; it is for backup and key change only.

    Raises:
        WrongKeyError: the key does not open the file.
        StoreUnopenableError: there is no such place, or no right to it.
    """
    with refusing(opening=True):
        connection = dbapi2.connect(
            str(path), isolation_level=None, check_same_thread=False, cached_statements=512
        )
        try:
            _prepare(connection, key, policy)
        except BaseException:
            connection.close()
            raise
    if not maintenance:
        connection.set_authorizer(_authorize)
    opened: DriverConnection = connection
    return opened


def _prepare(connection: "dbapi2.Connection", key: OpenKey, policy: OpenPolicy) -> None:
    connection.enable_load_extension(False)  # noqa: FBT003 - the driver takes it by place only
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(key.pragma())
    # the first read: a wrong key ends here, before any pragma could write a header
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    memory = "ON" if policy.cipher_memory_security else "OFF"
    for setting in (
        f"cipher_memory_security = {memory}",
        "temp_store = MEMORY",
        f"busy_timeout = {policy.busy_ms}",
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "secure_delete = ON",
        "trusted_schema = OFF",
        "cell_size_check = ON",
        "mmap_size = 0",
        "wal_autocheckpoint = 1000",
        "recursive_triggers = ON",
        f"cache_size = -{max(policy.cache_kib, CACHE_FLOOR_KIB)}",
    ):
        connection.execute(f"PRAGMA {setting}").fetchall()
    if policy.max_pages is not None:
        connection.execute(f"PRAGMA max_page_count = {policy.max_pages}").fetchall()


def _authorize(
    action: int, first: str | None, second: str | None, _database: str | None, _source: str | None
) -> int:
    denied = (
        action in (dbapi2.SQLITE_ATTACH, dbapi2.SQLITE_DETACH)
        or (action == dbapi2.SQLITE_FUNCTION and (second or "").lower() in _DENIED_FUNCTIONS)
        or (
            action == dbapi2.SQLITE_PRAGMA
            and second is not None
            and (first or "").lower() not in ALLOWED_PRAGMAS
        )
    )
    return int(dbapi2.SQLITE_DENY if denied else dbapi2.SQLITE_OK)


def check_rollback(engine: Engine) -> None:
    """Prove that a rollback of this engine removes a row.

    Raises:
        StoreDamagedError: it does not; log and change would not be one transaction.
    """
    with engine.connect() as connection:
        with connection.begin() as trial:
            connection.exec_driver_sql("INSERT INTO meta (key, value) VALUES ('rollback', '1')")
            trial.rollback()
        with connection.begin():
            left = connection.exec_driver_sql(
                "SELECT count(*) FROM meta WHERE key = 'rollback'"
            ).scalar_one()
    if left:
        raise StoreDamagedError


def interrupt(connection: Connection) -> None:
    """Stop the statement that runs on ``connection`` in another thread."""
    driver = connection.connection.driver_connection
    if driver is not None:
        driver.interrupt()
