"""Tries the real cipher on a real file: nothing readable on the disk, no other key, true rollback.

The file is made and opened by the same recipe as every store (``engine``).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from desktop.domain.store_errors import StoreDamagedError, WrongKeyError
from desktop.store.engine import (
    DriverConnection,
    OpenKey,
    OpenPolicy,
    check_rollback,
    connect,
    open_engine,
)

_CANARY = "蔵帳の試験語・KURACHO-CANARY-7f3a"
_PLAIN_HEAD = b"SQLite format 3"
_ROWS = 500
_FILE = "trial.db"
_VERSIONS = {
    "cipher": "PRAGMA cipher_version",
    "provider": "PRAGMA cipher_provider",
    "provider_version": "PRAGMA cipher_provider_version",
    "sqlite": "SELECT sqlite_version()",
}


@dataclass(frozen=True, slots=True)
class CipherTrial:
    """What came of it; ``readable`` counts places where clear text stands in the files."""

    readable: int
    read_back: int
    wrong_key_refused: bool
    damage_seen: bool
    integrity_faults: int
    rolled_back: bool
    versions: Mapping[str, str]

    @property
    def rows(self) -> int:
        """How many rows ought to have been read back."""
        return _ROWS


def try_cipher(folder: Path, key: bytes, other_key: bytes) -> CipherTrial:
    """Make, read and damage an encrypted file in ``folder`` (empty, of the caller's making).

    Raises:
        AppError: the file cannot be made there.
    """
    path = folder / _FILE
    policy = OpenPolicy()
    engine = open_engine(path, OpenKey(key), policy, writer=True)
    try:
        _fill(engine)
        readable = _readable(folder)  # the write-ahead log is still there
        rolled_back = _rolls_back(engine)
    finally:
        engine.dispose()
    read_back, faults, versions = _look(path, key, policy)
    readable += _readable(folder)
    refused = _is_refused(path, other_key, policy)
    return CipherTrial(
        readable, read_back, refused, _sees_damage(path, key, policy), faults, rolled_back, versions
    )


def _fill(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT)")
        connection.exec_driver_sql(
            "INSERT INTO meta (key, value) VALUES (?, ?)",
            [(f"{number}", f"{_CANARY} {number}") for number in range(_ROWS)],
        )


def _rolls_back(engine: Engine) -> bool:
    try:
        check_rollback(engine)
    except StoreDamagedError:
        return False
    return True


def _look(path: Path, key: bytes, policy: OpenPolicy) -> tuple[int, int, dict[str, str]]:
    # cipher_provider and its version are not among what a store's authorizer lets through
    connection = connect(path, OpenKey(key), policy, maintenance=True)
    try:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        faults = len(connection.execute("PRAGMA cipher_integrity_check").fetchall())
        asked = f"SELECT count(*) FROM meta WHERE value LIKE '{_CANARY}%'"  # noqa: S608 - our word
        found = _one(connection, asked)
        told = {name: _one(connection, question) for name, question in _VERSIONS.items()}
    finally:
        connection.close()
    return int(found), faults, told


def _one(connection: DriverConnection, question: str) -> str:
    ((answer,),) = connection.execute(question).fetchall()
    return str(answer)


def _is_refused(path: Path, key: bytes, policy: OpenPolicy) -> bool:
    try:
        connect(path, OpenKey(key), policy).close()
    except WrongKeyError:
        return True
    return False


def _sees_damage(path: Path, key: bytes, policy: OpenPolicy) -> bool:
    """Whether one changed byte in the middle of the file is found by the integrity check."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    damaged = path.with_name("damaged.db")
    damaged.write_bytes(content)
    connection = connect(damaged, OpenKey(key), policy)
    try:
        return bool(connection.execute("PRAGMA cipher_integrity_check").fetchall())
    finally:
        connection.close()


def _readable(folder: Path) -> int:
    words = (_PLAIN_HEAD, b"CREATE TABLE", _CANARY.encode(), _CANARY.encode("utf-16-le"))
    contents = [path.read_bytes() for path in folder.iterdir() if path.is_file()]
    return sum(content.count(word) for content in contents for word in words)
