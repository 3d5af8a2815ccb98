"""The last resort: a bug is told in our own words, by class and number, never by its text.

The text of an exception may hold a value; it goes to no screen.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from desktop.ui.messages import frame
from desktop.ui.style import pixmap
from desktop.ui.theme import CARD_WIDTH, ICON, LARGE, MEDIUM, SMALL
from desktop.ui.widgets.button import PrimaryButton
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.look import column, row


class BugPanel(QDialog):
    """Stands by itself, so that it can be read even when the window is broken."""

    def __init__(self, bug: BaseException, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(frame.BUG_TITLE)
        self.setFixedWidth(CARD_WIDTH)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.number = frame.BUG_NUMBER.format(name=type(bug).__name__)
        mark = Label()
        mark.setPixmap(pixmap("error", "error", ICON, self.devicePixelRatioF()))
        close = PrimaryButton(frame.BUG_CLOSE)
        close.clicked.connect(self.close)
        head = row(mark, Label(frame.BUG_TITLE, "heading"), None, gap=SMALL)
        text = Label(frame.BUG_TEXT, wrap=True)
        body = column(head, text, Label(self.number, "label"), SMALL, gap=MEDIUM, margin=LARGE)
        body.addLayout(row(None, close))
        self.setLayout(body)
        self.setAccessibleName(f"{frame.BUG_TITLE} {self.number}")
        close.setFocus()
