"""完了: the number of the import, what was registered, its paper, and the way to the ledger."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.messages import import_wizard as words
from desktop.ui.screens.import_wizard.page import Page
from desktop.ui.tasks import Tasks
from desktop.ui.theme import CARD_WIDTH, LARGE, MEDIUM, SMALL
from desktop.ui.widgets.button import Button, PrimaryButton
from desktop.ui.widgets.key_values import KeyValueList
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.look import column, row
from desktop.ui.widgets.panel import Notice, Panel
from desktop.ui.widgets.paper_pages import PaperPages
from desktop.ui.widgets.scroll import Scroll
from desktop.usecases.importing import Imported, RowCount


class DonePage(Page):
    """``opened`` carries the new ledger's id, ``more`` begins the wizard anew."""

    opened = Signal(str)
    more = Signal()
    refused = Signal(object)

    def __init__(self, tasks: Tasks) -> None:
        super().__init__(words.STEPS[6], words.DONE_KEYS)
        self._imported: Imported | None = None
        self._batch = Label("", "title")
        self._facts = KeyValueList()
        self.open_button = PrimaryButton(words.DONE_OPEN, icon_name="ledger")
        self.more_button = Button(words.DONE_MORE, icon_name="import")
        self.paper = PaperPages(tasks, words.DONE_PAPER)
        self._lay_out()
        self.open_button.clicked.connect(self._on_open)
        self.more_button.clicked.connect(self.more)
        self.paper.refused.connect(self.refused)

    def show_imported(self, imported: Imported) -> None:
        """Show what was made."""
        self._imported = imported
        count = imported.count
        self._batch.setText(imported.batch)
        self._batch.setAccessibleName(f"{words.DONE_BATCH} {imported.batch}")
        self._facts.show_pairs(
            (
                (words.DONE_LEDGER, imported.form.name),
                (
                    words.DONE_COUNT,
                    _registered(count),
                ),
                (
                    words.DONE_REST,
                    words.DONE_REST_TEXT.format(
                        refused=f"{count.refused:,}", excluded=f"{count.excluded:,}"
                    ),
                ),
            )
        )
        self.paper.show_paper(imported.result)

    def start(self) -> None:
        """The way to the ledger."""
        self.open_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def settled(self) -> bool:
        """Nothing comes after this step."""
        return False

    def _lay_out(self) -> None:
        panel = Panel()
        panel.add(Label(words.DONE, "heading"))
        panel.add(column(Label(words.DONE_BATCH, "sub"), self._batch, gap=0))
        panel.add(self._facts)
        panel.add(SMALL)
        panel.add(column(self.open_button, self.more_button, gap=SMALL))
        side = QWidget()
        side.setLayout(column(panel, Notice("info", words.DONE_OLD), None, gap=MEDIUM))
        scrolled = Scroll(side)
        scrolled.setFixedWidth(CARD_WIDTH * 4 // 5)
        line = row(scrolled, self.paper, gap=LARGE)
        line.setStretch(1, 1)
        whole = QWidget()
        whole.setLayout(line)
        self.put(whole, 1)

    def _on_open(self) -> None:
        if self._imported is not None:
            self.opened.emit(self._imported.ledger)


def _registered(count: RowCount) -> str:
    form = words.DONE_COUNT_WARNED if count.with_warnings else words.SUMMARY_COUNT_TEXT
    return form.format(count=f"{count.importable:,}", warned=f"{count.with_warnings:,}")
