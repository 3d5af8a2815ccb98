"""A stack of whole screens: one is up, and it gets exactly the room there is.

The toolkit's own stack asks every page for its size whenever anything is shown or hidden
anywhere in the window, which measures each wrapped text of each hidden screen: 35 ms a time.
"""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget
from typing_extensions import override


class ScreenStack(QStackedWidget):
    """Asks for no size of its own; the window's least size is set by the window."""

    @override
    def sizeHint(self) -> QSize:
        return QSize(0, 0)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    @override
    def hasHeightForWidth(self) -> bool:
        return False
