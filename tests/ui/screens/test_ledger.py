from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.domain.audit import Act, AuditBody
from desktop.domain.fields import Field, FieldKind
from desktop.domain.search import Query
from desktop.ui.changes import Area, Changes
from desktop.ui.main_window import MainWindow
from desktop.ui.messages import ledger as words
from desktop.ui.screens.ledger.inquiry import SETTLED_MS
from desktop.ui.screens.ledger.screen import LedgerScreen
from desktop.ui.screens.opening import Opening
from desktop.ui.tasks import Tasks
from desktop.ui.widgets.empty_state import EmptyState
from desktop.usecases.desk import Desk
from desktop.usecases.records import get as record_of
from desktop.usecases.records import void
from tests.builders.offices import ADMINISTRATOR
from tests.ui.export_paths import export_paths
from tests.ui.screens.desks import CONTROL, Sit, settled, shown
from tests.ui.screens.dogs import CHILDREN, DOG_FORM, DOGS, bring
from tests.ui.seen_whole import faults
from tests.ui.typing_keys import commit, compose, focused, press

MANY = 20_000


@dataclass
class Seen:
    screen: LedgerScreen
    window: MainWindow
    desk: Desk
    qtbot: QtBot
    tasks: Tasks
    changes: Changes

    def rest(self) -> None:
        settled(self.qtbot, self.tasks)

    def search(self, text: str) -> None:
        """Type into the search box as a person does, and wait for the answer."""
        self.screen.search.edit.setFocus()
        self.screen.search.edit.selectAll()
        if text.isascii():
            for letter in text:
                QTest.keyClick(focused(), letter)
        else:
            commit(focused(), text)
        query = self.screen.inquiry.query
        self.qtbot.waitUntil(lambda: query() is not None and query().words == text)
        self.rest()

    def entries(self) -> tuple[AuditBody, ...]:
        with self.desk.store.read() as tx:
            return tx.audit.page(None, 100)

    def acts(self) -> list[str]:
        return [body.act.value for body in self.entries()]

    def names(self) -> list[str]:
        return [
            str(self.screen.model.index(row, 1).data()) for row in range(self.screen.model.total())
        ]


Open = Callable[[Desk], Seen]


@pytest.fixture
def open_screen(qtbot: QtBot, tasks: Tasks) -> Open:
    def opened(desk: Desk) -> Seen:
        changes = Changes()
        screen = LedgerScreen(tasks, changes)
        assert [top for top in QApplication.topLevelWidgets() if top.isVisible()] == []
        window = shown(qtbot, screen)
        screen.show_desk(desk)
        settled(qtbot, tasks)
        return Seen(screen, window, desk, qtbot, tasks, changes)

    return opened


@pytest.fixture
def seen(open_screen: Open, sit: Sit) -> Seen:
    return open_screen(sit())


def test_a_unit_without_ledgers_offers_to_take_one_in(
    open_screen: Open, sit: Sit, qtbot: QtBot
) -> None:
    seen = open_screen(sit(bare=True))
    empty = next(one for one in seen.screen.findChildren(EmptyState) if one.isVisible())

    with qtbot.waitSignal(seen.screen.open_requested) as asked:
        empty.button.click()

    assert empty.accessibleName() == words.NO_LEDGER
    assert asked.args == [Opening.IMPORT, ""]


def test_whoever_holds_no_data_key_is_told_so_and_sees_no_list(open_screen: Open, sit: Sit) -> None:
    seen = open_screen(sit(ADMINISTRATOR))

    visible = [
        one.accessibleName() for one in seen.screen.findChildren(EmptyState) if one.isVisible()
    ]

    assert visible == [words.NO_STORE]
    assert not seen.screen.list.isVisible()


def test_the_first_ledger_is_listed_with_its_count_and_class(seen: Seen) -> None:
    marks: list[tuple[str, str, str]] = []
    seen.screen.class_changed.connect(lambda *said: marks.append(said))

    seen.screen.show_ledger(CHILDREN)
    seen.rest()
    seen.screen.show_ledger(DOGS)
    seen.rest()

    assert marks[-2:] == [("3B", "児童手当 受給者台帳", ""), ("2", "犬の登録", "")]
    assert seen.screen.model.total() == 240
    assert seen.screen.foot.count.text().startswith("240件中 1–")


def test_one_and_two_characters_are_found_as_they_are_committed(seen: Seen) -> None:
    found = {}
    for text in ("渡", "髙", "田中", "髙田", "さとう", "ｻﾄｳ"):
        seen.search(text)
        found[text] = "".join(sorted({name[0] for name in seen.names()}))

    assert found == {
        "渡": "渡",
        "髙": "高髙",
        "田中": "田",
        "髙田": "髙",
        "さとう": "佐",
        "ｻﾄｳ": "佐",
    }


def test_words_by_keys_narrow_the_list(seen: Seen) -> None:
    seen.search("00042")

    assert seen.names() == ["田中　花子"]


