"""Chapter: F1 before anybody can sign in, and F1 on a screen of the workplace."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.ui.screens.help.panel import HelpPanel
from desktop.ui.screens.help.topics import topic
from desktop.ui.tour.hands import LostError, press, pump, wait_until, write
from desktop.ui.tour.stage import Stage

SEARCHED = "ハッシュ値"


def at_the_door(stage: Stage) -> None:
    """The IT staff read the manual on a terminal without any unit, and look for a word in it."""
    panel = _opened(stage, stage.program.entrance, "signin-empty")
    stage.camera.take("help-first")
    write(panel.search.edit, SEARCHED)
    wait_until(lambda: panel.contents.places.rowCount() > 0, "the words are found")
    pump()
    press(panel.search.edit, Qt.Key.Key_Return)
    press(panel.contents, Qt.Key.Key_Return)
    stage.camera.take("help-search")
    panel.search.clear()
    panel.close_over()


def on_a_screen(stage: Stage, screen: str) -> None:
    """A clerk asks what the screen is for, and goes on where she was."""
    panel = _opened(stage, stage.program.workplace.window, screen)
    stage.camera.take("help-screen")
    panel.close_over()


def _opened(stage: Stage, window: QWidget, screen: str) -> HelpPanel:
    stage.program.help.toggle(window, screen)
    panel = window.findChild(HelpPanel)
    if not isinstance(panel, HelpPanel) or panel.shown() != topic(screen):
        message = f"F1 does not open the chapter of {screen}"
        raise LostError(message)
    wait_until(panel.isVisible, "the manual is open")
    return panel
