"""Enter goes to the next field of a form, Shift+Enter to the one before."""

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtWidgets import QWidget


class Editor(Protocol):
    """A field that says when Enter or Shift+Enter was pressed in it."""

    entered: SignalInstance
    went_back: SignalInstance

    def setFocus(self, reason: Qt.FocusReason, /) -> None:  # noqa: N802 - Qt's name
        """Take the focus."""

    def isVisible(self) -> bool:  # noqa: N802 - Qt's name
        """Whether it can be seen."""

    def isEnabled(self) -> bool:  # noqa: N802 - Qt's name
        """Whether it can be used."""


def enter_chain(*editors: Editor, last: Callable[[], object]) -> None:
    """Link ``editors`` in this order; Enter in the last one that can be used calls ``last``."""
    for place, editor in enumerate(editors):
        editor.entered.connect(partial(_go, editors[place + 1 :], last))
        editor.went_back.connect(partial(_go, editors[:place][::-1], _stay))


def focus_first(*editors: QWidget) -> None:
    """Put the cursor into the first editor that can be used."""
    _go(editors, _stay)


def _go(editors: tuple[Editor | QWidget, ...], otherwise: Callable[[], object]) -> None:
    for editor in editors:
        if editor.isVisible() and editor.isEnabled():
            editor.setFocus(Qt.FocusReason.TabFocusReason)
            return
    otherwise()


def _stay() -> None:
    """Nothing before the first field."""
