from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.domain.forms import Confidentiality
from desktop.domain.import_plan import ExcludedRow
from desktop.domain.search import Query
from desktop.ui.changes import Area, Change, Changes
from desktop.ui.main_window import MainWindow
from desktop.ui.messages import import_wizard as words
from desktop.ui.screens.import_wizard.screen import ImportScreen
from desktop.ui.tasks import Tasks
from desktop.usecases.desk import Desk
from desktop.usecases.ledgers import LedgerSummary, ledgers
from desktop.usecases.records import get, page
from desktop.usecases.signin import sign_in, sign_out
from tests.builders.dog_ledger import (
    BAD_DATE,
    BAD_FEE,
    GROUPS,
    OF_A_GROUP,
    write_dog_ledger,
    write_long_book,
)
from tests.builders.offices import CLERK, copied, office_at
from tests.builders.workbooks import ACE, bomb, protected, table
from tests.ui.export_paths import export_paths
from tests.ui.screens.desks import Units, settled, shown
from tests.ui.seen_whole import faults
from tests.ui.typing_keys import focused, press, type_text

DOGS = GROUPS * OF_A_GROUP
STRUCK, REFUSED = 1, 2
LONG = 20_000
ALT = Qt.KeyboardModifier.AltModifier
DOWN, UP, ENTER, SPACE = Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return, Qt.Key.Key_Space


class Wizard:
    """The screen in its window, with a person at the keys."""

    def __init__(self, qtbot: QtBot, tasks: Tasks, desk: Desk, folder: Path) -> None:
        self.changes = Changes()
        self.desk, self.folder = desk, folder
        self._before = {one.form.ledger for one in ledgers(desk)}
        self.screen = ImportScreen(tasks, self.changes, desk, folder)
        assert [one for one in QApplication.topLevelWidgets() if one.isVisible()] == []
        self.window: MainWindow = shown(qtbot, self.screen, key="import")
        self._qtbot, self._tasks = qtbot, tasks

    def keys(self, *keys: Qt.Key, modifiers: Qt.KeyboardModifier | None = None) -> None:
        for key in keys:
            press(key, modifiers or Qt.KeyboardModifier.NoModifier)
            self.settle()

    def settle(self) -> None:
        self._qtbot.waitUntil(self._tasks.idle, timeout=30_000)
        settled(self._qtbot, self._tasks)

    def open(self, name: str | Path) -> None:
        """Choose a file, of the folder or another, by typing where it lies."""
        self.screen.choose.chooser.open_folder(self.folder)
        path = self.screen.choose.chooser._path  # noqa: SLF001 - the field has no other name
        path.setFocus()
        path.selectAll()
        type_text(str(self.folder / name))
        self.keys(ENTER)

    def reach(self, step: int) -> None:
        """Accept what is proposed until a step is up."""
        while self.screen.step() < step:
            before = self.screen.step()
            self.keys(Qt.Key.Key_Right, modifiers=ALT)
            assert self.screen.step() > before, self.window.messages.text()

    def new_ledgers(self) -> list[LedgerSummary]:
        """The ledgers made since the wizard came up."""
        return [one for one in ledgers(self.desk) if one.form.ledger not in self._before]

    def said(self) -> str:
        return self.window.messages.text()


