"""The two questions of the card: before something typed is dropped, before a record is voided."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop.ui.messages import record as words
from desktop.ui.widgets.confirm import Confirm


def ask_to_drop(over: QWidget, count: int, yes: Callable[[str], object]) -> None:
    """Ask before ``count`` typed values are lost."""
    Confirm(
        over,
        words.DROP_TITLE,
        words.DROP_TEXT.format(count=count),
        yes=yes,
        yes_text=words.DROP_YES,
        no_text=words.DROP_NO,
        danger=True,
    )


def ask_to_void(over: QWidget, yes: Callable[[str], object]) -> None:
    """Ask for the reason a record is struck through."""
    Confirm(
        over,
        words.VOID_TITLE,
        words.VOID_TEXT,
        yes=yes,
        yes_text=words.VOID_YES,
        danger=True,
        reason_label=words.VOID_REASON,
    )
