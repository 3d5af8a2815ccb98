"""What every step of the founding looks like and answers."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLayout, QWidget

from desktop.domain.errors import AppError
from desktop.ui.messages import founding as words
from desktop.ui.messages.lookup import sentence
from desktop.ui.theme import CARD_WIDTH, LARGE, MEDIUM, SMALL
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.look import Item, add, column, row
from desktop.ui.widgets.panel import Notice, cleared

PAGE_WIDTH = 2 * CARD_WIDTH + 2 * LARGE


def middle(inside: QLayout | QWidget) -> QHBoxLayout:
    """``inside`` in the middle of the window, never wider than a page is."""
    if isinstance(inside, QWidget):
        page = inside
    else:
        page = QWidget()
        page.setLayout(inside)
    page.setMaximumWidth(PAGE_WIDTH)
    line = row(None, page, None, gap=0)
    line.setStretch(1, PAGE_WIDTH)
    return line


class Page(QWidget):
    """A title, a sentence and the step's own part; ``go_on`` asks for the next step."""

    go_on = Signal()
    next_text = words.NEXT

    def __init__(self, title: str, text: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAccessibleName(title)
        self.body = column(gap=MEDIUM)
        self._refusal = column()
        self._complaint = ""
        head = column(Label(title, "title"), gap=SMALL)
        if text:
            head.addWidget(Label(text, wrap=True))
        whole = column(head, LARGE, self.body, MEDIUM, self._refusal, None, gap=0)
        whole.setContentsMargins(LARGE, MEDIUM, LARGE, MEDIUM)
        self.setLayout(whole)

    def put(self, *items: Item) -> None:
        """Append to the step's own part."""
        for item in items:
            add(self.body, item)

    def start(self) -> None:
        """Put the cursor where typing begins."""

    def settled(self) -> bool:
        """Whether everything needed is there; if not, it is marked and the cursor goes there."""
        return True

    def leave(self) -> None:
        """The next person comes: nothing secret stays readable."""

    def refuse(self, error: AppError) -> None:
        """Say why the step cannot be left."""
        self.complain(sentence(error))

    def complain(self, text: str) -> None:
        """Show one sentence below the step's part; "" takes it away."""
        cleared(self._refusal)
        self._complaint = text
        if text:
            self._refusal.addWidget(Notice("error", text))

    def complaint(self) -> str:
        """The sentence shown below the step's part, "" if there is none."""
        return self._complaint
