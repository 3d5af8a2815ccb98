"""Where the receipt goes, and what was taken in."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.messages import receive as words
from desktop.ui.shortcuts import Deed, bind
from desktop.ui.theme import MEDIUM, SMALL
from desktop.ui.widgets.busy import Busy
from desktop.ui.widgets.button import Button, PrimaryButton
from desktop.ui.widgets.file_chooser import FileChooser
from desktop.ui.widgets.key_values import KeyValueList
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.look import column, row
from desktop.ui.widgets.panel import Card, Notice, cleared
from desktop.usecases.receiving import Accepted


class ReceiptPlace(QWidget):
    """``chosen`` carries the folder for the receipt, ``left`` goes back to the package."""

    chosen = Signal(object)
    left = Signal()

    def __init__(self, start: Path, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chooser = FileChooser(start, folders=True)
        self.busy = Busy(words.TAKING)
        self.back = Button(words.BACK)
        head = row(Label(words.RECEIPT_CHOOSE, "label"), None, self.back)
        whole = column(head, Label(words.RECEIPT_TEXT, "hint"), self.busy, self.chooser, gap=SMALL)
        whole.setStretch(3, 1)
        self.setLayout(whole)
        self.chooser.chosen.connect(self.chosen)
        self.back.clicked.connect(self.left)
        bind(self, Deed.STOP, self._on_stop)
        bind(self, Deed.REGISTER, self._on_take)

    def enter(self, folder: Path) -> None:
        """Begin in the folder the package came from."""
        self.chooser.open_folder(folder)
        self.chooser.setFocus()

    def wait(self, *, on: bool) -> None:
        """While records are taken in nothing can be pressed twice."""
        for part in (self.chooser, self.back):
            part.setEnabled(not on)

    def _on_take(self) -> None:
        if self.chooser.isEnabled():
            self.chosen.emit(self.chooser.folder())

    def _on_stop(self) -> None:
        if self.back.isEnabled():
            self.left.emit()


class TakenPage(QWidget):
    """``ledger_asked`` opens the ledger, ``left`` begins with another package."""

    ledger_asked = Signal()
    left = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notice = column()
        self.facts = KeyValueList()
        self.open = PrimaryButton(words.OPEN_LEDGER, icon_name="ledger")
        self.another = Button(words.ANOTHER)
        card = Card()
        card.add(self._notice)
        card.add(self.facts)
        card.add(Notice("info", words.RECEIPT_NOTE))
        card.add(row(self.another, None, self.open, gap=MEDIUM))
        self.setLayout(column(card, None))
        self.open.clicked.connect(self.ledger_asked)
        self.another.clicked.connect(self.left)
        bind(self, Deed.STOP, self.left.emit)

    def show_taken(self, taken: Accepted, ledger_name: str) -> None:
        """Say what is where now."""
        cleared(self._notice)
        said = words.TAKEN.format(count=f"{taken.records:,}", ledger=ledger_name)
        self._notice.addWidget(Notice("success", said))
        self.facts.show_pairs(
            ((words.RECEIPT, taken.receipt.name), (words.PLACE, str(taken.receipt.parent)))
        )
        self.open.setFocus()
