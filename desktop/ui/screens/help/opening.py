"""The manual read once and laid over any window that asks: what the help desk loads."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop.domain.manual import Manual, Table
from desktop.ui.screens.help.panel import HelpPanel
from desktop.ui.screens.help.tables import tables

ReadManual = Callable[[dict[str, Table]], Manual]
"""Reads the manual with the tables of the program."""


def opener(read: ReadManual, pictures: Path) -> Callable[[QWidget], HelpPanel]:
    """Read the manual; what is returned makes a panel over a window, its pictures from there."""
    manual = read(tables())

    def over(window: QWidget) -> HelpPanel:
        return HelpPanel(window, manual, pictures.joinpath)

    return over
