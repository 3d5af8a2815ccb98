"""Which ledgers a unit has."""

from dataclasses import dataclass

from desktop.domain.forms import Form
from desktop.domain.ids import LedgerId
from desktop.domain.rights import Right
from desktop.domain.search import Query
from desktop.usecases.desk import Desk


@dataclass(frozen=True, slots=True)
class LedgerSummary:
    """One ledger as the first screen lists it."""

    form: Form
    records: int
    last_import: str | None


def ledgers(desk: Desk) -> tuple[LedgerSummary, ...]:
    """Every ledger of the unit, in the order they were made."""
    desk.require(Right.VIEW)
    with desk.store.read() as tx:
        newest = {job.ledger: job.batch for job in reversed(tx.imports.jobs())}
        return tuple(
            LedgerSummary(form, tx.search.count(Query(form.ledger)), newest.get(form.ledger))
            for form in tx.forms.ledgers()
        )


def open_form(desk: Desk, ledger: LedgerId) -> Form:
    """The form new records of a ledger are written in."""
    desk.require(Right.VIEW)
    with desk.store.read() as tx:
        return tx.forms.latest(ledger)
