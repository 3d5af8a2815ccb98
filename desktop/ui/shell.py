"""The one top-level window: sign-in, founding or the workplace lies in it, never two at once."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QStyle, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.ui.main_window import LEAST_SIZE, WORKING_SIZE
from desktop.ui.messages import frame
from desktop.ui.widgets.drill_frame import DrillFrame
from desktop.ui.widgets.overlay import Overlay
from desktop.ui.widgets.screen_stack import ScreenStack

NO_SCREEN = "offscreen"
"""Qt's platform for pictures and tests; the 800×800 screen it speaks of is nobody's."""


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
        self._stack.setObjectName("ground")
        self._stack.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self._drill = DrillFrame(self._stack)
        layout.addWidget(self._drill)
        self.setMinimumSize(*LEAST_SIZE)
        self.resize(*WORKING_SIZE)
        self.held = False

    def come_up(self) -> None:
        """Show the window at its working size, or as large as a smaller screen lets it be."""
        if QGuiApplication.platformName() == NO_SCREEN:
            self.show()
        else:
            self.fit(self.screen().availableGeometry().size())

    def come_forward(self) -> None:
        """Stand before the other programs' windows, taken up from the task bar if it lay there."""
        if self.isMinimized():
            self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        if QGuiApplication.platformName() != NO_SCREEN:
            self.raise_()
        self.activateWindow()

    def fit(self, room: QSize) -> None:
        """Show the window inside ``room``, its title bar included."""
        frame_around = QSize(0, self.style().pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight))
        wanted = QSize(*WORKING_SIZE) + frame_around
        self.setMinimumSize(QSize(*LEAST_SIZE).boundedTo(room - frame_around))
        if wanted.boundedTo(room) == wanted:
            self.show()
        else:
            self.showMaximized()

    def present(self, widget: QWidget, *, drill: bool = False) -> None:
        """Bring ``widget`` up; it stays in the shell until it is removed."""
        self._take_questions_away()
        self._drill.wear(drill=drill)
        if self._stack.indexOf(widget) < 0:
            self._stack.addWidget(widget)
        self._stack.setCurrentWidget(widget)
        self.setWindowTitle(widget.windowTitle() or frame.PRODUCT)

    def _take_questions_away(self) -> None:
        """A question of what lay here before, left unanswered by a session that ended itself."""
        direct = Qt.FindChildOption.FindDirectChildrenOnly
        for question in self.findChildren(Overlay, options=direct):
            question.close_over()
            question.deleteLater()

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
