"""Steps 3 and 4: a founder sits down and enters themselves."""

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.domain.errors import AppError
from desktop.ui.messages import founding as words
from desktop.ui.screens.founding.page import Page
from desktop.ui.screens.founding.person_form import PersonForm
from desktop.ui.widgets.panel import Notice


class SeatPage(Page):
    """A page with a ``form`` for whoever sits there; who comes next cannot read the password."""

    def __init__(self, title: str, *, parent: QWidget | None = None) -> None:
        super().__init__(title, parent=parent)
        self.form = PersonForm()

    @override
    def start(self) -> None:
        self.form.start()

    @override
    def leave(self) -> None:
        self.form.password.seal()

    @override
    def refuse(self, error: AppError) -> None:
        if not self.form.takes(error):
            super().refuse(error)


class PersonPage(SeatPage):
    """The form and nothing else: a founder."""

    def __init__(self, title: str, text: str, *, parent: QWidget | None = None) -> None:
        super().__init__(title, parent=parent)
        self.put(Notice("info", text), self.form)
        self.form.submitted.connect(self.go_on)

    @override
    def settled(self) -> bool:
        self.complain("")
        return self.form.settled()


def administrator_page() -> PersonPage:
    """The page of the 情報係."""
    return PersonPage(words.ADMINISTRATOR_TITLE, words.ADMINISTRATOR_TEXT)


def supervisor_page() -> PersonPage:
    """The page of the 課長."""
    return PersonPage(words.SUPERVISOR_TITLE, words.SUPERVISOR_TEXT)
