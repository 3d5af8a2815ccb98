"""The manual in the window: found by words, driven by keys, and a door to nowhere else."""

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.manual import Manual
from desktop.ui.help_desk import HelpDesk
from desktop.ui.messages import help as words
from desktop.ui.screens.help.markup import markup
from desktop.ui.screens.help.opening import opener
from desktop.ui.screens.help.panel import HelpPanel
from desktop.ui.screens.help.search import find
from desktop.ui.screens.help.tables import tables
from desktop.ui.screens.help.topics import KEYS
from desktop.ui.tour.hands import find as find_widget
from desktop.ui.widgets.line_edit import LineEdit
from desktop.usecases.manual import picture, read_manual
from tests.builders.offices import RESOURCES
from tests.ui.seen_whole import faults
from tests.ui.typing_keys import commit

ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(scope="module")
def manual() -> Manual:
    return read_manual(RESOURCES, tables())


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1366, 768)
    edit = LineEdit("欄", parent=made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    edit.setFocus()
    return made


@pytest.fixture
def panel(window: QWidget, manual: Manual) -> HelpPanel:
    made = HelpPanel(window, manual, lambda name: picture(RESOURCES, name))
    made.open_at("ledger")
    QApplication.processEvents()
    return made


def shown(panel: HelpPanel) -> str:
    return panel.page.document().toPlainText()


def listed(panel: HelpPanel) -> list[str]:
    model = panel.contents.places
    return [str(model.index(row).data()) for row in range(model.rowCount())]


def typed(panel: HelpPanel, qtbot: QtBot, text: str) -> None:
    """Search as a person does: the key, then a committed text."""
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F, CONTROL)
    assert panel.search.edit.hasFocus()
    commit(panel.search.edit, text)


def test_it_opens_at_the_chapter_of_the_screen_with_the_keys_on_the_page(panel: HelpPanel) -> None:
    assert panel.shown() == "use/ledger"
    assert shown(panel).startswith("台帳")
    assert panel.page.hasFocus()
    assert panel.contents.currentIndex().data() == "台帳"


def test_the_contents_name_every_chapter_under_its_book(panel: HelpPanel, manual: Manual) -> None:
    titles = [chapter.title for chapter in manual.chapters()]

    assert listed(panel) == titles
    heads = [row for row in range(len(titles)) if not panel.contents.places.link_at(row)]
    assert [titles[row] for row in heads] == [book.title for book in manual.books]


def test_escape_closes_and_the_cursor_is_where_it_was(
    qtbot: QtBot, window: QWidget, panel: HelpPanel
) -> None:
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)

    assert not panel.isVisible()
    focus = QApplication.focusWidget()
    assert isinstance(focus, LineEdit)
    assert focus.parentWidget() is window


def test_a_chapter_is_chosen_by_keys_and_the_trail_goes_back_and_on(
    qtbot: QtBot, panel: HelpPanel
) -> None:
    panel.contents.setFocus()
    qtbot.keyClick(panel.contents, Qt.Key.Key_Down)
    qtbot.keyClick(panel.contents, Qt.Key.Key_Return)
    assert panel.shown() == "use/record"

    qtbot.keyClick(panel.page, Qt.Key.Key_Left, ALT)
    assert panel.shown() == "use/ledger"
    assert not panel.back.isEnabled()
    qtbot.keyClick(panel.page, Qt.Key.Key_Right, ALT)
    assert panel.shown() == "use/record"
    assert not panel.on.isEnabled()


def test_words_are_found_whatever_their_width_and_kana(qtbot: QtBot, panel: HelpPanel) -> None:
    typed(panel, qtbot, "ｿｹｯﾄ")
    qtbot.waitUntil(lambda: panel.contents.accessibleName() == words.FOUND)
    assert "導入の前に ・ 通信" in listed(panel)

    qtbot.keyClick(panel.search.edit, Qt.Key.Key_Return)
    assert panel.contents.hasFocus()
    qtbot.keyClick(panel.contents, Qt.Key.Key_Return)
    assert panel.shown() == "setup/before#通信"

    qtbot.keyClick(panel.contents, Qt.Key.Key_Escape)
    assert panel.isVisible()
    assert panel.search.words() == ""
    assert panel.contents.accessibleName() == words.CONTENTS


def test_several_words_must_stand_in_the_same_part(manual: Manual) -> None:
    both = find(manual, "媒体 ウイルス")

    assert any(hit.link.startswith("setup/media") for hit in both)
    assert set(both) < set(find(manual, "媒体"))
    assert find(manual, "   ") == ()


def test_what_is_not_in_the_manual_is_said_not_to_be(qtbot: QtBot, panel: HelpPanel) -> None:
    typed(panel, qtbot, "量子計算機")

    qtbot.waitUntil(lambda: listed(panel) == [])
    assert words.NOT_FOUND in [
        label.text() for label in panel.findChildren(QWidget) if getattr(label, "text", None)
    ]  # fmt: skip


