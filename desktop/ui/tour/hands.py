"""Hands on the real widgets: keys, committed texts and clicks, as a person would give them.

ASCII goes through key events; anything else is committed by an input method event, because a
key event cannot carry it (and ``QTest.keyClicks`` aborts on it). Waiting is for a condition,
never for a time.
"""

from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import TypeVar

from PySide6.QtCore import QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from desktop.ui.messages import frame
from desktop.ui.widgets.file_chooser import FileChooser
from desktop.ui.widgets.line_edit import LineEdit

W = TypeVar("W", bound=QWidget)
PATIENCE = 120.0
_STEP_MS = 15


class LostError(Exception):
    """The tour does not find or reach what a person would have in front of them."""


def pump(milliseconds: int = _STEP_MS) -> None:
    """Let the window live for a moment."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def wait_until(reached: Callable[[], bool], what: str, patience: float = PATIENCE) -> None:
    """Let the window live until ``reached``.

    Raises:
        LostError: it was not reached; ``what`` says what was waited for.
    """
    limit = monotonic() + patience
    while not reached():
        if monotonic() > limit:
            message = f"waited in vain: {what}"
            raise LostError(message)
        pump()


def find(root: QWidget, kind: type[W], name: str) -> W:
    """The one visible widget of a kind whose accessible name, text or object name is ``name``.

    Raises:
        LostError: none or several are visible.
    """
    found = [
        widget
        for widget in root.findChildren(kind)
        if widget.isVisible() and name in _names(widget)
    ]
    if len(found) != 1:
        message = f"{len(found)} × {kind.__name__} {name!r}"
        raise LostError(message)
    return found[0]


def seen(root: QWidget, kind: type[W], name: str) -> bool:
    """Whether ``find`` would find it."""
    return any(widget.isVisible() and name in _names(widget) for widget in root.findChildren(kind))


def _names(widget: QWidget) -> tuple[str, ...]:
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return (widget.accessibleName(), text, widget.objectName())


def press(
    widget: QWidget,
    key: Qt.Key,
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    text: str = "",
) -> None:
    """One key, down and up, on a widget."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, key, modifiers, text))


def write(widget: QWidget, text: str) -> None:
    """Put the focus on a widget, clear it and write a text into it."""
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    press(widget, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    press(widget, Qt.Key.Key_Delete)
    if text.isascii():
        for character in text:
            press(widget, Qt.Key(ord(character.upper())), text=character)
    else:
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(widget, event)
    pump()


def choose(chooser: FileChooser, path: Path) -> None:
    """Take a file, or a folder, by typing where it lies."""
    place = find(chooser, LineEdit, frame.FILES_PLACE)
    write(place, str(path))
    press(place, Qt.Key.Key_Return)
    if path.is_dir():
        push(chooser, frame.FILES_TAKE_FOLDER)
    pump()


def push(root: QWidget, name: str) -> None:
    """Press the button of that name, once it may be pressed."""
    wait_until(
        lambda: seen(root, QAbstractButton, name) and find(root, QAbstractButton, name).isEnabled(),
        f"button {name}",
    )
    push_button(find(root, QAbstractButton, name))


def push_button(button: QAbstractButton) -> None:
    """Press a button with the space bar, once it may be pressed."""
    wait_until(lambda: button.isVisible() and button.isEnabled(), f"button {button.text()}")
    button.setFocus(Qt.FocusReason.TabFocusReason)
    press(button, Qt.Key.Key_Space, text=" ")
    pump()
