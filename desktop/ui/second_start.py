"""Brings the window up when the program is started a second time."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

LOOK_EVERY_MS = 300
"""Soon enough for whoever clicked the icon again; a look costs some microseconds."""


class SecondStart(QObject):
    """Asks ``asked`` from time to time, and calls ``come_forward`` when it says so."""

    def __init__(
        self, asked: Callable[[], bool], come_forward: Callable[[], object], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._asked = asked
        self._come_forward = come_forward
        self._clock = QTimer(self)
        self._clock.setInterval(LOOK_EVERY_MS)
        self._clock.timeout.connect(self._look)
        self._clock.start()

    def stop(self) -> None:
        """Look no more."""
        self._clock.stop()

    def _look(self) -> None:
        if self._asked():
            self._come_forward()
