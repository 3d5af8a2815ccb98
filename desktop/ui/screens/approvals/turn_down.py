"""The reason for 差戻し or 却下: usual words to pick, and free text."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from desktop.ui.messages import approvals as words
from desktop.ui.shortcuts import Deed, with_key
from desktop.ui.theme import MEDIUM, SMALL
from desktop.ui.widgets.button import Button, DangerButton, PrimaryButton
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.look import column, row
from desktop.ui.widgets.text_area import TextArea


class TurnDown(QWidget):
    """``decided`` carries the reason, ``left`` says there is no decision.

    ``reasons`` are the usual ones: a short word, and the sentence it stands for.
    """

    decided = Signal(str)
    left = Signal()

    def __init__(
        self,
        title: str,
        reasons: tuple[tuple[str, str], ...],
        do: str,
        *,
        danger: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        self.reason = TextArea(title, hint=words.REASON_HINT, lines=2)
        self._problem = Label("", "problem")
        self.usual = tuple(Button(word) for word, _ in reasons)
        kind = DangerButton if danger else PrimaryButton
        self.do = kind(with_key(do, Deed.REGISTER))
        self.cancel = Button(words.CANCEL)
        head = row(Label(title, "label"), self._problem, None, gap=MEDIUM)
        ask = row(self.reason, self.cancel, self.do, gap=MEDIUM)
        ask.setStretch(0, 1)
        self.setLayout(column(head, row(*self.usual, None, gap=SMALL), ask, gap=SMALL))
        for button, (_, sentence) in zip(self.usual, reasons, strict=True):
            button.clicked.connect(partial(self._on_usual, sentence))
        self.cancel.clicked.connect(self.left)
        self.do.clicked.connect(self.submit)
        self.reason.entered.connect(self.submit)
        self.reason.textChanged.connect(lambda: self._problem.setText(""))

    def begin(self) -> None:
        """Ask anew."""
        self.reason.setPlainText("")
        self._problem.setText("")
        self.reason.setFocus()

    def submit(self) -> None:
        """Decide, if a reason is given."""
        reason = self.reason.toPlainText().strip()
        if reason:
            self.decided.emit(reason)
        else:
            self._problem.setText(words.EMPTY_REASON)
            self.reason.setFocus()

    def has_words(self) -> bool:
        """Whether a reason was begun to be written."""
        return bool(self.reason.toPlainText())

    def problem(self) -> str:
        """What is wrong, "" if nothing is."""
        return self._problem.text()

    def _on_usual(self, reason: str) -> None:
        written = self.reason.toPlainText().strip()
        self.reason.setPlainText(f"{written}{reason}" if written else reason)
        self.reason.moveCursor(QTextCursor.MoveOperation.End)
        self.reason.setFocus()
