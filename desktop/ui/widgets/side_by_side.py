"""Two parts beside each other where there is room, below each other where there is not."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget
from typing_extensions import override

from desktop.ui.theme import LARGE
from desktop.ui.widgets.look import row


class SideBySide(QWidget):
    """``left`` keeps its width; with ``grow`` the right part takes what is left over."""

    def __init__(
        self, left: QWidget, right: QWidget, *, grow: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._left, self._right = left, right
        self._line = row(left, right, gap=LARGE)
        self._line.setStretch(1, int(grow))
        if not grow:
            self._line.setAlignment(right, Qt.AlignmentFlag.AlignTop)
        self.setLayout(self._line)

    @override
    def sizeHint(self) -> QSize:
        """As wide as both parts beside each other, whichever way they lie now."""
        return QSize(self._room(), super().sizeHint().height())

    @override
    def minimumSizeHint(self) -> QSize:
        """As narrow as the wider part."""
        narrow = max(part.minimumSizeHint().width() for part in self._shown())
        return QSize(narrow, super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= self._room()
        ways = QBoxLayout.Direction
        self._line.setDirection(ways.LeftToRight if beside else ways.TopToBottom)

    def _shown(self) -> tuple[QWidget, ...]:
        both = (self._left, self._right)
        return tuple(part for part in both if not part.isHidden()) or both

    def _room(self) -> int:
        widths = [_width(part) for part in self._shown()]
        return sum(widths) + LARGE * (len(widths) - 1)


def _width(part: QWidget) -> int:
    wished = max(part.sizeHint().width(), part.minimumSizeHint().width())
    return min(max(wished, part.minimumWidth()), part.maximumWidth())
