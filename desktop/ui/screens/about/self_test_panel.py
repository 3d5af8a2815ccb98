"""The self-test on この製品について: run it, see its rows, put it on paper for the IT section."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.self_test import Row
from desktop.ui.cancel import Cancel
from desktop.ui.messages import self_test as words
from desktop.ui.models.lines import LinesModel
from desktop.ui.self_test_words import line_of
from desktop.ui.tasks import Tasks
from desktop.ui.theme import CARD_WIDTH, NARROW_COLUMN, STEP, TABLE_ROW, WIDE_COLUMN
from desktop.ui.widgets.busy import Busy
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.data_table import DataTable
from desktop.ui.widgets.file_chooser import FileChooser
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.look import column, row
from desktop.ui.widgets.panel import Card, Notice, cleared
from desktop.usecases.office import Office
from desktop.usecases.self_test_run import self_test
from desktop.usecases.self_test_sheet import write_zero_network_sheet

_ROWS_SEEN = 9
_NAMED = 5


class SelfTestPanel(Card):
    """``refused`` carries why the test or its sheet failed, ``told`` the kind and what was done."""

    refused = Signal(object)
    told = Signal(str, str)

    def __init__(
        self, tasks: Tasks, office: Office, build: str, start: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(words.HEADING, parent=parent)
        self._tasks, self._office, self._build = tasks, office, build
        self._rows: tuple[Row, ...] = ()
        self.run = Button(words.BUTTON, icon_name="check")
        self.save = Button(words.SAVE, icon_name="folder")
        self.chooser = FileChooser(start, folders=True)
        self.chooser.setMinimumHeight(CARD_WIDTH // 2)
        self._busy = Busy(words.RUNNING)
        self._verdict = column()
        self._model = LinesModel(words.HEADINGS)
        self.table = DataTable(words.TITLE)
        self._model.setParent(self.table)
        self._lay_out()
        self.run.clicked.connect(self._on_run)
        self.save.clicked.connect(self._on_save)
        self.chooser.chosen.connect(self._on_chosen)

    def rows(self) -> tuple[Row, ...]:
        """What the latest run found."""
        return self._rows

    def _lay_out(self) -> None:
        self.table.setModel(self._model)
        self.table.set_widths((NARROW_COLUMN, WIDE_COLUMN * 2, WIDE_COLUMN))
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.setMinimumHeight(TABLE_ROW * _ROWS_SEEN)
        for part in (self.table, self.chooser, self.save):
            part.hide()
        self.add(Label(words.TEXT, wrap=True))
        self.add(row(self.run, self.save, None, gap=STEP))
        self.add(self._busy)
        self.add(self._verdict)
        self.add(self.table)
        self.add(self.chooser)

    def _on_run(self) -> None:
        self.run.setEnabled(False)
        self.chooser.hide()
        cancel = Cancel()
        self._tasks.run(
            partial(self_test, None, cancel.cancelled, cancel.report),
            done=partial(self._on_done, cancel),
            refused=self._on_refused,
            lane="foreign",
            cancel=cancel,
            busy=self._busy,
        )

    def _on_done(self, cancel: Cancel, rows: tuple[Row, ...]) -> None:
        self.run.setEnabled(True)
        self._rows = rows
        self._model.show_lines([_line(one) for one in sorted(rows, key=lambda one: one.ok)])
        bad = [line_of(one) for one in rows if not one.ok]
        cleared(self._verdict)
        if cancel.cancelled():
            self._verdict.addWidget(Notice("warning", words.STOPPED))
        elif bad:
            said = (words.BAD.format(count=len(bad)), *bad[:_NAMED])
            self._verdict.addWidget(Notice("error", "\n".join(said)))
        else:
            self._verdict.addWidget(Notice("success", words.GOOD))
        self.table.setVisible(bool(rows))
        self.save.setVisible(bool(rows) and not cancel.cancelled())
        (self.table if rows else self.run).setFocus()

    def _on_refused(self, refusal: Exception) -> None:
        self.run.setEnabled(True)
        self.run.setFocus()
        self.refused.emit(refusal)

    def _on_save(self) -> None:
        """While a place is chosen the rows stand aside."""
        self._choose(open_it=self.chooser.isHidden())
        if not self.chooser.isHidden():
            self.chooser.setFocus()

    def _choose(self, *, open_it: bool) -> None:
        self.chooser.setVisible(open_it)
        self.table.setVisible(not open_it)

    def _on_chosen(self, folder: Path) -> None:
        self._choose(open_it=False)
        self.save.setFocus()
        self._tasks.run(
            partial(write_zero_network_sheet, self._office, self._rows, self._build, folder),
            done=lambda path: self.told.emit("success", words.SAVED.format(path=path)),
            refused=self.refused.emit,
            lane="long",
        )


def _line(one: Row) -> tuple[str, ...]:
    verdict = words.OK_WORD if one.ok else words.BAD_WORD
    return (verdict, one.what, f"{one.figure} {one.unit}".rstrip(), one.bar)
