from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from desktop.domain.fields import FieldKind
from desktop.domain.ids import RecordUid
from desktop.domain.records import RecordState
from desktop.domain.search import Query
from desktop.domain.store_errors import ChangedElsewhereError
from desktop.domain.usecase_errors import ValuesRefusedError
from desktop.ui.changes import Changes
from desktop.ui.messages import record as words
from desktop.ui.messages.importers import PROBLEMS, WARNINGS
from desktop.ui.moments import shown_day
from desktop.ui.screens.record.card import RecordCard
from desktop.ui.screens.record.form import RecordForm
from desktop.ui.tasks import Tasks
from desktop.ui.widgets.confirm import Confirm
from desktop.ui.widgets.label import Label
from desktop.usecases import records
from desktop.usecases.desk import Desk
from tests.ui.export_paths import export_paths
from tests.ui.screens.desks import ALT, Sit, settled, shown
from tests.ui.screens.dogs import CHILD_FORM, CHILDREN, DOG_FORM, DOGS, IVS, KAMI, ODD
from tests.ui.seen_whole import faults
from tests.ui.typing_keys import commit, focused, press


class Shown:
    """A card in the real frame, driven by keys."""

    def __init__(self, desk: Desk, tasks: Tasks, qtbot: QtBot) -> None:
        self.desk, self.tasks, self.qtbot = desk, tasks, qtbot
        self.card = RecordCard(tasks, Changes())
        assert [top for top in QApplication.topLevelWidgets() if top.isVisible()] == []
        self.card.bind_keys(self.card)
        self.window = shown(qtbot, self.card)
        self.refusals: list[object] = []
        self.card.refused.connect(self.refusals.append)
        self.card.show_desk(desk)

    def uid(self, row: int, ledger: str = DOGS) -> RecordUid:
        return records.page(self.desk, Query(ledger), row, 1, ()).lines[0].uid

    def open(self, row: int = 0, ledger: str = DOGS) -> RecordUid:
        uid = self.uid(row, ledger)
        self.card.open(uid, focus=True)
        self.qtbot.waitUntil(lambda: self.card.uid() == uid)
        self.rest()
        return uid

    def rest(self) -> None:
        settled(self.qtbot, self.tasks)

    def type(self, fid: str, text: str) -> None:
        self.card.form.box(fid).editor.take_focus()
        press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        commit(focused(), text)

    def register(self, reason: str = "") -> None:
        press(Qt.Key.Key_F10)
        assert self.card.confirming.isVisible()
        if reason:
            commit(focused(), reason)
        press(Qt.Key.Key_Return)
        self.rest()

    def stored(self, uid: RecordUid) -> dict[str, str]:
        return dict(records.get(self.desk, uid).record.content.values)

    def told(self) -> str:
        return self.window.messages.text()

    def words_in(self, page: object) -> list[str]:
        return [label.text() for label in page.findChildren(Label)]

    def question(self) -> Confirm:
        return next(one for one in self.window.findChildren(Confirm) if one.isVisible())


@pytest.fixture
def at(sit: Sit, tasks: Tasks, qtbot: QtBot) -> Callable[[], Shown]:
    return lambda: Shown(sit(), tasks, qtbot)


def test_a_record_shows_its_values_its_version_and_the_cell_each_value_came_from(
    at: Callable[[], Shown],
) -> None:
    shown = at()
    shown.open(ODD)

    assert shown.card.head.title() == f"渡{IVS}　美咲"
    assert shown.card.head.version() == "第1版"
    assert shown.card.form.box("shimei").mark() == f"B{ODD + 4}"
    shown.card.form.box("kana").editor.take_focus()
    assert shown.card.head.origin() == f"出所: 犬登録.xlsx 犬の登録 {ODD + 4}行 → C{ODD + 4}"


def test_what_an_import_brought_is_warned_of_in_words(at: Callable[[], Shown]) -> None:
    shown = at()
    shown.open(ODD)

    assert shown.card.form.box("birth").remark() == PROBLEMS["value.no-such-day"]


