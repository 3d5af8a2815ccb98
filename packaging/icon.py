"""Writes ``resources/icons/kuracho.ico`` from ``app.svg``: the mark on its ground, in six sizes.

Run by hand when the mark changes; the result is committed. Needs the project's own ``.venv``.
"""

import sys
from io import BytesIO
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ICONS = Path(__file__).resolve().parent.parent / "resources" / "icons"
SIZES = (16, 24, 32, 48, 64, 256)
GROUND = "#0017c1"
STROKE = ("#1a1a1a", "#ffffff")
CORNER = 0.18
MARGIN = 0.14


def picture(size: int) -> QImage:
    """The mark in white on a rounded ground, ``size`` pixels square."""
    drawing = (ICONS / "app.svg").read_text(encoding="utf-8").replace(*STROKE)
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(GROUND))
    painter.drawRoundedRect(QRectF(0, 0, size, size), size * CORNER, size * CORNER)
    edge = size * MARGIN
    inner = QRectF(edge, edge, size - 2 * edge, size - 2 * edge)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, inner)
    painter.end()
    return image


def as_pillow(image: QImage) -> Image.Image:
    """The same picture for Pillow, which writes the file Windows reads."""
    store = QByteArray()
    buffer = QBuffer(store)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return Image.open(BytesIO(store.data()))


def main() -> int:
    """Draw every size by itself (a scaled-down mark blurs) and write them as one file."""
    application = QGuiApplication.instance() or QGuiApplication(["icon", "-platform", "offscreen"])
    pictures = [as_pillow(picture(size)) for size in SIZES]
    target = ICONS / "kuracho.ico"
    pictures[-1].save(target, sizes=[(size, size) for size in SIZES], append_images=pictures[:-1])
    sys.stdout.write(f"{target}\n")
    del application
    return 0


if __name__ == "__main__":
    sys.exit(main())
