"""Long codes to be read aloud and compared: groups of four, large, never copied."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget
from typing_extensions import override

from desktop.ui.messages import frame
from desktop.ui.theme import SMALL
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.line_edit import LineEdit
from desktop.ui.widgets.look import row
from desktop.ui.widgets.panel import cleared

GROUP = 4
GROUPS_A_LINE = 4
GROUP_WIDTH = 88


def groups(code: str) -> tuple[str, ...]:
    """The letters and digits of ``code`` in groups of four."""
    plain = "".join(character for character in code if character.isalnum())
    return tuple(plain[start : start + GROUP] for start in range(0, len(plain), GROUP))


class CodeGroups(QWidget):
    """Shows a fingerprint or recovery code; four groups a line."""

    def __init__(self, code: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(SMALL)
        self._grid.setColumnStretch(GROUPS_A_LINE, 1)
        self.show_code(code)

    def show_code(self, code: str) -> None:
        """Show another code."""
        cleared(self._grid)
        parts = groups(code)
        for place, part in enumerate(parts):
            label = Label(part, "code")
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setMinimumWidth(GROUP_WIDTH)
            self._grid.addWidget(label, place // GROUPS_A_LINE, place % GROUPS_A_LINE)
        self.setAccessibleName(" ".join(parts))


class _GroupEdit(LineEdit):
    """One group; what does not fit is handed on, Backspace at the start goes back."""

    overflowed = Signal(str)
    left = Signal()

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.setProperty("role", "code")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFixedWidth(GROUP_WIDTH)
        self.setInputMethodHints(Qt.InputMethodHint.ImhPreferUppercase)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)
        self.textEdited.connect(self._on_edited)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Backspace and not self.text():
            self.left.emit()
        super().keyPressEvent(event)

    def _on_edited(self, text: str) -> None:
        plain = "".join(character for character in text if character.isalnum()).upper()
        self.setText(plain[:GROUP])
        if len(plain) >= GROUP:
            self.overflowed.emit(plain[GROUP:])


class CodeEntry(QWidget):
    """``count`` boxes of four that fill one after the other; a pasted code spreads over them."""

    changed = Signal()
    entered = Signal()

    def __init__(self, name: str, count: int = 8, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._boxes = [
            _GroupEdit(f"{name} {frame.CODE_GROUP.format(number=number)}")
            for number in range(1, count + 1)
        ]
        line = row(*self._boxes, None, gap=SMALL)
        self.setLayout(line)
        self.setFocusProxy(self._boxes[0])
        self.setAccessibleName(name)
        for place, box in enumerate(self._boxes):
            box.overflowed.connect(lambda rest, place=place: self._hand_on(place, rest))
            box.left.connect(lambda place=place: self._back(place))
            box.textChanged.connect(self.changed)
            box.entered.connect(self.entered)

    def code(self) -> str:
        """All that was typed, without spaces."""
        return "".join(box.text() for box in self._boxes)

    def clear(self) -> None:
        """Forget what was typed."""
        for box in self._boxes:
            box.clear()

    def _hand_on(self, place: int, rest: str) -> None:
        for box, part in zip(self._boxes[place + 1 :], groups(rest), strict=False):
            box.setText(part)
        self._go(place + 1 + len(rest) // GROUP)

    def _back(self, place: int) -> None:
        if place:
            self._go(place - 1)
            self._boxes[place - 1].backspace()

    def _go(self, place: int) -> None:
        self._boxes[max(0, min(place, len(self._boxes) - 1))].setFocus()
