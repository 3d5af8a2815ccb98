"""The store is of an earlier version: what will be done about it, and the person's two answers."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.messages import updates as words
from desktop.ui.theme import STEP
from desktop.ui.widgets.busy import Busy
from desktop.ui.widgets.button import Button, PrimaryButton
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.look import column, row
from desktop.ui.widgets.panel import Panel

PATIENCE_MS = 2 * 60 * 1000
"""The password is still in its field while this is asked: no answer is an answer too."""


class OlderStore(QWidget):
    """Hidden until asked; ``agreed`` or ``left`` is the answer. ``busy`` shows the rehearsal."""

    agreed = Signal()
    left = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.start = PrimaryButton(words.OLDER_START)
        self.leave = Button(words.OLDER_LEAVE)
        self.busy = Busy(words.OLDER_WORKING, counted=words.PERCENT)
        panel = Panel(words.OLDER_TITLE)
        panel.add(Label(words.OLDER_TEXT, wrap=True))
        panel.add(row(None, self.leave, self.start, gap=STEP))
        self.setLayout(column(panel, self.busy, gap=STEP))
        self.start.clicked.connect(self.agreed)
        self.leave.clicked.connect(self.left)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(PATIENCE_MS)
        self._clock.timeout.connect(self.left)
        self.hide()

    def ask(self) -> None:
        """Ask, with the cursor on the deed."""
        self.wait(on=False)
        self.show()
        self.start.setFocus()
        self._clock.start()

    def wait(self, *, on: bool) -> None:
        """While the copy is tried nothing is asked."""
        self._clock.stop()
        self.start.setEnabled(not on)
        self.leave.setEnabled(not on)

    def end(self) -> None:
        """Nothing is asked any more."""
        self._clock.stop()
        self.hide()

    def clock(self) -> QTimer:
        """What ends the question without an answer."""
        return self._clock
