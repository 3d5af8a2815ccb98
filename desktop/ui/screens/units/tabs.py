"""Tabs over pages: ←→ or the mouse, one page at a time."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QStackedWidget, QWidget
from typing_extensions import override

from desktop.ui.theme import MEDIUM
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.label import rule
from desktop.ui.widgets.look import column, row

ARROWS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}


class Tabs(QWidget):
    """``changed`` carries the place of the page that came up."""

    changed = Signal(int)

    def __init__(
        self, titles: tuple[str, ...], pages: tuple[QWidget, ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._buttons = tuple(Button(title, "tab") for title in titles)
        self._group = QButtonGroup(self)
        self._stack = QStackedWidget()
        for place, (button, page) in enumerate(zip(self._buttons, pages, strict=True)):
            self._group.addButton(button, place)
            self._stack.addWidget(page)
        self._group.idClicked.connect(self.show_page)
        head = column(row(*self._buttons, None, gap=0), rule(), gap=0)
        whole = column(head, self._stack, gap=MEDIUM)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.show_page(0)

    def show_page(self, place: int) -> None:
        """Bring a page up."""
        for number, button in enumerate(self._buttons):
            stop = Qt.FocusPolicy.StrongFocus if number == place else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(stop)
        self._buttons[place].setChecked(True)
        self._stack.setCurrentIndex(place)
        self.changed.emit(place)

    def page(self) -> int:
        """The place of the page that is up."""
        return self._stack.currentIndex()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = ARROWS.get(Qt.Key(event.key()))
        if step is None or not self._buttons[self.page()].hasFocus():
            super().keyPressEvent(event)
            return
        self.turn(step)

    def turn(self, step: int) -> None:
        """Go some pages on, round the end, and take the focus along."""
        place = (self.page() + step) % len(self._buttons)
        self.show_page(place)
        self._buttons[place].setFocus()

    def buttons(self) -> tuple[Button, ...]:
        """The tabs themselves."""
        return self._buttons
