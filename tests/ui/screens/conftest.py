"""A founded drill unit for every test of a screen, and a way to sit down at it."""

from collections.abc import Callable, Iterator

import pytest

from desktop.usecases.desk import Desk
from desktop.usecases.founding import Founded, NewPerson, found_unit
from desktop.usecases.office import Office
from desktop.usecases.signin import sign_in, sign_out
from tests.ui.screens.sitting import PLAN, an_office


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return an_office(tmp_path_factory.mktemp("office") / "stores")


@pytest.fixture(scope="session")
def founded(office: Office) -> Founded:
    return found_unit(office, PLAN, lambda _done, _total: None)


@pytest.fixture
def seat(office: Office, founded: Founded) -> Iterator[Callable[[NewPerson], Desk]]:
    """Sign a person in; whoever sat there before is signed out first."""
    desks: list[Desk] = []

    def sit_down(person: NewPerson) -> Desk:
        while desks:
            sign_out(desks.pop())
        desks.append(sign_in(office, founded.unit, person.uid, person.password))
        return desks[0]

    yield sit_down
    while desks:
        sign_out(desks.pop())
