"""A box to tick by Space; Enter goes on, as in every other field."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy
from typing_extensions import override

from desktop.ui.widgets.line_edit import ENTER


class Tick(QCheckBox):
    """``entered`` and ``went_back`` fire on Enter and Shift+Enter."""

    entered = Signal()
    went_back = Signal()

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            event.accept()
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            (self.went_back if back else self.entered).emit()
        else:
            super().keyPressEvent(event)