def test_a_value_without_any_blank_is_confirmed_whole(at: Callable[[], Shown]) -> None:
    shown = at()
    shown.open()

    shown.type("inumei", "ポチ" + "x" * 400)
    press(Qt.Key.Key_F10)

    label = next(one for one in shown.card.confirming.findChildren(Label) if "xxx" in one.text())
    assert label.mapTo(shown.window, label.rect().topRight()).x() <= shown.window.width()
    assert faults(shown.window) == []


def test_a_correction_is_looked_at_and_registered_with_a_reason_by_keys_only(
    at: Callable[[], Shown],
) -> None:
    shown = at()
    uid = shown.open()

    shown.type("inumei", "ポチ丸")
    assert shown.card.form.box("inumei").mark() == words.CHANGED
    assert shown.card.head.changed() == "変更 1か所"
    press(Qt.Key.Key_F10)
    said = shown.words_in(shown.card.confirming)
    commit(focused(), "本人の申出")
    press(Qt.Key.Key_Return)
    shown.rest()

    assert {"犬の名", "ポチ", "ポチ丸"} <= set(said)
    assert "フリガナ" not in said
    assert shown.stored(uid)["inumei"] == "ポチ丸"
    assert records.history(shown.desk, uid)[0].revision.reason == "本人の申出"
    assert shown.card.head.version() == "第2版"
    assert shown.told() == "1か所を訂正しました。"


def test_enter_walks_the_boxes_and_shift_enter_walks_back(at: Callable[[], Shown]) -> None:
    shown = at()
    shown.open()

    for _ in range(3):
        press(Qt.Key.Key_Return)
    assert shown.card.form.focused().field.fid == "jusho"
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)

    assert shown.card.form.focused().field.fid == "kana"


def test_the_reason_may_stay_empty(at: Callable[[], Shown]) -> None:
    shown = at()
    uid = shown.open()
    shown.type("denwa", "0120-99-9999")

    shown.register()

    assert records.history(shown.desk, uid)[0].revision.reason == ""
    assert shown.stored(uid)["denwa"] == "0120-99-9999"


def test_a_value_that_cannot_be_keeps_everything_typed_and_says_where(
    at: Callable[[], Shown],
) -> None:
    shown = at()
    uid = shown.open()
    shown.type("inumei", "ポチ丸")
    shown.type("birth", "R2.13.1")

    press(Qt.Key.Key_F10)

    assert [type(one) for one in shown.refusals] == [ValuesRefusedError]
    assert shown.card.form.focused().field.fid == "birth"
    assert shown.card.form.box("birth").remark() == PROBLEMS["value.no-such-day"]
    assert shown.card.form.box("inumei").raw() == "ポチ丸"
    assert shown.stored(uid)["inumei"] == "ポチ"


def test_checking_tells_warnings_and_stores_nothing(at: Callable[[], Shown]) -> None:
    shown = at()
    uid = shown.open()
    shown.type("denwa", "090-1")

    press(Qt.Key.Key_F9)

    assert shown.told() == words.ONLY_WARNINGS.format(count=1)
    assert shown.card.form.box("denwa").remark() == WARNINGS["phone_shape"]
    assert records.history(shown.desk, uid)[0].revision.number == 1
    shown.card.form.box("bango").editor.take_focus()
    press(Qt.Key.Key_F7)
    assert shown.card.form.focused().field.fid == "denwa"


def test_registering_without_a_change_stores_nothing(at: Callable[[], Shown]) -> None:
    shown = at()
    uid = shown.open()

    press(Qt.Key.Key_F10)

    assert shown.told() == words.NOTHING_CHANGED
    assert len(records.history(shown.desk, uid)) == 1


