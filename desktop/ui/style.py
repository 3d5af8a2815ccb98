"""Where the program's look is read from: icons, the style sheet's template, shipped fonts.

``open_resources`` names the folder once; afterwards ``icon`` and ``pixmap`` find by name.
"""

from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QDir, QFile, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QFontDatabase, QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desktop.ui.theme import ICON, colour

SCALES = (1.0, 1.5, 2.0)


def open_resources(folder: Path) -> str:
    """Make icons findable, load its screen fonts, return the style sheet's template."""
    QDir.setSearchPaths("icons", [str(folder / "icons")])
    QDir.setSearchPaths("style", [str(folder / "style")])
    _drawing.cache_clear()
    for font in sorted((folder / "fonts").glob("NotoSansJP-*.ttf")):
        QFontDatabase.addApplicationFont(str(font))
    return (folder / "style.qss").read_text(encoding="utf-8")


def icon(name: str, ink: str = "text", size: int = ICON) -> QIcon:
    """The icon ``name`` in the colour of token ``ink``, sharp at 100, 150 and 200 %."""
    made = QIcon()
    for scale in SCALES:
        made.addPixmap(pixmap(name, ink, size, scale))
    return made


def pixmap(name: str, ink: str = "text", size: int = ICON, scale: float = 1.0) -> QPixmap:
    """The icon as a picture of ``size`` logical px."""
    drawing = QSvgRenderer(QByteArray(_drawing(name)))  # may fail: before a painter is open
    side = round(size * scale)
    image = QImage(QSize(side, side), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    drawing.render(painter, QRectF(0, 0, side, side))
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(image.rect(), colour(ink))
    painter.end()
    image.setDevicePixelRatio(scale)
    return QPixmap.fromImage(image)


@cache
def _drawing(name: str) -> bytes:
    file = QFile(f"icons:{name}.svg")
    if not file.open(QIODevice.OpenModeFlag.ReadOnly):
        raise FileNotFoundError(name)
    content = bytes(file.readAll().data())
    file.close()
    return content
