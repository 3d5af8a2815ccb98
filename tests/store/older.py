"""A made-up later schema: what a release after this one might do to a store, step by step."""

from sqlalchemy import Connection

from desktop.store.migrations import Migration, Schema, statements


def _note_each_ledger(connection: Connection) -> None:
    for (number,) in connection.exec_driver_sql("SELECT n FROM ledger").all():
        connection.exec_driver_sql(f"ALTER TABLE ledger_{int(number)} ADD COLUMN flag INTEGER")


TO_TWO = Migration(
    2,
    statements(
        "CREATE TABLE print_log (n INTEGER PRIMARY KEY, at TEXT NOT NULL)",
        "INSERT INTO print_log (n, at) SELECT rid, at FROM revision",
        "ALTER TABLE record ADD COLUMN held INTEGER",
        # a table others refer to is made anew, as SQLite demands for every bigger change
        "CREATE TABLE source_new (sha256 TEXT PRIMARY KEY, file_name TEXT NOT NULL, "
        "size INTEGER NOT NULL, chunks INTEGER NOT NULL, kind TEXT)",
        "INSERT INTO source_new (sha256, file_name, size, chunks) "
        "SELECT sha256, file_name, size, chunks FROM source",
        "DROP TABLE source",
        "ALTER TABLE source_new RENAME TO source",
    ),
)
TO_THREE = Migration(3, _note_each_ledger)
SECOND = Schema(2, (TO_TWO,))
THIRD = Schema(3, (TO_TWO, TO_THREE))
ONLY_THIRD = Schema(3, (TO_THREE,))
"""A release that no longer reads schema 1."""

BAD_STEPS = {
    "sql": statements("ALTER TABLE nothing ADD COLUMN x"),
    "loses a revision": statements(
        "DROP TRIGGER revision_no_delete", "DELETE FROM revision WHERE rid = 3"
    ),
    "changes a value": statements("UPDATE ledger_1 SET f2 = '別人' WHERE rid = 2"),
    "loses a record": statements(
        "DROP TRIGGER revision_no_delete",
        "DELETE FROM revision WHERE rid = 3",
        "DELETE FROM ledger_1 WHERE rid = 3",
        "DELETE FROM record WHERE rid = 3",
    ),
    "drops a trigger": statements("DROP TRIGGER audit_no_update"),
    "loses an entry": statements(
        "DROP TRIGGER audit_no_delete", "DELETE FROM audit WHERE seq = (SELECT max(seq) FROM audit)"
    ),
    "orphans": statements("DELETE FROM source"),
}
