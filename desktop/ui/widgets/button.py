"""Buttons: press by mouse, Space or Enter; the look comes from ``kind``."""

from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from desktop.ui.style import icon
from desktop.ui.theme import SMALL_ICON

Kind = Literal["plain", "primary", "danger", "text", "chip", "tab", "nav"]
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Button(QPushButton):
    """A button with words; an icon of the set may stand before them."""

    def __init__(
        self,
        text: str,
        kind: Kind = "plain",
        *,
        icon_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.setProperty("kind", kind)
        self.setAccessibleName(text)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCheckable(kind in ("chip", "tab", "nav"))
        if icon_name:
            token = "on_key" if kind in ("primary", "danger") else "key"
            self.setIcon(icon(icon_name, token, SMALL_ICON))
            self.setIconSize(QSize(SMALL_ICON, SMALL_ICON))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self.click()
            event.accept()
            return
        super().keyPressEvent(event)


class PrimaryButton(Button):
    """The one deed a screen is for."""

    def __init__(self, text: str, *, icon_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, "primary", icon_name=icon_name, parent=parent)


class DangerButton(Button):
    """A deed that cannot be undone."""

    def __init__(self, text: str, *, icon_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, "danger", icon_name=icon_name, parent=parent)


class TextButton(Button):
    """A quiet deed beside others."""

    def __init__(self, text: str, *, icon_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, "text", icon_name=icon_name, parent=parent)
