"""The steps of a wizard in one line: done, current, to come – by sign and word, not by colour."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.ui.messages import frame
from desktop.ui.theme import LARGE, MEDIUM, SMALL, colour
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.look import row, set_look

_TICK = (QPointF(0.28, 0.52), QPointF(0.44, 0.68), QPointF(0.73, 0.35))


class _Bullet(QWidget):
    """The round number of a step."""

    def __init__(self, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(LARGE, LARGE)
        self._number = number
        self._state = "todo"

    def show_state(self, state: str) -> None:
        """Draw ``done``, ``current`` or ``todo``."""
        self._state = state
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        disc = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        ink = {"done": "success", "current": "key", "todo": "field_line"}[self._state]
        painter.setPen(QPen(colour(ink), 1.5))
        painter.setBrush(colour(ink if self._state != "todo" else "ground"))
        painter.drawEllipse(disc)
        if self._state == "done":
            painter.setPen(QPen(colour("on_key"), 2))
            painter.drawPolyline([disc.topLeft() + point * disc.width() for point in _TICK])
        else:
            painter.setPen(colour("on_key" if self._state == "current" else "sub"))
            font = QFont(self.font())
            font.setBold(True)
            painter.setFont(font)
            painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(self._number))
        painter.end()


class StepHeader(QWidget):
    """``show_step(n)`` marks step n (from 1) as current and those before it as done."""

    def __init__(self, titles: tuple[str, ...], *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._titles = titles
        self._bullets = [_Bullet(number) for number in range(1, len(titles) + 1)]
        self._words = [Label(title) for title in titles]
        line = row(gap=SMALL)
        for place, (bullet, word) in enumerate(zip(self._bullets, self._words, strict=True)):
            line.addWidget(bullet)
            line.addWidget(word)
            if place + 1 < len(titles):
                line.addSpacing(MEDIUM - SMALL)
        line.addStretch(1)
        self.setLayout(line)
        self.show_step(1)

    def show_step(self, current: int) -> None:
        """Mark where the person is."""
        for number, (bullet, word) in enumerate(zip(self._bullets, self._words, strict=True), 1):
            state = "done" if number < current else "current" if number == current else "todo"
            bullet.show_state(state)
            set_look(word, "step", state)
            done = frame.STEP_DONE if state == "done" else ""
            word.setAccessibleName(f"{word.text()}{done}")
        place = frame.STEP_OF.format(number=current, total=len(self._titles))
        self.setAccessibleName(f"{place} {self._titles[current - 1]}")
