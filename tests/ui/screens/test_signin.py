import subprocess
import sys
from collections.abc import Callable
from functools import partial
from time import sleep
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.domain.errors import SignInRefusedError
from desktop.domain.update_errors import MigrationCancelledError
from desktop.store.migrations import Schema
from desktop.ui.messages import signin as words
from desktop.ui.messages.lookup import sentence
from desktop.ui.screens.signin.drill_staff import DrillPerson, DrillStaff
from desktop.ui.screens.signin.screen import SignInScreen
from desktop.ui.tasks import Tasks
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.panel import Notice
from desktop.usecases.desk import Desk
from desktop.usecases.founding import Founded
from desktop.usecases.office import Office
from desktop.usecases.signin import sign_in, sign_out
from desktop.usecases.watch import Watch
from tests.builders.offices import CLERK, RESOURCES
from tests.store.older import THIRD
from tests.ui.screens.desks import Sit
from tests.ui.screens.sitting import shown_alone
from tests.ui.typing_keys import enter, focused, type_lines, type_text

STAFF = (DrillPerson(CLERK.uid, CLERK.name, "担当者", CLERK.password),)
Screen = Callable[..., SignInScreen]


@pytest.fixture
def screen(qtbot: QtBot, tasks: Tasks, office: Office) -> Screen:
    def shown(staff: tuple[DrillPerson, ...] = ()) -> SignInScreen:
        made = SignInScreen(tasks, partial(sign_in, office), staff=staff)
        qtbot.addWidget(made)
        assert [one for one in QApplication.topLevelWidgets() if one.isVisible()] == []
        made.show_units(office.units())
        with qtbot.waitActive(made):
            made.show()
            made.activateWindow()
        return made

    return shown


def notices(screen: SignInScreen) -> list[str]:
    return [notice.text() for notice in screen.findChildren(Notice) if notice.isVisible()]


def test_a_clerk_signs_in_with_keys_only(
    qtbot: QtBot, founded: Founded, screen: Screen, bugs: list[BaseException]
) -> None:
    shown = screen()

    with qtbot.waitSignal(shown.signed_in, timeout=20_000) as signed_in:
        type_lines(CLERK.uid, CLERK.password)

    desk = signed_in.args[0]
    assert isinstance(desk, Desk)
    assert desk.view.name == CLERK.name
    assert desk.unit == founded.unit
    sign_out(desk)
    assert not bugs


@pytest.mark.parametrize(
    ("uid", "password"),
    [(CLERK.uid, "kono-kotoba-wa-chigau"), ("nobody-9", CLERK.password), ("職員", "あ" * 20)],
)
def test_every_failure_is_said_in_the_same_words(
    qtbot: QtBot, founded: Founded, screen: Screen, uid: str, password: str
) -> None:
    shown = screen()

    type_lines(uid, password)
    qtbot.waitUntil(lambda: bool(notices(shown)), timeout=20_000)

    assert founded.unit.folder.is_dir()
    assert notices(shown) == [sentence(SignInRefusedError())]
    assert shown._entry.password.text() == ""  # noqa: SLF001 - nothing typed may stay
    qtbot.waitUntil(shown._entry.password.edit.hasFocus)  # noqa: SLF001


def test_nothing_can_be_pressed_twice_while_the_password_is_stretched(
    qtbot: QtBot, tasks: Tasks, founded: Founded, screen: Screen
) -> None:
    shown = screen()

    type_lines(CLERK.uid, "kono-kotoba-wa-chigau")

    assert not shown._entry.isEnabled()  # noqa: SLF001
    qtbot.waitUntil(tasks.idle, timeout=20_000)
    assert shown._entry.isEnabled()  # noqa: SLF001
    assert founded.unit.folder.is_dir()


def test_what_is_missing_is_marked_and_nothing_is_asked(
    tasks: Tasks, founded: Founded, screen: Screen
) -> None:
    shown = screen()

    type_lines("", "")

    assert tasks.idle()
    assert shown._entry._uid_row.problem() == words.EMPTY_UID  # noqa: SLF001
    assert focused() is shown._entry.uid  # noqa: SLF001
    assert founded.unit.folder.is_dir()


def test_caps_lock_is_said_while_typing(founded: Founded, screen: Screen) -> None:
    shown = screen()
    type_lines(CLERK.uid)

    QTest.keyClick(focused(), Qt.Key.Key_A)
    before = shown._entry.password.note()  # noqa: SLF001
    QTest.keyClick(focused(), "A")

    assert founded.unit.folder.is_dir()
    assert not before
    assert "Caps Lock" in shown._entry.password.note()  # noqa: SLF001


def test_a_trainee_takes_an_invented_person_from_the_list(
    qtbot: QtBot, founded: Founded, screen: Screen
) -> None:
    shown = screen(STAFF)
    lines = shown.findChild(DrillStaff).findChildren(Button)

    lines[0].click()
    with qtbot.waitSignal(shown.signed_in, timeout=20_000) as signed_in:
        enter()

    assert signed_in.args[0].view.uid == CLERK.uid
    sign_out(signed_in.args[0])
    assert founded.unit.folder.is_dir()


