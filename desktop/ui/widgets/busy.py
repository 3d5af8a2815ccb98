"""Something takes its time: words, how far it is, and a cancel that works."""

from PySide6.QtWidgets import QProgressBar, QWidget

from desktop.ui.cancel import Cancel
from desktop.ui.messages import frame
from desktop.ui.theme import CARD_WIDTH, SMALL, STEP
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.look import column, row
from desktop.ui.widgets.message_bar import Spinner


class Busy(QWidget):
    """Hidden until ``begin``; give it to ``tasks.run(..., busy=...)``; ``counted`` says what of."""

    def __init__(
        self,
        text: str = frame.WORKING,
        *,
        can_cancel: bool = True,
        counted: str = frame.PROGRESS,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._cancel: Cancel | None = None
        self._counted = counted
        self._text = Label(text)
        self._count = Label("", "sub")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(text)
        self._spinner = Spinner()
        self._stop = Button(frame.CANCEL)
        if not can_cancel:
            self._stop.hide()
        self._stop.clicked.connect(self._on_stop)
        words = row(self._spinner, self._text, None, self._count, self._stop, gap=SMALL)
        self.setLayout(column(words, self._bar, gap=STEP))
        self.setMinimumWidth(CARD_WIDTH)
        self.setAccessibleName(text)
        self.hide()

    def begin(self, cancel: Cancel) -> None:
        """Appear, without a count yet."""
        self._cancel = cancel
        self._bar.setRange(0, 0)
        self._count.setText("")
        self._stop.setEnabled(True)
        self._spinner.spin(on=True)
        self.show()

    def advance(self, done: int, total: int) -> None:
        """Show ``done`` of ``total``; an unknown total keeps the bar moving."""
        self._bar.setRange(0, max(total, 0))
        self._bar.setValue(done)
        words = self._counted.format(done=f"{done:,}", total=f"{total:,}") if total > 0 else ""
        self._count.setText(words)

    def end(self) -> None:
        """Go away."""
        self._spinner.spin(on=False)
        self.hide()

    def stop(self) -> None:
        """What 中止 does; nothing while nothing runs or where it cannot be stopped."""
        if self.isVisible() and not self._stop.isHidden():
            self._on_stop()

    def set_text(self, text: str) -> None:
        """Say what is being done."""
        self._text.setText(text)
        self.setAccessibleName(text)

    def _on_stop(self) -> None:
        self._stop.setEnabled(False)
        if self._cancel is not None:
            self._cancel.cancel()
