"""Fixtures: three drill units, a sends to b, c knows a; built once, copied for each test."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop.domain.ids import RecordUid
from desktop.domain.records import Values
from desktop.usecases.units import read_card, register_sender, write_unit_card
from tests.usecases.two_units import CHIEF, Unit, acquaint, fill, founded

RECORDS = 17


@dataclass
class World:
    """Units and the folder that stands for the medium; ``registered`` is what a holds."""

    a: Unit
    b: Unit
    c: Unit
    medium: Path
    registered: dict[RecordUid, Values]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> World:
    base = tmp_path_factory.mktemp("world")
    cards = base / "cards"
    cards.mkdir()
    a, b, c = (founded(base / name, unit) for name, unit in zip("abc", UNITS, strict=True))
    acquaint(a, b, cards)
    with a.desk(CHIEF) as desk:
        card = write_unit_card(desk, cards)
    with c.desk(CHIEF) as desk:
        register_sender(desk, card, read_card(card).fingerprint)
    return World(a, b, c, cards, fill(a, RECORDS))


UNITS = ("福祉課", "税務課", "農政課")


@pytest.fixture
def world(built: World, tmp_path: Path) -> World:
    medium = tmp_path / "medium"
    medium.mkdir()
    units = (unit.copied(tmp_path / unit.home.name) for unit in (built.a, built.b, built.c))
    return World(*units, medium, built.registered)
