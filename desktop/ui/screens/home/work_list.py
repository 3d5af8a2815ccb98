"""The list of what waits: one line a thing, ↑↓ between them, Enter opens."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.ui.messages import home as words
from desktop.ui.screens.home.showing import show_at_once
from desktop.ui.screens.home.work import WorkLine
from desktop.ui.style import pixmap
from desktop.ui.theme import HAIR, ICON, MEDIUM, NARROW_COLUMN, STEP
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.label import Label, rule
from desktop.ui.widgets.look import column, row
from desktop.ui.widgets.panel import Card, cleared

KIND_WIDTH = NARROW_COLUMN + MEDIUM
LISTED = 8
ARROWS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class WorkList(Card):
    """``opened`` carries the ``WorkLine`` whose button was pressed."""

    opened = Signal(object)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(words.WAITING, parent=parent)
        self._buttons: list[Button] = []
        self._lines = column(gap=STEP)
        self.add(self._lines)

    def show_lines(self, lines: tuple[WorkLine, ...]) -> None:
        """Replace what is listed."""
        cleared(self._lines)
        self._buttons = []
        for place, line in enumerate(lines[:LISTED]):
            if place:
                self._lines.addWidget(rule())
            self._lines.addWidget(self._line(line))
        if len(lines) > LISTED:
            self._lines.addWidget(Label(words.MORE.format(count=len(lines) - LISTED), "sub"))
        if not lines:
            self._lines.addWidget(_nothing())
        show_at_once(self._lines)

    def first(self) -> QWidget | None:
        """The first line's button, if anything waits."""
        return self._buttons[0] if self._buttons else None

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = ARROWS.get(Qt.Key(event.key()))
        focused = [place for place, button in enumerate(self._buttons) if button.hasFocus()]
        if step is None or not focused:
            super().keyPressEvent(event)
            return
        target = min(max(focused[0] + step, 0), len(self._buttons) - 1)
        self._buttons[target].setFocus(Qt.FocusReason.OtherFocusReason)

    def _line(self, line: WorkLine) -> QWidget:
        kind = Label(line.kind, "label")
        kind.setFixedWidth(KIND_WIDTH)
        what = column(Label(line.title), Label(line.detail, "hint", wrap=True), gap=HAIR)
        when = Label(line.when, "sub")
        open_button = Button(words.OPEN)
        open_button.setAccessibleName(words.OPEN_NAME.format(kind=line.kind, line=line.title))
        open_button.clicked.connect(lambda: self.opened.emit(line))
        self._buttons.append(open_button)
        beside = row(kind, what, when, open_button, gap=MEDIUM)
        beside.setStretch(1, 1)
        whole = QWidget(self)
        whole.setLayout(beside)
        return whole


def _nothing() -> QWidget:
    """One calm line: nothing waits."""
    mark = Label()
    mark.setPixmap(pixmap("success", "success", ICON, mark.devicePixelRatio()))
    said = column(Label(words.NOTHING_WAITING), Label(words.NOTHING_HINT, "hint"), gap=HAIR)
    line = row(mark, said, None, gap=STEP)
    line.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
    whole = QWidget()
    whole.setLayout(line)
    return whole
