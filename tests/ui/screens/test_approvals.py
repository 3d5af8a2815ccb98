"""承認 as a supervisor uses it: by keys, against a real unit."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from desktop.domain.audit import Act
from desktop.domain.exports import ExportRequest, ExportState
from desktop.domain.ids import RecordUid
from desktop.domain.search import Query
from desktop.ui.changes import Changes
from desktop.ui.messages import approvals as words
from desktop.ui.screens.approvals.screen import BARRED, EMPTY, QUEUE, REVIEW, ApprovalsScreen
from desktop.ui.tasks import Tasks
from desktop.usecases.desk import Desk
from desktop.usecases.exporting import ExportDraft, recipients, request
from desktop.usecases.founding import NewPerson
from tests.ui.export_paths import export_paths
from tests.ui.screens.stage import Stage, seated
from tests.ui.typing_keys import focused
from tests.usecases.two_units import CHIEF, CLERK, FORM, LEDGER, NAMES, Unit
from tests.usecases.world import RECORDS, World

F10, Esc, Enter, Tab = Qt.Key.Key_F10, Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Tab
COLUMNS = ("no", "name", "amount")

SitAt = Callable[[Unit, NewPerson], tuple[Stage, ApprovalsScreen, Desk]]


@pytest.fixture
def sit_at(tasks: Tasks) -> Iterator[SitAt]:
    yield from seated(tasks, lambda desk: ApprovalsScreen(tasks, Changes(), desk))


def ask(desk: Desk, purpose: str = "課税との突合", **changes: object) -> ExportRequest:
    (known,) = recipients(desk)
    draft = ExportDraft(Query(LEDGER), None, COLUMNS, purpose, "番号法第19条第8号", known.rid)
    return request(desk, replace(draft, **changes))


def asked(unit: Unit, person: NewPerson = CLERK, **changes: object) -> ExportRequest:
    with unit.desk(person) as desk:
        return ask(desk, **changes)


def state(desk: Desk, wish: ExportRequest) -> ExportRequest:
    with desk.store.read() as tx:
        return tx.exports.get(wish.request_id)


def facts(screen: ApprovalsScreen) -> str:
    shown = screen.page.facts
    return "\n".join(child.accessibleName() for child in shown.children() if child.isWidgetType())


def test_the_whole_request_stands_on_one_page_and_is_approved_with_keys(
    sit_at: SitAt, world: World
) -> None:
    wish = asked(world.a)
    world.a.clock.ahead += timedelta(seconds=1)
    stage, screen, desk = sit_at(world.a, CHIEF)
    assert [line[2:5] for line in screen.queue.lines()] == [("窓口 花子", FORM.name, str(RECORDS))]
    stage.key(Enter)
    assert screen.place() == REVIEW
    for part in (
        "窓口 花子（職員番号 3001）",
        "17件",
        "児童手当 受給者台帳 ・ 機密性3B",
        "桜沢町 税務課 端末1",
        "課税との突合",
        "番号法第19条第8号",
        "認定番号、受給者氏名、月額",
        "フリガナ、生年月日、住所、電話番号、備考",
        "あと 2日23時間",
        words.EARLIER_NONE,
    ):
        assert part in facts(screen), part
    sent = {tuple(one.get(fid, "") for fid in COLUMNS) for one in world.registered.values()}
    shown = screen.page.sample.lines()
    assert len(shown) == 15
    assert set(shown) < sent
    assert {name for _, name, _ in shown} <= set(NAMES)
    assert words.RESIDUAL_NONE in screen.page.risks.text()
    assert not screen.page.decision.override.isVisible()
    stage.write(CHIEF.password)
    stage.key(Enter)
    assert screen.place() == EMPTY
    decided = state(desk, wish)
    assert (decided.state, decided.decided_by.uid) == (ExportState.APPROVED, CHIEF.uid)
    assert stage.told[0].startswith("承認しました。窓口 花子さんが ")


def test_without_or_with_a_wrong_password_nothing_is_approved(sit_at: SitAt, world: World) -> None:
    wish = asked(world.a)
    stage, screen, desk = sit_at(world.a, CHIEF)
    stage.key(Enter, F10)
    assert screen.page.decision.problem() == words.EMPTY_PASSWORD
    stage.write(CLERK.password)
    stage.key(F10)
    assert stage.refused == ["desk.password"]
    assert screen.place() == REVIEW
    assert screen.page.decision.password.text() == ""
    assert focused() is screen.page.decision.password.edit
    assert state(desk, wish).state is ExportState.REQUESTED


def test_own_requests_are_never_in_the_queue(sit_at: SitAt, world: World) -> None:
    asked(world.a, CHIEF)
    _, screen, _ = sit_at(world.a, CHIEF)
    assert screen.place() == EMPTY


def test_sending_back_needs_a_reason_and_the_requester_reads_it(
    sit_at: SitAt, world: World
) -> None:
    wish = asked(world.a)
    stage, screen, desk = sit_at(world.a, CHIEF)
    stage.key(Enter)
    decision = screen.page.decision
    decision.send_back.click()
    stage.key(F10)
    assert decision.back_page.problem() == words.EMPTY_REASON
    assert not screen.would_lose()
    decision.back_page.usual[1].click()
    assert screen.would_lose()
    stage.write("先月は3件でした。")
    stage.key(Enter)
    sent = state(desk, wish)
    assert sent.state is ExportState.SENT_BACK
    assert not screen.would_lose()
    assert sent.reason == "件数を確かめてください。先月は3件でした。"
    assert stage.told == [words.SENT_BACK.format(name="窓口 花子")]


def test_rejecting_can_be_thought_better_of(sit_at: SitAt, world: World) -> None:
    wish = asked(world.a)
    stage, screen, desk = sit_at(world.a, CHIEF)
    stage.key(Enter)
    screen.page.decision.reject.click()
    stage.key(Esc)
    assert screen.page.decision.approve.isVisible()
    stage.key(Esc)
    assert screen.place() == QUEUE
    assert state(desk, wish).state is ExportState.REQUESTED
    stage.key(Enter)
    screen.page.decision.reject.click()
    stage.write("持ち出す根拠がありません。")
    stage.key(F10)
    assert state(desk, wish).state is ExportState.REJECTED


def test_numbers_that_are_left_need_a_reason(sit_at: SitAt, world: World) -> None:
    with world.a.desk(CLERK) as desk:
        with desk.store.write(desk) as tx:
            odd = tx.records.register(
                LEDGER, {"no": "第9号", "name": "番号\u200b 太郎", "note": "1234 5678 9018"}
            ).uid
        wish = ask(desk, uids=(RecordUid(odd),), columns=("no", "name", "note"))
    stage, screen, desk = sit_at(world.a, CHIEF)
    stage.key(Enter)
    text = screen.page.risks.text()
    assert "「備考」に個人番号らしい12桁 1件" in text
    assert "見えない文字 1か所" in text
    stage.write(CHIEF.password)
    stage.key(F10)
    assert screen.page.decision.problem() == words.EMPTY_OVERRIDE
    assert focused() is screen.page.decision.override
    stage.write("依頼書 令8税第12号")
    stage.key(Enter)
    assert state(desk, wish).state is ExportState.APPROVED


def test_records_that_changed_since_are_said(sit_at: SitAt, world: World) -> None:
    asked(world.a)
    uid, values = next(iter(world.registered.items()))
    with world.a.desk(CLERK) as desk, desk.store.write(desk) as tx:
        record = tx.records.get(uid)
        tx.records.correct(uid, record.revision, {**values, "amount": "1"}, "訂正")
    stage, screen, _ = sit_at(world.a, CHIEF)
    stage.key(Enter)
    assert words.CHANGED_SOME.format(count=1) in screen.page.risks.text()
    assert ("1",) not in {line[2:] for line in screen.page.sample.lines()}


def test_a_request_that_was_tampered_with_is_refused_and_the_queue_stays(
    sit_at: SitAt, world: World
) -> None:
    wish = asked(world.a)
    with world.a.desk(CLERK) as desk, desk.store.write(desk) as tx:
        tx.exports.put(replace(wish, purpose="統計のため"))
        tx.audit.append(Act.EXPORT_REQUESTED, {"request": wish.request_id})
    stage, screen, _ = sit_at(world.a, CHIEF)
    stage.key(Enter)
    assert stage.refused == ["export.payload-changed"]
    assert screen.place() == QUEUE
    assert len(screen.queue.lines()) == 1


def test_a_clerk_sees_why_nothing_can_be_approved(sit_at: SitAt, world: World) -> None:
    stage, screen, _ = sit_at(world.a, CLERK)
    assert screen.place() == BARRED
    assert stage.refused == []


def test_the_count_of_what_waits_is_told(sit_at: SitAt, world: World) -> None:
    for purpose in ("一つ目", "二つ目"):
        asked(world.a, purpose=purpose)
    stage, screen, _ = sit_at(world.a, CHIEF)
    counts: list[int] = []
    screen.waiting_changed.connect(counts.append)
    stage.key(Enter)
    stage.write(CHIEF.password)
    stage.key(F10)
    assert counts[-1] == 1
    assert screen.place() == QUEUE


def test_nothing_shown_can_be_carried_out(sit_at: SitAt, world: World) -> None:
    asked(world.a)
    stage, _, _ = sit_at(world.a, CHIEF)
    stage.key(Enter)
    assert export_paths(stage.window) == []
