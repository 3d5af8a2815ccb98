import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.fields import Field, FieldKind
from desktop.ui.fields.base import FieldEditor
from desktop.ui.fields.editors import editor_for
from desktop.ui.fields.line_field import LineField
from desktop.ui.fields.readings import fiscal_year_reading, money_reading, wareki_reading
from tests.ui.typing_keys import commit, compose

CHOICES = ("被用者", "非被用者")
EVERY_KIND = [
    Field(
        kind.value, f"項目 {kind.value}", kind, choices=CHOICES if kind is FieldKind.CHOICE else ()
    )
    for kind in FieldKind
]
HARD = (
    "神 髙 﨑 𠮷 邊\U000e0102",
    "か\u3099と が",
    "  前後の空白\u3000",
    "\u200bゼロ幅",
    "①㈱㍻",
    "行1\r\n行2\n行3",
    "行1\u2028行2\u2029",
    "\ttab",
    "",
)


@pytest.mark.parametrize("field", EVERY_KIND, ids=lambda field: field.kind.value)
@pytest.mark.parametrize("raw", HARD)
def test_what_was_set_comes_back_code_point_for_code_point(
    qtbot: QtBot, field: Field, raw: str
) -> None:
    editor = editor_for(field)
    qtbot.addWidget(editor)

    editor.set_raw(raw)

    assert editor.raw() == raw
    assert not editor.is_changed()


@given(raw=st.text(max_size=60), kind=st.sampled_from(list(FieldKind)))
def test_any_text_survives_any_editor(raw: str, kind: FieldKind) -> None:
    editor = editor_for(Field("f", "項目", kind))

    editor.set_raw(raw)

    assert editor.raw() == raw
    editor.deleteLater()


TYPED = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=30)


@given(raw=TYPED, kind=st.sampled_from([FieldKind.NAME, FieldKind.TEXT]))
def test_an_edit_changes_only_what_was_edited(raw: str, kind: FieldKind) -> None:
    editor = editor_for(Field("f", "項目", kind))
    editor.set_raw(raw.replace("\u2029", ""))
    edit = editor.focusProxy()
    if isinstance(edit, QPlainTextEdit):
        edit.moveCursor(QTextCursor.MoveOperation.End)
    elif isinstance(edit, QLineEdit):
        edit.end(False)  # noqa: FBT003 - Qt's signature

    commit(edit, "々")

    assert editor.raw() == raw.replace("\u2029", "") + "々"
    editor.deleteLater()


def test_line_ends_stay_of_their_kind_when_the_text_is_edited(qtbot: QtBot) -> None:
    editor = editor_for(Field("memo", "備考", FieldKind.TEXT))
    qtbot.addWidget(editor)
    editor.set_raw("行1\r\n行\u00a02")

    commit(editor.focusProxy(), "前")

    assert editor.raw() == "前行1\r\n行\u00a02"


def test_what_is_filled_in_counts_as_a_change(qtbot: QtBot) -> None:
    for field in EVERY_KIND:
        editor = editor_for(field)
        qtbot.addWidget(editor)
        heard: list[bool] = []
        editor.changed.connect(lambda heard=heard: heard.append(True))

        editor.fill("令和8年4月1日" if field.kind is not FieldKind.CHOICE else "被用者")

        assert editor.is_changed(), field.kind
        assert heard == [True], field.kind


@pytest.mark.parametrize("field", EVERY_KIND, ids=lambda field: field.kind.value)
def test_every_editor_has_a_spoken_name_and_says_its_problem(qtbot: QtBot, field: Field) -> None:
    editor = editor_for(field)
    qtbot.addWidget(editor)

    editor.show_problem("もう一度書類を見てください。")
    assert editor.problem() == "もう一度書類を見てください。"
    assert editor.focusProxy().accessibleName().startswith(field.label)
    assert editor.focusProxy().accessibleDescription() == "もう一度書類を見てください。"

    editor.show_problem(None)
    assert editor.problem() == ""
    assert editor.focusProxy().property("problem") == "false"


def test_a_name_is_typed_through_the_input_method(qtbot: QtBot) -> None:
    editor = editor_for(Field("name", "氏名", FieldKind.NAME))
    qtbot.addWidget(editor)
    heard: list[str] = []
    editor.changed.connect(lambda: heard.append(editor.raw()))

    compose(editor.focusProxy(), "よしだ")
    assert editor.raw() == ""
    commit(editor.focusProxy(), "𠮷田")

    assert editor.raw() == "𠮷田"
    assert editor.is_changed()
    assert heard[-1] == "𠮷田"