def test_a_record_somebody_else_changed_refuses_and_keeps_what_was_typed(
    at: Callable[[], Shown],
) -> None:
    shown = at()
    uid = shown.open()
    shown.type("inumei", "ポチ丸")
    other = records.get(shown.desk, uid).record
    records.correct(shown.desk, other, {**other.content.values, "denwa": "0120-00-1111"}, "")

    shown.register()

    assert [type(one) for one in shown.refusals] == [ChangedElsewhereError]
    assert shown.card.form.box("inumei").raw() == "ポチ丸"
    assert shown.card.form.box("denwa").raw() == "0120-00-1111"
    shown.register()
    assert shown.stored(uid)["inumei"] == "ポチ丸"
    assert shown.stored(uid)["denwa"] == "0120-00-1111"


def test_esc_asks_only_if_something_would_be_lost(at: Callable[[], Shown]) -> None:
    shown = at()
    shown.open()

    with shown.qtbot.waitSignal(shown.card.left):
        press(Qt.Key.Key_Escape)
    assert not shown.window.findChildren(Confirm)

    shown.type("inumei", "ポチ丸")
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_Escape)
    assert shown.card.form.box("inumei").raw() == "ポチ丸"

    press(Qt.Key.Key_Escape)
    with shown.qtbot.waitSignal(shown.card.left):
        shown.question().yes_button.click()
    assert shown.card.form.box("inumei").raw() == "ポチ"
    assert not shown.card.is_dirty()


def test_a_new_record_copies_the_one_before_into_its_blank_boxes(at: Callable[[], Shown]) -> None:
    shown = at()
    shown.open(ODD)
    shown.card.begin_new(DOG_FORM)

    shown.type("bango", "90001")
    press(Qt.Key.Key_F4)
    shown.type("birth", "R2.3.1")
    shown.register()
    uid = shown.card.uid()

    assert shown.told() == words.REGISTERED
    assert shown.stored(uid)["bango"] == "90001"
    assert shown.stored(uid)["shimei"] == f"渡{IVS}　美咲"
    assert shown.card.head.origin() == words.NO_ORIGIN


def test_a_new_record_without_its_required_boxes_is_refused(at: Callable[[], Shown]) -> None:
    shown = at()
    shown.card.begin_new(DOG_FORM)
    shown.type("inumei", "ポチ")

    press(Qt.Key.Key_F10)

    assert [one.details for one in shown.refusals] == [{"count": 2}]
    assert shown.card.form.focused().field.fid == "bango"
    assert shown.card.form.box("shimei").remark() == PROBLEMS["value.required"]


def test_f5_writes_today_into_a_date_box(at: Callable[[], Shown]) -> None:
    shown = at()
    shown.open()
    shown.card.form.box("birth").editor.take_focus()

    press(Qt.Key.Key_F5)

    assert shown.card.form.box("birth").raw() == shown_day(shown.desk.now())
    assert shown.card.form.box("birth").mark() == words.CHANGED


def test_voiding_needs_a_reason_and_leaves_the_record_struck_through(
    at: Callable[[], Shown],
) -> None:
    shown = at()
    uid = shown.open()
    shown.card.foot.void_button.click()
    question = shown.question()

    assert not question.yes_button.isEnabled()
    commit(focused(), "二重登録")
    press(Qt.Key.Key_Return)
    shown.rest()

    record = records.get(shown.desk, uid).record
    assert record.content.state is RecordState.VOIDED
    assert records.history(shown.desk, uid)[0].revision.reason == "二重登録"
    assert shown.card.head.state() == words.VOIDED
    shown.card.form.box("bango").editor.take_focus()
    QTest.keyClick(focused(), "7")
    assert not shown.card.is_dirty()
    assert not shown.card.foot.register_button.isVisible()


def test_the_history_says_who_changed_what_from_what_to_what_and_why(
    at: Callable[[], Shown],
) -> None:
    shown = at()
    shown.open()
    shown.type("inumei", "ポチ丸")
    shown.register("本人の申出")

    press(Qt.Key.Key_H, ALT)
    shown.qtbot.waitUntil(shown.card.history.isVisible)
    said = shown.words_in(shown.card.history)

    assert {"第2版", "訂正", "担当 次郎", "犬の名", "ポチ", "ポチ丸", "理由: 本人の申出"} <= set(
        said
    )
    assert {"第1版", "取込 R8-0001", "犬登録.xlsx 犬の登録 4行から取り込みました"} <= set(said)
    assert faults(shown.window) == []
    press(Qt.Key.Key_Escape)
    assert shown.card.form.isVisible()


