"""Another unit as a desk meets it, and a ledger of two invented people."""

from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.fields import Field, FieldKind
from desktop.domain.forms import Confidentiality, Form
from desktop.domain.ids import LedgerId
from desktop.ui.tasks import Tasks
from desktop.usecases.desk import Desk
from desktop.usecases.ledgers import ledgers
from desktop.usecases.records import register
from desktop.usecases.signin import sign_in, sign_out
from desktop.usecases.units import write_unit_card
from tests.builders.offices import SUPERVISOR, found, office_at

ScreenT = TypeVar("ScreenT", bound=QWidget)
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


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another unit as this one meets it: its name, its card, its fingerprint on paper."""

    label: str
    card: Path
    fingerprint: str


def a_neighbour(folder: Path, unit: str = "農政課") -> Neighbour:
    """A second unit, founded under ``folder``, whose card lies there too."""
    founded = found(folder / "stores", unit)
    desk = sign_in(office_at(folder / "stores"), founded.unit, SUPERVISOR.uid, SUPERVISOR.password)
    card = write_unit_card(desk, folder)
    sign_out(desk)
    return Neighbour(founded.unit.label, card, founded.fingerprint)


def shown_alone(qtbot: QtBot, tasks: Tasks, screen: ScreenT) -> ScreenT:
    """The screen as a window of its own, active, nothing running; no part of it ever was one."""
    qtbot.addWidget(screen)
    assert [one for one in QApplication.topLevelWidgets() if one.isVisible()] == []
    with qtbot.waitActive(screen):
        screen.show()
        screen.activateWindow()
    qtbot.waitUntil(tasks.idle)
    return screen


def with_ledger(desk: Desk) -> Form:
    """A ledger of two invented people, unless there is one already."""
    if not ledgers(desk):
        with desk.store.write(desk) as tx:
            tx.forms.publish(FORM)
        for name, kana in (("見本 太郎", "ミホン タロウ"), ("架空 花子", "カクウ ハナコ")):
            register(desk, FORM.ledger, {"name": name, "kana": kana})
    return FORM
