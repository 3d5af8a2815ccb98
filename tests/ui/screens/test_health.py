"""The 端末の健康診断 as a person meets it: before sign-in, and at the administrator's desk."""

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.domain.terminal_health import CHECKS, Mark
from desktop.ui.clipboard import clipboard_guard
from desktop.ui.messages import health as words
from desktop.ui.messages import signin as signin_words
from desktop.ui.screens.health.screen import HealthScreen
from desktop.ui.widgets.button import TextButton
from desktop.ui.widgets.label import Label
from tests.builders.offices import ADMINISTRATOR
from tests.ui.seen_whole import faults
from tests.ui.test_front_door import Front, filled, front

__all__ = ["filled", "front"]


def entered(front: Front) -> HealthScreen:
    """The screen, reached from the sign-in screen by its button."""
    buttons = front.program.entrance.findChildren(TextButton)
    (button,) = [one for one in buttons if one.text() == signin_words.HEALTH]
    button.click()
    front.rest()
    (screen,) = front.program.shell.findChildren(HealthScreen)
    assert screen.isVisible()
    return screen


def texts(screen: HealthScreen) -> set[str]:
    return {label.text() for label in screen.lines.findChildren(Label)}


def test_before_sign_in_every_check_is_shown_with_mark_and_word(front: Front) -> None:
    screen = entered(front)

    assert {one.check for one in screen.rows()} == set(CHECKS)
    assert set(words.CHECKS.values()) <= texts(screen)
    assert words.MARKS[Mark.UNKNOWN] in texts(screen)
    marks = [one.mark for one in screen.rows()]
    assert marks == sorted(marks, key=["bad", "care", "unknown", "good"].index)
    front.qtbot.wait(50)
    assert faults(front.program.shell) == []


def test_the_way_back_leads_to_the_sign_in_screen(front: Front) -> None:
    screen = entered(front)

    screen.back.click()

    assert front.program.entrance.isVisible()
    front.qtbot.waitUntil(lambda: not front.program.shell.findChildren(HealthScreen))


def test_the_sheet_carries_every_line_that_was_on_the_screen(front: Front, tmp_path: Path) -> None:
    screen = entered(front)
    screen.save.click()

    screen.chooser.chosen.emit(tmp_path)
    front.rest()

    (path,) = tmp_path.glob("*.pdf")
    printed = "".join(page.extract_text() for page in PdfReader(path).pages)
    plain = "".join(printed.split())
    for title in words.CHECKS.values():
        assert "".join(title.split()) in plain
    assert plain.count("".join(words.MARKS["unknown"].split())) == sum(
        one.mark is Mark.UNKNOWN for one in screen.rows()
    )


def test_the_preview_is_the_sheet_and_leads_back(front: Front) -> None:
    screen = entered(front)

    QTest.keyClick(screen.preview, Qt.Key.Key_Space)
    front.qtbot.waitUntil(lambda: screen.paper.total() >= 1, timeout=20_000)

    assert screen.paper.isVisible()


def test_what_is_copied_are_the_lines_and_nothing_else(front: Front) -> None:
    screen = entered(front)
    guard = clipboard_guard()
    assert guard is not None

    screen.copy.click()
    lines = QApplication.clipboard().text().splitlines()
    guard.forget()

    assert len(lines) == len(CHECKS)
    assert lines[0].split("\t")[0] == words.MARKS[screen.rows()[0].mark]


def test_the_administrator_has_it_beside_the_other_screens(front: Front) -> None:
    place = front.enter(ADMINISTRATOR)

    place.window.show_screen("health")
    front.rest()

    screen = place.screens["health"]
    assert isinstance(screen, HealthScreen)
    assert screen.back.isHidden()
    assert {one.check for one in screen.rows()} == set(CHECKS)


@pytest.mark.parametrize("name", ["no-core", "not-dumpable"])
def test_a_protection_that_did_not_take_effect_is_named(front: Front, name: str) -> None:
    screen = entered(front)  # the program of the tests is not hardened

    hardening = next(one for one in screen.rows() if one.check == "hardening")
    assert hardening.mark is Mark.CARE
    assert name in hardening.number or hardening.number.startswith("no-heap")