def test_signs_with_selectors_and_compatibility_signs_survive_a_correction_untouched(
    at: Callable[[], Shown],
) -> None:
    shown = at()
    uid = shown.open(0, CHILDREN)
    shown.type("month", "10000")
    shown.register()

    assert shown.stored(uid)["name"] == KAMI == "\ufa19田"
    assert shown.card.form.box("name").raw() == KAMI

    uid = shown.open(ODD)
    before = shown.stored(uid)
    shown.type("birth", "R2.3.1")
    shown.register()
    assert shown.stored(uid) == {**before, "birth": "R2.3.1"}


def test_a_typed_sign_is_stored_as_typed(at: Callable[[], Shown]) -> None:
    shown = at()
    uid = shown.open()
    shown.type("shimei", f"{KAMI}　{IVS}子")

    shown.register()

    assert shown.stored(uid)["shimei"] == f"{KAMI}　{IVS}子"


@given(
    values=st.fixed_dictionaries(
        {
            field.fid: st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
            for field in DOG_FORM.fields
        }
    )
)
@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@pytest.mark.usefixtures("qapp")
def test_what_is_shown_and_not_touched_comes_back_code_point_for_code_point(
    values: dict[str, str],
) -> None:
    form = RecordForm()
    form.show_form(DOG_FORM)
    form.show_values(values, None, {})

    kept = form.values()
    form.rebase(values, None)

    assert kept == {fid: text for fid, text in values.items() if text} == form.values()
    assert all(change.new is None and change.old == "" for change in form.changes())
    form.deleteLater()


def test_every_kind_of_field_has_its_box() -> None:
    form = RecordForm()
    form.show_form(CHILD_FORM)
    kinds = {form.box(field.fid).field.kind for field in CHILD_FORM.fields}

    assert kinds == {
        FieldKind.CODE,
        FieldKind.NAME,
        FieldKind.KANA,
        FieldKind.DATE,
        FieldKind.MONEY,
    }
    form.deleteLater()


def test_nothing_is_cut_while_editing_and_nothing_leaves(at: Callable[[], Shown]) -> None:
    shown = at()
    shown.open(ODD)
    shown.type("denwa", "090-1")
    press(Qt.Key.Key_F9)
    shown.rest()
    assert faults(shown.window) == []

    shown.type("birth", "R2.3.1")
    press(Qt.Key.Key_F10)
    shown.rest()
    assert shown.card.confirming.isVisible()
    assert faults(shown.window) == []
    assert export_paths(shown.window) == []


def test_while_it_is_written_esc_neither_leaves_nor_loses_anything(at: Callable[[], Shown]) -> None:
    shown = at()
    uid = shown.open()
    shown.type("inumei", "ポチ丸")
    press(Qt.Key.Key_F10)
    press(Qt.Key.Key_Return)

    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_Return)
    shown.rest()

    assert shown.stored(uid)["inumei"] == "ポチ丸"
    assert len(records.history(shown.desk, uid)) == 2


def test_a_changed_record_is_not_voided_over_what_was_typed(at: Callable[[], Shown]) -> None:
    shown = at()
    shown.open()
    shown.type("inumei", "ポチ丸")

    shown.card.foot.void_button.click()

    assert shown.told() == words.VOID_DIRTY
    assert not shown.window.findChildren(Confirm)


def test_several_lines_are_seen_from_the_first_one_on(at: Callable[[], Shown]) -> None:
    shown = at()
    shown.open()
    shown.type("biko", "一行目\n二行目")
    shown.rest()

    area = next(one for one in shown.card.form.box("biko").findChildren(QPlainTextEdit))
    assert area.firstVisibleBlock().blockNumber() == 0
