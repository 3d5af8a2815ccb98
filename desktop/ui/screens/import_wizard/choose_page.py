"""封入: which workbook; it is read in a limited child and what it carried is said in words."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.errors import (
    AppError,
    PasswordNeededError,
    ReadingCancelledError,
    WrongPasswordError,
)
from desktop.ui.cancel import Cancel
from desktop.ui.messages import import_wizard as words
from desktop.ui.messages.lookup import sentence
from desktop.ui.screens.import_wizard.facts import About, Facts
from desktop.ui.screens.import_wizard.page import Page
from desktop.ui.tasks import Tasks
from desktop.ui.theme import LARGE, MEDIUM
from desktop.ui.widgets.busy import Busy
from desktop.ui.widgets.button import PrimaryButton
from desktop.ui.widgets.file_chooser import FileChooser
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.look import column, row
from desktop.ui.widgets.panel import Notice, Panel, cleared
from desktop.ui.widgets.password_field import PasswordField
from desktop.ui.widgets.scroll import Scroll
from desktop.usecases.desk import Desk
from desktop.usecases.importing import ImportSession, inspect, read_file

ENDINGS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".tsv", ".txt", ".mdb", ".accdb")
"""Access files are listed so that they can be refused with the way that works."""


class ChoosePage(Page):
    """``read`` carries the ``ImportSession`` of a file, ``changed`` says that there is none now."""

    read = Signal(object)
    changed = Signal()
    refused = Signal(object)

    def __init__(self, tasks: Tasks, desk: Desk, start: Path) -> None:
        super().__init__(words.STEPS[0], words.CHOOSE_KEYS)
        self._tasks, self._desk = tasks, desk
        self._session: ImportSession | None = None
        self._locked: tuple[str, bytes] | None = None
        self.chooser = FileChooser(start, ENDINGS)
        self.busy = Busy(words.READING)
        self.password = PasswordField(words.PASSWORD)
        self._wrong = Notice("error", "")
        self._password_panel = self._ask_panel()
        self._shown = column(About(), gap=0)
        self._lay_out()
        self.chooser.chosen.connect(self._on_chosen)
        self.password.entered.connect(self._on_password)

    def session(self) -> ImportSession | None:
        """The file that was read."""
        return self._session

    def start(self) -> None:
        """The list of files, or the password that is missing."""
        first = self.password if self._locked else self.chooser
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def settled(self) -> bool:
        """Whether a file was read."""
        return self._session is not None

    def stop(self) -> None:
        """Esc: stop the work that is waited for."""
        self.busy.stop()

    def forget(self) -> None:
        """Let the file go; another can be chosen."""
        self._session, self._locked = None, None
        self.keys = words.CHOOSE_KEYS
        self.password.clear()
        self._password_panel.hide()
        self._show(About())
        self.changed.emit()

    def _ask_panel(self) -> Panel:
        panel = Panel(words.PASSWORD_TITLE, parent=self)
        self._password_text = Label("", wrap=True)
        open_button = PrimaryButton(words.PASSWORD_OPEN)
        open_button.clicked.connect(self._on_password)
        panel.add(self._password_text)
        panel.add(column(Label(words.PASSWORD, "label"), self.password))
        panel.add(self._wrong)
        panel.add(row(None, open_button))
        panel.hide()
        return panel

    def _lay_out(self) -> None:
        inside = QWidget()
        side = column(self.busy, self._password_panel, self._shown, None, gap=MEDIUM)
        inside.setLayout(side)
        both = row(self.chooser, Scroll(inside), gap=LARGE)
        both.setStretch(0, 11)
        both.setStretch(1, 9)
        self.put(Label(words.CHOOSE_TEXT, wrap=True))
        self.put(both, 1)

    def _show(self, panel: Panel) -> None:
        cleared(self._shown)
        self._shown.addWidget(panel)

    def wrong(self) -> str:
        """What was said of the last password, "" if nothing."""
        return "" if self._wrong.isHidden() else self._wrong.text()

    def _on_chosen(self, path: Path) -> None:
        self.forget()
        self._tasks.run(
            partial(read_file, path),
            done=self._on_content,
            refused=self._on_refused,
            key="import.read",
            busy=self.busy,
        )

    def _on_content(self, found: tuple[str, bytes]) -> None:
        self._inspect(*found, None)

    def _inspect(self, name: str, content: bytes, password: str | None) -> None:
        cancel = Cancel()
        self.busy.set_text(words.READING)
        self._tasks.run(
            partial(inspect, self._desk, name, content, password=password, watch=cancel),
            done=self._on_read,
            refused=partial(self._on_not_read, (name, content)),
            lane="foreign",
            key="import.inspect",
            cancel=cancel,
            busy=self.busy,
        )

    def _on_read(self, session: ImportSession) -> None:
        self._locked = None
        self.password.clear()
        self._password_panel.hide()
        self._session = session
        self.keys = words.CHOSEN_KEYS
        self._show(Facts(session))
        self.told.emit(words.READ.format(name=session.name), "success")
        self.read.emit(session)

    def _on_not_read(self, found: tuple[str, bytes], error: AppError) -> None:
        if isinstance(error, PasswordNeededError | WrongPasswordError):
            self._ask(found, error)
        else:
            self._on_refused(error)

    def _ask(self, found: tuple[str, bytes], error: AppError) -> None:
        wrong = isinstance(error, WrongPasswordError)
        self._locked = found
        self._password_text.setText(words.PASSWORD_TEXT.format(name=found[0]))
        self._wrong.say(sentence(error))
        self._wrong.setVisible(wrong)
        self.password.mark_problem(wrong=wrong)
        self.password.clear()
        cleared(self._shown)
        self._password_panel.show()
        self.password.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_password(self) -> None:
        if self._locked is not None and self.password.text():
            self._inspect(*self._locked, self.password.text())

    def _on_refused(self, error: AppError) -> None:
        if isinstance(error, ReadingCancelledError):
            self.told.emit(words.STOPPED, "info")
        else:
            self.refused.emit(error)
        self.start()
