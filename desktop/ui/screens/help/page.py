"""The page of the manual: read only, links inside the manual only, pictures from the program."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QImage, QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextBrowser, QTextEdit, QWidget
from typing_extensions import override

from desktop.domain.manual import Chapter
from desktop.ui.messages import help as words
from desktop.ui.screens.help.markup import LINK, PICTURE, markup
from desktop.ui.theme import LARGE, MEDIUM, READING_LINE, SMALL, colour

_SETTLE_MS = 40


class ManualPage(QTextBrowser):
    """``followed`` carries ``chapter`` or ``chapter#heading``; nothing else is ever opened."""

    followed = Signal(str)

    def __init__(self, find_picture: Callable[[str], Path], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("manual-page")
        self.setAccessibleName(words.PAGE)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.document().setDocumentMargin(LARGE)
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self._find_picture = find_picture
        self._chapter: Chapter | None = None
        self._words: tuple[str, ...] = ()
        self._anchor = ""
        self._read = 0.0
        # a new width lays everything out anew: once, when the window has come to rest
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self._draw_anew)
        self.anchorClicked.connect(self._on_link)

    def show_chapter(self, chapter: Chapter, heading: str = "", marked: str = "") -> None:
        """Show a chapter from ``heading`` on, the words of ``marked`` highlighted."""
        self._chapter, self._anchor = chapter, heading
        self._words = tuple(marked.split())
        self._settle.stop()
        self._draw()

    @override
    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Pictures of the manual, and nothing else from anywhere."""
        place = unquote(name.toString() if isinstance(name, QUrl) else name)
        if not place.startswith(PICTURE):
            return None
        image = QImage(str(self._find_picture(place.removeprefix(PICTURE))))
        ratio = self.devicePixelRatioF()
        sharp = image.scaledToWidth(
            round(self._picture_width() * ratio), Qt.TransformationMode.SmoothTransformation
        )
        sharp.setDevicePixelRatio(ratio)
        return sharp

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - self.verticalScrollBar().sizeHint().width()
        width = min(READING_LINE, room - SMALL)
        side = (room - width - SMALL) // 2
        self.setViewportMargins(side, 0, side, 0)
        if width != self.lineWrapColumnOrWidth():
            bar = self.verticalScrollBar()
            if not self._settle.isActive():
                self._read = bar.value() / max(bar.maximum(), 1)
            self.setLineWrapColumnOrWidth(width)
            self._settle.start()

    def _line_width(self) -> int:
        return self.lineWrapColumnOrWidth()

    def _picture_width(self) -> int:
        return self._line_width() - 2 * LARGE - MEDIUM

    def _draw(self) -> None:
        if self._chapter is None:
            return
        self.document().clear()
        self.setHtml(markup(self._chapter, self._picture_width()))
        self._mark_words()
        self.verticalScrollBar().setValue(0)
        if self._anchor:
            self.scrollToAnchor(self._anchor)

    def _draw_anew(self) -> None:
        """The same chapter at another width, as far down as it was being read."""
        self._draw()
        bar = self.verticalScrollBar()
        bar.setValue(round(self._read * bar.maximum()))

    def _mark_words(self) -> None:
        """Highlight what was searched for; only what is written the same way is found here."""
        ink = QTextCharFormat()
        ink.setBackground(colour("focus_outer"))
        ink.setForeground(colour("focus_inner"))
        marks = []
        for word in self._words:
            cursor = self.document().find(word)
            while not cursor.isNull():
                marks.append(_selection(cursor, ink))
                cursor = self.document().find(word, cursor)
        self.setExtraSelections(marks)

    def _on_link(self, url: QUrl) -> None:
        place = unquote(url.toString())
        if place.startswith(LINK):
            self.followed.emit(place.removeprefix(LINK))


def _selection(cursor: QTextCursor, ink: QTextCharFormat) -> QTextEdit.ExtraSelection:
    made = QTextEdit.ExtraSelection()
    made.cursor = cursor
    made.format = ink
    return made
