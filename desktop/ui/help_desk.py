"""F1 on every screen: opens the manual over the window it was asked in, at the right chapter."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.domain.manual import Manual, Table
from desktop.ui.screens.help.panel import HelpPanel
from desktop.ui.screens.help.tables import tables
from desktop.ui.widgets.overlay import Overlay

ReadManual = Callable[[dict[str, Table]], Manual]
"""Reads the manual with the tables of the program; handed in, so that its room loads later."""


class HelpDesk(QObject):
    """Reads nothing before the first F1; the manual is then kept."""

    def __init__(self, read: ReadManual, pictures: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read, self._pictures = read, pictures
        self._manual: Manual | None = None

    def toggle(self, window: QWidget, screen: str) -> None:
        """Open the manual over ``window`` at the chapter of ``screen``, or close it if open.

        A question that is being asked, or the veil, comes first: then nothing opens.
        """
        panel = window.findChild(HelpPanel)
        if panel is not None and panel.isVisible():
            panel.close_over()
            return
        if any(one.isVisible() for one in window.window().findChildren(Overlay)):
            return
        if panel is None:
            panel = HelpPanel(window, self._known(), self._pictures.joinpath)
        panel.open_at(screen)

    def _known(self) -> Manual:
        if self._manual is None:
            self._manual = self._read(tables())
        return self._manual
