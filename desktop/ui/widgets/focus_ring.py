"""The focus outline of the design system around whatever has the focus: black, yellow around it."""

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QRegion
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget
from shiboken6 import isValid
from typing_extensions import override

from desktop.ui.theme import FOCUS_PEN, colour

REACH = 2 * FOCUS_PEN
_MOVES = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide)


class FocusRing(QObject):
    """One ring for the whole application; it follows the focus from window to window."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self._ring: _Ring | None = None
        application.focusChanged.connect(self._on_focus)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES:
            self._place()
        return False

    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._watched = []
        self._target = _outlined(new) if new is not None else None
        if self._target is None:
            self._drop()
            return
        self._watched = _up_to_window(self._target)
        for widget in self._watched:
            widget.installEventFilter(self)
        self._place()

    def _place(self) -> None:
        target = self._target
        if target is None or not isValid(target) or not target.isVisible():
            self._drop()
            return
        window = target.window()
        if self._ring is None or not isValid(self._ring) or self._ring.parentWidget() is not window:
            self._drop()
            self._ring = _Ring(window)
        self._ring.surround(_area(target, window), _visible(target, window))

    def _drop(self) -> None:
        if self._ring is not None and isValid(self._ring):
            self._ring.hide()
            self._ring.deleteLater()
        self._ring = None


class _Ring(QWidget):
    """The painted outline; it takes no mouse, no focus and no place."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("focus-ring")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def surround(self, area: QRect, seen: QRect) -> None:
        """Lie around ``area`` as far as it is seen."""
        outer = area.adjusted(-REACH, -REACH, REACH, REACH).intersected(seen)
        inner = area.intersected(seen)
        self.setGeometry(outer)
        line = QRegion(self.rect()).subtracted(_hole(inner.translated(-outer.topLeft())))
        self.setVisible(not line.isEmpty())  # an empty mask would be none at all
        if not line.isEmpty():
            self.setMask(line)
            self.raise_()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("focus_outer"))
        inner = self.rect().adjusted(FOCUS_PEN, FOCUS_PEN, -FOCUS_PEN, -FOCUS_PEN)
        painter.fillRect(inner, colour("focus_inner"))
        painter.end()


def _outlined(widget: QWidget) -> QWidget | None:
    """What the ring goes around: a framed composite rather than the bare field in it."""
    if widget.isWindow() or not widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        return None
    parent = widget.parentWidget()
    bare = widget.property("bare") == "true" or isinstance(parent, QAbstractScrollArea)
    return parent if bare and parent is not None and not parent.isWindow() else widget


def _hole(inner: QRect) -> QRegion:
    """What the ring leaves free, with the corners of a field or button."""
    path = QPainterPath()
    path.addRoundedRect(QRectF(inner), REACH, REACH)
    return QRegion(path.toFillPolygon().toPolygon())


def _up_to_window(widget: QWidget) -> list[QWidget]:
    path = [widget]
    parent = widget.parentWidget()
    while parent is not None and not path[-1].isWindow():
        path.append(parent)
        parent = parent.parentWidget()
    return path


def _area(widget: QWidget, window: QWidget) -> QRect:
    return QRect(widget.mapTo(window, widget.rect().topLeft()), widget.size())


def _visible(widget: QWidget, window: QWidget) -> QRect:
    """The part of the window in which the widget's surroundings can be seen."""
    seen = window.rect()
    parent = widget.parentWidget()
    while parent is not None and parent is not window:
        grand = parent.parentWidget()
        if isinstance(grand, QAbstractScrollArea):
            seen = seen.intersected(_area(parent, window))
        parent = grand
    return seen