def test_the_one_hit_opens_at_once_so_nobody_elses_card_stands_beside_it(seen: Seen) -> None:
    seen.screen._dwell.setInterval(60_000)  # noqa: SLF001 - far longer than the wait below
    seen.search("00042")

    press(Qt.Key.Key_Down)
    seen.rest()

    assert seen.screen.card.uid() == seen.screen.model.uid_at(0)


def test_nothing_is_asked_while_the_ime_composes(seen: Seen) -> None:
    seen.screen.search.edit.setFocus()

    compose(focused(), "わたな")
    QTest.qWait(200)

    assert seen.screen.inquiry.query() == Query(DOGS)


def test_only_the_newest_question_is_answered(seen: Seen) -> None:
    for text in ("佐藤", "鈴木", "田中"):
        seen.screen.inquiry.ask(text)
    seen.rest()

    assert {name[:2] for name in seen.names()} == {"田中"}


def test_no_hit_says_so_and_what_to_try(seen: Seen) -> None:
    seen.search("ぞうさん")

    visible = [
        one.accessibleName() for one in seen.screen.findChildren(EmptyState) if one.isVisible()
    ]

    assert words.NO_HIT in visible
    assert seen.screen.foot.count.text() == words.COUNT_NONE


def test_an_inquiry_is_logged_once_when_it_has_settled(seen: Seen) -> None:
    seen.search("田中")

    assert Act.INQUIRE.value not in seen.acts()[:1]
    seen.qtbot.waitUntil(lambda: seen.acts()[0] == Act.INQUIRE.value, timeout=4 * SETTLED_MS)
    press(Qt.Key.Key_Return)
    seen.rest()
    said = [dict(body.obj) for body in seen.entries() if body.act is Act.INQUIRE]

    assert said == [{"hits": 30, "ledger": "inu"}]


def test_enter_goes_to_the_first_hit_and_the_card_shows_it(seen: Seen) -> None:
    seen.search("田中")

    press(Qt.Key.Key_Return)
    seen.qtbot.waitUntil(lambda: seen.screen.card.uid() is not None)

    assert focused() is seen.screen.list
    assert seen.screen.card.uid() == seen.screen.model.uid_at(0)
    assert seen.screen.card.head.title().startswith("田中")
    assert seen.acts()[0] == Act.VIEW.value


def test_down_before_the_answer_still_lands_on_the_first_hit(seen: Seen) -> None:
    seen.screen.search.edit.setFocus()
    commit(focused(), "山本")
    press(Qt.Key.Key_Return)
    seen.qtbot.waitUntil(lambda: seen.screen.card.uid() is not None)

    assert seen.screen.card.head.title().startswith("山本")


def test_rows_walked_over_are_not_opened(seen: Seen) -> None:
    seen.screen.list.setFocus()
    for _ in range(6):
        press(Qt.Key.Key_Down)
    seen.qtbot.waitUntil(lambda: seen.screen.card.uid() is not None)
    seen.rest()

    assert seen.acts().count(Act.VIEW.value) == 1


def test_enter_in_the_list_leads_into_the_first_box(seen: Seen) -> None:
    seen.screen.list.setFocus()
    seen.screen.list.go_to(5)

    press(Qt.Key.Key_Return)
    seen.qtbot.waitUntil(lambda: seen.screen.card.form.focused() is not None)

    assert seen.screen.card.form.focused().field.fid == "bango"
    press(Qt.Key.Key_Escape)
    assert focused() is seen.screen.list


def test_ctrl_down_and_up_walk_the_records_inside_the_card(seen: Seen) -> None:
    seen.screen.list.setFocus()
    seen.screen.list.go_to(5)
    press(Qt.Key.Key_Return)
    seen.qtbot.waitUntil(lambda: seen.screen.card.form.focused() is not None)

    press(Qt.Key.Key_Down, CONTROL)
    seen.qtbot.waitUntil(lambda: seen.screen.card.uid() == seen.screen.model.uid_at(6))
    seen.rest()

    assert seen.screen.card.form.focused() is not None
    press(Qt.Key.Key_Up, CONTROL)
    seen.qtbot.waitUntil(lambda: seen.screen.card.uid() == seen.screen.model.uid_at(5))


def test_slash_and_ctrl_f_lead_to_the_search_box(seen: Seen) -> None:
    seen.screen.list.setFocus()
    seen.screen.list.go_to(0)
    QTest.keyClick(focused(), "/")
    assert focused() is seen.screen.search.edit

    seen.screen.list.setFocus()
    press(Qt.Key.Key_F, CONTROL)
    assert focused() is seen.screen.search.edit


def test_a_heading_sorts_and_pressed_again_turns_the_order(seen: Seen) -> None:
    header = seen.screen.list.horizontalHeader()
    header.sectionClicked.emit(2)
    seen.rest()
    ascending = seen.names()
    header.sectionClicked.emit(2)
    seen.rest()

    assert ascending[0].startswith("伊藤")
    assert seen.names()[0].startswith("渡")
    assert seen.screen.foot.order.currentText() == "フリガナ"


