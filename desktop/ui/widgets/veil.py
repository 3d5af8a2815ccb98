"""The veil (覆い): covers every value at once when someone comes near; F12 takes it away."""

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.ui.messages import frame
from desktop.ui.style import pixmap
from desktop.ui.theme import LARGE_ICON, SMALL
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.look import column
from desktop.ui.widgets.overlay import Overlay


class Veil(Overlay):
    """Opaque; while it lies over the window no key reaches what is below."""

    on_top: ClassVar[bool] = True

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, "veil")
        self.setAccessibleName(frame.VEILED)
        mark = Label()
        mark.setPixmap(pixmap("veil", "sub", LARGE_ICON, self.devicePixelRatioF()))
        words = (mark, Label(frame.VEILED, "heading"), Label(frame.VEILED_HINT, "sub"))
        for label in words:
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setLayout(column(None, *words, None, gap=SMALL))