def test_outside_the_drill_no_password_is_shown_anywhere(founded: Founded, screen: Screen) -> None:
    shown = screen()

    assert not shown.findChild(DrillStaff).isVisible()
    assert founded.unit.folder.is_dir()


def test_without_a_unit_the_screen_leads_to_founding(qtbot: QtBot, screen: Screen) -> None:
    shown = screen()
    shown.show_units(())

    with qtbot.waitSignal(shown.found_requested):
        shown._nothing.button.setFocus()  # noqa: SLF001
        enter()


def test_the_next_person_finds_both_fields_empty(founded: Founded, screen: Screen) -> None:
    shown = screen()
    type_lines(CLERK.uid)
    type_text("himitsu")

    shown.forget()

    assert (shown._entry.uid.text(), shown._entry.password.text()) == ("", "")  # noqa: SLF001
    assert founded.unit.folder.is_dir()


Older = tuple[SignInScreen, Desk]


@pytest.fixture
def older(qtbot: QtBot, tasks: Tasks, sit: Sit) -> Older:
    """The screen of a later program before a unit of this one's schema."""
    return older_screen(qtbot, tasks, sit, sign_in)


def older_screen(qtbot: QtBot, tasks: Tasks, sit: Sit, deed: Callable[..., Desk]) -> Older:
    desk = sit(CLERK)
    sign_out(desk)
    made = SignInScreen(tasks, partial(deed, desk.office, schema=THIRD))
    made.show_units(desk.office.units())
    return shown_alone(qtbot, tasks, made), desk


def sign_in_late(*asked: Any, bring_up_told: Watch | None = None, schema: Schema) -> Desk:  # noqa: ANN401
    """As on a slow disk: the person has all the time to stop it."""
    while bring_up_told is not None and not bring_up_told.cancelled():
        sleep(0.01)
    return sign_in(*asked, bring_up_told=bring_up_told, schema=schema)


def test_an_older_store_is_brought_up_after_the_person_was_told_and_agreed(
    qtbot: QtBot, older: Older
) -> None:
    shown, _ = older

    type_lines(CLERK.uid, CLERK.password)
    qtbot.waitUntil(shown.older.isVisible, timeout=20_000)
    assert notices(shown) == []
    assert focused() is shown.older.start
    with qtbot.waitSignal(shown.signed_in, timeout=60_000) as signed_in:
        enter()

    desk = signed_in.args[0]
    assert desk.files.pointer().active_db == "ledger-2.db"
    assert shown.older.isHidden()
    sign_out(desk)


@pytest.mark.parametrize("answer", [True, False])
def test_who_does_not_agree_leaves_the_store_as_it_is_and_no_password_behind(
    qtbot: QtBot, older: Older, *, answer: bool
) -> None:
    shown, desk = older
    type_lines(CLERK.uid, CLERK.password)
    qtbot.waitUntil(shown.older.isVisible, timeout=20_000)

    if answer:
        shown.older.leave.setFocus()
        enter()
    else:
        shown.older.clock().start(0)
        qtbot.waitUntil(shown.older.isHidden)

    assert shown.older.isHidden()
    assert (shown._entry.uid.text(), shown._entry.password.text()) == ("", "")  # noqa: SLF001
    assert desk.files.pointer().active_db == "ledger-1.db"
    sign_out(sign_in(desk.office, desk.unit, CLERK.uid, CLERK.password))


def test_stopping_the_rehearsal_is_said_and_the_store_opens_as_before(
    qtbot: QtBot, tasks: Tasks, sit: Sit
) -> None:
    shown, desk = older_screen(qtbot, tasks, sit, sign_in_late)
    type_lines(CLERK.uid, CLERK.password)
    qtbot.waitUntil(shown.older.isVisible, timeout=20_000)

    enter()
    qtbot.waitUntil(shown.older.busy.isVisible, timeout=20_000)
    shown.older.busy.stop()
    qtbot.waitUntil(lambda: bool(notices(shown)), timeout=60_000)

    assert notices(shown) == [sentence(MigrationCancelledError())]
    assert shown._entry.password.text() == ""  # noqa: SLF001
    sign_out(sign_in(desk.office, desk.unit, CLERK.uid, CLERK.password))


def test_the_screen_loads_no_heavy_room() -> None:
    heavy = ("sqlalchemy", "keyring", "reportlab", "openpyxl", "argon2", "desktop.store")
    program = (
        "import sys; import desktop.ui.screens.signin.screen\n"
        f"print([name for name in {heavy!r} if name in sys.modules])"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True,
        cwd=RESOURCES.parent,
    )  # fmt: skip

    assert done.stdout.strip() == "[]"
