"""Fixtures: three drill units, a sends to b, c knows a; built once, copied for each test."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop.domain.ids import RecordUid
from desktop.domain.records import Values
from desktop.domain.search import Query
from desktop.usecases.approving import approve
from desktop.usecases.exporting import ExportDraft, recipients, request
from desktop.usecases.releasing import release
from desktop.usecases.units import read_card, register_sender, write_unit_card
from tests.usecases.two_units import (
    CHIEF,
    CLERK,
    LEDGER,
    Unit,
    acquaint,
    fill,
    founded,
)

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


@pytest.fixture(scope="session")
def shipped(built: World, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    """Two packages from a to b, in the order of their counters; not to be changed."""
    base = tmp_path_factory.mktemp("shipped")
    unit = built.a.copied(base / "a")
    with unit.desk(CLERK) as desk:
        (known,) = recipients(desk)
        draft = ExportDraft(Query(LEDGER), None, COLUMNS, PURPOSE, BASIS, known.rid)
        wishes = [request(desk, draft).request_id for _ in range(2)]
    with unit.desk(CHIEF) as desk:
        for wish in wishes:
            approve(desk, wish, CHIEF.password)
    with unit.desk(CLERK) as desk:
        return tuple(release(desk, wish, base).path for wish in wishes)


@pytest.fixture
def packages(shipped: tuple[Path, ...], world: World) -> tuple[Path, ...]:
    """The two packages, lying on this test's medium."""
    return tuple(Path(shutil.copy(path, world.medium)) for path in shipped)


UNITS = ("福祉課", "税務課", "農政課")
COLUMNS = ("no", "name", "kana", "birth", "address", "amount")
PURPOSE, BASIS = "課税との突合", "番号法第19条第8号"


@pytest.fixture
def world(built: World, tmp_path: Path) -> World:
    medium = tmp_path / "medium"
    medium.mkdir()
    units = (unit.copied(tmp_path / unit.home.name) for unit in (built.a, built.b, built.c))
    return World(*units, medium, built.registered)
