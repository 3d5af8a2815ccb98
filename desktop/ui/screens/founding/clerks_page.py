"""Step 5: clerks sit down one after the other; none is allowed, one is advised."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.messages import founding as words
from desktop.ui.screens.founding.person_page import SeatPage
from desktop.ui.theme import HAIR, LARGE, MEDIUM
from desktop.ui.widgets.button import Button, TextButton
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.look import column, row
from desktop.ui.widgets.panel import Notice, Panel, cleared
from desktop.usecases.founding import NewPerson


class ClerksPage(SeatPage):
    """``adding`` asks to check and take the person in ``form``; ``people`` are those taken."""

    adding = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(words.CLERKS_TITLE, parent=parent)
        self.people: tuple[NewPerson, ...] = ()
        self.add = Button(words.CLERK_ADD, icon_name="add")
        self._list = Panel(words.CLERK_LIST)
        self._lines = column(gap=MEDIUM)
        self._list.add(self._lines)
        self._list.add(None)
        left = column(
            self.form, row(None, self.add), Label(words.CLERK_ADD_KEY, "hint", wrap=True), None,
            gap=MEDIUM,
        )  # fmt: skip
        beside = row(left, self._list, gap=LARGE)
        beside.setStretch(0, 5)
        beside.setStretch(1, 2)
        self.put(Notice("info", words.CLERKS_TEXT), beside)
        self.add.clicked.connect(self._on_add)
        self.form.submitted.connect(self._on_add)
        self.form.name.entered.connect(self._on_empty_enter)
        self._show_people()

    def take(self, person: NewPerson) -> None:
        """Keep a checked person and make room for the next one."""
        self.people = (*self.people, person)
        self.form.clear()
        self.complain("")
        self._show_people()
        self.form.start()

    def forget(self) -> None:
        """Let all passwords go."""
        self.people = ()
        self.form.clear()
        self._show_people()

    def _on_add(self) -> None:
        self.complain("")
        if self.form.settled():
            self.adding.emit()

    def _on_empty_enter(self) -> None:
        """Enter on an empty form says: nobody more."""
        if self.form.is_empty():
            self.go_on.emit()

    def remove(self, uid: str) -> None:
        """Take a clerk off the list again."""
        self.people = tuple(person for person in self.people if person.uid != uid)
        self._show_people()
        self.form.start()

    def _show_people(self) -> None:
        cleared(self._lines)
        for person in self.people:
            self._lines.addWidget(self._line(person))
        if not self.people:
            self._lines.addWidget(Label(words.CLERK_NONE, "sub", wrap=True))

    def _line(self, person: NewPerson) -> QWidget:
        remove = TextButton(words.CLERK_REMOVE)
        remove.setAccessibleName(words.CLERK_REMOVE_NAME.format(name=person.name))
        remove.clicked.connect(lambda: self.remove(person.uid))
        name = column(Label(person.name, wrap=True), Label(person.uid, "hint", wrap=True), gap=HAIR)
        line = row(name, remove, gap=MEDIUM)
        line.setStretch(0, 1)
        whole = QWidget()
        whole.setLayout(line)
        return whole
