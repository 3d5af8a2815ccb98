"""形の判定: the real sheet with what we read in it, set right by single keys or by mouse."""

from collections import Counter
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.domain.errors import AppError
from desktop.domain.import_plan import SheetProposal
from desktop.domain.sheet_shape import SheetMarks, SheetShape
from desktop.ui.messages import import_wizard as words
from desktop.ui.messages.importers import EXCLUSIONS
from desktop.ui.messages.lookup import sentence
from desktop.ui.models.lines import LinesModel
from desktop.ui.screens.import_wizard.page import Page
from desktop.ui.screens.import_wizard.sheet_view import SheetView
from desktop.ui.shortcuts import Deed, bind
from desktop.ui.tasks import Tasks
from desktop.ui.theme import CARD_WIDTH, MEDIUM, SMALL
from desktop.ui.widgets.busy import Busy
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.data_table import DataTable
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.look import column, row
from desktop.ui.widgets.panel import Notice
from desktop.usecases.importing import ImportSession
from desktop.usecases.sheet_reading import reread

_LIST_WIDTH = CARD_WIDTH * 9 // 16
NARROW_KINDS = (76, 60)


class ShapePage(Page):
    """``reading`` is what the person settled for the sheet that is up."""

    def __init__(self, tasks: Tasks) -> None:
        super().__init__(words.STEPS[1], words.SHAPE_KEYS)
        self._tasks = tasks
        self._session: ImportSession | None = None
        self._marks: list[SheetMarks] = []
        self._place = -1
        self._rereading = False
        self._busy = Busy(words.REREADING, can_cancel=False)
        self._sheets = LinesModel(words.SHEET_HEADINGS, numbers=(2,))
        self.list = DataTable(words.SHEETS)
        self._sheets.setParent(self.list)
        self.list.setModel(self._sheets)
        self.view = SheetView()
        self._summary = Label("", "label")
        self._excluded = Label("", "sub", wrap=True)
        self._row_words = Label("", "sub")
        self._none = Notice("warning", "")
        self._none.setParent(self)
        self._none.hide()
        self._lay_out()
        self._connect()

    def show_session(self, session: ImportSession) -> None:
        """Begin with the first sheet that looks like a table."""
        self._session = session
        self._marks = [SheetMarks(proposal) for proposal in session.proposals]
        self._list_sheets()
        tables = [i for i, one in enumerate(session.proposals) if one.kind == "table"]
        self._place = -1
        self.list.go_to(tables[0] if tables else 0)
        self._open(max(self.list.currentIndex().row(), 0))

    def forget(self) -> None:
        """Let the workbook go."""
        self._session, self._marks, self._place = None, [], -1
        self._rereading = False
        self._sheets.show_lines(())
        self.view.forget()

    def reading(self) -> SheetProposal:
        """The sheet that is up, as the person settled it."""
        return self._marks[self._place].settled()

    def start(self) -> None:
        """The sheet's own rows."""
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def settled(self) -> bool:
        """Whether there is a table with rows to bring."""
        if self._rereading:
            self.told.emit(words.REREADING, "info")
            return False
        found = self.reading()
        if found.kind == "table" and found.record_rows > 0:
            return True
        self.told.emit(words.NO_TABLE, "warning")
        return False

    def toggle_row(self) -> None:
        """Leave the row under the cursor out, or take it in."""
        self._set(self._marks[self._place].toggled(self.view.row()))

    def toggle_header(self) -> None:
        """Make the row under the cursor a header row, or none."""
        self._reshape(self._shape().with_header(self.view.row()))

    def begin_body(self) -> None:
        """Let the body begin with the row under the cursor."""
        self._reshape(self._shape().beginning(self.view.row()))

    def end_body(self) -> None:
        """Let the body end with the row under the cursor."""
        self._reshape(self._shape().ending(self.view.row()))

    def _lay_out(self) -> None:
        self.list.setFixedWidth(_LIST_WIDTH)
        deeds = (
            (words.MARK_TAKE, self.toggle_row),
            (words.MARK_HEADER, self.toggle_header),
            (words.MARK_FIRST, self.begin_body),
            (words.MARK_LAST, self.end_body),
        )
        buttons = []
        for text, do in deeds:
            button = Button(text)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(do)
            buttons.append(button)
        above = row(None, *buttons, gap=SMALL)
        below = column(self._row_words, self._summary, self._excluded, gap=0)
        right = column(above, self._none, self.view, self._busy, below, gap=SMALL)
        right.setStretch(2, 1)
        whole = QWidget()
        line = row(self.list, right, gap=MEDIUM)
        line.setStretch(1, 1)
        whole.setLayout(line)
        self.put(whole, 1)

    def _connect(self) -> None:
        self.list.current.connect(self._open)
        self.list.chosen.connect(lambda _row: self.start())
        self.view.entered.connect(self.go_on)
        self.view.current.connect(lambda _row: self._say_row())
        self.view.chosen.connect(lambda _row: self.toggle_row())
        bind(self.view, Deed.TAKE_ROW, self.toggle_row)
        bind(self.view, Deed.HEADER_ROW, self.toggle_header)
        bind(self.view, Deed.BODY_FIRST, self.begin_body)
        bind(self.view, Deed.BODY_LAST, self.end_body)

    def _list_sheets(self) -> None:
        if self._session is None:
            return
        lines = []
        for sheet, marks in zip(self._session.workbook.sheets, self._marks, strict=True):
            state = words.SHEET_STATES[sheet.state]
            name = f"{sheet.name}（{state}）" if state else sheet.name
            rows = marks.settled().record_rows
            lines.append(
                (name, words.SHORT_KINDS[marks.proposal.kind], f"{rows:,}" if rows else "")
            )
        self._sheets.show_lines(lines)
        kinds, rows = NARROW_KINDS
        self.list.set_widths((_LIST_WIDTH - kinds - rows - 2, kinds, rows))

    def _open(self, place: int) -> None:
        if self._session is None or place == self._place or not 0 <= place < len(self._marks):
            return
        self._place = place
        sheet = self._session.workbook.sheets[place]
        self.view.show_sheet(sheet, self.reading())
        self._say()

    def _shape(self) -> SheetShape:
        return SheetShape.of(self._marks[self._place].proposal, self.view.picture.rowCount())

    def _reshape(self, shape: SheetShape) -> None:
        """Have the sheet read anew with another header or body."""
        if self._session is None or shape == self._shape():
            return
        name = self._session.workbook.sheets[self._place].name
        self._rereading = True
        self._tasks.run(
            partial(reread, self._session, name, shape),
            done=partial(self._on_reread, self._session, self._place),
            refused=self._on_refused,
            lane="foreign",
            key="import.reread",
            busy=self._busy,
        )

    def _on_reread(self, session: ImportSession, place: int, proposal: SheetProposal) -> None:
        if session is not self._session:
            return
        self._rereading = False
        self._marks[place] = self._marks[place].on(proposal)
        if place == self._place:
            self._set(self._marks[place])

    def _on_refused(self, error: AppError) -> None:
        self._rereading = False
        self.told.emit(sentence(error), "error")

    def _set(self, marks: SheetMarks) -> None:
        self._marks[self._place] = marks
        self.view.show_reading(marks.settled())
        here = self.list.currentIndex()
        self.list.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self._list_sheets()
        self.list.setCurrentIndex(self._sheets.index(self._place, max(here.column(), 0)))
        self.list.blockSignals(False)  # noqa: FBT003 - Qt's signature
        self._say()

    def _say(self) -> None:
        found = self.reading()
        none = words.SHAPE_NONE.get(found.kind, "")
        self._none.say(none)
        self._none.setVisible(bool(none))
        self._summary.setVisible(not none)
        self._summary.setText(summary(found))
        counts = Counter(excluded.why for excluded in found.excluded)
        lines = [
            words.EXCLUDED_LINE.format(why=EXCLUSIONS[why], count=f"{count:,}")
            for why, count in counts.most_common()
        ]
        self._excluded.setText(words.LIST_MARK.join(lines))
        self._excluded.setVisible(bool(lines))
        self._say_row()

    def _say_row(self) -> None:
        picture, number = self.view.picture, self.view.row()
        if not number:
            self._row_words.setText("")
            return
        role = picture.role(number)
        why = picture.why(number)
        said = words.ROLE_WORDS.get(role, "")
        if why is not None:
            said = words.ROW_EXCLUDED_WORDS.format(why=EXCLUSIONS[why])
        self._row_words.setText(words.ROW_WORDS.format(row=f"{number:,}", role=said))


def summary(found: SheetProposal) -> str:
    """Header, body and counts of a reading in one line."""
    return words.SHAPE_SUMMARY.format(
        header=_run(found.header_rows) or words.NO_HEADER,
        first=f"{found.body_first_row:,}",
        last=f"{found.body_last_row:,}",
        records=f"{found.record_rows:,}",
        excluded=f"{len(found.excluded):,}",
    )


def _run(rows: tuple[int, ...]) -> str:
    if not rows:
        return ""
    run = f"{rows[0]}–{rows[-1]}" if len(rows) > 1 else f"{rows[0]}"
    return words.ROW_RUN.format(rows=run)
