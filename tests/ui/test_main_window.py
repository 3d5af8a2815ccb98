import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.main_window import MainWindow
from desktop.ui.messages import frame
from desktop.ui.messages.lookup import REFUSALS, Details
from desktop.ui.shortcuts import KEYS, Deed, bind, shown, with_key
from desktop.ui.widgets.class_band import ClassBand
from desktop.ui.widgets.confirm import Confirm
from desktop.ui.widgets.focus_ring import _Ring
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.line_edit import LineEdit
from desktop.ui.widgets.navigation import NavButton
from tests.ui.gallery import window as gallery
from tests.ui.seen_whole import faults
from tests.ui.typing_keys import commit, compose

ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


def screen(name: str) -> QWidget:
    made = QWidget()
    QVBoxLayout(made).addWidget(LineEdit(name))
    return made


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    made = MainWindow("福祉課", "端末2", "窓口担当")
    qtbot.addWidget(made)
    for key, title in (("today", "今日"), ("ledger", "台帳"), ("approve", "承認")):
        made.add_screen(key, title, key, screen(title))
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def test_a_working_screen_fits_into_1366_by_768(window: MainWindow) -> None:
    assert (window.width(), window.height()) == (1366, 768)
    assert window.minimumSizeHint().width() <= 1366
    assert window.minimumSizeHint().height() <= 768


def test_alt_and_a_number_opens_a_screen_with_the_cursor_in_its_first_field(
    qtbot: QtBot, window: MainWindow
) -> None:
    opened: list[str] = []
    window.shown.connect(opened.append)

    qtbot.keyClick(window, Qt.Key.Key_2, ALT)
    assert window.screen_key() == "ledger"
    assert focused().accessibleName() == "台帳"
    qtbot.keyClick(window, Qt.Key.Key_9, ALT)
    assert window.screen_key() == "ledger"
    qtbot.keyClick(window, Qt.Key.Key_1, ALT)

    assert opened == ["ledger", "today"]


def test_the_navigation_is_walked_by_arrow_keys_and_opened_by_enter(
    qtbot: QtBot, window: MainWindow
) -> None:
    buttons = window.findChildren(NavButton)
    buttons[0].setFocus()

    qtbot.keyClick(focused(), Qt.Key.Key_Down)
    qtbot.keyClick(focused(), Qt.Key.Key_Return)

    assert window.screen_key() == "ledger"


def test_what_waits_is_counted_beside_the_screen_and_spoken(window: MainWindow) -> None:
    button = window.findChildren(NavButton)[2]

    window.set_count("approve", 3)
    assert button.accessibleName() == "承認、3件"
    window.set_count("approve", 0)
    assert button.accessibleName() == "承認"


def test_the_band_says_class_ledger_and_year(window: MainWindow) -> None:
    band = window.findChild(ClassBand)
    assert band.words() == frame.NO_LEDGER

    window.set_class("3B", "児童手当 受給者台帳", "令和8年度")

    assert band.words() == "自治体機密性3B 児童手当 受給者台帳 ・ 令和8年度"
    assert band.property("mark") == "3B"


def test_f12_covers_every_value_and_no_key_reaches_below(qtbot: QtBot, window: MainWindow) -> None:
    edit = focused()
    assert isinstance(edit, LineEdit)
    veiled: list[bool] = []
    window.veiled.connect(veiled.append)

    qtbot.keyClick(window, Qt.Key.Key_F12)
    picture = window.grab().toImage()
    assert window.is_veiled()
    qtbot.keyClicks(focused(), "abc")
    qtbot.keyClick(focused(), Qt.Key.Key_Tab)
    qtbot.keyClick(window, Qt.Key.Key_2, ALT)
    edit.setFocus()
    qtbot.keyClicks(focused(), "abc")
    assert edit.text() == ""
    assert window.screen_key() == "today"

    edit.setText("漏れてはいけない値")
    assert window.grab().toImage() == picture
    edit.clear()
    qtbot.keyClick(window, Qt.Key.Key_F12)

    assert veiled == [True, False]
    assert focused() is edit


def test_a_question_that_comes_while_veiled_stays_below_the_veil(
    qtbot: QtBot, window: MainWindow
) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F12)
    picture = window.grab().toImage()

    asked = Confirm(window, "取消", "この記録を取り消します。", yes=lambda _: None)
    assert window.grab().toImage() == picture
    assert not asked.isAncestorOf(focused())
    qtbot.keyClick(window, Qt.Key.Key_F12)

    assert focused() is asked.yes_button
    asked.no_button.click()


