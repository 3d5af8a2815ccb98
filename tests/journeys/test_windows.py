"""Every screen of the real program, for every kind of person: no way out, every part has a name.

The program is started as the front door does it, on the units a main job left behind, so that
lists, cards and requests have content; then each widget of the whole window is walked.
"""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QWidget

from desktop.app import Program
from desktop.config import Config
from desktop.ui.application import prepare
from desktop.ui.messages import signin as signin_words
from desktop.ui.screens.approvals.screen import ApprovalsScreen
from desktop.ui.screens.ledger.screen import LedgerScreen
from desktop.ui.tour.hands import find, press, pump, wait_until, write
from desktop.ui.widgets.line_edit import LineEdit
from desktop.usecases.founding import NewPerson
from desktop.usecases.ledgers import ledgers
from tests.builders.journey import SAMPLE, Ground, laid_out
from tests.builders.offices import ADMINISTRATOR, CLERK, RESOURCES, SUPERVISOR
from tests.conftest import PROJECT
from tests.journeys.main_job import ask, run
from tests.ui.export_paths import export_paths

SCREENS = {
    CLERK: {"home", "ledger", "import", "exports", "receive", "about"},
    SUPERVISOR: {
        "home", "ledger", "import", "exports", "approvals", "receive", "units", "audit", "about",
    },
    ADMINISTRATOR: {"home", "units", "health", "updates", "about"},
}  # fmt: skip


@pytest.fixture(scope="module")
def worked(tmp_path_factory: pytest.TempPathFactory) -> Ground:
    """Both units after the main job, and one more request that waits for its approval."""
    ground = laid_out(tmp_path_factory.mktemp("windows") / "ground")
    run(ground, lambda *_words, **_facts: None, books=(SAMPLE,))
    with ground.desk("a", CLERK) as desk:
        ask(desk)
    return ground


@contextmanager
def running(home: Path) -> Iterator[Program]:
    """The program, shown, with nobody signed in; no bug may have been met when it ends."""
    prepare(RESOURCES)
    program = Program(Config(home, RESOURCES, home.parent, drill=True))
    program.start()
    try:
        idle(program)
        yield program
        assert program.last_resort.panel is None
    finally:
        program.shell.held = False
        program.shell.close()
        program.close()
        program.shell.deleteLater()
        QApplication.sendPostedEvents(None, 0)


def idle(program: Program) -> None:
    wait_until(program.tasks.idle, "all work done")
    pump()


def sign_in(program: Program, person: NewPerson) -> None:
    """A person sits down, by keys."""
    write(find(program.shell, LineEdit, signin_words.UID), person.uid)
    password = find(program.shell, LineEdit, signin_words.PASSWORD)
    write(password, person.password)
    press(password, Qt.Key.Key_Return)
    wait_until(lambda: program.workplace is not None, "signed in")
    idle(program)


@contextmanager
def signed_in(program: Program, person: NewPerson) -> Iterator[None]:
    """The workplace of a person, who signs in and out by keys."""
    sign_in(program, person)
    yield
    program.leave()
    wait_until(lambda: program.workplace is None, "signed out")
    idle(program)


def each_screen(program: Program) -> Iterator[str]:
    """Bring up every screen of the workplace, then what opens on it: a record, a request."""
    place = program.workplace
    for key, screen in place.screens.items():
        place.window.show_screen(key)
        idle(program)
        yield key
        match screen:
            case LedgerScreen():
                screen.show_ledger(ledgers(place.desk)[0].form.ledger)
                idle(program)
                screen.list.setCurrentIndex(screen.list.model().index(0, 0))
                press(screen.list, Qt.Key.Key_Return)
                wait_until(screen.card.is_open, "a record is open")
            case ApprovalsScreen():
                press(screen.queue, Qt.Key.Key_Return)
                wait_until(screen.page.isVisible, "a request is open")
            case _:
                continue
        idle(program)
        yield f"{key}, opened"


def nameless(root: QWidget) -> list[str]:
    """Widgets that take the focus and have no name a screen reader could say.

    A hidden button may be waiting for the text it will be shown with; nothing else may.
    """
    lists_of_choices = {combo.view() for combo in root.findChildren(QComboBox)}
    found = []
    for widget in root.findChildren(QWidget):
        waits = isinstance(widget, QAbstractButton) and not widget.isVisible()
        own = not widget.objectName().startswith("qt_") and widget not in lists_of_choices
        takes_focus = widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        if own and takes_focus and not waits and not _name(widget).strip():
            found.append(f"{type(widget).__name__} in {_screen_of(widget)}")
    return found


def _screen_of(widget: QWidget) -> str:
    above = widget.parentWidget()
    return "" if above is None else f"{type(above).__name__} < {_screen_of(above)}"[:150]


def _name(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    spoken = "" if interface is None else interface.text(QAccessible.Text.Name)
    return widget.accessibleName() or spoken


Look = Callable[[QWidget], list[str]]
LOOKS = pytest.mark.parametrize("look", [export_paths, nameless])


def test_the_look_for_names_finds_a_field_without_one(qapp: QApplication) -> None:
    assert qapp is not None
    root = QWidget()
    named, unnamed = QLineEdit(root), QLineEdit(root)
    named.setAccessibleName("氏名")
    assert nameless(root) == ["QLineEdit in QWidget < "]
    unnamed.deleteLater()


def test_a_program_that_was_ended_with_somebody_at_the_desk_watches_nobody(
    qapp: QApplication, worked: Ground, tmp_path: Path
) -> None:
    assert qapp is not None
    ground = worked.copied(tmp_path / "ground")
    with running(ground.base / "a") as program:
        sign_in(program, CLERK)
    assert program.guards.attendance._place is None  # noqa: SLF001 - its window is gone


def test_nothing_that_prints_or_browses_is_even_loaded() -> None:
    asked = "import sys, desktop.ui.workplace, desktop.app; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", asked], cwd=PROJECT, capture_output=True, text=True, check=True
    ).stdout.split()
    assert not {"PrintSupport", "Network", "WebEngineCore", "WebEngineWidgets"} & {
        name.removeprefix("PySide6.Qt") for name in loaded
    }


@LOOKS
def test_sign_in_and_founding(qapp: QApplication, worked: Ground, look: Look) -> None:
    assert qapp is not None
    with running(worked.base / "a") as program:
        assert look(program.shell) == []
        program.found()
        idle(program)
        assert look(program.shell) == []


@LOOKS
@pytest.mark.parametrize("person", SCREENS, ids=lambda person: person.uid)
def test_every_screen_of_a_person(
    qapp: QApplication, worked: Ground, tmp_path: Path, person: NewPerson, look: Look
) -> None:
    assert qapp is not None
    ground = worked.copied(tmp_path / "ground")
    with running(ground.base / "a") as program, signed_in(program, person):
        assert set(program.workplace.screens) == SCREENS[person]
        found = {key: look(program.shell) for key in each_screen(program)}
    assert {key: ways for key, ways in found.items() if ways} == {}
