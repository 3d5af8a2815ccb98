"""Numbered pictures of the window: at 1366×768, and the same at 200 %."""

from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from desktop.ui.tour.hands import pump

SCALES = ((1.0, ""), (2.0, "@200"))
_SETTLE_MS = 60


class Camera:
    """Takes pictures of ``window`` into ``folder``; ``count`` is how many screens it has seen."""

    def __init__(self, window: QWidget, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("[0-9][0-9]-*.png"):
            old.unlink()
        self._window, self._folder = window, folder
        self.count = 0

    def take(self, name: str) -> None:
        """One screen, at every scale."""
        self.count += 1
        pump(_SETTLE_MS)
        for scale, mark in SCALES:
            picture = QPixmap(self._window.size() * scale)
            picture.setDevicePixelRatio(scale)
            picture.fill(self._window.palette().window().color())
            self._window.render(picture, QPoint())
            picture.save(str(self._folder / f"{self.count:02d}-{name}{mark}.png"))
        QApplication.processEvents()
