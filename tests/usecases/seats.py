"""One drill unit with a small ledger, copied for each test; whoever is asked for sits down."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from desktop.domain.fields import Field, FieldKind
from desktop.domain.forms import Confidentiality, Form
from desktop.domain.ids import LedgerId
from desktop.usecases.desk import Desk
from desktop.usecases.founding import NewPerson
from desktop.usecases.office import UnitRef, unit_at
from desktop.usecases.signin import sign_in, sign_out
from tests.builders.offices import CLERK, Clock, copied, found, office_at

LEDGER = LedgerId("inu")
FORM = Form(
    LEDGER,
    "犬の登録",
    1,
    Confidentiality.LEVEL_3B,
    (
        Field("no", "登録番号", FieldKind.CODE, required=True),
        Field("name", "所有者氏名", FieldKind.NAME, required=True),
        Field("day", "登録年月日", FieldKind.DATE),
        Field("fee", "手数料", FieldKind.MONEY),
    ),
)
DOGS = (
    {"no": "第1号", "name": "髙橋 一郎", "day": "R5.4.3", "fee": "3000"},
    {"no": "第2号", "name": "渡邊 花子", "day": "R5.5.1", "fee": "3000"},
)


@dataclass
class Seats:
    """A unit that one person at a time has open; ``clock`` moves by hand."""

    unit: UnitRef
    clock: Clock = field(default_factory=Clock)
    taken: Desk | None = None

    def sit(self, person: NewPerson = CLERK) -> Desk:
        """Sign ``person`` in; whoever sat there signs out first."""
        self.leave()
        office = office_at(self.unit.folder.parent, self.clock)
        self.taken = sign_in(office, self.unit, person.uid, person.password)
        return self.taken

    def leave(self) -> None:
        """Sign out whoever sits there."""
        if self.taken is not None:
            sign_out(self.taken)
            self.taken = None

    def killed(self, home: Path) -> "Seats":
        """The unit as it lies on the disk now, as if the computer had gone off."""
        home.mkdir()
        shutil.copytree(self.unit.folder, home / self.unit.folder.name)
        beside = self.unit.folder.with_name(self.unit.folder.name + ".terminal")
        shutil.copytree(beside, home / beside.name)
        unit = unit_at(home / self.unit.folder.name)
        assert unit is not None
        return Seats(unit, self.clock)


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> UnitRef:
    """The unit everybody copies."""
    seats = Seats(found(tmp_path_factory.mktemp("filled")).unit)
    desk = seats.sit()
    with desk.store.write(desk) as tx:
        tx.forms.publish(FORM)
        for dog in DOGS:
            tx.records.register(LEDGER, dog)
    seats.leave()
    return seats.unit


@pytest.fixture
def seats(filled: UnitRef, tmp_path: Path) -> Iterator[Seats]:
    """A unit of the test's own."""
    home = tmp_path / "seats"
    home.mkdir()
    own = Seats(copied(filled, home))
    yield own
    own.leave()
