"""Step 7: recovery sheets are written, printed, and proved to be on paper."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.ui.messages import founding as words
from desktop.ui.screens.founding.page import Page
from desktop.ui.screens.founding.sheet_checks import SheetChecks
from desktop.ui.theme import CARD_WIDTH, STEP
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.file_chooser import FileChooser
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.look import row
from desktop.ui.widgets.panel import Card


class SheetsPage(Page):
    """``folder_chosen`` asks to write the sheets there; next only after all were typed back."""

    folder_chosen = Signal(object)

    def __init__(self, start: Path, *, parent: QWidget | None = None) -> None:
        super().__init__(words.SHEETS_TITLE, words.SHEETS_TEXT, parent=parent)
        self._written = False
        self.choose = Button(words.SHEETS_CHOOSE, icon_name="folder")
        self.chooser = FileChooser(start, folders=True)
        self.chooser.setMinimumHeight(CARD_WIDTH // 2)
        self.chooser.hide()
        self._where = Label("", wrap=True)
        self._where.hide()
        self.checks = SheetChecks()
        self._paper = Card(words.SHEETS_PRINT)
        self._prove = Card(words.SHEETS_PROVE)
        self._lay_out()
        self.choose.clicked.connect(self._on_choose)
        self.chooser.chosen.connect(self._on_chosen)
        self.checks.entered.connect(self.go_on)

    def expect(self, checks: tuple[str, ...]) -> None:
        """The sheets exist; these characters are on them."""
        self.checks.expect(checks)

    def show_written(self, paths: tuple[Path, ...]) -> None:
        """The PDFs lie there now."""
        self._written = True
        folder = str(paths[0].parent)
        self._where.setText(words.SHEETS_WRITTEN.format(folder=folder))
        self._where.show()
        self.choose.setText(words.SHEETS_CHOOSE_AGAIN)
        self._prove.setEnabled(True)
        self.checks.start()

    @override
    def start(self) -> None:
        (self.checks.start if self._written else self.choose.setFocus)()

    @override
    def settled(self) -> bool:
        if not self._written:
            self.complain(words.SHEETS_NOT_WRITTEN)
            self.choose.setFocus()
            return False
        proved = self.checks.proved()
        self.complain("" if proved else words.SHEETS_OPEN)
        if not proved:
            self.checks.start()
        return proved

    def _lay_out(self) -> None:
        save = Card(words.SHEETS_SAVE)
        place = row(self.choose, self._where, gap=STEP)
        place.setStretch(1, 1)
        place.addStretch(0)
        save.add(place)
        save.add(self.chooser)
        self._paper.add(Label(words.SHEETS_PRINT_TEXT, wrap=True))
        self._prove.add(Label(words.SHEETS_PROVE_TEXT, wrap=True))
        self._prove.add(self.checks)
        self._prove.setEnabled(False)
        self.put(save, self._paper, self._prove)

    def _on_choose(self) -> None:
        self.complain("")
        self._choose(open_it=self.chooser.isHidden())
        if not self.chooser.isHidden():
            self.chooser.setFocus()

    def _choose(self, *, open_it: bool) -> None:
        """While a place is chosen there is nothing else to do here."""
        self.chooser.setVisible(open_it)
        self._paper.setVisible(not open_it)
        self._prove.setVisible(not open_it)

    def _on_chosen(self, folder: Path) -> None:
        self._choose(open_it=False)
        self.folder_chosen.emit(folder)
