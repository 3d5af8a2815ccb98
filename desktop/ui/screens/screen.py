"""What every screen of the workplace is: it has a name, three things to say, and two answers."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override


class Screen(QWidget):
    """``refused`` and ``told`` go to the message bar; ``open_requested`` carries an ``Opening``.

    The second word of ``open_requested`` is the id of what is to be opened, or "".
    """

    refused = Signal(object)
    told = Signal(str, str)
    open_requested = Signal(str, str)

    def __init__(self, name: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("screen")
        self.setAccessibleName(name)

    def refresh(self) -> None:
        """Read anew what is shown; a screen that reads nothing has nothing to do."""

    def come_up(self) -> None:
        """Called whenever the screen is brought up: what others changed is read anew."""
        self.refresh()

    def would_lose(self) -> bool:
        """Whether something entered here would be lost if the desk were left now."""
        return False

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.come_up()
