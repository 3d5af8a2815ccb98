"""The manual over a window: contents and search on the left, the page on the right."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QWidget
from typing_extensions import override

from desktop.domain.manual import Manual
from desktop.ui.help_desk import HelpSheet
from desktop.ui.messages import help as words
from desktop.ui.models.contents import ContentsModel, Place
from desktop.ui.screens.help.page import ManualPage
from desktop.ui.screens.help.search import find
from desktop.ui.screens.help.topics import KEYS, topic
from desktop.ui.shortcuts import Deed, bind, with_key
from desktop.ui.theme import CONTENTS_WIDTH, LARGE, MEDIUM, NAVIGATION, SMALL, STEP
from desktop.ui.widgets.button import ENTER, Button, TextButton
from desktop.ui.widgets.label import Label, rule
from desktop.ui.widgets.look import column, row
from desktop.ui.widgets.search_box import SearchBox


class ContentsList(QListView):
    """The places one can go to; ``go`` is called with the link of the line that is taken."""

    def __init__(self, go: Callable[[str], object]) -> None:
        super().__init__()
        self.setAccessibleName(words.CONTENTS)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.places = ContentsModel()
        self.places.setParent(self)
        self.setModel(self.places)
        self._go = go
        self.clicked.connect(lambda index: self._take(index.row()))

    def mark(self, link: str) -> None:
        """Select the line that leads to ``link``, if one does."""
        found = self.places.row_of(link)
        if found is None:
            self.clearSelection()
        else:
            self.setCurrentIndex(self.places.index(found))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and self.currentIndex().isValid():
            self._take(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def _take(self, row_taken: int) -> None:
        link = self.places.link_at(row_taken)
        if link:
            self._go(link)


class HelpPanel(HelpSheet):
    """Opens over ``window`` at the chapter of a screen; F1, Esc or the button closes it."""

    def __init__(
        self, window: QWidget, manual: Manual, find_picture: Callable[[str], Path]
    ) -> None:
        super().__init__(window, "shade")
        self.setAccessibleName(words.TITLE)
        self._manual = manual
        self._screen = ""
        self._trail: list[str] = []
        self._place = -1
        self.page = ManualPage(find_picture)
        self.search = SearchBox(words.SEARCH, hint=words.SEARCH_HINT)
        self.contents = ContentsList(self.go)
        self.back = TextButton(words.BACK, icon_name="back")
        self.on = TextButton(words.ON, icon_name="next")
        self._nothing = Label(words.NOT_FOUND, "hint", wrap=True)
        self._side = QWidget()
        self._lay_out()
        self._connect()
        self._list_contents()

    @override
    def open_at(self, screen: str) -> None:
        """Open at the chapter of ``screen``."""
        self._screen = screen
        self.search.clear()
        self.go(topic(screen))
        self.open_over(self.page)

    def shown(self) -> str:
        """The place that is shown, ``chapter`` or ``chapter#heading``."""
        return self._trail[self._place] if self._trail else ""

    def go(self, link: str) -> None:
        """Show a place and remember it in the trail; a place there is not is not gone to."""
        if self._manual.chapter(link.partition("#")[0]) is None:
            return
        if link != self.shown():
            self._trail = [*self._trail[: self._place + 1], link]
            self._place = len(self._trail) - 1
        self._show()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._side.setFixedWidth(min(CONTENTS_WIDTH, max(NAVIGATION, self.width() // 4)))

    def _lay_out(self) -> None:
        here, keys, close = Button(words.HERE), Button(words.KEYS), Button(words.CLOSE)
        here.clicked.connect(lambda: self.go(topic(self._screen)))
        keys.clicked.connect(lambda: self.go(KEYS))
        close.clicked.connect(self.close_over)
        close.setText(with_key(words.CLOSE, Deed.STOP))
        head = row(
            Label(words.TITLE, "heading"), MEDIUM, here, keys, None, self.back, self.on, close,
            gap=SMALL,
        )  # fmt: skip
        head.setContentsMargins(LARGE, STEP, STEP, STEP)
        side = column(self.search, self._nothing, self.contents, gap=SMALL)
        side.setContentsMargins(STEP, STEP, SMALL, STEP)
        self._side.setLayout(side)
        middle = row(self._side, self.page, gap=0)
        middle.setStretch(1, 1)
        box = QFrame(self)
        box.setObjectName("question")
        body = column(head, rule(), middle, gap=0)
        body.setContentsMargins(1, 1, 1, 1)
        body.setStretch(2, 1)
        box.setLayout(body)
        whole = column(box)
        whole.setContentsMargins(LARGE, LARGE, LARGE, LARGE)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.page.followed.connect(self.go)
        self.back.clicked.connect(lambda: self._step(-1))
        self.on.clicked.connect(lambda: self._step(1))
        self.search.asked.connect(self._on_search)
        self.search.taken.connect(self._on_taken)
        bind(self, Deed.STOP, self._on_stop)
        bind(self, Deed.SEARCH, self.search.setFocus)
        bind(self, Deed.STEP_BACK, lambda: self._step(-1))
        bind(self, Deed.STEP_ON, lambda: self._step(1))

    def _list_contents(self) -> None:
        lines = []
        for book in self._manual.books:
            lines.append(Place(book.title))
            lines += [Place(chapter.title, chapter.key) for chapter in book.chapters[1:]]
        self.contents.places.show_places(lines)
        self.contents.setAccessibleName(words.CONTENTS)
        self._nothing.hide()

    def _on_search(self, asked: str) -> None:
        if not asked:
            self._list_contents()
            self.contents.mark(self.shown().partition("#")[0])
            return
        hits = find(self._manual, asked)
        self.contents.places.show_places(
            [
                Place(
                    words.HIT.format(chapter=hit.chapter.title, heading=hit.heading)
                    if hit.heading
                    else hit.chapter.title,
                    hit.link,
                )
                for hit in hits
            ]
        )
        self.contents.setAccessibleName(words.FOUND)
        self._nothing.setVisible(not hits)

    def _on_taken(self) -> None:
        """↓ or Enter in the search box: on to the first line."""
        if self.contents.places.rowCount():
            first = next(
                at for at in range(self.contents.places.rowCount())
                if self.contents.places.link_at(at)
            )  # fmt: skip
            self.contents.setCurrentIndex(self.contents.places.index(first))
            self.contents.setFocus()

    def _on_stop(self) -> None:
        """Esc first empties the search, then closes."""
        if self.search.words():
            self.search.clear()
            self.page.setFocus()
        else:
            self.close_over()

    def _step(self, by: int) -> None:
        if 0 <= self._place + by < len(self._trail):
            self._place += by
            self._show()

    def _show(self) -> None:
        key, _, heading = self.shown().partition("#")
        chapter = self._manual.chapter(key)
        if chapter is not None:
            self.page.show_chapter(chapter, heading, self.search.words())
        if not self.search.words():
            self.contents.mark(key)
        self.back.setEnabled(self._place > 0)
        self.on.setEnabled(self._place + 1 < len(self._trail))