def test_found_words_are_marked_on_the_page(qtbot: QtBot, panel: HelpPanel) -> None:
    typed(panel, qtbot, "一文字")
    qtbot.waitUntil(lambda: panel.contents.accessibleName() == words.FOUND)
    panel.go("use/ledger")

    marks = panel.page.extraSelections()
    assert {mark.cursor.selectedText() for mark in marks} == {"一文字"}


def test_the_buttons_lead_to_this_screen_and_to_the_keys(panel: HelpPanel) -> None:
    find_widget(panel, QAbstractButton, words.KEYS).click()
    assert panel.shown() == KEYS
    find_widget(panel, QAbstractButton, words.HERE).click()
    assert panel.shown() == "use/ledger"


def test_a_link_is_followed_inside_the_manual(panel: HelpPanel) -> None:
    panel.page.anchorClicked.emit(QUrl("chapter:setup/update#前の版に戻す"))
    assert panel.shown() == "setup/update#前の版に戻す"
    assert panel.page.verticalScrollBar().value() > 0


@pytest.mark.parametrize(
    "place",
    ["https://example.jp/", "file:///etc/passwd", "mailto:a@example.jp", "chapter:no/where"],
)
def test_no_link_leads_outside(panel: HelpPanel, place: str) -> None:
    before = shown(panel)

    panel.page.anchorClicked.emit(QUrl(place))

    assert panel.shown() == "use/ledger"
    assert shown(panel) == before
    assert not panel.page.openLinks()
    assert not panel.page.openExternalLinks()


@pytest.mark.parametrize(
    "place", ["https://example.jp/a.png", "file:///etc/hostname", "/etc/hostname", "icons:add.svg"]
)
def test_no_picture_is_loaded_from_elsewhere(panel: HelpPanel, place: str) -> None:
    kind = QTextDocument.ResourceType.ImageResource.value

    assert panel.page.loadResource(kind, QUrl(place)) is None


def test_pictures_of_the_manual_are_loaded_at_the_width_of_the_page(panel: HelpPanel) -> None:
    kind = QTextDocument.ResourceType.ImageResource.value
    image = panel.page.loadResource(kind, QUrl("picture:ledger.png"))

    assert isinstance(image, QImage)
    assert 500 < image.width() / image.devicePixelRatio() <= panel.page.viewport().width()


def test_nothing_on_the_page_can_be_marked_or_taken_along(panel: HelpPanel) -> None:
    flags = panel.page.textInteractionFlags()

    assert not flags & Qt.TextInteractionFlag.TextSelectableByMouse
    assert not flags & Qt.TextInteractionFlag.TextSelectableByKeyboard
    assert not flags & Qt.TextInteractionFlag.TextEditable
    assert panel.page.contextMenuPolicy() == Qt.ContextMenuPolicy.NoContextMenu


def test_a_sign_of_the_text_is_never_markup(manual: Manual) -> None:
    for chapter in manual.chapters():
        document = QTextDocument()
        document.setHtml(markup(chapter, 600))
        assert chapter.title in document.toPlainText()
        assert "<" not in document.toPlainText().replace("<b>", "")


@pytest.mark.parametrize("size", [(1366, 768), (960, 600), (683, 384)])
def test_nothing_is_cut_at_any_size_of_the_window(
    qtbot: QtBot, window: QWidget, panel: HelpPanel, size: tuple[int, int]
) -> None:
    window.resize(*size)
    # pictures are drawn anew once the window has come to rest
    qtbot.waitUntil(lambda: panel.page.horizontalScrollBar().maximum() == 0)

    assert faults(panel) == []


def test_a_new_width_keeps_the_place_that_is_read(
    qtbot: QtBot, window: QWidget, panel: HelpPanel
) -> None:
    panel.go("setup/troubles")
    bar = panel.page.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)

    before, wide = bar.maximum(), panel.page.lineWrapColumnOrWidth()
    window.resize(700, 768)
    qtbot.waitUntil(lambda: bar.maximum() > before)

    assert panel.page.lineWrapColumnOrWidth() < wide
    qtbot.waitUntil(lambda: abs(bar.value() / bar.maximum() - 0.5) < 0.05)


def test_every_part_can_be_reached_by_tab_and_has_a_name(qtbot: QtBot, panel: HelpPanel) -> None:
    assert panel.isVisible()
    names = set()
    for _ in range(60):
        focus = QApplication.focusWidget()
        assert focus is not None
        names.add(focus.accessibleName())
        qtbot.keyClick(focus, Qt.Key.Key_Tab)

    assert {words.PAGE, words.SEARCH, words.CONTENTS, words.HERE, words.KEYS} <= names
    assert "" not in names


def test_the_help_desk_reads_nothing_before_it_is_asked(window: QWidget, manual: Manual) -> None:
    asked = []

    def read(_tables: object) -> Manual:
        asked.append(1)
        return manual

    desk = HelpDesk(partial(opener, read, Path(RESOURCES, "help", "pictures")))
    assert asked == []
    desk.toggle(window, "home")
    desk.toggle(window, "home")
    desk.toggle(window, "signin")

    panel = window.findChild(HelpPanel)
    assert panel.isVisible()
    assert panel.shown() == "use/signin"
    assert asked == [1]
