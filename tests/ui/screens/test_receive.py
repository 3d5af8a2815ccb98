"""受領 as a clerk of the receiving unit uses it: by keys, with real packages."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from desktop.domain.search import Query
from desktop.ui.changes import Area, Changes
from desktop.ui.messages import receive as words
from desktop.ui.screens.receive.screen import (
    ARRIVAL,
    BARRED,
    CHOOSE,
    RECEIPT,
    TAKEN,
    ReceiveScreen,
)
from desktop.ui.tasks import Tasks
from desktop.usecases.desk import Desk
from desktop.usecases.founding import NewPerson
from desktop.usecases.receiving import RECEIPT_ENDING
from tests.ui.export_paths import export_paths
from tests.ui.screens.stage import Stage, seated
from tests.usecases.two_units import ADMIN, CHIEF, CLERK, FORM, Unit
from tests.usecases.world import BASIS, COLUMNS, PURPOSE, RECORDS, World

F10, Esc, Enter, Down, Space = (
    Qt.Key.Key_F10,
    Qt.Key.Key_Escape,
    Qt.Key.Key_Return,
    Qt.Key.Key_Down,
    Qt.Key.Key_Space,
)
Packages = tuple[Path, ...]
SitAt = Callable[[Unit, NewPerson], tuple[Stage, ReceiveScreen, Desk]]


@pytest.fixture
def sit_at(tasks: Tasks, world: World) -> Iterator[SitAt]:
    yield from seated(tasks, lambda desk: ReceiveScreen(tasks, Changes(), desk, world.medium))


def spoilt(package: Path) -> Path:
    """A copy with one changed byte, listed before the good one."""
    whole = bytearray(package.read_bytes())
    whole[-9] ^= 1
    copy = package.with_name("0-copy.kura")
    copy.write_bytes(whole)
    return copy


def test_a_package_is_checked_taken_and_receipted_with_keys(
    sit_at: SitAt, world: World, packages: Packages
) -> None:
    package, other = packages
    other.unlink()
    stage, screen, desk = sit_at(world.b, CLERK)
    seen: list[str] = []
    screen._changes.happened.connect(lambda change: seen.append(change.area))  # noqa: SLF001 - the board it was given
    stage.key(Enter)
    assert screen.place() == ARRIVAL
    assert screen.arrival.notes() == (words.WHOLE.format(label=world.a.ref.label),)
    shown = "\n".join(
        child.accessibleName() for child in screen.arrival.facts.children() if child.isWidgetType()
    )
    for part in (PURPOSE, BASIS, f"{RECORDS}件", "職員番号 3001", "職員番号 1001"):
        assert part in shown, part
    sent = {tuple(one.get(fid, "") for fid in COLUMNS) for one in world.registered.values()}
    assert set(screen.arrival.sample.lines()) < sent
    with desk.store.read() as tx:
        assert tx.forms.ledgers() == ()
    stage.key(F10)
    assert screen.place() == RECEIPT
    stage.key(F10)
    assert screen.place() == TAKEN
    assert (world.medium / f"{package.stem}{RECEIPT_ENDING}").stat().st_size > 0
    with desk.store.read() as tx:
        (form,) = tx.forms.ledgers()
        assert tx.search.count(Query(form.ledger)) == RECORDS
    assert (form.name, seen) == (FORM.name, [Area.LEDGERS, Area.PACKAGES])
    stage.key(Enter)
    assert stage.opened == [("ledger", form.ledger)]
    stage.key(Esc)
    assert screen.place() == CHOOSE


def test_a_refused_package_says_why_and_the_list_lives_on(
    sit_at: SitAt, world: World, packages: Packages
) -> None:
    spoilt(packages[0])
    stage, screen, desk = sit_at(world.b, CLERK)
    stage.key(Enter)
    assert stage.refused == ["transfer.tampered"]
    assert "台帳には何も取り込んでいません。" in stage.window.messages.text()
    assert screen.place() == CHOOSE
    stage.key(Down, Enter)
    assert screen.place() == ARRIVAL
    screen.arrival.decline.click()
    stage.settle()
    assert screen.place() == CHOOSE
    assert stage.told[-1] == words.DECLINED
    with desk.store.read() as tx:
        assert tx.forms.ledgers() == ()


def test_a_gap_and_a_late_one_are_remarked_and_a_second_time_is_refused(
    sit_at: SitAt, world: World, packages: Packages
) -> None:
    first, second = packages
    stage, screen, _ = sit_at(world.b, CLERK)
    for package, note in ((second, "gap"), (first, "out-of-order")):
        screen.open_package(package)
        stage.settle()
        assert screen.arrival.notes()[1:] == (words.NOTES[note],)
        stage.key(F10, F10, Esc)
    screen.open_package(first)
    stage.settle()
    assert stage.refused == ["transfer.replay"]
    assert screen.place() == CHOOSE


@pytest.mark.usefixtures("packages")
def test_a_place_that_takes_no_receipt_takes_no_records(sit_at: SitAt, world: World) -> None:
    stage, screen, desk = sit_at(world.b, CLERK)
    stage.key(Enter, F10)
    screen.receipt.chosen.emit(world.medium / "none")
    stage.settle()
    assert stage.refused == ["desk.file"]
    assert screen.place() == RECEIPT
    with desk.store.read() as tx:
        assert tx.forms.ledgers() == ()
    stage.key(Esc)
    assert screen.place() == ARRIVAL
    stage.key(F10, F10)
    assert screen.place() == TAKEN


@pytest.mark.usefixtures("packages")
def test_without_a_known_sender_the_way_there_is_shown(sit_at: SitAt, world: World) -> None:
    stage, screen, _ = sit_at(world.a, CHIEF)
    assert screen.choosing.units.isVisible()
    stage.key(Enter)
    assert stage.refused == ["transfer.unknown-sender"]
    screen.choosing.units.click()
    assert stage.opened == [("units", "")]


def test_an_administrator_sees_why_nothing_can_be_received(sit_at: SitAt, world: World) -> None:
    _, screen, _ = sit_at(world.b, ADMIN)
    assert screen.place() == BARRED


@pytest.mark.usefixtures("packages")
def test_nothing_shown_can_be_carried_out(sit_at: SitAt, world: World) -> None:
    stage, _, _ = sit_at(world.b, CLERK)
    stage.key(Enter)
    assert export_paths(stage.window) == []
