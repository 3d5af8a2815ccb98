"""Every key of the program in one table; the help overlay is drawn from it.

While text is being composed (IME) no key is ours.
"""

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from desktop.ui.messages import frame


class Deed(StrEnum):
    """What a key does; the value names its word in ``messages.frame.KEY_NAMES``."""

    HELP = "help"
    NEW = "new"
    COPY_PREVIOUS = "copy_previous"
    TODAY = "today"
    NEXT_PROBLEM = "next_problem"
    CHECK = "check"
    REGISTER = "register"
    PRINT = "print"
    VEIL = "veil"
    STOP = "stop"
    SEARCH = "search"
    LOCK = "lock"
    UNDO = "undo"
    REDO = "redo"
    HISTORY = "history"
    SCREEN = "screen"
    NEXT_FIELD = "next_field"
    PREVIOUS_FIELD = "previous_field"
    NEXT_RECORD = "next_record"
    PREVIOUS_RECORD = "previous_record"
    STEP_ON = "step_on"
    STEP_BACK = "step_back"
    TAKE_ROW = "take_row"
    HEADER_ROW = "header_row"
    BODY_FIRST = "body_first"
    BODY_LAST = "body_last"


KEYS: dict[Deed, tuple[str, ...]] = {
    Deed.HELP: ("F1",),
    Deed.NEW: ("F2",),
    Deed.COPY_PREVIOUS: ("F4",),
    Deed.TODAY: ("F5",),
    Deed.NEXT_PROBLEM: ("F7",),
    Deed.CHECK: ("F9",),
    Deed.REGISTER: ("F10",),
    Deed.PRINT: ("F11",),
    Deed.VEIL: ("F12",),
    Deed.STOP: ("Esc",),
    Deed.SEARCH: ("Ctrl+F", "/"),
    Deed.LOCK: ("Ctrl+L",),
    Deed.UNDO: ("Ctrl+Z",),
    Deed.REDO: ("Ctrl+Y",),
    Deed.HISTORY: ("Alt+H",),
    Deed.SCREEN: tuple(f"Alt+{number}" for number in range(1, 10)),
    Deed.NEXT_FIELD: ("Enter",),
    Deed.PREVIOUS_FIELD: ("Shift+Enter",),
    Deed.NEXT_RECORD: ("Ctrl+Down",),
    Deed.PREVIOUS_RECORD: ("Ctrl+Up",),
    Deed.STEP_ON: ("Alt+Right",),
    Deed.STEP_BACK: ("Alt+Left",),
    Deed.TAKE_ROW: ("Space",),
    Deed.HEADER_ROW: ("H",),
    Deed.BODY_FIRST: ("B",),
    Deed.BODY_LAST: ("E",),
}

MANY = 2
_SHOWN = {"Down": "↓", "Up": "↑", "Right": "→", "Left": "←"}


def bind(
    widget: QWidget,
    deed: Deed,
    do: Callable[[], object],
    *,
    within: bool = True,
    place: int | None = None,
) -> QShortcut:
    """Call ``do`` on the deed's key while the focus is inside ``widget``.

    ``within=False`` listens in the whole window; ``place`` picks one of several keys.
    A field that takes the key as text, such as ``/``, comes first.
    """
    context = (
        Qt.ShortcutContext.WidgetWithChildrenShortcut
        if within
        else Qt.ShortcutContext.WindowShortcut
    )
    keys = KEYS[deed] if place is None else (KEYS[deed][place],)
    shortcut = QShortcut(widget)
    shortcut.setKeys([QKeySequence(key) for key in keys])
    shortcut.setContext(context)
    shortcut.activated.connect(lambda: None if composing() else do())
    return shortcut


def composing() -> bool:
    """Whether the focused field holds text that the IME has not committed."""
    return bool(getattr(QApplication.focusWidget(), "composing", False))


def shown(deed: Deed) -> str:
    """The deed's key as written on buttons and in the help: ``F10``, ``Alt+1…9``."""
    keys = ["+".join(_SHOWN.get(part, part) for part in key.split("+")) for key in KEYS[deed]]
    return keys[0] if len(keys) <= MANY else f"{keys[0]}…{keys[-1][-1]}"


def with_key(word: str, deed: Deed) -> str:
    """A button's words with its key behind: 「登録 F10」."""
    return f"{word} {shown(deed)}"


def help_lines() -> tuple[tuple[str, str], ...]:
    """Key and what it does, in the order of the table."""
    return tuple((shown(deed), frame.KEY_NAMES[deed.value]) for deed in KEYS)
