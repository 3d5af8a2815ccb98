"""Step 8: two founders compare the store's fingerprint with the paper."""

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.ui.messages import founding as words
from desktop.ui.screens.founding.page import Page
from desktop.ui.widgets.codes import CodeGroups
from desktop.ui.widgets.enter_chain import enter_chain
from desktop.ui.widgets.panel import Card, Notice
from desktop.ui.widgets.tick import Tick


class FingerprintPage(Page):
    """Both marks are needed."""

    next_text = words.FINISH

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(words.FINGERPRINT_TITLE, words.FINGERPRINT_TEXT, parent=parent)
        self._codes = CodeGroups()
        self.administrator = Tick()
        self.supervisor = Tick()
        card = Card()
        for part in (self._codes, self.administrator, self.supervisor):
            card.add(part)
        self.put(card, Notice("info", words.NOTE_AFTER))
        enter_chain(self.administrator, self.supervisor, last=self.go_on.emit)

    def show_fingerprint(self, fingerprint: str, administrator: str, supervisor: str) -> None:
        """Show the code and who has to compare it."""
        self._codes.show_code(fingerprint)
        for box, text, name in (
            (self.administrator, words.FINGERPRINT_ADMINISTRATOR, administrator),
            (self.supervisor, words.FINGERPRINT_SUPERVISOR, supervisor),
        ):
            box.setText(text.format(name=name))
            box.setAccessibleName(box.text())

    @override
    def start(self) -> None:
        self.administrator.setFocus()

    @override
    def settled(self) -> bool:
        both = self.administrator.isChecked() and self.supervisor.isChecked()
        self.complain("" if both else words.FINGERPRINT_OPEN)
        return both
