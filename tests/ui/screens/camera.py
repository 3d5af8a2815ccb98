"""Keeps a picture of a window once nothing runs, and says what cannot be seen whole on it."""

import sys
from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop.ui.main_window import LEAST_SIZE, WORKING_SIZE
from desktop.ui.tasks import Tasks
from desktop.ui.tour.hands import pump, wait_until
from tests.ui.seen_whole import faults


class Camera:
    """``take`` looks through the window at both sizes and keeps the picture of the larger."""

    def __init__(self, folder: Path, tasks: Tasks) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder, self._tasks = folder, tasks

    def settle(self) -> None:
        """Wait until nothing runs any more."""
        pump(30)
        wait_until(self._tasks.idle, "nothing runs", 60)

    def take(self, window: QWidget, name: str) -> None:
        """One picture of that name."""
        self.settle()
        for size in (LEAST_SIZE, WORKING_SIZE):
            window.resize(*size)
            pump(60)
            for fault in faults(window):
                sys.stdout.write(f"{name} at {size}: {fault}\n")
        window.grab().save(str(self._folder / f"{name}.png"))
