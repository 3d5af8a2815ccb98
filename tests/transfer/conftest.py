"""A sending and a receiving unit, and one good package between them."""

import pytest

from tests.transfer.units import Plan, Unit, package, unit


@pytest.fixture(scope="session")
def sender() -> Unit:
    return unit("子育て", 0, 1, 2)


@pytest.fixture(scope="session")
def receiver() -> Unit:
    return unit("福祉", 1)


@pytest.fixture(scope="session")
def other() -> Unit:
    return unit("税務", 2)


@pytest.fixture(scope="session")
def plan(sender: Unit, receiver: Unit) -> Plan:
    return Plan(sender, receiver)


@pytest.fixture(scope="session")
def good(plan: Plan) -> bytes:
    return package(plan)
