"""The real table of each ledger: raw texts, derived sort values, and its two search tables.

Column ``f<k>`` holds the raw text of the k-th field, ``s<k>`` the value it sorts by where the
raw text does not sort by itself. A field keeps its number for ever.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Integer,
    LargeBinary,
    MetaData,
    Select,
    Table,
    Text,
    Update,
    bindparam,
    func,
    insert,
    select,
    update,
)

from desktop.domain import cj1
from desktop.domain.fields import Field, FieldKind
from desktop.domain.forms import Form
from desktop.domain.ids import LedgerId
from desktop.domain.store_errors import UnknownLedgerError
from desktop.store import schema, search_tables

RAW_SORTS = frozenset(FieldKind) - {
    FieldKind.KANA,
    FieldKind.NUMBER,
    FieldKind.MONEY,
    FieldKind.DATE,
    FieldKind.FISCAL_YEAR,
}
"""Kinds whose raw text is their sort value."""


@dataclass(frozen=True, slots=True)
class FieldColumns:
    """The columns of one field; ``sort`` is the raw column where no sort value is derived."""

    k: int
    fid: str
    kind: FieldKind
    raw: Column[Any]
    sort: Column[Any]

    @property
    def derived(self) -> bool:
        """Whether a sort value of its own is stored."""
        return self.sort is not self.raw


@dataclass(frozen=True, slots=True)
class LedgerTable:
    """A ledger as it lies in the file at its latest form ``version``.

    ``searched`` names the fields the search box looks into; ``row`` and ``move`` are its two
    statements for one record, made once.
    """

    n: int
    ledger: LedgerId
    version: int
    table: Table
    fields: Mapping[str, FieldColumns]
    searched: tuple[str, ...]
    row: Select[Any]
    move: Update

    @property
    def bigrams(self) -> str:
        """Name of the table of bigram tokens."""
        return search_tables.bigrams(self.n)

    @property
    def characters(self) -> str:
        """Name of the table of distinct characters."""
        return search_tables.characters(self.n)


class LedgerTables:
    """The tables and forms of a store's ledgers, described once for each published version."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, int, int], LedgerTable] = {}
        self._forms: dict[tuple[str, int], Form] = {}

    def forget(self) -> None:
        """Forget all descriptions: a form that was published may have been rolled back."""
        self._known = {}
        self._forms = {}

    def get(self, connection: Connection, ledger: LedgerId) -> LedgerTable:
        """The table of ``ledger`` as this transaction sees it.

        Raises:
            UnknownLedgerError: no form of it was published.
        """
        row = connection.execute(_LATEST, {"ledger": ledger}).one_or_none()
        if row is None or row.version is None:
            raise UnknownLedgerError
        return self.known(connection, ledger, row.n, row.version)

    def known(self, connection: Connection, ledger: str, n: int, version: int) -> LedgerTable:
        """The table of a ledger whose number and latest version this transaction has read."""
        key = (ledger, n, version)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = _describe(connection, *key)
        return found

    def form(self, connection: Connection, ledger: LedgerId, version: int) -> Form:
        """One version of a ledger's form.

        Raises:
            UnknownLedgerError: no such ledger or version.
        """
        found = self._forms.get((ledger, version))
        if found is None:
            document = connection.execute(
                _FORM, {"ledger": ledger, "version": version}
            ).scalar_one_or_none()
            if document is None:
                raise UnknownLedgerError
            found = self._forms[ledger, version] = Form.from_json(cj1.decode(document))
        return found


_LATEST = (
    select(schema.ledger.c.n, func.max(schema.form.c.version).label("version"))
    .join(schema.form, schema.form.c.n == schema.ledger.c.n)
    .where(schema.ledger.c.ledger == bindparam("ledger"))
    .group_by(schema.ledger.c.n)
)
_FORM = (
    select(schema.form.c.document)
    .join(schema.ledger, schema.ledger.c.n == schema.form.c.n)
    .where(
        schema.ledger.c.ledger == bindparam("ledger"),
        schema.form.c.version == bindparam("version"),
    )
)


def _describe(connection: Connection, ledger: str, n: int, version: int) -> LedgerTable:
    rows = connection.execute(
        select(schema.field).where(schema.field.c.n == n).order_by(schema.field.c.k)
    ).all()
    columns: list[Column[Any]] = [
        Column("rid", Integer, primary_key=True),
        Column("uid", LargeBinary, nullable=False),
        Column("revision", LargeBinary, nullable=False),
        Column("rev", Integer, nullable=False),
        Column("form", Integer, nullable=False),
        Column("state", Integer, nullable=False),
    ]
    fields: dict[str, FieldColumns] = {}
    for row in rows:
        kind = FieldKind(row.kind)
        raw: Column[Any] = Column(f"f{row.k}", Text)
        sort = raw if kind in RAW_SORTS else Column(f"s{row.k}", *_sort_type(kind))
        fields[row.fid] = FieldColumns(row.k, row.fid, kind, raw, sort)
        columns += [raw] if sort is raw else [raw, sort]
    table = Table(f"ledger_{n}", MetaData(), *columns)
    searched = tuple(one.fid for one in fields.values() if one.kind.searchable)
    # built once: making a statement of this width costs more than running it
    one_row = select(
        table.c.revision, table.c.rev, table.c.form, table.c.state,
        *(one.raw for one in fields.values()),
    ).where(table.c.rid == bindparam("of_rid"))  # fmt: skip
    move = update(table).where(
        table.c.rid == bindparam("of_rid"), table.c.revision == bindparam("of_revision")
    )
    return LedgerTable(n, LedgerId(ledger), version, table, fields, searched, one_row, move)


def _sort_type(kind: FieldKind) -> tuple[type[Integer] | type[Text]]:
    return (Integer if kind.sorts_as_number else Text,)


def make(connection: Connection, ledger: LedgerId, fields: Iterable[Field]) -> int:
    """Make a new ledger's tables and return its number."""
    n = connection.execute(insert(schema.ledger).values(ledger=ledger)).inserted_primary_key
    number = int(n[0]) if n else 0
    run = connection.exec_driver_sql
    run(
        f"CREATE TABLE ledger_{number} (rid INTEGER PRIMARY KEY REFERENCES record (rid), "
        "uid BLOB NOT NULL, revision BLOB NOT NULL, rev INTEGER NOT NULL, "
        "form INTEGER NOT NULL, state INTEGER NOT NULL)"
    )
    run(f"CREATE INDEX ledger_{number}_state ON ledger_{number} (state)")
    search_tables.make(connection, number)
    add_fields(connection, number, fields)
    return number


def add_fields(connection: Connection, n: int, fields: Iterable[Field]) -> None:
    """Give a ledger's table the columns of further fields; instant at any size."""
    last = connection.execute(
        select(func.coalesce(func.max(schema.field.c.k), 0)).where(schema.field.c.n == n)
    ).scalar_one()
    for k, one in enumerate(fields, int(last) + 1):
        connection.execute(insert(schema.field).values(n=n, k=k, fid=one.fid, kind=one.kind.value))
        connection.exec_driver_sql(f"ALTER TABLE ledger_{n} ADD COLUMN f{k} TEXT")
        if one.kind not in RAW_SORTS:
            kind = "INTEGER" if one.kind.sorts_as_number else "TEXT"
            connection.exec_driver_sql(f"ALTER TABLE ledger_{n} ADD COLUMN s{k} {kind}")