@pytest.fixture(scope="module")
def desk(dog_units: Units, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One clerk signed in for all these tests; each looks only at the ledgers it makes."""
    home = tmp_path_factory.mktemp("import")
    unit = copied(dog_units.bare, home)
    made = sign_in(office_at(home), unit, CLERK.uid, CLERK.password)
    yield made
    sign_out(made)


@pytest.fixture(scope="module")
def long_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_long_book(tmp_path_factory.mktemp("long") / "long.xlsx", LONG)


@pytest.fixture
def wizard(qtbot: QtBot, tasks: Tasks, desk: Desk, tmp_path: Path) -> Callable[[], Wizard]:
    folder = tmp_path / "books"
    folder.mkdir()
    return lambda: Wizard(qtbot, tasks, desk, folder)


@pytest.fixture
def dogs(wizard: Callable[[], Wizard], tmp_path: Path) -> Wizard:
    """The wizard with the dog ledger as the only file of the folder."""
    write_dog_ledger(tmp_path / "books" / "inu.xlsx")
    return wizard()


def test_a_workbook_becomes_a_ledger_by_enter_alone(
    dogs: Wizard, bugs: list[BaseException], qtbot: QtBot
) -> None:
    happened: list[Change] = []
    dogs.changes.happened.connect(happened.append)

    dogs.keys(ENTER)  # the only file
    for step in range(2, 5):
        dogs.keys(ENTER)
        assert dogs.screen.step() == step
    dogs.keys(ENTER, ENTER)  # name, confidentiality
    assert dogs.screen.step() == 5
    dogs.keys(ENTER)
    assert dogs.screen.step() == 6
    dogs.keys(ENTER)
    assert dogs.screen.step() == 7
    with qtbot.waitSignal(dogs.screen.open_requested) as opened:
        dogs.keys(ENTER)

    made = dogs.new_ledgers()
    assert [one.form.name for one in made] == ["犬の登録台帳（令和6年度）"]
    assert made[0].records == DOGS - STRUCK - REFUSED
    assert opened.args == ["ledger", made[0].form.ledger]
    assert {one.area for one in happened} == {Area.LEDGERS, Area.RECORDS, Area.IMPORTS}
    assert not bugs


def test_after_the_import_nothing_of_the_file_stays_in_memory(dogs: Wizard) -> None:
    dogs.keys(ENTER)
    dogs.reach(6)
    dogs.keys(Qt.Key.Key_F10)

    screen = dogs.screen
    assert screen.choose.session() is None
    assert screen.shape.view.picture.rowCount() == 0
    assert screen.trial.view.picture.rowCount() == 0
    assert screen.trial.result() is None
    assert screen.columns.table.model().rowCount() == 0


def test_the_next_file_begins_with_its_own_name(dogs: Wizard) -> None:
    dogs.keys(ENTER)
    dogs.reach(4)
    type_text("飼い犬")
    write_long_book(dogs.folder / "meibo.xlsx", 20)
    dogs.reach(5)

    for _ in range(4):
        dogs.screen.back()
    dogs.open("meibo.xlsx")
    dogs.reach(4)

    assert dogs.screen.ledger.name() == "meibo"


def test_each_record_remembers_the_cell_it_came_from(dogs: Wizard) -> None:
    dogs.keys(ENTER)
    dogs.reach(6)
    dogs.keys(Qt.Key.Key_F10)

    form = dogs.new_ledgers()[0].form
    line = page(dogs.desk, Query(form.ledger), 0, 1, (form.fields[0].fid,)).lines[0]
    view = get(dogs.desk, line.uid)
    assert view.origin is not None
    assert view.origin.file_name == "inu.xlsx"
    assert view.origin.sheet == "犬の登録"


def test_what_the_file_carried_is_said_before_anything_is_made(dogs: Wizard) -> None:
    dogs.keys(ENTER)

    session = dogs.screen.choose.session()
    assert session is not None
    assert [found.code for found in session.workbook.found] == ["hidden-sheets"]
    assert focused() is dogs.screen._footer.next_button  # noqa: SLF001
    assert dogs.new_ledgers() == []


def test_a_row_is_left_out_and_taken_in_again_by_the_space_bar(dogs: Wizard) -> None:
    dogs.keys(ENTER)
    dogs.reach(2)
    shape = dogs.screen.shape
    before = shape.reading().record_rows
    dog = shape.reading().body_first_row + 1
    shape.view.show_row(dog)

    dogs.keys(SPACE)
    without = shape.reading()
    dogs.keys(SPACE)

    assert without.record_rows == before - 1
    assert ExcludedRow(dog, "person") in without.excluded
    assert shape.reading().record_rows == before


def test_a_struck_row_is_brought_when_a_person_says_so(dogs: Wizard) -> None:
    dogs.keys(ENTER)
    dogs.reach(2)
    shape = dogs.screen.shape
    struck = next(one.row for one in shape.reading().excluded if one.why == "struck")
    shape.view.show_row(struck)

    dogs.keys(SPACE)
    dogs.reach(5)

    trial = dogs.screen.trial.result()
    assert trial is not None
    assert trial.count.importable == DOGS - REFUSED


def test_header_and_body_are_shown_by_single_keys(dogs: Wizard) -> None:
    dogs.keys(ENTER)
    dogs.reach(2)
    shape = dogs.screen.shape
    first, last = shape.reading().body_first_row, shape.reading().body_last_row

    shape.view.show_row(first + 2)
    dogs.keys(Qt.Key.Key_B)
    begun = shape.reading()
    shape.view.show_row(last - 5)
    dogs.keys(Qt.Key.Key_E)
    ended = shape.reading()
    shape.view.show_row(first + 2)
    dogs.keys(Qt.Key.Key_H)

    assert begun.body_first_row == first + 2
    assert ended.body_last_row == last - 5
    assert shape.reading().header_rows[-1] == first + 2
    assert shape.reading().body_first_row == first + 3


def test_a_sheet_without_a_table_is_refused_until_it_is_shown(dogs: Wizard) -> None:
    dogs.keys(ENTER)
    dogs.reach(2)
    shape = dogs.screen.shape
    shape.list.setFocus()

    dogs.keys(DOWN, ENTER, ENTER)
    refused = dogs.said()
    shape.view.show_row(1)
    dogs.keys(Qt.Key.Key_H, ENTER)

    assert shape.reading().sheet == "引継ぎメモ"
    assert refused == words.NO_TABLE
    assert dogs.screen.step() == 3


def test_back_keeps_what_was_changed_in_the_columns(dogs: Wizard) -> None:
    dogs.keys(ENTER)
    dogs.reach(3)
    columns = dogs.screen.columns
    dogs.keys(SPACE, DOWN, Qt.Key.Key_Tab)
    columns.panel.label.selectAll()
    columns.panel.label.setFocus()
    type_text("受付日")
    dogs.keys(ENTER)

    dogs.keys(Qt.Key.Key_Left, modifiers=ALT)
    shape = dogs.screen.shape
    shape.view.show_row(shape.reading().body_last_row - 1)
    dogs.keys(Qt.Key.Key_E)
    dogs.reach(3)

    labels = [one.label for one in columns.plan().mapping]
    assert columns.plan().body_last_row == shape.reading().body_last_row
    assert columns.plan().mapping[0].column == 1
    assert labels[0] == "受付日"


def test_a_field_cannot_lose_its_name(dogs: Wizard) -> None:
    dogs.keys(ENTER)
    dogs.reach(3)
    panel = dogs.screen.columns.panel
    label = panel.label.text()
    panel.label.setFocus()
    panel.label.selectAll()

    dogs.keys(Qt.Key.Key_Backspace)

    assert panel._label_row.problem() == words.EMPTY_LABEL  # noqa: SLF001
    assert dogs.screen.columns.plan().mapping[0].label == label


def test_without_a_column_there_is_no_ledger(dogs: Wizard) -> None:
    dogs.keys(ENTER)
    dogs.reach(3)
    columns = dogs.screen.columns
    for place in range(columns._model.rowCount()):  # noqa: SLF001
        columns.toggle(place)

    dogs.keys(ENTER)

    assert dogs.screen.step() == 3
    assert dogs.said() == words.NO_COLUMNS


def test_a_ledger_without_a_name_is_not_made(dogs: Wizard) -> None:
    dogs.keys(ENTER)
    dogs.reach(4)
    dogs.screen.ledger.name_edit.clear()

    dogs.keys(Qt.Key.Key_Right, modifiers=ALT)

    assert dogs.screen.step() == 4
    assert dogs.screen.ledger._name_row.problem() == words.LEDGER_EMPTY  # noqa: SLF001


def test_a_second_ledger_of_the_same_name_is_said_and_allowed(dogs: Wizard) -> None:
    dogs.keys(ENTER)
    dogs.reach(4)
    type_text("飼い犬")
    dogs.reach(6)
    dogs.keys(Qt.Key.Key_F10)
    dogs.screen.done.more_button.click()
    dogs.keys(ENTER)
    dogs.reach(4)

    type_text("飼い犬")
    warned = dogs.screen.ledger.warning()
    dogs.reach(6)
    dogs.keys(Qt.Key.Key_F10)

    assert warned == words.LEDGER_SAME
    assert [one.form.name for one in dogs.new_ledgers()] == ["飼い犬", "飼い犬"]


def test_the_confidentiality_chosen_is_that_of_the_ledger(dogs: Wizard) -> None:
    dogs.keys(ENTER)
    dogs.reach(4)
    dogs.keys(ENTER, DOWN)
    dogs.reach(6)
    dogs.keys(Qt.Key.Key_F10)

    assert dogs.new_ledgers()[0].form.confidentiality is Confidentiality.LEVEL_3C


def test_every_row_is_accounted_for_and_every_problem_has_its_cell(dogs: Wizard) -> None:
    dogs.keys(ENTER)
    dogs.reach(5)
    trial = dogs.screen.trial

    first = trial.view.picture.text(*_pointed(dogs))
    dogs.keys(Qt.Key.Key_F7)
    second = trial.view.picture.text(*_pointed(dogs))
    dogs.keys(Qt.Key.Key_F7)

    assert trial.result().count.balances
    assert trial.result().count.refused == REFUSED
    assert (first, second) == (BAD_DATE, BAD_FEE)
    assert trial.list.currentIndex().row() == 0


def _pointed(dogs: Wizard) -> tuple[int, int]:
    return dogs.screen.trial.view._cells._pointed  # noqa: SLF001


def test_the_error_sheet_is_seen_as_paper_and_left_by_esc(dogs: Wizard) -> None:
    dogs.keys(ENTER)
    dogs.reach(5)
    trial = dogs.screen.trial

    dogs.keys(Qt.Key.Key_F11)
    seen = trial.paper.isVisible(), trial.paper.number(), trial.paper.total()
    dogs.keys(Qt.Key.Key_Escape)

    assert seen == (True, 1, 1)
    assert focused() is trial.list
    assert dogs.screen.step() == 5


def test_a_change_after_the_trial_is_tried_anew(dogs: Wizard) -> None:
    dogs.keys(ENTER)
    dogs.reach(5)
    before = dogs.screen.trial.result()
    dogs.screen.back()
    dogs.screen.back()
    date = next(
        place
        for place, one in enumerate(dogs.screen.columns._model.columns())  # noqa: SLF001
        if one.proposed.letter == "B"
    )
    dogs.screen.columns.toggle(date)

    dogs.reach(5)

    after = dogs.screen.trial.result()
    assert before is not None
    assert after is not None
    assert (before.count.refused, after.count.refused) == (REFUSED, REFUSED - 1)


def test_beginning_again_is_asked_first_and_lets_the_file_go(dogs: Wizard) -> None:
    dogs.keys(ENTER)
    dogs.reach(3)
    assert dogs.screen.would_lose()

    dogs.screen._again.click()  # noqa: SLF001
    dogs.keys(ENTER)

    assert dogs.screen.step() == 1
    assert not dogs.screen.would_lose()
    assert dogs.screen.choose.session() is None


BAD = (
    ("a.xlsx", lambda: b"", "E-404"),
    ("b.xlsx", lambda: b"%PDF-1.7\n", "E-401"),
    ("c.accdb", lambda: ACE, "E-402"),
    ("d.xlsx", bomb, "E-409"),
    ("e.xlsx", lambda: table(("a", 1), ("b", 2))[:-200], "E-408"),
    ("f.xlsx", lambda: table(("",), ("",)), "E-405"),
)


def test_bad_files_are_refused_in_words_and_the_next_one_is_read(
    dogs: Wizard, bugs: list[BaseException]
) -> None:
    found = {}
    for name, content, _number in BAD:
        (dogs.folder / name).write_bytes(content())
        dogs.open(name)
        found[name] = dogs.said()[-7:-1] if dogs.window.messages.kind() == "error" else "-"
    refused = dogs.screen.choose.session()
    dogs.open("inu.xlsx")

    assert found == {name: f"({number}" for name, _content, number in BAD}
    assert refused is None
    assert dogs.screen.choose.session().name == "inu.xlsx"
    assert not bugs


def test_a_password_is_asked_in_place_until_it_is_right(wizard: Callable[[], Wizard]) -> None:
    made = wizard()
    book = protected(table(("氏名", "住所"), ("a", "b")), "aikotoba")
    (made.folder / "himitsu.xlsx").write_bytes(book)
    made.open("himitsu.xlsx")
    choose = made.screen.choose
    asked = focused() is choose.password.edit

    type_text("chigau")
    made.keys(ENTER)
    problem = choose.wrong()
    type_text("aikotoba")
    made.keys(ENTER)

    assert asked
    assert "E-407" in problem
    assert choose.session() is not None
    assert choose.password.text() == ""


def test_the_window_answers_while_a_large_book_is_read(
    wizard: Callable[[], Wizard], long_book: Path, tasks: Tasks
) -> None:
    made = wizard()
    ticks: list[int] = []
    timer = QTimer(made.window, interval=20)
    timer.timeout.connect(lambda: ticks.append(1))
    timer.start()

    made.open(long_book)
    timer.stop()

    assert made.screen.shape.reading().record_rows == LONG
    assert len(ticks) > 20
    assert tasks.idle()


def test_reading_can_be_stopped_and_begun_again(
    wizard: Callable[[], Wizard], long_book: Path, qtbot: QtBot
) -> None:
    made = wizard()
    choose = made.screen.choose

    choose._on_chosen(long_book)  # noqa: SLF001
    qtbot.waitUntil(choose.busy.isVisible, timeout=20_000)
    press(Qt.Key.Key_Escape)
    made.settle()
    stopped = made.said(), choose.session()
    made.open(long_book)

    assert stopped == (words.STOPPED, None)
    assert choose.session() is not None


def test_stopping_the_import_leaves_no_ledger_behind(
    wizard: Callable[[], Wizard], long_book: Path, qtbot: QtBot
) -> None:
    made = wizard()
    made.open(long_book)
    made.reach(6)
    commit = made.screen.commit

    press(Qt.Key.Key_F10)
    qtbot.waitUntil(commit.busy.isVisible, timeout=20_000)
    locked = made.screen._footer.back_button.isEnabled()  # noqa: SLF001
    press(Qt.Key.Key_Escape)
    made.settle()

    assert not locked
    assert made.screen.step() == 6
    assert made.said()
    assert made.new_ledgers() == []
    made.keys(Qt.Key.Key_F10)
    assert made.screen.step() == 7
    assert made.new_ledgers()[0].records == LONG


def test_a_file_too_large_for_any_reader_is_not_even_read(dogs: Wizard) -> None:
    path = dogs.folder / "big.csv"
    with path.open("wb") as file:
        file.truncate(300 << 20)

    dogs.open(path)

    assert "E-410" in dogs.said()


def test_nothing_of_a_foreign_sheet_can_be_copied_out(dogs: Wizard) -> None:
    dogs.keys(ENTER)
    dogs.reach(2)
    shape = export_paths(dogs.window)
    dogs.reach(5)

    assert shape == []
    assert export_paths(dogs.window) == []


def test_no_words_are_cut_in_any_step(dogs: Wizard) -> None:
    found = faults(dogs.window)
    dogs.keys(ENTER)
    found += faults(dogs.window)
    for step in range(2, 7):
        dogs.reach(step)
        found += [f"{step}: {fault}" for fault in faults(dogs.window)]
    dogs.keys(Qt.Key.Key_F10)
    found += faults(dogs.window)

    assert dogs.screen.step() == 7
    assert found == []
