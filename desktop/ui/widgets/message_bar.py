"""The bar at the bottom: a refusal as cause → what to do → who can help, or what was done.

Its height never changes, so no screen jumps when it speaks.
"""

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget
from typing_extensions import override

from desktop.domain.errors import AppError
from desktop.ui.messages import frame
from desktop.ui.messages.lookup import sentence
from desktop.ui.style import icon, pixmap
from desktop.ui.theme import ICON, MEDIUM, MESSAGE_BAR, SMALL, SMALL_ICON, STEP, colour
from desktop.ui.widgets.button import TextButton
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.look import row, set_look
from desktop.ui.widgets.panel import COLOURS, NoticeKind

SHORT_MS = 8000
TURN_MS = 80


class Spinner(QWidget):
    """A turning arc; still when hidden."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(ICON, ICON)
        self._angle = 0
        self._timer = QTimer(self, interval=TURN_MS)
        self._timer.timeout.connect(self._turn)

    def spin(self, *, on: bool) -> None:
        """Show and turn, or stop and hide."""
        self.setVisible(on)
        if on:
            self._timer.start()
        else:
            self._timer.stop()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = self.rect().adjusted(3, 3, -3, -3)
        painter.setPen(QPen(colour("line"), 2.5))
        painter.drawEllipse(area)
        painter.setPen(QPen(colour("key"), 2.5, c=Qt.PenCapStyle.RoundCap))
        painter.drawArc(area, -self._angle * 16, 100 * 16)
        painter.end()

    def _turn(self) -> None:
        self._angle = (self._angle + 30) % 360
        self.update()


class MessageBar(QFrame):
    """``refuse`` shows a refusal, ``tell`` anything else; a success goes away by itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("message-bar")
        self.setAccessibleName(frame.MESSAGES)
        self.setFixedHeight(MESSAGE_BAR)
        self._mark = Label()
        self._mark.setFixedWidth(ICON)
        self._word = Label()
        self._text = Label(wrap=True)
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._spinner = Spinner(self)
        self._close = TextButton("")
        self._close.setAccessibleName(frame.HELP_CLOSE)
        self._close.setIcon(icon("close", "sub", SMALL_ICON))
        self._close.setIconSize(QSize(SMALL_ICON, SMALL_ICON))
        self._close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._close.clicked.connect(self.clear)
        line = row(self._spinner, self._mark, self._word, self._text, self._close, gap=SMALL)
        line.setStretch(3, 1)
        line.setContentsMargins(MEDIUM, 0, STEP, 0)
        self.setLayout(line)
        self._fade = QTimer(self, singleShot=True, interval=SHORT_MS)
        self._fade.timeout.connect(self.clear)
        self._spinner.spin(on=False)
        self.clear()

    def refuse(self, error: AppError) -> None:
        """Say why not, what to do and who can help, with the number."""
        self.tell(sentence(error), "error")

    def tell(self, text: str, kind: NoticeKind = "info") -> None:
        """Show one sentence with its kind's icon and word; "" is the same as ``clear``."""
        if not text:
            self.clear()
            return
        self._show(text, kind, frame.KIND_WORDS[kind])
        self._mark.setPixmap(pixmap(kind, COLOURS[kind], ICON, self.devicePixelRatioF()))
        set_look(self._word, "word", kind)
        if kind in ("success", "info"):
            self._fade.start()

    def clear(self) -> None:
        """Show nothing but where help is."""
        self._show("", "", "")
        self._text.setText(frame.READY)

    def show_busy(self, on: bool) -> None:  # noqa: FBT001 - a signal's slot
        """Turn the small wheel while any work takes longer than a moment."""
        self._spinner.spin(on=on)

    def text(self) -> str:
        """The sentence shown; "" when at rest."""
        return "" if self._mark.isHidden() else self._text.text()

    def kind(self) -> str:
        """info, success, warning, error, or "" when at rest."""
        return str(self.property("kind") or "")

    def _show(self, text: str, kind: str, word: str) -> None:
        self._fade.stop()
        set_look(self, "kind", kind)
        self._word.setText(word)
        self._text.setText(text)
        set_look(self._text, "role", "" if kind else "hint")
        self.setAccessibleDescription(f"{word} {text}".strip())
        for part in (self._mark, self._word, self._close):
            part.setVisible(bool(kind))
