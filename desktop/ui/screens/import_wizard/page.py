"""What every step of the import wizard looks like and answers."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.messages import import_wizard as words
from desktop.ui.theme import CARD_WIDTH, LARGE, STEP
from desktop.ui.widgets.look import Item, add, column, row
from desktop.ui.widgets.scroll import Scroll


class Page(QWidget):
    """One step; ``go_on`` asks for the next one, ``told`` speaks in the message bar."""

    go_on = Signal()
    told = Signal(str, str)
    next_text = words.NEXT

    def __init__(self, name: str, keys: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAccessibleName(name)
        self.keys = keys
        self.body = column(gap=STEP)
        self.body.setContentsMargins(LARGE, STEP, LARGE, STEP)
        self.setLayout(self.body)

    def put(self, item: Item, stretch: int = 0) -> None:
        """Append to the step; with ``stretch`` it takes the free height."""
        add(self.body, item)
        if stretch:
            self.body.setStretch(self.body.count() - 1, stretch)

    def put_column(self, *items: Item) -> None:
        """Fill the step with parts below each other, as wide as is easy to read; they scroll."""
        inside = QWidget()
        inside.setMaximumWidth(2 * CARD_WIDTH)
        inside.setLayout(column(*items, None, gap=STEP))
        around = QWidget()
        line = row(inside, None, gap=0)
        line.setStretch(0, 2 * CARD_WIDTH)
        around.setLayout(line)
        self.put(Scroll(around), 1)

    def start(self) -> None:
        """Put the cursor where the work of this step begins."""

    def forget(self) -> None:
        """Let everything of the file go: nothing of it stays in memory."""

    def stop(self) -> None:
        """Esc: stop what runs here, or leave what lies over the step."""

    def settled(self) -> bool:
        """Whether the step can be left; if not, it says why."""
        return True
