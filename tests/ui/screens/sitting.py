"""An office of three at one terminal: who they are, and how they type."""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop.domain.fields import Field, FieldKind
from desktop.domain.forms import Confidentiality, Form
from desktop.domain.ids import LedgerId
from desktop.domain.policy import KdfPolicy
from desktop.usecases.desk import Desk
from desktop.usecases.founding import NewPerson, UnitPlan, found_unit
from desktop.usecases.ledgers import ledgers
from desktop.usecases.office import Office
from desktop.usecases.records import register
from desktop.usecases.signin import sign_in, sign_out
from desktop.usecases.units import write_unit_card
from tests.ui.typing_keys import commit

RESOURCES = Path(__file__).resolve().parents[3] / "resources"
CHEAP = KdfPolicy(m=64 * 1024, t=3, p=1)
ADMINISTRATOR = NewPerson("it-1001", "架空 一郎", "aomori-no-ringo-wa-akai")
SUPERVISOR = NewPerson("sv-2002", "訓練 花子", "yamagata-no-sakuranbo")
CLERK = NewPerson("ck-3003", "見本 次郎", "akita-no-kiritanpo-nabe")
PLAN = UnitPlan(
    "みほん市", "福祉課 児童手当", "端末1", ADMINISTRATOR, SUPERVISOR, (CLERK,), drill=True
)


FORM = Form(
    LedgerId("jido_teate"),
    "児童手当 受給者台帳",
    1,
    Confidentiality.LEVEL_3B,
    (
        Field("name", "受給者氏名", FieldKind.NAME, required=True),
        Field("kana", "フリガナ", FieldKind.KANA),
    ),
)


def an_office(home: Path) -> Office:
    """A drill office whose stores lie under ``home``; password hashing at the least cost."""
    home.mkdir(parents=True, exist_ok=True)
    return Office(
        home, RESOURCES, lambda: datetime.now(UTC), secrets.token_bytes, CHEAP, drill=True
    )


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another unit as this one meets it: its name, its card, its fingerprint on paper."""

    label: str
    card: Path
    fingerprint: str


def a_neighbour(folder: Path, unit: str = "農政課") -> Neighbour:
    """A second unit, founded under ``folder``, whose card lies there too."""
    office = an_office(folder / "stores")
    plan = UnitPlan("みほん市", unit, "端末2", ADMINISTRATOR, SUPERVISOR, (CLERK,), drill=True)
    founded = found_unit(office, plan, lambda _done, _total: None)
    desk = sign_in(office, founded.unit, SUPERVISOR.uid, SUPERVISOR.password)
    card = write_unit_card(desk, folder)
    sign_out(desk)
    return Neighbour(founded.unit.label, card, founded.fingerprint)


def with_ledger(desk: Desk) -> Form:
    """A ledger of two invented people, unless there is one already."""
    if not ledgers(desk):
        with desk.store.write(desk) as tx:
            tx.forms.publish(FORM)
        for name, kana in (("見本 太郎", "ミホン タロウ"), ("架空 花子", "カクウ ハナコ")):
            register(desk, FORM.ledger, {"name": name, "kana": kana})
    return FORM


def focused() -> QWidget:
    """The widget the keys go to."""
    widget = QApplication.focusWidget()
    assert widget is not None, "the focus is nowhere"
    return widget


def type_text(text: str) -> None:
    """Type into whatever has the focus at each key."""
    if text.isascii():
        for letter in text:
            QTest.keyClick(focused(), letter)
    else:
        commit(focused(), text)


def enter() -> None:
    """Press Enter where the focus is."""
    QTest.keyClick(focused(), Qt.Key.Key_Return)


def type_lines(*lines: str) -> None:
    """Type each line and press Enter after it."""
    for line in lines:
        type_text(line)
        enter()
