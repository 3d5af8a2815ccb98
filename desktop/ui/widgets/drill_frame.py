"""The red frame and the words around everything while nobody in the store exists (UI.md §1)."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.ui.messages import frame
from desktop.ui.theme import DRILL_BAND, DRILL_FRAME
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.look import column


class DrillFrame(QWidget):
    """Holds ``inside``; the frame is there only after ``wear(drill=True)``."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self.setObjectName("drill-frame")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._band = Label(frame.DRILL)
        self._band.setObjectName("drill-band")
        self._band.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._band.setFixedHeight(DRILL_BAND)
        self._around = column(self._band, gap=0)
        self._around.addWidget(inside, 1)
        self.setLayout(self._around)
        self.wear(drill=False)

    def wear(self, *, drill: bool) -> None:
        """Put the frame on or take it off."""
        edge = DRILL_FRAME if drill else 0
        self._around.setContentsMargins(edge, 0, edge, edge)
        self._band.setVisible(drill)
