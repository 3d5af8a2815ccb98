"""Writing a record's tokens into its ledger's two search tables, in the record's transaction."""

from collections.abc import Sequence

from sqlalchemy import Connection

from desktop.domain.records import Values
from desktop.domain.text import index_terms
from desktop.store.ledger_tables import LedgerTable


def searched_values(ledger: LedgerTable, values: Values) -> list[str]:
    """The values the search box looks into, in the order of field numbers."""
    return [values[fid] for fid in ledger.searched if fid in values]


def add(connection: Connection, ledger: LedgerTable, rid: int, values: Values) -> None:
    """Index a new record."""
    tokens, characters = index_terms(searched_values(ledger, values))
    add_many(connection, ledger, [(rid, tokens)], [(rid, characters)])


def replace(connection: Connection, ledger: LedgerTable, rid: int, values: Values) -> None:
    """Index a record anew."""
    tokens, characters = index_terms(searched_values(ledger, values))
    for table, terms in ((ledger.bigrams, tokens), (ledger.characters, characters)):
        statement = f"UPDATE {table} SET x = ? WHERE rowid = ?"  # noqa: S608 - a name of ours
        connection.exec_driver_sql(statement, (terms, rid))


def add_many(
    connection: Connection,
    ledger: LedgerTable,
    tokens: Sequence[tuple[int, str]],
    characters: Sequence[tuple[int, str]],
) -> None:
    """Index many new records: pairs of rid and terms for each of the two tables."""
    for table, rows in ((ledger.bigrams, tokens), (ledger.characters, characters)):
        statement = f"INSERT INTO {table} (rowid, x) VALUES (?, ?)"  # noqa: S608 - a name of ours
        connection.exec_driver_sql(statement, list(rows))
