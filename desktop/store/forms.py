"""Forms of a store's ledgers, every version kept; publishing the next one widens the table."""

from sqlalchemy import Connection, insert, select

from desktop.domain import cj1
from desktop.domain.audit import Act
from desktop.domain.forms import Form
from desktop.domain.ids import LedgerId
from desktop.domain.store_errors import FormNotNextError
from desktop.store import ledger_tables
from desktop.store.audit import AuditWriter
from desktop.store.ledger_tables import LedgerTables
from desktop.store.schema import form, ledger


class FormReader:
    """Reads forms."""

    def __init__(self, connection: Connection, tables: LedgerTables) -> None:
        self._connection = connection
        self._tables = tables

    def ledgers(self) -> tuple[Form, ...]:
        """The latest form of every ledger, in the order the ledgers were made."""
        names = self._connection.execute(select(ledger.c.ledger).order_by(ledger.c.n)).scalars()
        return tuple(self.latest(LedgerId(name)) for name in names.all())

    def latest(self, name: LedgerId) -> Form:
        """The form new records of a ledger are written in.

        Raises:
            UnknownLedgerError: no such ledger.
        """
        return self.get(name, self._tables.get(self._connection, name).version)

    def get(self, name: LedgerId, version: int) -> Form:
        """One version of a ledger's form.

        Raises:
            UnknownLedgerError: no such ledger or version.
        """
        return self._tables.form(self._connection, name, version)


class FormWriter(FormReader):
    """Publishes forms."""

    def __init__(self, connection: Connection, tables: LedgerTables, log: AuditWriter) -> None:
        super().__init__(connection, tables)
        self._log = log

    def publish(self, new: Form) -> None:
        """Make a ledger with its first form, or give it the next version.

        Raises:
            FormNotNextError: the version does not follow, or a field changes its kind.
        """
        number = self._connection.execute(
            select(ledger.c.n).where(ledger.c.ledger == new.ledger)
        ).scalar_one_or_none()
        if number is None:
            number = self._first(new)
        else:
            self._next(number, new)
        self._connection.execute(
            insert(form).values(n=number, version=new.version, document=cj1.encode(new.to_json()))
        )
        act = Act.LEDGER_MADE if new.version == 1 else Act.FORM_PUBLISHED
        self._log.append(act, {"ledger": new.ledger, "version": new.version})

    def _first(self, new: Form) -> int:
        if new.version != 1:
            raise FormNotNextError(version=new.version)
        return ledger_tables.make(self._connection, new.ledger, new.fields)

    def _next(self, number: int, new: Form) -> None:
        known = self._tables.get(self._connection, new.ledger)
        changed = [
            one.fid
            for one in new.fields
            if one.fid in known.fields and known.fields[one.fid].kind is not one.kind
        ]
        if new.version != known.version + 1 or changed:
            raise FormNotNextError(version=new.version, fields=len(changed))
        added = [one for one in new.fields if one.fid not in known.fields]
        ledger_tables.add_fields(self._connection, number, added)
