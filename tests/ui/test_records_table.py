from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.domain.fields import Field, FieldKind
from desktop.domain.ids import RecordUid
from desktop.domain.records import RecordLine, RecordState
from desktop.domain.search import Page
from desktop.ui.models.records_table import AT_ONCE, PAGE, PAGES_KEPT, RecordsTable
from desktop.ui.widgets.data_table import DataTable

FIELDS = (Field("name", "氏名", FieldKind.NAME), Field("yen", "月額", FieldKind.MONEY))


def line(number: int, state: RecordState = RecordState.LIVE) -> RecordLine:
    return RecordLine(RecordUid(f"{number:032x}"), state, (f"髙橋{number}", str(number * 1000)))


def page(start: int, total: int) -> Page:
    lines = tuple(line(number) for number in range(start, min(start + PAGE, total)))
    return Page(start, lines, total)


@pytest.fixture
def model() -> Iterator[RecordsTable]:
    made = RecordsTable()
    made.show_columns(FIELDS)
    yield made
    made.deleteLater()


def test_the_model_keeps_qts_contract(model: RecordsTable, qtmodeltester: ModelTester) -> None:
    model.show_total(450)
    for start in (0, 200, 400):
        model.put_page(page(start, 450))
    qtmodeltester.check(model, force_py=True)


def test_a_cell_asks_for_its_page_once_and_shows_it_when_it_comes(model: RecordsTable) -> None:
    asked: list[tuple[int, int]] = []
    model.page_wanted.connect(lambda start, size: asked.append((start, size)))
    model.show_total(1_000_000)

    assert model.index(512_345, 0).data() is None
    assert model.index(512_346, 1).data() is None
    model.put_page(page(512_200, 1_000_000))

    assert asked == [(512_200, PAGE)]
    assert model.index(512_345, 0).data() == "髙橋512345"
    assert model.index(512_345, 1).data() == "512,345,000"
    assert model.uid_at(512_345) == f"{512_345:032x}"
    assert model.row_of(RecordUid(f"{512_345:032x}")) == 512_345


def test_scrolling_fast_asks_only_for_where_it_stops(model: RecordsTable) -> None:
    asked: list[int] = []
    model.page_wanted.connect(lambda start, _size: asked.append(start))
    model.show_total(100_000)

    for row in range(0, 100_000, PAGE):
        model.index(row, 0).data()
    assert len(asked) == AT_ONCE
    model.put_page(page(asked[0], 100_000))
    model.page_failed(asked[1])

    assert asked[AT_ONCE:] == [99_800, 99_600]


def test_a_page_of_an_earlier_answer_is_not_shown(model: RecordsTable) -> None:
    model.show_total(300)
    earlier = model.answer()
    model.show_total(300)

    model.put_page(page(0, 300), earlier)
    assert model.line_at(0) is None

    model.put_page(page(0, 300), model.answer())
    assert model.line_at(0) == line(0)


def test_memory_is_bounded_by_the_pages_kept(model: RecordsTable) -> None:
    total = PAGE * (PAGES_KEPT + 10)
    model.show_total(total)
    for start in range(0, total, PAGE):
        model.put_page(page(start, total))

    assert model.line_at(0) is None
    assert model.line_at(total - 1) == line(total - 1)


def test_a_voided_record_is_struck_through_and_said_so(model: RecordsTable) -> None:
    model.show_total(2)
    model.put_page(Page(0, (line(0), line(1, RecordState.VOIDED)), 2))

    live, voided = model.index(0, 0), model.index(1, 0)
    font = voided.data(Qt.ItemDataRole.FontRole)
    assert live.data(Qt.ItemDataRole.FontRole) is None
    assert isinstance(font, QFont)
    assert font.strikeOut()
    assert "取消" in voided.data(Qt.ItemDataRole.AccessibleTextRole)


@given(raw=st.text(max_size=40))
def test_the_shown_cell_has_one_line_and_loses_no_letter(raw: str) -> None:
    model = RecordsTable()
    model.show_columns((Field("memo", "備考", FieldKind.TEXT),))
    model.show_total(1)
    model.put_page(Page(0, (RecordLine(RecordUid("0" * 32), RecordState.LIVE, (raw,)),), 1))

    shown = model.index(0, 0).data()

    assert "\n" not in shown
    assert "\r" not in shown
    assert "".join(shown.split()) == "".join(raw.split())
    model.deleteLater()


def test_a_heading_asks_for_sorting_and_turns_it_round(qtbot: QtBot, model: RecordsTable) -> None:
    table = DataTable("一覧", frozen=True, sortable=True)
    qtbot.addWidget(table)
    table.setModel(model)
    table.resize(600, 400)
    table.show()
    wanted: list[tuple[int, bool]] = []
    table.sort_wanted.connect(lambda column, descending: wanted.append((column, descending)))

    for _ in range(2):
        qtbot.mouseClick(
            table.horizontalHeader().viewport(),
            Qt.MouseButton.LeftButton,
            pos=QPoint(table.columnWidth(0) + 30, 10),
        )
    table.horizontalHeader().sectionClicked.emit(0)

    assert wanted == [(1, False), (1, True), (0, False)]


def test_the_table_is_walked_by_keys_and_chosen_by_enter(qtbot: QtBot, model: RecordsTable) -> None:
    table = DataTable("一覧", frozen=True)
    qtbot.addWidget(table)
    table.setModel(model)
    model.show_total(400)
    model.put_page(page(0, 400))
    table.resize(600, 400)
    table.show()
    table.go_to(0)
    walked: list[int] = []
    chosen: list[int] = []
    table.current.connect(walked.append)
    table.chosen.connect(chosen.append)

    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    qtbot.keyClick(table, Qt.Key.Key_End)

    assert walked == [1, 399]
    assert chosen == [1]
    assert table.seen_rows()[1] == 399
