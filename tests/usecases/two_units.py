"""Two drill units that know each other: founded once, copied for each test that wants them."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from desktop.domain.fields import Field, FieldKind
from desktop.domain.forms import Confidentiality, Form
from desktop.domain.ids import LedgerId, RecordUid
from desktop.usecases.desk import Desk
from desktop.usecases.founding import NewPerson
from desktop.usecases.office import Office, UnitRef
from desktop.usecases.signin import sign_in, sign_out
from desktop.usecases.units import (
    countersign,
    proposals,
    propose_recipient,
    read_card,
    register_sender,
    write_unit_card,
)
from tests.builders.offices import Clock, found, office_at

ADMIN = NewPerson("2001", "情報 太郎", "morning harbour quiet lantern")
CHIEF = NewPerson("1001", "\ufa19田 課長", "seven bridges winter copper")
CLERK = NewPerson("3001", "窓口 花子", "yellow paper train garden")
DEPUTY = NewPerson("3002", "山田 次郎", "silver kettle autumn road")
LEDGER = LedgerId("jido")
FIELDS = (
    Field("no", "認定番号", FieldKind.CODE, required=True),
    Field("name", "受給者氏名", FieldKind.NAME, required=True),
    Field("kana", "フリガナ", FieldKind.KANA),
    Field("birth", "生年月日", FieldKind.DATE),
    Field("address", "住所", FieldKind.ADDRESS),
    Field("amount", "月額", FieldKind.MONEY),
    Field("phone", "電話番号", FieldKind.PHONE),
    Field("note", "備考", FieldKind.TEXT),
)
FORM = Form(LEDGER, "児童手当 受給者台帳", 1, Confidentiality.LEVEL_3B, FIELDS)
# names whose signs a careless program folds: U+FA19, 髙, U+FA11, a sign beyond U+FFFF, an IVS
NAMES = ("\ufa19田 髙子", "山\ufa11 花子", "\U00020bb7野 一郎", "渡邊\U000e0102 実", "佐藤 恵")


def record_values(place: int) -> dict[str, str]:
    """The values of one record, as they were typed."""
    return {
        "no": f"第{place + 1:04d}号",
        "name": NAMES[place % len(NAMES)],
        "kana": "カンダ タカコ",
        "birth": f"H{place % 9 + 1}.4.{place % 28 + 1}",
        "address": f"桜沢町大字蔵{place + 1}番地\u3000\U00020bb7荘",
        "amount": str(10000 + place),
    }


@dataclass
class Unit:
    """One unit in its own home folder."""

    home: Path
    clock: Clock = field(default_factory=Clock)

    @property
    def office(self) -> Office:
        return office_at(self.home, self.clock)

    @property
    def ref(self) -> UnitRef:
        (only,) = self.office.units()
        return only

    @contextmanager
    def desk(self, person: NewPerson) -> Iterator[Desk]:
        """The unit opened by one person: one store is open by one process at a time."""
        desk = sign_in(self.office, self.ref, person.uid, person.password)
        try:
            yield desk
        finally:
            sign_out(desk)

    def copied(self, home: Path) -> "Unit":
        """The same unit in another folder, to be spoilt by one test."""
        shutil.copytree(self.home, home)
        return Unit(home)


def founded(home: Path, name: str) -> Unit:
    """A unit with an administrator, a supervisor and two clerks."""
    unit = Unit(home)
    found(home, name, (ADMIN, CHIEF, CLERK, DEPUTY))
    return unit


def acquaint(sender: Unit, receiver: Unit, folder: Path) -> None:
    """Let ``sender`` send to ``receiver``: cards both ways, fingerprints typed from paper."""
    with receiver.desk(CHIEF) as desk:
        card = write_unit_card(desk, folder)
    with sender.desk(ADMIN) as desk:
        propose_recipient(desk, card, read_card(card).fingerprint, ADMIN.password)
    with sender.desk(CHIEF) as desk:
        (waiting,) = proposals(desk)
        countersign(desk, waiting, CHIEF.password)
        own = write_unit_card(desk, folder)
    with receiver.desk(CHIEF) as desk:
        register_sender(desk, own, read_card(own).fingerprint)


def fill(unit: Unit, count: int) -> dict[RecordUid, Mapping[str, str]]:
    """Give the unit its ledger with ``count`` records; what was registered, by uid."""
    registered: dict[RecordUid, Mapping[str, str]] = {}
    with unit.desk(CLERK) as desk, desk.store.write(desk) as tx:
        tx.forms.publish(FORM)
        for place in range(count):
            values = record_values(place)
            registered[tx.records.register(LEDGER, values).uid] = values
    return registered
