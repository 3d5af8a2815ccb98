"""A founded drill unit for every test of a screen, and a way to sit down at it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop.usecases.desk import Desk
from desktop.usecases.founding import Founded, NewPerson, found_unit
from desktop.usecases.office import Office
from desktop.usecases.signin import sign_in, sign_out
from tests.builders.offices import office_at, plan
from tests.ui.screens.desks import Sit, Units, make_units, sitting
from tests.ui.screens.sitting import Neighbour, a_neighbour
from tests.usecases.world import built, packages, shipped, world

__all__ = ["built", "packages", "shipped", "world"]


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return office_at(tmp_path_factory.mktemp("office") / "stores")


@pytest.fixture(scope="session")
def founded(office: Office) -> Founded:
    return found_unit(office, plan(), lambda _done, _total: None)


@pytest.fixture(scope="session")
def neighbour(tmp_path_factory: pytest.TempPathFactory) -> Neighbour:
    """Another unit, and the card it has handed over."""
    folder = tmp_path_factory.mktemp("neighbour")
    return a_neighbour(folder)


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


@pytest.fixture(scope="session")
def dog_units(tmp_path_factory: pytest.TempPathFactory) -> Units:
    """A unit with a ledger of dogs and one of child allowances, and a bare unit."""
    return make_units(tmp_path_factory.mktemp("dogs"))


@pytest.fixture
def sit(dog_units: Units, tmp_path: Path) -> Iterator[Sit]:
    """Sit down at a copy of one of them; whatever is done there harms no other test."""
    yield from sitting(dog_units, tmp_path)
