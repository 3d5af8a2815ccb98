"""Making and tuning the two contentless search tables of a ledger.

A save never merges an index's parts, which would make one save in fifty slow; ``merge`` does so
a little at a time, between saves.
"""

from sqlalchemy import Connection

TOKENIZER = "unicode61 remove_diacritics 0 categories ''L* M* N* P* S* C*''"
_BULK_HASH = 64 * 1024 * 1024
_HASH = 1024 * 1024
_PAGES_AT_ONCE = 100


def bigrams(number: int) -> str:
    """Name of a ledger's table of bigram tokens."""
    return f"find_{number}"


def characters(number: int) -> str:
    """Name of a ledger's table of distinct characters."""
    return f"char_{number}"


def make(connection: Connection, number: int) -> None:
    """Make both tables of the ledger numbered ``number``."""
    for table, detail in ((bigrams(number), "full"), (characters(number), "none")):
        connection.exec_driver_sql(
            f"CREATE VIRTUAL TABLE {table} USING fts5(x, content='', contentless_delete=1, "
            f"detail={detail}, tokenize='{TOKENIZER}')"
        )
        _configure(connection, table, "automerge", 0)
        _configure(connection, table, "crisismerge", 1999)


def expect_many(connection: Connection, number: int, *, many: bool) -> None:
    """Give the index more memory while many records come; the file gets smaller and faster."""
    for table in (bigrams(number), characters(number)):
        _configure(connection, table, "hashsize", _BULK_HASH if many else _HASH)


def merge(connection: Connection, number: int) -> None:
    """Merge some of what recent saves left apart."""
    for table in (bigrams(number), characters(number)):
        _configure(connection, table, "merge", _PAGES_AT_ONCE)


def _configure(connection: Connection, table: str, what: str, value: int) -> None:
    statement = f"INSERT INTO {table} ({table}, rank) VALUES (?, ?)"  # noqa: S608 - a name of ours
    connection.exec_driver_sql(statement, (what, value))
