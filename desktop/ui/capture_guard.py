"""Every window of the program, menus and lists included, kept out of other programs' sight."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

WindowDeed = Callable[[int], object]
"""Something done to a window by its native number."""


class CaptureGuard(QObject):
    """While it is on, each window is hidden from capture before it is first seen."""

    def __init__(self, hide: WindowDeed, show: WindowDeed, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hide, self._show = hide, show
        self.on = False

    def set_on(self, *, on: bool) -> None:
        """Begin or end; windows that are up are changed at once."""
        if on is self.on:
            return
        self.on = on
        application = QApplication.instance()
        if on and application is not None:
            application.installEventFilter(self)
        elif application is not None:  # it would see every event of the program for nothing
            application.removeEventFilter(self)
        for window in QApplication.topLevelWidgets():
            if window.isVisible():
                (self._hide if on else self._show)(int(window.winId()))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self._hide(int(watched.winId()))
        return False