def test_marks_are_set_by_space_survive_a_search_and_go_into_the_request(seen: Seen) -> None:
    seen.screen.list.setFocus()
    seen.screen.list.go_to(0)
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Space)
    first = (seen.screen.model.uid_at(0), seen.screen.model.uid_at(1))
    seen.search("田中")
    seen.screen.list.setFocus()
    seen.screen.list.go_to(3)
    press(Qt.Key.Key_Space)
    third = seen.screen.model.uid_at(3)

    with seen.qtbot.waitSignal(seen.screen.export_requested) as asked:
        seen.screen.foot.marked_button.click()

    assert asked.args == [DOGS, Query(DOGS, "田中"), (*first, third)]
    with seen.qtbot.waitSignal(seen.screen.export_requested) as all_hits:
        seen.screen.foot.all_button.click()
    assert all_hits.args == [DOGS, Query(DOGS, "田中"), None]


def test_a_changed_record_is_not_left_and_nothing_typed_is_lost(seen: Seen) -> None:
    seen.screen.list.setFocus()
    seen.screen.list.go_to(2)
    press(Qt.Key.Key_Return)
    seen.qtbot.waitUntil(lambda: seen.screen.card.form.focused() is not None)
    QTest.keyClick(focused(), "9")
    uid = seen.screen.card.uid()

    seen.screen.list.setFocus()
    press(Qt.Key.Key_Down)
    QTest.qWait(200)
    seen.rest()

    assert seen.screen.card.uid() == uid
    assert seen.screen.list.currentIndex().row() == 2
    assert seen.window.messages.text() == words.STILL_CHANGED
    assert seen.screen.would_lose()
    press(Qt.Key.Key_F2)
    seen.screen.ledger_choice.activated.emit(1)
    assert seen.screen.card.uid() == uid


def test_a_voided_record_leaves_the_list_and_can_be_shown_struck_through(seen: Seen) -> None:
    uid = seen.screen.model.uid_at(0)
    void(seen.desk, record_of(seen.desk, uid).record, "二重登録")
    seen.screen.refresh()
    seen.rest()
    without = seen.screen.model.total()

    seen.screen.with_voided.click()
    seen.rest()
    font = seen.screen.model.data(seen.screen.model.index(0, 1), Qt.ItemDataRole.FontRole)

    assert (without, seen.screen.model.total()) == (239, 240)
    assert font.strikeOut()


def test_the_window_lives_while_a_page_of_twenty_thousand_records_loads(
    open_screen: Open, sit: Sit
) -> None:
    desk = sit()
    bring(desk, MANY, "R8-0002")
    seen = open_screen(desk)
    ticks: list[int] = []
    timer = QTimer(interval=5)
    timer.timeout.connect(lambda: ticks.append(1))
    timer.start()

    seen.screen.inquiry.order("kana", descending=True)
    busy = 0
    while not seen.tasks.idle():
        busy = len(ticks)
        QApplication.processEvents()
    seen.screen.list.go_to(15_000)
    seen.qtbot.waitUntil(lambda: seen.screen.model.uid_at(15_000) is not None)
    timer.stop()

    assert seen.screen.model.total() == MANY + 240
    assert busy >= 2
    assert "15,0" in seen.screen.foot.count.text()


@pytest.mark.parametrize("size", [(1366, 768), (1093, 640)])
def test_nothing_is_cut_and_nothing_leaves(seen: Seen, size: tuple[int, int]) -> None:
    seen.window.resize(*size)
    seen.screen.list.setFocus()
    seen.screen.list.go_to(3)
    press(Qt.Key.Key_Return)
    seen.qtbot.waitUntil(lambda: seen.screen.card.form.focused() is not None)
    seen.rest()

    assert faults(seen.window) == []
    if size[0] == 1366:
        assert export_paths(seen.window) == []


def test_a_new_version_of_the_form_brings_its_new_column(seen: Seen) -> None:
    wider = (*DOG_FORM.fields, Field("tag", "鑑札番号", FieldKind.CODE))
    with seen.desk.store.write(seen.desk) as tx:
        tx.forms.publish(replace(DOG_FORM, version=2, fields=wider))

    seen.changes.announce(Area.LEDGERS)
    seen.rest()

    assert seen.screen.model.columnCount() == len(wider)
    assert seen.screen.foot.order.findText("鑑札番号") > 0


def test_another_ledger_waits_while_something_typed_is_not_registered(seen: Seen) -> None:
    seen.screen.list.setFocus()
    seen.screen.list.go_to(2)
    press(Qt.Key.Key_Return)
    seen.qtbot.waitUntil(lambda: seen.screen.card.form.focused() is not None)
    QTest.keyClick(focused(), "9")

    seen.screen.show_ledger(CHILDREN)
    seen.rest()

    assert seen.screen.ledger_choice.currentText() == "犬の登録"
    assert seen.window.messages.text() == words.STILL_CHANGED
    assert seen.screen.card.is_dirty()
