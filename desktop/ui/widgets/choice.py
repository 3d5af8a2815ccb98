"""One of a few: a drop-down list driven by keys, whose list copies nothing out."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QListView, QWidget
from typing_extensions import override

from desktop.ui.widgets.line_edit import ENTER, copies


class QuietList(QListView):
    """A list view without copy, drag or in-place editing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDragEnabled(False)
        self.setAcceptDrops(False)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setUniformItemSizes(True)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if copies(event):
            event.accept()
            return
        super().keyPressEvent(event)


class Choice(QComboBox):
    """``picked`` fires when the person chose; the wheel never changes it by accident."""

    picked = Signal(str)
    entered = Signal()
    went_back = Signal()

    def __init__(
        self, name: str = "", choices: tuple[str, ...] = (), *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setView(QuietList(self))
        self.addItems(list(choices))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.textActivated.connect(self.picked)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if copies(event):
            event.accept()
        elif event.key() in ENTER:
            event.accept()
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            (self.went_back if back else self.entered).emit()
        else:
            super().keyPressEvent(event)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the page instead: a value must not change under a passing wheel."""
        event.ignore()
