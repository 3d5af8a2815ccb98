"""This unit's own card: what it is for, its fingerprint, and writing it out."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.messages import units as words
from desktop.ui.theme import CARD_WIDTH, MEDIUM, STEP
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.codes import CodeGroups
from desktop.ui.widgets.file_chooser import FileChooser
from desktop.ui.widgets.key_values import KeyValueList
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.look import column, row
from desktop.ui.widgets.panel import Card
from desktop.usecases.office import UnitRef


class OwnCard(QWidget):
    """``folder_chosen`` asks to write the card there."""

    folder_chosen = Signal(object)

    def __init__(
        self, unit: UnitRef, start: Path, *, may_write: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(words.TABS[3])
        self.write = Button(words.OWN_WRITE, icon_name="folder")
        self.chooser = FileChooser(start, folders=True)
        self.chooser.setMinimumHeight(CARD_WIDTH // 2)
        self.chooser.hide()
        self._facts = QWidget()
        self._facts.setLayout(
            column(
                Label(words.OWN_TEXT, wrap=True),
                KeyValueList(((words.OWN_UNIT, unit.label),)),
                Label(words.OWN_FINGERPRINT, "sub"),
                CodeGroups(unit.fingerprint),
                gap=STEP,
            )
        )
        card = Card()
        card.add(self._facts)
        if may_write:
            card.add(row(self.write, None))
            card.add(self.chooser)
        else:
            self.write.hide()
            card.add(Label(words.OWN_ONLY, "hint", wrap=True))
        self.setLayout(column(card, None, gap=MEDIUM))
        self.write.clicked.connect(self._on_write)
        self.chooser.chosen.connect(self._on_chosen)

    def _on_write(self) -> None:
        self._choose(open_it=self.chooser.isHidden())
        if not self.chooser.isHidden():
            self.chooser.setFocus()

    def _choose(self, *, open_it: bool) -> None:
        """While a place is chosen there is nothing else to look at."""
        self.chooser.setVisible(open_it)
        self._facts.setVisible(not open_it)

    def _on_chosen(self, folder: Path) -> None:
        self._choose(open_it=False)
        self.write.setFocus()
        self.folder_chosen.emit(folder)
