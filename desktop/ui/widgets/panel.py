"""Surfaces: a grey panel, a white card, and a notice with its kind's icon and word."""

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLayout, QVBoxLayout, QWidget

from desktop.ui.messages import frame
from desktop.ui.style import pixmap
from desktop.ui.theme import ICON, LARGE, MEDIUM, SMALL, STEP
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.look import Item, add, row

NoticeKind = Literal["info", "success", "warning", "error"]
COLOURS = {"info": "key", "success": "success", "warning": "warning", "error": "error"}


class _Surface(QFrame):
    """A frame with a column inside; ``add`` appends to it."""

    def __init__(self, name: str, heading: str, margin: int, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(margin, margin, margin, margin)
        self.body.setSpacing(STEP)
        if heading:
            self.setAccessibleName(heading)
            self.body.addWidget(Label(heading, "heading"))

    def add(self, item: Item) -> None:
        """Append a widget, a layout, a gap, or free space."""
        add(self.body, item)


class Panel(_Surface):
    """A quiet grey ground that groups things."""

    def __init__(self, heading: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__("panel", heading, MEDIUM, parent)


class Card(_Surface):
    """A white sheet with a thin line around it."""

    def __init__(self, heading: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__("card", heading, LARGE, parent)


class Notice(QFrame):
    """A coloured remark inside a screen: icon, word, sentence – never colour alone."""

    def __init__(self, kind: NoticeKind, text: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.setProperty("kind", kind)
        word = Label(frame.KIND_WORDS[kind])
        word.setProperty("word", kind)
        self._text = Label(text, wrap=True)
        line = row(_mark(kind), word, self._text, gap=SMALL)
        line.setStretch(2, 1)
        line.setAlignment(word, Qt.AlignmentFlag.AlignTop)
        line.setContentsMargins(STEP, SMALL, STEP, SMALL)
        self.setLayout(line)
        self.setAccessibleName(f"{frame.KIND_WORDS[kind]} {text}")

    def say(self, text: str) -> None:
        """Replace the sentence; the kind stays."""
        self._text.setText(text)
        self.setAccessibleName(f"{frame.KIND_WORDS[str(self.property('kind'))]} {text}")

    def text(self) -> str:
        """The sentence shown."""
        return self._text.text()


def _mark(kind: str) -> Label:
    """The kind's icon, level with the first line of text."""
    mark = Label()
    mark.setPixmap(pixmap(kind, COLOURS[kind], ICON, mark.devicePixelRatio()))
    mark.setAlignment(Qt.AlignmentFlag.AlignTop)
    mark.setFixedWidth(ICON)
    return mark


def cleared(layout: QLayout) -> None:
    """Take everything out of ``layout`` and let it go."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        inner = item.layout()
        if widget is not None:
            widget.hide()  # else one just added would be shown as a window of its own
            widget.setParent(None)
            widget.deleteLater()
        elif inner is not None:
            cleared(inner)
