from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.errors import MalformedDocumentError
from desktop.ui.cancel import Cancel
from desktop.ui.messages.lookup import sentence
from desktop.ui.widgets.busy import Busy
from desktop.ui.widgets.button import Button, PrimaryButton
from desktop.ui.widgets.choice import Choice
from desktop.ui.widgets.codes import CodeEntry, CodeGroups
from desktop.ui.widgets.confirm import Confirm
from desktop.ui.widgets.empty_state import EmptyState
from desktop.ui.widgets.form_row import FormRow
from desktop.ui.widgets.key_values import KeyValueList
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.line_edit import LineEdit
from desktop.ui.widgets.message_bar import MessageBar
from desktop.ui.widgets.password_field import PasswordField
from desktop.ui.widgets.scroll import Scroll
from desktop.ui.widgets.search_box import SearchBox
from desktop.ui.widgets.step_header import StepHeader
from tests.ui.typing_keys import commit, compose

Show = Callable[[QWidget], QWidget]


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    kept: list[QWidget] = []

    def shown(widget: QWidget) -> QWidget:
        window = QWidget()
        kept.append(window)
        window.setObjectName("ground")
        qtbot.addWidget(window)
        QVBoxLayout(window).addWidget(widget)
        window.resize(1000, 600)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    return shown


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_button_is_pressed_by_enter_and_space(qtbot: QtBot, show: Show, key: Qt.Key) -> None:
    button = PrimaryButton("登録")
    show(button)
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, key)


def test_a_label_shows_markup_as_text(show: Show) -> None:
    label = Label("<b>山田</b><img src='x'>")
    show(label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.text() == "<b>山田</b><img src='x'>"


def test_the_search_box_asks_once_after_typing_and_at_once_on_enter(
    qtbot: QtBot, show: Show
) -> None:
    box = SearchBox()
    show(box)
    asked: list[str] = []
    taken: list[bool] = []
    box.asked.connect(asked.append)
    box.taken.connect(lambda: taken.append(True))

    qtbot.keyClicks(box.edit, "4050101")
    qtbot.waitUntil(lambda: bool(asked))
    commit(box.edit, "佐")
    qtbot.keyClick(box.edit, Qt.Key.Key_Return)
    qtbot.keyClick(box.edit, Qt.Key.Key_Return)

    assert asked == ["4050101", "4050101佐"]
    assert len(taken) == 2
    box.clear()
    assert asked[-1] == ""


def test_the_search_box_does_not_ask_for_what_is_still_composed(qtbot: QtBot, show: Show) -> None:
    box = SearchBox()
    show(box)
    asked: list[str] = []
    box.asked.connect(asked.append)

    compose(box.edit, "さいとう")
    qtbot.keyClick(box.edit, Qt.Key.Key_Return)
    qtbot.wait(200)

    assert asked == []


def test_a_form_row_says_its_problem_in_place_of_the_hint(show: Show) -> None:
    row = FormRow("職員番号", LineEdit(), hint="6桁", required=True)
    show(row)
    assert row.editor.accessibleName() == "職員番号"

    row.show_problem("職員番号を入力してください。")

    assert row.problem() == "職員番号を入力してください。"
    assert row.editor.property("problem") == "true"
    assert row.editor.accessibleDescription() == "職員番号を入力してください。"
    row.show_problem(None)
    assert row.editor.property("problem") == "false"


def test_the_message_bar_gives_cause_remedy_helper_and_number_without_jumping(
    show: Show,
) -> None:
    bar = MessageBar()
    show(bar)
    height = bar.height()
    error = MalformedDocumentError(reason="test")

    bar.refuse(error)

    assert bar.text() == sentence(error)
    assert (bar.kind(), bar.height()) == ("error", height)
    bar.tell("登録しました。", "success")
    assert (bar.text(), bar.kind()) == ("登録しました。", "success")
    bar.clear()
    assert (bar.text(), bar.kind()) == ("", "")


def test_busy_cancels_its_work_once(qtbot: QtBot, show: Show) -> None:
    busy = Busy("取り込んでいます…")
    show(busy)
    assert busy.isHidden()
    cancel = Cancel()

    busy.begin(cancel)
    busy.advance(3, 0)
    busy.advance(3, 10)
    qtbot.mouseClick(busy.findChild(Button), Qt.MouseButton.LeftButton)

    assert cancel.cancelled()
    assert not busy.findChild(Button).isEnabled()
    busy.end()
    assert busy.isHidden()


def test_the_steps_say_where_the_person_is(show: Show) -> None:
    steps = StepHeader(("封入", "形の判定", "項目の対応"))
    show(steps)

    steps.show_step(2)

    assert steps.accessibleName() == "手順 2 / 3 形の判定"
    words = [label.property("step") for label in steps.findChildren(Label)]
    assert words == ["done", "current", "todo"]


def test_an_empty_place_offers_the_deed_that_fills_it(qtbot: QtBot, show: Show) -> None:
    empty = EmptyState("ledger", "台帳はまだありません。", action="Excelを取り込む")
    show(empty)
    with qtbot.waitSignal(empty.acted):
        qtbot.keyClick(empty.button, Qt.Key.Key_Return)


def test_pairs_are_replaced_and_leave_nothing_behind(show: Show) -> None:
    pairs = KeyValueList((("件数", "3,301"), ("要確認", "96")))
    show(pairs)

    pairs.show_pairs((("件数", "12"),))

    texts = [label.text() for label in pairs.findChildren(Label)]
    assert texts == ["件数", "12"]


def test_a_password_is_hidden_until_revealed_and_warns_of_caps_and_ime(
    qtbot: QtBot, show: Show
) -> None:
    field = PasswordField("パスワード")
    show(field)

    qtbot.keyClicks(field.edit, "abc")
    assert field.edit.echoMode() == QLineEdit.EchoMode.Password
    assert field.note() == ""
    qtbot.keyClick(field.edit, "D")
    assert "Caps Lock" in field.note()
    qtbot.keyClick(field.edit, "E", Qt.KeyboardModifier.ShiftModifier)
    assert field.note() == ""

    commit(field.edit, "ひみつ")
    assert "半角" in field.note()
    field.findChild(Button).click()
    assert field.edit.echoMode() == QLineEdit.EchoMode.Normal
    field.clear()
    assert field.text() == ""
    assert field.edit.echoMode() == QLineEdit.EchoMode.Password


def test_a_code_is_shown_in_groups_of_four(show: Show) -> None:
    code = CodeGroups("7QHF-2M9K-4T8R")
    show(code)
    assert [label.text() for label in code.findChildren(Label)] == ["7QHF", "2M9K", "4T8R"]
    assert code.accessibleName() == "7QHF 2M9K 4T8R"
    code.show_code("ABCDEFGH")
    assert [label.text() for label in code.findChildren(Label)] == ["ABCD", "EFGH"]


def test_a_code_is_typed_straight_through_the_boxes_and_back(qtbot: QtBot, show: Show) -> None:
    entry = CodeEntry("復旧シートの番号", 4)
    window = show(entry)
    entry.setFocus()
    for letter in "7qhf2m9k4t":
        qtbot.keyClick(window.focusWidget(), letter)
    assert entry.code() == "7QHF2M9K4T"

    for _ in range(3):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Backspace)

    assert entry.code() == "7QHF2M9"


