"""Where the tour plays: the running program, its window, and the camera."""

from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.ui.messages import frame
from desktop.ui.messages import signin as signin_words
from desktop.ui.shell import Shell
from desktop.ui.tasks import Tasks
from desktop.ui.tour.camera import Camera
from desktop.ui.tour.hands import LostError, find, press, pump, push, wait_until, write
from desktop.ui.widgets.line_edit import LineEdit
from desktop.ui.widgets.message_bar import MessageBar
from desktop.usecases.drill import Trainee
from desktop.usecases.office import Office, UnitRef


class RunningProgram(Protocol):
    """The program as the front door built it."""

    shell: Shell
    tasks: Tasks
    office: Office
    entrance: Any
    workplace: Any
    help: Any

    def start(self) -> None:
        """Show the sign-in window."""

    def found(self) -> None:
        """Begin a new unit."""

    def leave(self, *, quitting: bool = False) -> None:
        """Sign the person out."""


class Stage:
    """The program under the tour's hands; ``folder`` is where everything it writes lies."""

    def __init__(self, program: RunningProgram, folder: Path, camera: Camera) -> None:
        self.program, self.folder, self.camera = program, folder, camera

    @property
    def window(self) -> Shell:
        """The one top-level window."""
        return self.program.shell

    def idle(self) -> None:
        """Wait until nothing runs off the GUI thread."""
        wait_until(self.program.tasks.idle, "all work done")
        pump()

    def screen(self, key: str) -> QWidget:
        """Bring a screen of the workplace up by the navigation, and wait for it."""
        place = self.program.workplace
        place.window.show_screen(key)
        self.idle()
        found: QWidget = place.screens[key]
        return found

    def sign_in(self, unit: UnitRef, person: Trainee, picture: str = "") -> None:
        """Sign a person in through the sign-in screen, by keys."""
        entrance = self.program.entrance
        entrance.show_units(self.program.office.units(), chosen=unit.folder)
        pump()
        write(find(self.window, LineEdit, signin_words.UID), person.uid)
        write(find(self.window, LineEdit, signin_words.PASSWORD), person.password)
        if picture:
            self.camera.take(picture)
        press(find(self.window, LineEdit, signin_words.PASSWORD), Qt.Key.Key_Return)
        wait_until(lambda: self.program.workplace is not None, f"{person.uid} signed in")
        self.idle()

    def sign_out(self) -> None:
        """Sign the person out by the lock button, as they would leave the desk."""
        push(self.window, frame.LOCK_BUTTON)
        wait_until(lambda: self.program.workplace is None, "signed out")
        self.idle()

    def message(self) -> str:
        """What the message bar says."""
        bar = self.program.workplace.window.messages
        if not isinstance(bar, MessageBar):
            message = "no message bar"
            raise LostError(message)
        return bar.text()

    def place(self, name: str) -> Path:
        """A folder of that name under the tour's own."""
        found = self.folder / name
        found.mkdir(parents=True, exist_ok=True)
        return found
