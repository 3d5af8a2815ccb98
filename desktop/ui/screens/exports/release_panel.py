"""払出し: choose where, write once, then what was written and the slip that goes with it."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.domain.errors import AppError
from desktop.domain.ids import grouped
from desktop.ui.messages import exports as words
from desktop.ui.shortcuts import Deed, bind
from desktop.ui.tasks import Tasks
from desktop.ui.theme import CARD_WIDTH, LARGE, MEDIUM, STEP
from desktop.ui.widgets.busy import Busy
from desktop.ui.widgets.button import Button, PrimaryButton
from desktop.ui.widgets.confirm import Confirm
from desktop.ui.widgets.file_chooser import FileChooser
from desktop.ui.widgets.key_values import KeyValueList
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.look import column, row
from desktop.ui.widgets.panel import Card, Notice
from desktop.ui.widgets.paper_pages import PaperPages
from desktop.usecases.desk import Desk
from desktop.usecases.documents import write_paper
from desktop.usecases.exporting import RequestView
from desktop.usecases.releasing import Released, release

CHOOSING, WRITTEN, SLIP = range(3)


class ReleasePanel(QWidget):
    """``released`` carries what was written; ``left`` goes back to the list."""

    released = Signal(object)
    left = Signal()
    refused = Signal(object)
    told = Signal(str, str)

    def __init__(
        self, tasks: Tasks, desk: Desk, start: Path, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._tasks, self._desk = tasks, desk
        self._view: RequestView | None = None
        self._done: Released | None = None
        self._what = Label("", wrap=True)
        self.chooser = FileChooser(start, folders=True)
        self.slip_chooser = FileChooser(start, folders=True)
        self.facts = KeyValueList()
        self.slip = PaperPages(tasks, words.SLIP)
        self.save_slip = PrimaryButton(words.SLIP_SAVE, icon_name="print")
        self.back, self.finish = Button(words.BACK), Button(words.DONE)
        self.busy = Busy(words.RELEASING, can_cancel=False)
        self._stack = QStackedWidget()
        self._lay_out()
        self.chooser.chosen.connect(self._on_folder)
        self.slip_chooser.chosen.connect(self._on_slip_folder)
        self.save_slip.clicked.connect(partial(self._go, SLIP))
        self.back.clicked.connect(self._on_back)
        self.finish.clicked.connect(self.left)
        self.slip.refused.connect(self.refused)
        bind(self, Deed.STOP, self._on_back)
        bind(self, Deed.REGISTER, self._on_take)

    def begin(self, view: RequestView) -> None:
        """Ask where the package of this request shall go."""
        self._view, self._done = view, None
        count = f"{view.request.records:,}"
        self._what.setText(
            f"{view.ledger_name} {words.COUNTED.format(count=count)} → {view.recipient_label}"
        )
        self.chooser.open_folder(self.chooser.folder())
        self._go(CHOOSING)

    def _lay_out(self) -> None:
        choosing = QWidget()
        inside = column(
            self._what, Label(words.RELEASE_CHOOSE, "label"), self.chooser, self.busy, gap=STEP
        )
        inside.setStretch(2, 1)
        choosing.setLayout(inside)
        written = Card()
        written.setFixedWidth(CARD_WIDTH - LARGE * 2)
        written.add(Notice("success", words.RELEASED))
        written.add(self.facts)
        written.add(Notice("info", words.SLIP_NOTE))
        written.add(row(self.finish, None, self.save_slip, gap=MEDIUM))
        beside = row(column(written, None), self.slip, gap=LARGE)
        beside.setStretch(1, 1)
        sheet = QWidget()
        sheet.setLayout(beside)
        slip = QWidget()
        slip.setLayout(column(Label(words.SLIP_CHOOSE, "label"), self.slip_chooser, gap=STEP))
        for page in (choosing, sheet, slip):
            self._stack.addWidget(page)
        head = row(Label(words.RELEASE_TITLE, "heading"), None, self.back)
        whole = column(head, self._stack, gap=MEDIUM)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _go(self, place: int) -> None:
        self._stack.setCurrentIndex(place)
        self.back.setVisible(place != WRITTEN)
        (self.chooser, self.save_slip, self.slip_chooser)[place].setFocus()

    def _on_back(self) -> None:
        if not self.back.isEnabled():
            return
        if self._stack.currentIndex() == SLIP:
            self._go(WRITTEN)
        else:
            self.left.emit()

    def _on_take(self) -> None:
        """F10 takes the folder that is listed."""
        place = self._stack.currentIndex()
        if place == CHOOSING and self.chooser.isEnabled():
            self._on_folder(self.chooser.folder())
        elif place == SLIP:
            self._on_slip_folder(self.slip_chooser.folder())

    def _on_folder(self, folder: Path) -> None:
        view = self._view
        if view is None:
            return
        text = words.RELEASE_ASK.format(
            ledger=view.ledger_name, count=f"{view.request.records:,}", folder=folder
        )
        Confirm(
            self, words.RELEASE_ASK_TITLE, text,
            yes=lambda _reason: self._write(view, folder), yes_text=words.RELEASE_YES,
        )  # fmt: skip

    def _write(self, view: RequestView, folder: Path) -> None:
        self._wait(on=True)
        self._tasks.run(
            partial(release, self._desk, view.request.request_id, folder),
            done=self._on_written,
            refused=self._on_refused,
            lane="write",
            busy=self.busy,
        )

    def _on_written(self, done: Released) -> None:
        self._wait(on=False)
        self._done = done
        self.facts.show_pairs(
            (
                (words.FILE, done.path.name),
                (words.PLACE, str(done.path.parent)),
                (words.SIZE, words.BYTES.format(count=f"{done.size:,}")),
                (words.DIGEST, grouped(done.sha256, 8, " ")),
            )
        )
        self.slip.show_paper(done.slip)
        self._go(WRITTEN)
        self.released.emit(done)

    def _on_refused(self, error: AppError) -> None:
        self._wait(on=False)
        self.refused.emit(error)
        self.chooser.setFocus()

    def _on_slip_folder(self, folder: Path) -> None:
        done = self._done
        if done is None:
            return
        path = folder / words.SLIP_NAME.format(name=done.path.stem)
        self._tasks.run(
            partial(write_paper, path, done.slip),
            done=self._on_slip,
            refused=self.refused.emit,
            lane="foreign",
        )

    def _on_slip(self, path: Path) -> None:
        self._go(WRITTEN)
        self.finish.setFocus()
        self.told.emit(words.SLIP_SAVED.format(path=path), "success")

    def _wait(self, *, on: bool) -> None:
        for part in (self.chooser, self.back):
            part.setEnabled(not on)
