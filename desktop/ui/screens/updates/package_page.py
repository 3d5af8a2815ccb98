"""Choosing an update package, and what is kept here and waits to be installed."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.updates import ENDING, version_order
from desktop.ui.messages import updates as words
from desktop.ui.theme import SMALL, STEP
from desktop.ui.widgets.busy import Busy
from desktop.ui.widgets.button import PrimaryButton
from desktop.ui.widgets.file_chooser import FileChooser
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.look import column, row
from desktop.ui.widgets.panel import Card, Notice
from desktop.usecases.updates import UpdateState


class PackagePage(QWidget):
    """``chosen`` carries a file, ``install_asked`` the version that is to be installed."""

    chosen = Signal(object)
    install_asked = Signal(str)

    def __init__(self, start: Path, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._version = ""
        self._running = Label("", "sub")
        self.no_key = Notice("warning", words.NO_KEY)
        self.chooser = FileChooser(start, (ENDING,))
        self.busy = Busy(words.CHECKING, counted=words.MEGABYTES)
        self.install = PrimaryButton(words.INSTALL)
        self._ready = Card()
        self._ready_title = Label("", "heading")
        self._ready_text = Label("", wrap=True)
        self._lay_out()
        self.chooser.chosen.connect(self.chosen)
        self.install.clicked.connect(lambda: self.install_asked.emit(self._version))

    def show_state(self, state: UpdateState) -> None:
        """Say what runs, and offer the newest kept version that is newer."""
        program = state.program
        self._running.setText(
            words.RUNNING.format(
                version=program.version, build=program.build, schema=program.schema
            )
        )
        self.no_key.setVisible(program.release_key is None)
        mine = version_order(program.version)
        newer = [one.version for one in state.kept if one.order > mine]
        self._version = newer[0] if newer else ""
        self._ready.setVisible(bool(newer))
        self.install.setVisible(state.can_install)
        self._ready_title.setText(words.READY.format(version=self._version))
        elsewhere = words.READY_ELSEWHERE.format(version=self._version)
        self._ready_text.setText(words.READY_TEXT if state.can_install else elsewhere)

    def enter(self) -> None:
        """List the folder anew and put the cursor into it."""
        self.chooser.open_folder(self.chooser.folder())
        self.chooser.setFocus()

    def wait(self, *, on: bool) -> None:
        """While one is checked no other is chosen."""
        self.chooser.setEnabled(not on)
        self.install.setEnabled(not on)

    def offered(self) -> str:
        """The version that can be installed now, or ""."""
        return self._version

    def _lay_out(self) -> None:
        said = column(self._ready_title, self._ready_text, gap=SMALL)
        line = row(said, self.install, gap=STEP)
        line.setStretch(0, 1)
        self._ready.add(line)
        self._ready.hide()
        self.no_key.hide()
        whole = column(
            self._running, self.no_key, self._ready, Label(words.CHOOSE, "label"),
            Label(words.CHOOSE_TEXT, "hint"), self.busy, self.chooser, gap=SMALL,
        )  # fmt: skip
        whole.setStretch(whole.count() - 1, 1)
        self.setLayout(whole)