def form(qtbot: QtBot, *kinds: FieldKind) -> tuple[QWidget, list[FieldEditor]]:
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    editors = [
        editor_for(Field(f"f{place}", f"項目{place}", kind)) for place, kind in enumerate(kinds)
    ]
    for editor in editors:
        layout.addWidget(editor)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window, editors


def test_enter_goes_to_the_next_field_and_shift_enter_back(qtbot: QtBot) -> None:
    window, editors = form(
        qtbot, FieldKind.NAME, FieldKind.ADDRESS, FieldKind.YES_NO, FieldKind.DATE
    )
    left: list[str] = []
    editors[-1].entered.connect(lambda: left.append("end"))
    editors[0].take_focus()

    for editor in editors[1:]:
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)
        assert window.focusWidget() is editor.focusProxy()
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    assert left == ["end"]

    for editor in reversed(editors[:-1]):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
        assert window.focusWidget() is editor.focusProxy()


@pytest.mark.parametrize("kind", [FieldKind.NAME, FieldKind.ADDRESS])
def test_enter_while_composing_belongs_to_the_input_method(qtbot: QtBot, kind: FieldKind) -> None:
    window, editors = form(qtbot, kind, FieldKind.DATE)
    editors[0].take_focus()

    compose(editors[0].focusProxy(), "さいとう")
    qtbot.keyClick(editors[0].focusProxy(), Qt.Key.Key_Return)

    assert window.focusWidget() is editors[0].focusProxy()


def test_no_field_limits_its_length_in_utf16_units(qtbot: QtBot) -> None:
    editor = editor_for(Field("name", "氏名", FieldKind.NAME))
    qtbot.addWidget(editor)
    long_name = "𠮷\U000e0100" * 5000

    commit(editor.focusProxy(), long_name)

    assert editor.raw() == long_name


def test_numbers_are_typed_without_an_input_method_and_names_with_one(qtbot: QtBot) -> None:
    for field in EVERY_KIND:
        editor = editor_for(field)
        qtbot.addWidget(editor)
        edit = editor.focusProxy()
        if isinstance(edit, QLineEdit | QPlainTextEdit):
            off = field.kind in (
                FieldKind.NUMBER,
                FieldKind.MONEY,
                FieldKind.PHONE,
                FieldKind.POSTAL,
            )
            enabled = edit.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
            assert enabled is not off, field.kind


def test_a_stored_text_outside_the_choices_stays_and_can_be_put_back(qtbot: QtBot) -> None:
    editor = editor_for(Field("kind", "区分", FieldKind.CHOICE, choices=CHOICES))
    qtbot.addWidget(editor)
    editor.set_raw("特例(旧)")

    qtbot.keyClick(editor.focusProxy(), Qt.Key.Key_Up)
    assert editor.raw() == "非被用者"
    assert editor.is_changed()
    qtbot.keyClick(editor.focusProxy(), Qt.Key.Key_Down)

    assert editor.raw() == "特例(旧)"
    assert not editor.is_changed()


@pytest.mark.parametrize(
    ("raw", "reading"),
    [
        ("H5.1.1", "平成5年1月1日"),
        ("令和8年4月1日", "西暦 2026年4月1日"),
        ("H31.5.1", "令和元年5月1日(元号の期間外)"),
        ("5.4.1", "元号を付けてください"),
        ("令和5年2月29日", "暦にない日付です"),
        ("平成5年度", "平成5年度として読みます"),
        ("昭和20年頃", "月日は不明として読みます"),
        ("そのうち", "日付として読めません"),
        ("", ""),
    ],
)
def test_a_date_is_read_back_beside_the_field(qtbot: QtBot, raw: str, reading: str) -> None:
    editor = editor_for(Field("birth", "生年月日", FieldKind.DATE))
    qtbot.addWidget(editor)
    assert isinstance(editor, LineField)

    editor.set_raw(raw)

    assert editor.reading() == reading == wareki_reading(raw)


def test_money_and_fiscal_years_are_read_back(qtbot: QtBot) -> None:
    editor = editor_for(Field("yen", "月額", FieldKind.MONEY))
    qtbot.addWidget(editor)
    assert isinstance(editor, LineField)

    qtbot.keyClicks(editor.focusProxy(), "15000")

    assert (editor.raw(), editor.reading()) == ("15000", "15,000円")
    assert money_reading("たくさん") == ""
    assert fiscal_year_reading("R8") == "令和8年度"
    assert fiscal_year_reading("2026") == "令和8年度"


def test_a_locked_field_can_be_read_but_not_typed_into(qtbot: QtBot) -> None:
    for field in EVERY_KIND:
        editor = editor_for(field)
        qtbot.addWidget(editor)
        editor.set_raw("決まった値")
        editor.set_locked(locked=True)

        qtbot.keyClicks(editor.focusProxy(), "x")

        assert editor.raw() == "決まった値", field.kind