def test_ctrl_l_asks_for_the_lock_even_when_veiled(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.lock_requested):
        qtbot.keyClick(window, Qt.Key.Key_L, CONTROL)
    window.toggle_veil()
    with qtbot.waitSignal(window.lock_requested):
        qtbot.keyClick(focused(), Qt.Key.Key_L, CONTROL)


def test_f1_asks_for_the_help_of_the_screen_that_is_up_but_not_under_the_veil(
    qtbot: QtBot, window: MainWindow
) -> None:
    asked: list[str] = []
    window.help_requested.connect(asked.append)

    window.show_screen("ledger")
    qtbot.keyClick(window, Qt.Key.Key_F1)
    qtbot.keyClick(window, Qt.Key.Key_F12)
    qtbot.keyClick(window, Qt.Key.Key_F1)

    assert asked == ["ledger"]


def test_every_deed_has_a_key_and_a_word_and_no_key_two_deeds() -> None:
    keys = [key for deed in Deed for key in KEYS[deed]]
    assert len(keys) == len(set(keys))
    assert set(frame.KEY_NAMES) == {deed.value for deed in Deed}
    assert shown(Deed.SCREEN) == "Alt+1…9"
    assert shown(Deed.NEXT_RECORD) == "Ctrl+↓"
    assert with_key("登録", Deed.REGISTER) == "登録 F10"


def test_no_key_is_ours_while_text_is_composed(qtbot: QtBot, window: MainWindow) -> None:
    pressed: list[str] = []
    bind(window, Deed.REGISTER, lambda: pressed.append("F10"))
    edit = focused()

    compose(edit, "さいとう")
    qtbot.keyClick(edit, Qt.Key.Key_F10)
    qtbot.keyClick(window, Qt.Key.Key_F12)
    assert pressed == []
    assert not window.is_veiled()
    commit(edit, "斎藤")
    qtbot.keyClick(edit, Qt.Key.Key_F10)

    assert pressed == ["F10"]


def test_a_slash_asks_for_the_search_but_is_text_inside_a_field(
    qtbot: QtBot, window: MainWindow
) -> None:
    pressed: list[str] = []
    bind(window, Deed.SEARCH, lambda: pressed.append("search"))
    edit = focused()
    assert isinstance(edit, LineEdit)

    qtbot.keyClick(edit, Qt.Key.Key_Slash)
    assert (edit.text(), pressed) == ("/", [])
    qtbot.keyClick(edit, Qt.Key.Key_F, CONTROL)
    window.findChildren(NavButton)[0].setFocus()
    qtbot.keyClick(focused(), Qt.Key.Key_Slash)

    assert pressed == ["search", "search"]


def test_the_focus_ring_lies_around_the_focus_and_follows_it(
    window: MainWindow,
) -> None:
    window.show_screen("ledger")
    edit = focused()
    ring = next(ring for ring in window.findChildren(_Ring) if ring.isVisible())
    area = edit.rect().translated(edit.mapTo(window, edit.rect().topLeft()))
    assert ring.geometry() == area.adjusted(-4, -4, 4, 4)

    window.resize(1200, 700)
    QApplication.processEvents()

    area = edit.rect().translated(edit.mapTo(window, edit.rect().topLeft()))
    assert ring.geometry() == area.adjusted(-4, -4, 4, 4)
    assert not ring.mask().contains(ring.rect().center())


@pytest.mark.parametrize("key", ["today", "ledger", "import", "export", "approve", "receive"])
def test_no_word_of_the_gallery_is_cut_or_without_glyph(qtbot: QtBot, key: str) -> None:
    shown_gallery = gallery()
    qtbot.addWidget(shown_gallery)
    shown_gallery.show()
    shown_gallery.show_screen(key)
    QApplication.processEvents()

    assert faults(shown_gallery) == []


def test_a_cut_word_and_a_missing_glyph_are_noticed(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    label = Label("とても長い言葉がここで切れている", parent=window)
    label.setFixedWidth(40)
    Label("\U0010fffe", parent=window).move(0, 40)
    window.show()

    assert len(faults(window)) == 2


@pytest.mark.parametrize("code", sorted(REFUSALS))
def test_every_refusal_fits_into_the_message_bar(window: MainWindow, code: str) -> None:
    refusal = REFUSALS[code]
    window.messages.tell(refusal.sentence(Details(dict.fromkeys(("count",), 123))), "error")
    QApplication.processEvents()

    assert [fault for fault in faults(window) if "cut" in fault] == []
