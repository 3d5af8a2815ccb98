"""All fixed tables, and the triggers that make history append-only.

One table a ledger is made by ``ledger_tables``; nothing else makes tables.
"""

from sqlalchemy import (
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData()


def _blob(name: str, *, null: bool = False) -> "Column[bytes]":
    return Column(name, LargeBinary, nullable=null)


def _text(name: str, *, null: bool = False) -> "Column[str]":
    return Column(name, Text, nullable=null)


def _number(name: str, *, null: bool = False) -> "Column[int]":
    return Column(name, Integer, nullable=null)


meta = Table("meta", metadata, Column("key", Text, primary_key=True), _text("value"))

setting = Table("setting", metadata, Column("key", Text, primary_key=True), _blob("value"))

draft = Table(
    "draft",
    metadata,
    Column("owner", Text, primary_key=True),
    Column("place", Text, primary_key=True),
    _text("at"),
    _blob("content"),
)

ledger = Table(
    "ledger",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("ledger", Text, nullable=False, unique=True),
)

form = Table(
    "form",
    metadata,
    Column("n", Integer, ForeignKey("ledger.n"), primary_key=True),
    Column("version", Integer, primary_key=True),
    _blob("document"),
)

field = Table(
    "field",
    metadata,
    Column("n", Integer, ForeignKey("ledger.n"), primary_key=True),
    Column("k", Integer, primary_key=True),
    _text("fid"),
    _text("kind"),
    UniqueConstraint("n", "fid"),
)

record = Table(
    "record",
    metadata,
    Column("rid", Integer, primary_key=True),
    Column("uid", LargeBinary, nullable=False, unique=True),
    Column("n", Integer, ForeignKey("ledger.n"), nullable=False),
)

revision = Table(
    "revision",
    metadata,
    Column("rid", Integer, primary_key=True),
    Column("uid", LargeBinary, nullable=False, unique=True),
    Column("rec", LargeBinary, ForeignKey("record.uid"), nullable=False),
    _number("rev"),
    _blob("prev"),
    _blob("parent", null=True),
    _blob("commit"),
    _blob("salt", null=True),
    _blob("content", null=True),
    _text("author"),
    _text("kid"),
    _text("at"),
    _number("audit_seq"),
    _blob("sig", null=True),
    _text("batch", null=True),
    _text("reason"),
    UniqueConstraint("rec", "rev"),
)

audit = Table(
    "audit",
    metadata,
    Column("seq", Integer, primary_key=True),
    _blob("body"),
    _blob("hash"),
    _blob("sig"),
)

seal = Table(
    "seal",
    metadata,
    Column("n", Integer, primary_key=True),
    _text("term"),
    _number("epoch"),
    _number("seq"),
    _blob("body"),
    _blob("sig"),
    UniqueConstraint("term", "epoch"),
)
Index("seal_seq", seal.c.seq)

source = Table(
    "source",
    metadata,
    Column("sha256", Text, primary_key=True),
    _text("file_name"),
    _number("size"),
    _number("chunks"),
)

import_job = Table(
    "import_job",
    metadata,
    Column("batch", Text, primary_key=True),
    Column("n", Integer, ForeignKey("ledger.n"), nullable=False),
    Column("source", Text, ForeignKey("source.sha256"), nullable=False),
    _text("at"),
    _text("author"),
    _number("records"),
    _blob("root"),
    _number("audit_seq"),
    _blob("plan"),
)

sealed_source = Table(
    "sealed_source",
    metadata,
    Column("source", Text, ForeignKey("source.sha256"), primary_key=True),
    Column("seq", Integer, primary_key=True),
    _blob("chunk"),
)

origin = Table(
    "origin",
    metadata,
    Column("rec", Integer, ForeignKey("record.rid"), primary_key=True),
    _text("batch"),
    _text("sheet"),
    _number("row"),
)

origin_column = Table(
    "origin_column",
    metadata,
    Column("batch", Text, ForeignKey("import_job.batch"), primary_key=True),
    Column("sheet", Text, primary_key=True),
    Column("fid", Text, primary_key=True),
    _text("letters"),
)

origin_cell = Table(
    "origin_cell",
    metadata,
    Column("rec", Integer, ForeignKey("record.rid"), primary_key=True),
    Column("fid", Text, primary_key=True),
    _text("cell"),
)

export_request = Table(
    "export_request",
    metadata,
    Column("request", Text, primary_key=True),
    Column("n", Integer, ForeignKey("ledger.n"), nullable=False),
    _text("state"),
    _text("requested_at"),
    _blob("row"),
    _blob("document"),
)

export_record = Table(
    "export_record",
    metadata,
    Column("request", Text, ForeignKey("export_request.request"), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("rec", LargeBinary, ForeignKey("record.uid"), nullable=False),
)

manifest = Table(
    "manifest",
    metadata,
    Column("request", Text, ForeignKey("export_request.request"), primary_key=True),
    _text("package"),
    _blob("document"),
)

sender_pin = Table(
    "sender_pin",
    metadata,
    Column("store", Text, primary_key=True),
    Column("version", Integer, primary_key=True),
    _blob("document"),
)

seen_package = Table(
    "seen_package",
    metadata,
    Column("package", Text, primary_key=True),
    _text("store"),
    _text("rid"),
    _number("counter"),
    _text("keep_until"),
)

package_counter = Table(
    "package_counter",
    metadata,
    Column("direction", Text, primary_key=True),
    Column("store", Text, primary_key=True),
    Column("rid", Text, primary_key=True),
    _number("counter"),
)

staged_package = Table(
    "staged_package",
    metadata,
    Column("package", Text, primary_key=True),
    _text("store"),
    _text("state"),
    _text("at"),
    _blob("manifest"),
    _blob("inner"),
)

staging = Table(
    "staging",
    metadata,
    Column("package", Text, ForeignKey("staged_package.package"), primary_key=True),
    Column("part", Text, primary_key=True),
    Column("seq", Integer, primary_key=True),
    _blob("chunk"),
)

_APPEND_ONLY = ("revision", "audit", "seal")


def create_all(connection: Connection) -> None:
    """Make every fixed table and the triggers that forbid changing history."""
    metadata.create_all(connection)
    for name in _APPEND_ONLY:
        for deed in ("UPDATE", "DELETE"):
            connection.exec_driver_sql(
                f"CREATE TRIGGER {name}_no_{deed.lower()} BEFORE {deed} ON {name} "
                f"BEGIN SELECT RAISE(ABORT, '{name} is append-only'); END"
            )
