"""A sheet over the whole window: it fits the window, keeps the focus inside, and gives it back."""

from typing import ClassVar

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid
from typing_extensions import override


class Overlay(QWidget):
    """Hidden until ``open_over``; ``close_over`` hides it and returns the focus.

    While it lies over the window no key reaches what is below, whoever asks for the focus.
    One that is ``on_top`` stays above those opened after it.
    """

    on_top: ClassVar[bool] = False

    def __init__(self, window: QWidget, name: str) -> None:
        super().__init__(window)
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._before: QWidget | None = None
        self._first: QWidget = self
        window.installEventFilter(self)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus)
        self.hide()

    def open_over(self, first: QWidget | None = None) -> None:
        """Cover the window and put the focus on ``first``."""
        self._before = QApplication.focusWidget()
        self._first = first or self
        self._fit()
        self.show()
        self.raise_()
        highest = self._highest()
        highest.raise_()
        highest.take_focus()

    def take_focus(self) -> None:
        """Put the focus where the person goes on."""
        self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_over(self) -> None:
        """Uncover the window; the focus goes back to where it was."""
        self.hide()
        before, self._before = self._before, None
        below = self._highest()
        if below.isVisible():
            below.take_focus()
        elif before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.parent():
            self._fit()
        return False

    @override
    def showEvent(self, event: QShowEvent) -> None:
        self._fit()
        super().showEvent(event)

    @override
    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab stays inside: what is covered cannot be reached."""
        stops = [
            child
            for child in self.findChildren(QWidget)
            if child.isVisible()
            and child.isEnabled()
            and bool(child.focusPolicy() & Qt.FocusPolicy.TabFocus)
            and child.focusProxy() is None
        ]
        if stops:
            now = QApplication.focusWidget()
            place = stops.index(now) if now in stops else (-1 if forward else 0)
            reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
            stops[(place + (1 if forward else -1)) % len(stops)].setFocus(reason)
        return True

    def _highest(self) -> "Overlay":
        """The visible overlay of the whole top-level window that lies above the others."""
        shown = [one for one in self.window().findChildren(Overlay) if one.isVisible()]
        order = {one: place for place, one in enumerate(shown)}
        return max(
            shown or [self],
            key=lambda one: (one.on_top, -_depth(one), order.get(one, 0)),
        )

    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Take the focus back from what is covered."""
        if new is None or not self.isVisible() or new.window() is not self.window():
            return
        inside = new is self or self.isAncestorOf(new)
        if not inside and self._highest() is self:
            self.take_focus()

    def _fit(self) -> None:
        window = self.parentWidget()
        if window is not None:
            self.setGeometry(window.rect())


def _depth(widget: QWidget) -> int:
    """How many widgets lie around this one: an overlay of an outer one covers it."""
    around, parent = 0, widget.parentWidget()
    while parent is not None:
        around, parent = around + 1, parent.parentWidget()
    return around