def test_a_pasted_code_spreads_over_the_boxes(show: Show) -> None:
    entry = CodeEntry("復旧シートの番号", 4)
    window = show(entry)
    entry.setFocus()
    boxes = entry.findChildren(LineEdit)

    boxes[0].insert("7QHF-2M9K-4T8R-X3WB")

    assert entry.code() == "7QHF2M9K4T8RX3WB"
    assert window.focusWidget() is boxes[3]


def question(window: QWidget, answers: list[str], **options: object) -> Confirm:
    return Confirm(
        window,
        "134件を廃棄します",
        "元に戻せません。",
        yes=lambda reason: answers.append(f"yes {reason}"),
        no=lambda: answers.append("no"),
        **options,  # type: ignore[arg-type] - the test's own shorthand
    )


def test_a_question_keeps_the_keys_inside_and_gives_the_focus_back(
    qtbot: QtBot, show: Show
) -> None:
    below = LineEdit("氏名")
    window = show(below)
    below.setFocus()
    answers: list[str] = []

    asked = question(window, answers, danger=True)
    assert window.focusWidget() is asked.no_button
    for _ in range(5):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        assert asked.isAncestorOf(window.focusWidget())
    below.setFocus()
    assert asked.isAncestorOf(window.focusWidget())
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Escape)

    assert answers == ["no"]
    assert window.focusWidget() is below


def test_a_question_for_a_reason_waits_for_the_reason(qtbot: QtBot, show: Show) -> None:
    below = LineEdit("氏名")
    window = show(below)
    answers: list[str] = []
    asked = question(window, answers, danger=True, reason_label="理由")
    assert window.focusWidget() is asked.reason

    qtbot.keyClick(asked.reason, Qt.Key.Key_Return)
    assert answers == []
    commit(asked.reason, "満了")
    qtbot.keyClick(asked.reason, Qt.Key.Key_Return)

    assert answers == ["yes 満了"]


def test_a_choice_does_not_change_under_a_passing_wheel(show: Show) -> None:
    choice = Choice("区分", ("被用者", "非被用者"))
    show(choice)
    middle = QPoint(10, 10)
    wheel = QWheelEvent(
        middle,
        choice.mapToGlobal(middle),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003 - Qt's signature
    )

    QApplication.sendEvent(choice, wheel)

    assert choice.currentText() == "被用者"


def test_the_focused_field_is_scrolled_into_sight(show: Show) -> None:
    content = QWidget()
    layout = QVBoxLayout(content)
    edits = [LineEdit(f"項目{number}") for number in range(40)]
    for edit in edits:
        layout.addWidget(edit)
    scroll = Scroll(content)
    show(scroll)
    edits[0].setFocus()

    edits[39].setFocus()

    assert scroll.verticalScrollBar().value() > 0
    assert not edits[39].visibleRegion().isEmpty()
