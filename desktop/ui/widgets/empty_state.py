"""What stands where nothing is yet: an icon, a sentence, and the deed that fills the place."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.style import pixmap
from desktop.ui.theme import LARGE_ICON, MEDIUM, SMALL
from desktop.ui.widgets.button import PrimaryButton
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.look import column, row


class EmptyState(QWidget):
    """``acted`` fires when the button, if there is one, is pressed."""

    acted = Signal()

    def __init__(
        self,
        icon_name: str,
        sentence: str,
        *,
        hint: str = "",
        action: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        mark = Label()
        mark.setPixmap(pixmap(icon_name, "disabled", LARGE_ICON, mark.devicePixelRatio()))
        self._sentence = Label(sentence, "heading")
        self.button = PrimaryButton(action)
        if not action:
            self.button.hide()
        self.button.clicked.connect(self.acted)
        stack = column(None, mark, self._sentence, gap=SMALL)
        for label in (mark, self._sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        if hint:
            note = Label(hint, "sub", wrap=True)
            note.setAlignment(Qt.AlignmentFlag.AlignCenter)
            stack.addWidget(note)
        stack.addSpacing(MEDIUM)
        stack.addLayout(row(None, self.button, None))
        stack.addStretch(1)
        self.setLayout(stack)
        self.setAccessibleName(sentence)

    def set_sentence(self, sentence: str) -> None:
        """Say something else."""
        self._sentence.setText(sentence)
        self.setAccessibleName(sentence)
