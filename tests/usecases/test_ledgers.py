import pytest

from desktop.domain.ids import LedgerId
from desktop.domain.search import Query
from desktop.domain.store_errors import UnknownLedgerError
from desktop.usecases.ledgers import ledgers, open_form
from desktop.usecases.records import page, register, void
from tests.usecases.seats import DOGS, FORM, LEDGER, Seats


def test_a_ledger_counts_what_lives_in_it(seats: Seats) -> None:
    desk = seats.sit()
    made = register(desk, LEDGER, DOGS[0])
    assert [(one.form, one.records, one.last_import) for one in ledgers(desk)] == [(FORM, 3, None)]

    void(desk, made, "二重登録のため")

    assert ledgers(desk)[0].records == page(desk, Query(LEDGER), 0, 1, ("no",)).total == 2


def test_a_ledger_nobody_has_is_refused(seats: Seats) -> None:
    desk = seats.sit()
    for deed in (
        lambda: open_form(desk, LedgerId("none")),
        lambda: register(desk, LedgerId("none"), DOGS[0]),
        lambda: page(desk, Query(LedgerId("none")), 0, 1, ("no",)),
    ):
        with pytest.raises(UnknownLedgerError):
            deed()
