"""The one top-level window: sign-in, founding or the workplace lies in it, never two at once."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from desktop.ui.main_window import LEAST_SIZE, WORKING_SIZE
from desktop.ui.messages import frame
from desktop.ui.widgets.screen_stack import ScreenStack


class Guest(QWidget):
    """What lies in the shell and may ask not to be closed yet."""

    def keeps_open(self) -> bool:
        """Whether closing now would lose something for good; if so, it says so itself."""
        return False


class Shell(QWidget):
    """``close_asked`` is emitted while somebody is signed in; ``let_go`` then closes it."""

    close_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(frame.PRODUCT)
        self._stack = ScreenStack()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self.setMinimumSize(*LEAST_SIZE)
        self.resize(*WORKING_SIZE)
        self.held = False

    def present(self, widget: QWidget) -> None:
        """Bring ``widget`` up; it stays in the shell until it is removed."""
        if self._stack.indexOf(widget) < 0:
            self._stack.addWidget(widget)
        self._stack.setCurrentWidget(widget)
        self.setWindowTitle(widget.windowTitle() or frame.PRODUCT)

    def remove(self, widget: QWidget) -> None:
        """Take ``widget`` out and let it go for good."""
        self._stack.removeWidget(widget)
        widget.hide()
        widget.deleteLater()

    def let_go(self) -> None:
        """Close without asking again."""
        self.held = False
        self.close()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if self.held:
            event.ignore()
            self.close_asked.emit()
            return
        guest = self._stack.currentWidget()
        if isinstance(guest, Guest) and guest.keeps_open():
            event.ignore()
            return
        super().closeEvent(event)
