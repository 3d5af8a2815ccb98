"""Choosing the package on the medium; it stays as it is while a package is refused."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.messages import receive as words
from desktop.ui.theme import SMALL, STEP
from desktop.ui.widgets.busy import Busy
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.file_chooser import FileChooser
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.look import column, row
from desktop.ui.widgets.panel import Notice

ENDING = ".kura"


class ChoosePage(QWidget):
    """``chosen`` carries the file, ``units_asked`` the wish to register a sender."""

    chosen = Signal(object)
    units_asked = Signal()

    def __init__(self, start: Path, *, with_units: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chooser = FileChooser(start, (ENDING,))
        self.busy = Busy(words.CHECKING, can_cancel=False)
        self.units = Button(words.OPEN_UNITS)
        self.units.setVisible(with_units)
        self._nobody = QWidget()
        warning = row(Notice("warning", words.NO_SENDERS), self.units, gap=STEP)
        warning.setStretch(0, 1)
        self._nobody.setLayout(warning)
        self._nobody.hide()
        whole = column(
            self._nobody, Label(words.CHOOSE, "label"), Label(words.CHOOSE_TEXT, "hint"),
            self.busy, self.chooser, gap=SMALL,
        )  # fmt: skip
        whole.setStretch(4, 1)
        self.setLayout(whole)
        self.chooser.chosen.connect(self.chosen)
        self.units.clicked.connect(self.units_asked)

    def show_senders(self, count: int) -> None:
        """Say so if no package can be right yet, because no sender is known."""
        self._nobody.setVisible(count == 0)

    def enter(self) -> None:
        """List the folder anew and put the cursor into it."""
        self.chooser.open_folder(self.chooser.folder())
        self.chooser.setFocus()

    def wait(self, *, on: bool) -> None:
        """While one is checked no other is chosen."""
        self.chooser.setEnabled(not on)
        if not on:
            self.chooser.setFocus()
