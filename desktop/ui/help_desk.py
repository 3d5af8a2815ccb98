"""F1 on every screen: opens the manual over the window it was asked in, at the right chapter.

Light on purpose: it stands before the first window; what draws a manual is loaded at the first F1.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.ui.widgets.overlay import Overlay


class HelpSheet(Overlay):
    """The manual as it lies over a window, as far as the desk knows it."""

    def open_at(self, screen: str) -> None:
        """Open at the chapter of ``screen``."""
        raise NotImplementedError


MakeSheet = Callable[[QWidget], HelpSheet]
"""Makes the manual over a window."""


class HelpDesk(QObject):
    """``load`` brings in what makes the sheets; it is called at the first F1, once."""

    def __init__(self, load: Callable[[], MakeSheet], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._load = load
        self._make: MakeSheet | None = None

    def toggle(self, window: QWidget, screen: str) -> None:
        """Open the manual over ``window`` at the chapter of ``screen``, or close it if open.

        A question that is being asked, or the veil, comes first: then nothing opens.
        """
        sheet = window.findChild(HelpSheet)
        if sheet is not None and sheet.isVisible():
            sheet.close_over()
            return
        if any(one.isVisible() for one in window.window().findChildren(Overlay)):
            return
        if sheet is None:
            if self._make is None:
                self._make = self._load()
            sheet = self._make(window)
        sheet.open_at(screen)
