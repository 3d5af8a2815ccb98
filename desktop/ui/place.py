"""What the front door knows of a workplace, whose room is loaded after the first painting."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import SignalInstance

from desktop.ui.main_window import MainWindow

Last = Callable[[], object]
"""A deed done when everything is closed: starting the installer."""


class Place(Protocol):
    """One signed-in person's screens; ``desktop.ui.workplace`` makes it."""

    desk: object
    window: MainWindow
    drill: bool
    lock_minutes: int
    last_asked: SignalInstance
    leave_asked: SignalInstance

    def would_lose(self) -> bool:
        """Whether something typed is not registered yet."""

    def ask_to_leave(self, leave: Callable[[], object]) -> None:
        """Call ``leave``; first ask if something typed would be lost by it."""

    def cover(self) -> None:
        """Nothing can be asked of the screens any more."""
