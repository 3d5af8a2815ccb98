"""The screens a person may open, in groups, each with what waits for them."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.ui.messages import frame
from desktop.ui.shortcuts import KEYS, Deed
from desktop.ui.style import icon
from desktop.ui.theme import ICON, NAVIGATION, SMALL, TINY
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.look import row

MOST_SHOWN = 999
LAST_KEY = len(KEYS[Deed.SCREEN])


class NavButton(Button):
    """One screen: icon, title, count."""

    stepped = Signal(int)

    def __init__(self, title: str, icon_name: str, place: int) -> None:
        super().__init__(title, "nav")
        self._title = title
        self._icons = (icon(icon_name, "sub", ICON), icon(icon_name, "key", ICON))
        self.setIconSize(QSize(ICON, ICON))
        self.setIcon(self._icons[0])
        self.setFixedWidth(NAVIGATION - 1)
        self._count = Label("", "count")
        self._count.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._count.hide()
        hint = Label(f"{place}" if place else "", "key-hint")
        line = row(None, self._count, hint, gap=SMALL)
        line.setContentsMargins(0, 0, SMALL, 0)
        self.setLayout(line)
        self.toggled.connect(self._on_toggled)

    def set_count(self, count: int) -> None:
        """Show how many wait; 0 shows nothing."""
        self._count.setText(str(count) if count <= MOST_SHOWN else f"{MOST_SHOWN}+")
        self._count.setVisible(count > 0)
        words = frame.COUNT_WAITING.format(title=self._title, count=count)
        self.setAccessibleName(words if count else self._title)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(step)

    def _on_toggled(self, checked: bool) -> None:  # noqa: FBT001 - a signal's slot
        self.setIcon(self._icons[int(checked)])


class Navigation(QFrame):
    """``opened`` carries the key of the screen asked for."""

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("navigation")
        self.setAccessibleName(frame.NAVIGATION)
        self.setFixedWidth(NAVIGATION)
        self._buttons: dict[str, NavButton] = {}
        self._together = QButtonGroup(self)
        self._together.setExclusive(True)
        self._groups: list[str] = []
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, SMALL, 0, SMALL)
        self._lines.setSpacing(TINY)
        self._lines.addStretch(1)

    def add(self, key: str, title: str, icon_name: str, group: str = "") -> None:
        """Append a screen; a new group begins with its name."""
        if group and group not in self._groups:
            self._groups.append(group)
            if self._buttons:
                self._lines.insertSpacing(self._lines.count() - 1, SMALL)
            self._lines.insertWidget(self._lines.count() - 1, Label(group, "group"))
        place = len(self._buttons) + 1
        button = NavButton(title, icon_name, place if place <= LAST_KEY else 0)
        button.clicked.connect(lambda: self.opened.emit(key))
        button.stepped.connect(lambda step: self._step(key, step))
        self._together.addButton(button)
        self._buttons[key] = button
        self._lines.insertWidget(self._lines.count() - 1, button)

    def mark(self, key: str) -> None:
        """Show which screen is open."""
        self._buttons[key].setChecked(True)

    def set_count(self, key: str, count: int) -> None:
        """Show what waits beside a screen."""
        self._buttons[key].set_count(count)

    def keys(self) -> tuple[str, ...]:
        """The screens in order."""
        return tuple(self._buttons)

    def _step(self, key: str, step: int) -> None:
        keys = self.keys()
        place = keys.index(key) + step
        if 0 <= place < len(keys):
            self._buttons[keys[place]].setFocus(Qt.FocusReason.TabFocusReason)
