"""The read gate of lists: a page, a count, or all names of what a query finds.

The answer of the index is exact: a record is found if and only if each word, folded, is
contained in one of its folded searchable values.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    TableClause,
    and_,
    column,
    func,
    select,
    table,
)

from desktop.domain.ids import RecordUid
from desktop.domain.records import RecordLine
from desktop.domain.search import Page, Query
from desktop.domain.text import query_terms
from desktop.store.ledger_tables import LedgerTable, LedgerTables
from desktop.store.records import STATES

_VOIDED = 1
_SLICE = 5000


class Search:
    """Answers queries over one snapshot. Stopped by ``Store.interrupt_reads``."""

    def __init__(self, connection: Connection, tables: LedgerTables) -> None:
        self._connection = connection
        self._tables = tables

    def page(self, query: Query, start: int, size: int, columns: Sequence[str]) -> Page:
        """``size`` lines from line ``start`` on, with the texts of ``columns`` (field ids)."""
        ledger = self._tables.get(self._connection, query.ledger)
        rids = self._connection.execute(_ordered(ledger, query).limit(size).offset(start)).scalars()
        lines = self._lines(ledger, rids.all(), columns)
        return Page(start, lines, self.count(query))

    def count(self, query: Query) -> int:
        """How many records the query finds."""
        ledger = self._tables.get(self._connection, query.ledger)
        if not _terms(query.words):
            return self._count_all(ledger, with_voided=query.with_voided)
        hits = _matching(ledger, query)[0].subquery()
        return int(self._connection.execute(select(func.count()).select_from(hits)).scalar_one())

    def uids(self, query: Query) -> tuple[RecordUid, ...]:
        """The names of everything the query finds, in its order."""
        ledger = self._tables.get(self._connection, query.ledger)
        rids = self._connection.execute(_ordered(ledger, query)).scalars().all()
        found: list[RecordUid] = []
        for first in range(0, len(rids), _SLICE):
            lines = self._lines(ledger, rids[first : first + _SLICE], ())
            found += [line.uid for line in lines]
        return tuple(found)

    def _count_all(self, ledger: LedgerTable, *, with_voided: bool) -> int:
        rows = ledger.table
        query = select(func.count()).select_from(rows)
        if not with_voided:
            query = query.where(rows.c.state != _VOIDED)
        return int(self._connection.execute(query).scalar_one())

    def _lines(
        self, ledger: LedgerTable, rids: Sequence[int], columns: Sequence[str]
    ) -> tuple[RecordLine, ...]:
        rows = ledger.table.c
        raws = [ledger.fields[fid].raw for fid in columns]
        result = self._connection.execute(
            select(rows.rid, rows.uid, rows.state, *raws).where(rows.rid.in_(rids))
        )
        found = {
            row[0]: RecordLine(
                RecordUid(row[1].hex()), STATES[row[2]], tuple(cell or "" for cell in row[3:])
            )
            for row in result
        }
        return tuple(found[rid] for rid in rids)


def _terms(words: str) -> list[tuple[str, str]]:
    """Which index answers for each word, and the phrase it is asked."""
    return [term for term in map(query_terms, words.split()) if term is not None]


def _matching(ledger: LedgerTable, query: Query) -> tuple[Select[Any], ColumnElement[int]]:
    """Rids that hold all words and whose state is asked for, and the column they stand in."""
    terms = _terms(query.words)
    phrases = [phrase for kind, phrase in terms if kind == "bigram"]
    single = [phrase for kind, phrase in terms if kind == "char"]
    rows = ledger.table
    if phrases:
        rid, where = _asked(ledger.bigrams, phrases)
        conditions = [where]
        if single:
            other, asked = _asked(ledger.characters, single)
            # an expression, or the planner would ask the first index once for every hit here
            conditions.append((rid + 0).in_(select(other).where(asked)))
    elif single:
        rid, where = _asked(ledger.characters, single)
        conditions = [where]
    else:
        rid, conditions = rows.c.rid, []
    if not query.with_voided:
        voided = select(rows.c.rid).where(rows.c.state == _VOIDED)
        conditions.append(rid.not_in(voided) if terms else rows.c.state == 0)
    return select(rid.label("rid")).where(and_(True, *conditions)), rid  # noqa: FBT003 - SQL's true


def _asked(name: str, phrases: Sequence[str]) -> tuple[ColumnElement[int], ColumnElement[bool]]:
    index: TableClause = table(name, column("rowid"), column(name))
    match = " AND ".join(phrases)
    return index.c.rowid, index.c[name].op("MATCH", is_comparison=True)(match)


def _ordered(ledger: LedgerTable, query: Query) -> Select[Any]:
    """The rids of a query in its order; blanks stand last either way."""
    found, rid = _matching(ledger, query)
    if query.sort is None:
        return found.order_by(rid.desc() if query.descending else rid)
    by, rows = ledger.fields[query.sort].sort, ledger.table
    if rid is not rows.c.rid:
        found = found.join(rows, rows.c.rid == rid)
    if query.descending:
        return found.order_by(by.desc().nulls_last(), rid.desc())
    return found.order_by(by.asc().nulls_last(), rid)
