"""持出申請 as a clerk uses it: by keys, against two real units."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox

from desktop.domain.exports import ExportState
from desktop.domain.ids import RecordUid
from desktop.domain.search import Query
from desktop.ui.changes import Changes
from desktop.ui.messages import exports as words
from desktop.ui.screens.exports.screen import BARRED, EMPTY, LIST, NEW, RELEASE, ExportsScreen
from desktop.ui.tasks import Tasks
from desktop.ui.time_left import time_left
from desktop.usecases.approving import approve, send_back
from desktop.usecases.desk import Desk
from desktop.usecases.exporting import ExportDraft, mine, recipients, request
from desktop.usecases.founding import NewPerson
from desktop.usecases.releasing import release
from tests.ui.export_paths import export_paths
from tests.ui.screens.stage import Stage, seated
from tests.ui.typing_keys import focused
from tests.usecases.two_units import ADMIN, CHIEF, CLERK, FORM, LEDGER, Unit
from tests.usecases.world import RECORDS, World

F2, F10, Esc, Enter = Qt.Key.Key_F2, Qt.Key.Key_F10, Qt.Key.Key_Escape, Qt.Key.Key_Return
Space, Down = Qt.Key.Key_Space, Qt.Key.Key_Down

SitAt = Callable[[Unit, NewPerson], tuple[Stage, ExportsScreen, Desk]]


@pytest.fixture
def sit_at(tasks: Tasks, world: World) -> Iterator[SitAt]:
    yield from seated(tasks, lambda desk: ExportsScreen(tasks, Changes(), desk, world.medium))


def asked(desk: Desk) -> str:
    (known,) = recipients(desk)
    draft = ExportDraft(Query(LEDGER), None, ("no", "name"), "目的", "根拠", known.rid)
    return request(desk, draft).request_id


def decided(unit: Unit, deed: Callable[[Desk, str], object]) -> str:
    with unit.desk(CLERK) as desk:
        request_id = asked(desk)
    with unit.desk(CHIEF) as desk:
        deed(desk, request_id)
    return request_id


def approved(unit: Unit) -> str:
    return decided(unit, lambda desk, one: approve(desk, one, CHIEF.password))


def test_a_clerk_asks_with_keys_alone(sit_at: SitAt, world: World) -> None:
    stage, screen, desk = sit_at(world.a, CLERK)
    assert screen.place() == EMPTY
    stage.key(Space)
    making = screen.making
    assert making.records.records_in_words() == words.RECORDS_ALL.format(
        ledger=FORM.name, count=RECORDS
    )
    stage.key(F10)
    assert isinstance(focused(), QCheckBox), "no field is ticked: the focus goes to the first"
    stage.key(Space, Enter, Space, Down, Space)
    assert making.records.fields.ticked() == ("no", "name", "kana")
    stage.key(F10, F10)
    assert making.draft().purpose == ""
    stage.write("課税との突合")
    assert screen.would_lose()
    stage.key(Enter)
    stage.write("番号法第19条第8号")
    stage.key(Enter)
    stage.key(F10)
    assert stage.told == [words.ASKED]
    assert not screen.would_lose()
    (view,) = mine(desk)
    assert (view.request.purpose, view.request.legal_basis) == ("課税との突合", "番号法第19条第8号")
    assert (view.request.columns, view.request.records) == (("no", "name", "kana"), RECORDS)
    assert screen.place() == LIST
    assert "承認者の判断" in screen.card.next_step()


def test_records_are_narrowed_by_the_words_of_an_inquiry(sit_at: SitAt, world: World) -> None:
    stage, screen, _ = sit_at(world.a, CLERK)
    stage.key(F2)
    stage.write("第0003号")
    assert screen.making.records.records_in_words() == words.RECORDS_FOUND.format(
        ledger=FORM.name, words="第0003号", count=1
    )
    stage.write("ない言葉")
    stage.key(F10)
    assert screen.making.records.records_in_words().endswith("記録はありません。")
    assert not screen.making.purpose.isVisible()
    stage.key(Esc)
    assert screen.place() == EMPTY


def test_records_marked_in_a_ledger_are_asked_for_as_they_are(sit_at: SitAt, world: World) -> None:
    stage, screen, _ = sit_at(world.a, CLERK)
    uids = tuple(RecordUid(uid) for uid in list(world.registered)[:3])
    screen.start_request(Query(LEDGER), uids)
    stage.settle()
    screen.making.records.fields.tick(("name",))
    stage.key(F10)
    assert screen.making.draft().uids == uids
    assert "3件" in screen.making.records.records_in_words()


def test_withdrawing_asks_once(sit_at: SitAt, world: World) -> None:
    with world.a.desk(CLERK) as desk:
        asked(desk)
    stage, screen, desk = sit_at(world.a, CLERK)
    stage.key(Enter, Space)
    stage.say_yes()
    assert stage.told == [words.WITHDRAWN]
    assert [view.request.state for view in mine(desk)] == [ExportState.WITHDRAWN]
    assert screen.card.next_step() == words.NEXT["withdrawn"]


def test_an_approved_request_is_released_with_keys_alone(sit_at: SitAt, world: World) -> None:
    approved(world.a)
    stage, screen, desk = sit_at(world.a, CLERK)
    assert "までに払い出してください（あと " in screen.card.next_step()
    stage.key(Enter, Space, F10)
    stage.key(Enter)
    (package,) = world.medium.iterdir()
    assert package.name in _texts(screen)
    assert f"{package.stat().st_size:,} バイト" in _texts(screen)
    assert screen.releasing.slip.total() == 1
    assert [view.request.state for view in mine(desk)] == [ExportState.RELEASED]
    stage.key(Space, F10)
    assert [path.suffix for path in sorted(world.medium.iterdir())] == [".kura", ".pdf"]
    stage.key(Space)
    assert screen.place() == LIST


def _texts(screen: ExportsScreen) -> str:
    facts = screen.releasing.facts
    return " ".join(child.accessibleName() for child in facts.children() if child.isWidgetType())


def test_a_place_that_takes_nothing_is_said_and_another_may_be_chosen(
    sit_at: SitAt, world: World
) -> None:
    approved(world.a)
    stage, screen, _ = sit_at(world.a, CLERK)
    stage.key(Enter, Space)
    screen.releasing.chooser.chosen.emit(Path(world.medium / "none"))
    stage.say_yes()
    assert stage.refused == ["desk.file"]
    assert screen.place() == RELEASE
    stage.key(F10, Enter)
    assert len(list(world.medium.iterdir())) == 1


def test_a_request_sent_back_is_mended_and_asked_for_again(sit_at: SitAt, world: World) -> None:
    decided(world.a, lambda desk, one: send_back(desk, one, "番号は要りません"))
    stage, screen, desk = sit_at(world.a, CLERK)
    assert screen.card.next_step() == words.NEXT["sent_back"]
    stage.key(Enter, Space)
    making = screen.making
    assert making.records.fields.ticked() == ("no", "name")
    making.records.fields.tick(("name",))
    stage.key(F10, F10, F10)
    newest = mine(desk)
    assert {view.request.state for view in newest} == {
        ExportState.SENT_BACK,
        ExportState.REQUESTED,
    }
    assert stage.told == [words.ASKED]


@pytest.mark.parametrize(("person", "opened"), [(CHIEF, [("units", "")]), (CLERK, [])])
def test_without_a_known_unit_the_way_there_is_shown_to_those_who_may_go(
    sit_at: SitAt, world: World, person: NewPerson, opened: list[tuple[str, str]]
) -> None:
    with world.b.desk(CLERK) as desk, desk.store.write(desk) as tx:
        tx.forms.publish(FORM)
        tx.records.register(LEDGER, {"no": "1", "name": "一"})
    stage, screen, _ = sit_at(world.b, person)
    stage.key(Space)
    screen.making.records.fields.tick(("no",))
    stage.key(F10)
    assert screen.making.purpose.nobody.isVisible()
    assert not screen.making.next.isVisible()
    assert screen.making.purpose.nobody.button.isVisible() is bool(opened)
    stage.key(Space)
    assert stage.opened == opened


def test_enter_in_the_last_field_goes_on(sit_at: SitAt, world: World) -> None:
    stage, screen, _ = sit_at(world.a, CLERK)
    stage.key(Space, Enter)
    screen.making.records.fields.tick(("no",))
    stage.key(*[Enter] * len(FORM.fields))
    assert screen.making.purpose.isVisible()


def test_what_was_released_can_be_asked_for_again(sit_at: SitAt, world: World) -> None:
    request_id = approved(world.a)
    with world.a.desk(CLERK) as desk:
        release(desk, request_id, world.medium)
    stage, screen, desk = sit_at(world.a, CLERK)
    assert screen.card.again.text() == words.REPEAT
    stage.key(Enter, Space, F10, F10, F10)
    assert [view.request.state for view in mine(desk)].count(ExportState.REQUESTED) == 1


def test_without_a_ledger_nothing_can_be_asked_for(sit_at: SitAt, world: World) -> None:
    stage, screen, _ = sit_at(world.c, CLERK)
    stage.key(Space)
    assert screen.place() == NEW
    assert not screen.making.next.isVisible()


def test_an_administrator_sees_why_nothing_is_here(sit_at: SitAt, world: World) -> None:
    stage, screen, _ = sit_at(world.a, ADMIN)
    assert screen.place() == BARRED
    assert not screen.new.isVisible()
    assert stage.refused == []


def test_nothing_shown_can_be_carried_out(sit_at: SitAt, world: World) -> None:
    approved(world.a)
    stage, screen, _ = sit_at(world.a, CLERK)
    assert export_paths(stage.window) == []
    screen.start_request(Query(LEDGER), None)
    stage.settle()
    assert export_paths(stage.window) == []


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (timedelta(days=2, hours=23), "あと 2日23時間"),
        (timedelta(hours=3, minutes=12), "あと 3時間12分"),
        (timedelta(minutes=8), "あと 8分"),
        (timedelta(seconds=5), "あと 1分"),
        (timedelta(), "時間が過ぎました"),
        (timedelta(hours=-1), "時間が過ぎました"),
    ],
)
def test_time_left_is_said_in_words(left: timedelta, said: str) -> None:
    now = datetime(2026, 11, 25, tzinfo=UTC)
    assert time_left(now + left, now) == said
