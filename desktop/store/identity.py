"""What a database file says of itself: schema version, store, log, and the auditors' key."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, insert, inspect, select
from sqlalchemy.dialects.sqlite import insert as upsert

from desktop.domain.store_errors import (
    NewerStoreError,
    StoreDamagedError,
    StoreExistsError,
    StoreUnopenableError,
)
from desktop.domain.update_errors import OlderStoreError
from desktop.store.migrations import Schema
from desktop.store.schema import create_all, meta

_SCHEMA = "schema"


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


def found(connection: Connection, who: LogIdentity, schema: Schema) -> None:
    """Make all tables and write who the store is."""
    create_all(connection)
    values = {
        _SCHEMA: str(schema.version),
        "store": who.store,
        "log": who.log,
        "audit_pk": who.audit_pk.hex(),
    }
    connection.execute(
        insert(meta), [{"key": key, "value": value} for key, value in values.items()]
    )


def read(connection: Connection, schema: Schema) -> LogIdentity:
    """Who the store is.

    Raises:
        NewerStoreError: a newer program wrote it; nothing was changed.
        OlderStoreError: an earlier program wrote it; it must be brought up first.
        TooOldStoreError: it cannot be brought up by this program.
        StoreDamagedError: it does not say who it is.
    """
    found = schema_of(connection)
    if found > schema.version:
        raise NewerStoreError(found=found, known=schema.version)
    if schema.path(found):
        raise OlderStoreError(found=found, known=schema.version)
    values = _values(connection)
    try:
        return LogIdentity(values["store"], values["log"], bytes.fromhex(values["audit_pk"]))
    except (KeyError, ValueError) as error:
        raise StoreDamagedError from error


def schema_of(connection: Connection) -> int:
    """Which schema the store says it has.

    Raises:
        StoreDamagedError: it does not say.
    """
    try:
        return int(_values(connection)[_SCHEMA])
    except (KeyError, ValueError) as error:
        raise StoreDamagedError from error


def note(connection: Connection, key: str) -> str | None:
    """What the store says under ``key``, None if nothing."""
    return _values(connection).get(key)


def write_note(connection: Connection, key: str, value: str) -> None:
    """Let the store say ``value`` under ``key``."""
    connection.execute(
        upsert(meta)
        .values(key=key, value=value)
        .on_conflict_do_update(index_elements=["key"], set_={"value": value})
    )


def write_schema(connection: Connection, version: int) -> None:
    """Let the store say that it has this schema now."""
    write_note(connection, _SCHEMA, str(version))


def _values(connection: Connection) -> dict[str, str]:
    if not inspect(connection).has_table("meta"):
        raise StoreDamagedError
    return {row.key: row.value for row in connection.execute(select(meta)).all()}
