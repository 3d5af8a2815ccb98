"""The 端末の健康診断 screen: looks at this computer whenever it comes up, and puts it on paper."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from desktop import __version__
from desktop.domain.terminal_facts import ScreenSize
from desktop.domain.terminal_health import HealthRow, Mark
from desktop.ui.clipboard import clipboard_guard
from desktop.ui.messages import health as words
from desktop.ui.screens.health.lines import HealthLines, in_order
from desktop.ui.screens.screen import Screen
from desktop.ui.shell import NO_SCREEN
from desktop.ui.tasks import Tasks
from desktop.ui.theme import LARGE, SMALL, STEP
from desktop.ui.widgets.busy import Busy
from desktop.ui.widgets.button import Button, PrimaryButton, TextButton
from desktop.ui.widgets.file_chooser import FileChooser
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.look import column, row
from desktop.ui.widgets.panel import Notice, NoticeKind, cleared
from desktop.ui.widgets.paper_pages import PaperPages
from desktop.ui.widgets.scroll import Scroll
from desktop.usecases.office import Office
from desktop.usecases.terminal_health import (
    Examined,
    SheetWords,
    examine_terminal,
    moment_text,
    save_terminal_sheet,
    terminal_sheet,
)

_KINDS: dict[str, NoticeKind] = {
    "bad": "error",
    "care": "warning",
    "unknown": "info",
    "good": "success",
}
"""The summary is of the kind of its worst line; what was not looked at is not called good."""


class HealthScreen(Screen):
    """``unit`` and ``by`` stand on the paper; before sign-in ``left`` leads back."""

    left = Signal()

    def __init__(  # noqa: PLR0913 - what stands on the paper, by name
        self,
        tasks: Tasks,
        office: Office,
        start: Path,
        *,
        unit: str = "",
        by: str = "",
        signed_in: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(words.TITLE, parent=parent)
        self._tasks, self._office = tasks, office
        self._unit, self._by = unit, by
        self._found: Examined | None = None
        self.again = Button(words.AGAIN, icon_name="check")
        self.preview = PrimaryButton(words.PREVIEW, icon_name="print")
        self.save = Button(words.SAVE, icon_name="folder")
        self.copy = Button(words.COPY)
        self.back = TextButton(words.LEAVE)
        self.back.setVisible(not signed_in)
        self.lines = HealthLines()
        self.chooser = FileChooser(start, folders=True)
        self._close = Button(words.BACK, icon_name="back")
        self.paper = PaperPages(tasks, words.TITLE, beside=self._close)
        self._busy = Busy(words.WORKING, can_cancel=False)
        self._summary = column()
        self._pages = QStackedWidget()
        self._lay_out()
        self._connect()

    @override
    def refresh(self) -> None:
        """Look at the computer anew."""
        self._tasks.run(
            partial(examine_terminal, self._office, self._screen_size()),
            done=self._on_found,
            refused=self.refused.emit,
            lane="read",
            key="health",
            busy=self._busy,
        )

    def rows(self) -> tuple[HealthRow, ...]:
        """What was found, the worst first."""
        return () if self._found is None else in_order(self._found.rows)

    def _screen_size(self) -> ScreenSize | None:
        if QGuiApplication.platformName() == NO_SCREEN:
            return None
        screen = self.screen()
        size = screen.size()
        return ScreenSize(size.width(), size.height(), round(100 * screen.devicePixelRatio()))

    def _on_found(self, found: Examined) -> None:
        self._found = found
        self.lines.show_rows(found.rows)
        cleared(self._summary)
        worst = next((mark for mark in _KINDS if self._count(Mark(mark))), "good")
        text = f"{self._verdict()}{words.SUMMARY_MARKS[worst]}"
        self._summary.addWidget(Notice(_KINDS[worst], text))
        for button in (self.preview, self.save, self.copy):
            button.setEnabled(True)

    def _count(self, mark: Mark) -> int:
        return sum(one.mark is mark for one in self.rows())

    def _verdict(self) -> str:
        counts = {mark.value: self._count(mark) for mark in Mark}
        return words.SUMMARY.format(**counts)

    def _lines_of_text(self) -> tuple[tuple[str, str, str, str], ...]:
        return tuple(
            (
                words.MARKS[one.mark],
                words.CHECKS[one.check],
                *words.told(one.check, one.case, one.number, one.mark),
            )
            for one in self.rows()
        )

    def _sheet(self) -> SheetWords:
        at = "" if self._found is None else moment_text(self._found.at)
        pairs = (
            (words.PAPER_UNIT, self._unit),
            (words.PAPER_BY, self._by),
            (words.PAPER_AT, at),
            (words.PAPER_VERSION, __version__),
            (words.PAPER_VERDICT, self._verdict()),
        )
        return SheetWords(
            title=words.TITLE,
            unit=self._unit,
            by=self._by,
            pairs=tuple(pair for pair in pairs if pair[1]),
            columns=words.COLUMNS,
            lines=self._lines_of_text(),
            note=words.PAPER_NOTE,
        )

    def _on_preview(self) -> None:
        self._tasks.run(
            partial(terminal_sheet, self._office, self._sheet()),
            done=self._on_drawn,
            refused=self.refused.emit,
            lane="read",
            busy=self._busy,
        )

    def _on_drawn(self, paper: bytes) -> None:
        self.paper.show_paper(paper)
        self._pages.setCurrentIndex(1)
        self.paper.setFocus()

    def _on_save(self) -> None:
        self._pages.setCurrentWidget(self._choosing)
        self.chooser.setFocus()

    def _on_chosen(self, folder: Path) -> None:
        self._to_list()
        self._tasks.run(
            partial(save_terminal_sheet, self._office, self._sheet(), folder),
            done=self._on_saved,
            refused=self.refused.emit,
            lane="read",
            busy=self._busy,
        )

    def _on_saved(self, path: Path) -> None:
        self._say(words.SAVED.format(name=path.name))

    def _on_copy(self) -> None:
        guard = clipboard_guard()
        if guard is not None:
            guard.put("\n".join("\t".join(line) for line in self._lines_of_text()))
            self._say(words.COPIED)

    def _say(self, text: str) -> None:
        """In the message bar, or here where there is none."""
        self.told.emit(text, "success")
        if not self.back.isHidden():
            cleared(self._summary)
            self._summary.addWidget(Notice("success", text))

    def _to_list(self) -> None:
        self._pages.setCurrentIndex(0)
        self.preview.setFocus()

    def _lay_out(self) -> None:
        for button in (self.preview, self.save, self.copy):
            button.setEnabled(False)
        buttons = (self.back, self.again, self.copy, self.save, self.preview)
        head = row(Label(words.TITLE, "title"), None, *buttons, gap=SMALL)
        listed = column(
            head, Label(words.SUBTITLE, "sub", wrap=True), self._busy, self._summary,
            Scroll(self.lines), gap=STEP, margin=LARGE,
        )  # fmt: skip
        listed.setStretch(4, 1)
        first = QWidget()
        first.setLayout(listed)
        self._choosing = QWidget()
        cancel = Button(words.BACK, icon_name="back")
        cancel.clicked.connect(self._to_list)
        choosing = column(
            row(Label(words.SAVE, "title"), None, cancel), self.chooser, gap=STEP, margin=LARGE
        )
        choosing.setStretch(1, 1)
        self._choosing.setLayout(choosing)
        for page in (first, self.paper, self._choosing):
            self._pages.addWidget(page)
        self.setLayout(column(self._pages, gap=0))

    def _connect(self) -> None:
        self.again.clicked.connect(self.refresh)
        self.preview.clicked.connect(self._on_preview)
        self.save.clicked.connect(self._on_save)
        self.copy.clicked.connect(self._on_copy)
        self.back.clicked.connect(self.left)
        self._close.clicked.connect(self._to_list)
        self.chooser.chosen.connect(self._on_chosen)
        self.paper.refused.connect(self.refused)
