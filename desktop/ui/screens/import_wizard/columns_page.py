"""項目の対応: which column becomes which field, with our reasons; a person has the last word."""

from dataclasses import replace

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.domain.import_plan import ColumnMapping, ImportPlan, SheetProposal
from desktop.domain.plan_changes import with_column
from desktop.domain.sheet_shape import examples
from desktop.domain.sheets import Sheet
from desktop.ui.messages import import_wizard as words
from desktop.ui.models.columns import ColumnLine, ColumnsModel
from desktop.ui.screens.import_wizard.column_panel import ColumnPanel
from desktop.ui.screens.import_wizard.page import Page
from desktop.ui.shortcuts import Deed, bind
from desktop.ui.theme import CARD_WIDTH, MEDIUM, SMALL
from desktop.ui.widgets.data_table import DataTable
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.line_edit import ENTER
from desktop.ui.widgets.look import column, row
from desktop.ui.widgets.scroll import Scroll

_PANEL_WIDTH = CARD_WIDTH * 7 // 10
_WIDTHS = (52, 40, 148, 130, 142, 92, 56, 108)
_GROWING = (2, 3, 4)


class _ColumnTable(DataTable):
    """Enter goes on, Space takes a column or leaves it out, a double click opens it."""

    entered = Signal()

    def share(self) -> None:
        """Give the width to spare to the columns with the longest words."""
        spare = max(self.viewport().width() - sum(_WIDTHS), 0) // len(_GROWING)
        self.set_widths(
            tuple(width + spare * (place in _GROWING) for place, width in enumerate(_WIDTHS))
        )

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.share()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            event.accept()
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class ColumnsPage(Page):
    """``plan`` is the plan with every change of the person."""

    def __init__(self) -> None:
        super().__init__(words.STEPS[2], words.COLUMN_KEYS)
        self._base: ImportPlan | None = None
        self._plan: ImportPlan | None = None
        self._place = -1
        self._model = ColumnsModel()
        self.table = _ColumnTable(words.COLUMNS)
        self._model.setParent(self.table)
        self.table.setModel(self._model)
        self.panel = ColumnPanel()
        self._scroll = Scroll(_held(self.panel))
        self._summary = Label("", "label")
        self._eras = Label("", "problem", wrap=True)
        self._eras.setParent(self)
        self._eras.hide()
        self._lay_out()
        self._connect()

    def show_plan(
        self, sheet: Sheet, reading: SheetProposal, base: ImportPlan, plan: ImportPlan
    ) -> None:
        """Show the columns of ``reading``; ``base`` is as proposed, ``plan`` as it stands."""
        self._base, self._plan = base, plan
        values = examples(sheet, reading)
        mapped = {one.column: one for one in plan.mapping}
        proposed = {one.column: one for one in base.mapping}
        self._model.show_columns(
            [
                ColumnLine(
                    one,
                    values.get(one.column, ()),
                    mapped.get(one.column),
                    judged=mapped.get(one.column, proposed[one.column]) != proposed[one.column],
                )
                for one in reading.columns
            ]
        )
        self.table.share()
        self._place = -1
        self.table.go_to(0)
        self._on_row(0)
        self._say()

    def forget(self) -> None:
        """Let the examples go."""
        self._base, self._plan, self._place = None, None, -1
        self._model.show_columns(())

    def plan(self) -> ImportPlan:
        """The plan with every change; only after ``show_plan``."""
        if self._plan is None:
            raise LookupError
        return self._plan

    def start(self) -> None:
        """The list of columns."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def settled(self) -> bool:
        """Whether at least one column is taken."""
        if self._plan is not None and self._plan.mapping:
            return True
        self.told.emit(words.NO_COLUMNS, "warning")
        return False

    def toggle(self, place: int) -> None:
        """Take a column, or leave it out."""
        taken = self._model.column_at(place).mapped is not None
        self._change(place, None if taken else self._proposed(place), judged=False)
        self.panel.show_line(self._model.column_at(place), self._proposed(place))

    def next_open(self) -> None:
        """Go to the next column that a person should look at, round and round."""
        columns = self._model.columns()
        order = [*range(self._place + 1, len(columns)), *range(self._place + 1)]
        found = next((place for place in order if columns[place].is_open), None)
        if found is not None:
            self.table.go_to(found)
            self.start()

    def _lay_out(self) -> None:
        self._scroll.setFixedWidth(_PANEL_WIDTH)
        left = column(self.table, self._summary, self._eras, gap=SMALL)
        left.setStretch(0, 1)
        line = row(left, self._scroll, gap=MEDIUM)
        line.setStretch(0, 1)
        whole = QWidget()
        whole.setLayout(line)
        self.put(whole, 1)

    def _connect(self) -> None:
        self.table.current.connect(self._on_row)
        self.table.entered.connect(self.go_on)
        self.table.chosen.connect(lambda _row: self.panel.begin())
        self.table.clicked.connect(self._on_clicked)
        self.panel.changed.connect(self._on_changed)
        self.panel.finished.connect(self._on_finished)
        bind(self.table, Deed.TAKE_ROW, lambda: self.toggle(self._place))
        bind(self, Deed.NEXT_PROBLEM, self.next_open)

    def _on_row(self, place: int) -> None:
        if 0 <= place < self._model.rowCount():
            self._place = place
            self.panel.show_line(self._model.column_at(place), self._proposed(place))
            self._scroll.verticalScrollBar().setValue(0)

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.column() == 0:
            self.toggle(index.row())

    def _on_changed(self, mapped: ColumnMapping | None) -> None:
        self._change(self._place, mapped, judged=True)

    def _on_finished(self) -> None:
        """After the last field the next column is at hand."""
        self.table.go_to(min(self._place + 1, self._model.rowCount() - 1))
        self.start()

    def _proposed(self, place: int) -> ColumnMapping:
        number = self._model.column_at(place).proposed.column
        base = self._base.mapping if self._base is not None else ()
        return next(one for one in base if one.column == number)

    def _change(self, place: int, mapped: ColumnMapping | None, *, judged: bool) -> None:
        if self._plan is None:
            return
        line = self._model.column_at(place)
        if mapped is None:
            self._plan = self._plan.without(self._proposed(place).fid)
        else:
            self._plan = with_column(self._plan, mapped)
        self._model.change_column(place, replace(line, mapped=mapped, judged=judged))
        self._say()

    def _say(self) -> None:
        columns = self._model.columns()
        left = [one.proposed.letter for one in columns if one.mapped is None]
        shown = words.COLUMN_SUMMARY.format(
            taken=f"{len(columns) - len(left):,}", left="・".join(left) or words.LEFT_NONE
        )
        self._summary.setText(shown)
        missing = sum(one.era_missing for one in columns)
        self._eras.setText(words.ERAS_OPEN.format(count=missing) if missing else "")
        self._eras.setVisible(bool(missing))


def _held(panel: QWidget) -> QWidget:
    inside = QWidget()
    inside.setLayout(column(panel, None, gap=0))
    return inside
