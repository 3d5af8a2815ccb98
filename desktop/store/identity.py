"""What a database file says of itself: schema version, store, log, and the auditors' key."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, insert, inspect, select

from desktop.domain.store_errors import (
    NewerStoreError,
    StoreDamagedError,
    StoreExistsError,
    StoreUnopenableError,
)
from desktop.store.schema import SCHEMA_VERSION, create_all, meta


@dataclass(frozen=True, slots=True)
class LogIdentity:
    """Which log of which store, and the key its details are sealed to."""

    store: str
    log: str
    audit_pk: bytes


def refuse_existing(database: Path) -> None:
    """Refuse a place where a database already stands."""
    if database.exists():
        raise StoreExistsError


def refuse_missing(database: Path) -> None:
    """Refuse a place where no database stands, rather than make an empty one."""
    if not database.is_file():
        raise StoreUnopenableError


def found(connection: Connection, who: LogIdentity) -> None:
    """Make all tables and write who the store is."""
    create_all(connection)
    values = {
        "schema": str(SCHEMA_VERSION),
        "store": who.store,
        "log": who.log,
        "audit_pk": who.audit_pk.hex(),
    }
    connection.execute(
        insert(meta), [{"key": key, "value": value} for key, value in values.items()]
    )


def read(connection: Connection) -> LogIdentity:
    """Who the store is.

    Raises:
        NewerStoreError: a newer program wrote it; nothing was changed.
        StoreDamagedError: it does not say who it is.
    """
    if not inspect(connection).has_table("meta"):
        raise StoreDamagedError
    found = {row.key: row.value for row in connection.execute(select(meta)).all()}
    try:
        version = int(found["schema"])
        if version > SCHEMA_VERSION:
            raise NewerStoreError(found=version, known=SCHEMA_VERSION)
        return LogIdentity(found["store"], found["log"], bytes.fromhex(found["audit_pk"]))
    except (KeyError, ValueError) as error:
        raise StoreDamagedError from error
