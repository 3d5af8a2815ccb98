"""A finished paper as it would be printed, one page at a time, in memory only."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from desktop.domain.errors import AppError
from desktop.ui.messages import frame
from desktop.ui.tasks import Tasks
from desktop.ui.theme import MEDIUM, SMALL, TABLE_ROW, TINY, colour
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.look import column, row
from desktop.ui.widgets.scroll import Scroll
from desktop.usecases.documents import PageImage, page_count, pages

_DPI = 144
_SHADOW = 2


@dataclass(frozen=True, slots=True)
class _Page:
    """One page drawn, and how many there are."""

    image: PageImage
    total: int


class PaperPages(QWidget):
    """``show_paper`` draws the first page; PageUp and PageDown walk on. Nothing is stored.

    ``beside`` stands right of the words, such as a button that leaves.
    """

    refused = Signal(object)
    shown = Signal()

    def __init__(
        self,
        tasks: Tasks,
        title: str,
        *,
        beside: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tasks, self._title = tasks, title
        self._paper = b""
        self._number, self._total = 0, 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(title)
        self._sheet = _Sheet()
        self._scroll = Scroll(self._sheet)
        self._words = Label("", "sub")
        self._before = Button(frame.PAGE_BEFORE, icon_name="back")
        self._after = Button(frame.PAGE_AFTER, icon_name="next")
        self._before.clicked.connect(partial(self._turn, -1))
        self._after.clicked.connect(partial(self._turn, 1))
        for button in (self._before, self._after):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        line = row(self._words, None, self._before, self._after, gap=SMALL)
        if beside is not None:
            line.addWidget(beside)
        whole = column(line, self._scroll, gap=SMALL, margin=SMALL)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def show_paper(self, paper: bytes) -> None:
        """Show another paper from its first page on."""
        self._paper, self._number = paper, 0
        self._draw()

    def number(self) -> int:
        """The page that is up, from 1; 0 before the first is drawn."""
        return self._number + 1 if self._total else 0

    def total(self) -> int:
        """How many pages the paper has, 0 before the first is drawn."""
        return self._total

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self._scroll.verticalScrollBar()
        step, far = 2 * TABLE_ROW, self._scroll.viewport().height() - TABLE_ROW
        moves = {
            Qt.Key.Key_Down: step, Qt.Key.Key_Up: -step,
            Qt.Key.Key_PageDown: far, Qt.Key.Key_PageUp: -far,
        }  # fmt: skip
        by = moves.get(Qt.Key(event.key()))
        if by is None:
            super().keyPressEvent(event)
            return
        event.accept()
        before = bar.value()
        bar.setValue(before + by)
        if bar.value() == before and abs(by) == far:
            self._turn(1 if by > 0 else -1)

    def _turn(self, by: int) -> None:
        if 0 <= self._number + by < self._total:
            self._number += by
            self._draw()

    def _draw(self) -> None:
        dpi = round(_DPI * max(self.devicePixelRatioF(), 1.0))
        self._tasks.run(
            partial(_drawn, self._paper, self._number, dpi),
            done=self._on_drawn,
            refused=self._on_refused,
            lane="read",
            key=f"paper.{id(self)}",
        )

    def _on_drawn(self, page: _Page) -> None:
        self._total = page.total
        self._sheet.show_image(page.image)
        self._scroll.verticalScrollBar().setValue(0)
        self._words.setText(
            frame.PAGE_OF.format(title=self._title, number=self._number + 1, total=page.total)
        )
        for button in (self._before, self._after):
            button.setVisible(page.total > 1)
        self._before.setEnabled(self._number > 0)
        self._after.setEnabled(self._number + 1 < page.total)
        self.setAccessibleDescription(self._words.text())
        self.shown.emit()

    def _on_refused(self, error: AppError) -> None:
        self.refused.emit(error)


def _drawn(paper: bytes, number: int, dpi: int) -> _Page:
    return _Page(pages(paper, dpi, number, 1)[0], page_count(paper))


class _Sheet(QWidget):
    """The page, as wide as its place and never wider than it was drawn."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self._bytes = b""
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)

    def show_image(self, page: PageImage) -> None:
        """Show a page."""
        self._bytes = page.rgba  # the image only looks at them
        self._image = QImage(
            self._bytes, page.width, page.height, 4 * page.width, QImage.Format.Format_RGBA8888
        )
        self._fit()
        self.update()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._image.isNull():
            return
        area = self._area()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), colour("panel"))
        painter.fillRect(area.translated(_SHADOW, _SHADOW), colour("line"))
        painter.fillRect(area, colour("ground"))
        painter.drawImage(area, self._image)
        painter.end()

    def _fit(self) -> None:
        if not self._image.isNull():
            self.setFixedHeight(self._area().height() + 2 * MEDIUM)

    def _area(self) -> QRect:
        drawn = QSize(self._image.width(), self._image.height())
        widest = round(drawn.width() / max(self.devicePixelRatioF(), 1.0))
        width = max(min(self.width() - 2 * MEDIUM, widest), TINY)
        height = round(drawn.height() * width / max(drawn.width(), 1))
        return QRect((self.width() - width) // 2, MEDIUM, width, height)
