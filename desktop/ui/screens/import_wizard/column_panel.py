"""One column in detail: take it or not, the field's name and kind, why we think so, examples."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.fields import FieldKind
from desktop.domain.import_plan import ColumnMapping
from desktop.ui.messages import import_wizard as words
from desktop.ui.messages.importers import EVIDENCE, KINDS
from desktop.ui.models.columns import ColumnLine
from desktop.ui.theme import SMALL, STEP, TINY
from desktop.ui.widgets.choice import Choice
from desktop.ui.widgets.enter_chain import enter_chain
from desktop.ui.widgets.form_row import FormRow
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.line_edit import LineEdit
from desktop.ui.widgets.look import column
from desktop.ui.widgets.panel import Panel, cleared
from desktop.ui.widgets.tick import Tick

_NAMES = 72
_ORDER = tuple(KINDS)
_ERAS = tuple(words.ERAS)
_DATES = (FieldKind.DATE, FieldKind.FISCAL_YEAR)


class ColumnPanel(Panel):
    """``changed`` carries the new ``ColumnMapping``, or None to leave the column out."""

    changed = Signal(object)
    finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._line: ColumnLine | None = None
        self._base: ColumnMapping | None = None
        self._title = Label("", "heading", wrap=True)
        self.take = Tick(words.TAKE)
        self.label = LineEdit(words.LABEL)
        self.kind = Choice(words.KIND, tuple(KINDS[kind] for kind in _ORDER))
        self.must = Tick(words.MUST_TEXT)
        self.era = Choice(words.ERA, tuple(words.ERAS[era] for era in _ERAS))
        self._label_row = FormRow(words.LABEL, self.label, label_width=_NAMES)
        self._kind_row = FormRow(words.KIND, self.kind, label_width=_NAMES)
        self._era_row = FormRow(
            words.ERA_SHORT, self.era, hint=words.ERA_HINT, label_width=_NAMES
        )  # fmt: skip
        self._why = column(gap=TINY)
        self._values = column(gap=TINY)
        self._lay_out()
        self._connect()

    def show_line(self, line: ColumnLine, base: ColumnMapping) -> None:
        """Show a column; ``base`` is what it was proposed as."""
        self._line, self._base = line, base
        mapped = line.mapped or base
        self._title.setText(
            words.ONE_COLUMN.format(letter=line.proposed.letter, label=line.proposed.label)
        )
        self.take.setChecked(line.mapped is not None)
        self.label.setText(mapped.label)
        self.kind.setCurrentIndex(_ORDER.index(mapped.kind.value))
        self.must.setChecked(mapped.required)
        self.era.setCurrentIndex(_ERAS.index(mapped.default_era or ""))
        self._label_row.show_problem(None)
        self._settle()
        self._say(line, mapped)

    def begin(self) -> None:
        """Put the cursor into the field's name."""
        first = self.label if self.take.isChecked() else self.take
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def _lay_out(self) -> None:
        self.add(self._title)
        for part in (self.take, self._label_row, self._kind_row, self.must, self._era_row):
            self.add(part)
        self.add(SMALL)
        self.add(Label(words.WHY, "label"))
        self.add(self._why)
        self.add(SMALL)
        self.add(Label(words.EXAMPLES, "label"))
        self.add(self._values)
        self.body.setSpacing(STEP)

    def _connect(self) -> None:
        self.take.clicked.connect(self._on_take)
        self.label.textEdited.connect(self._on_label)
        self.kind.activated.connect(lambda _place: self._emit())
        self.must.clicked.connect(lambda _on: self._emit())
        self.era.activated.connect(lambda _place: self._emit())
        enter_chain(self.take, self.label, self.kind, self.must, self.era, last=self.finished.emit)

    def _on_take(self) -> None:
        self._settle()
        if self.take.isChecked():
            self._emit()
        else:
            self.changed.emit(None)

    def _on_label(self, text: str) -> None:
        blank = not text.strip()
        self._label_row.show_problem(words.EMPTY_LABEL if blank else None)
        if not blank:
            self._emit()

    def _emit(self) -> None:
        if self._base is None or self._line is None or not self.take.isChecked():
            return
        self._settle()
        kind = FieldKind(_ORDER[self.kind.currentIndex()])
        era = _ERAS[self.era.currentIndex()]
        self.changed.emit(
            replace(
                self._base,
                label=self.label.text().strip() or self._base.label,
                kind=kind,
                choices=self._line.proposed.choices if kind is FieldKind.CHOICE else (),
                required=self.must.isChecked(),
                default_era=(era or None) if kind in _DATES else None,
            )
        )

    def _settle(self) -> None:
        """Only what matters for this kind of field can be reached."""
        on = self.take.isChecked()
        dates = FieldKind(_ORDER[self.kind.currentIndex()]) in _DATES
        for part in (self._label_row, self._kind_row, self.must, self._era_row):
            part.setEnabled(on)
        self._era_row.setVisible(dates)

    def _say(self, line: ColumnLine, mapped: ColumnMapping) -> None:
        cleared(self._why)
        cleared(self._values)
        for text in _reasons(line, mapped):
            self._why.addWidget(Label(text, "sub", wrap=True))
        for text in line.examples or (words.NO_EXAMPLES,):
            self._values.addWidget(Label(text, "sub", wrap=True))

    def editors(self) -> tuple[QWidget, ...]:
        """The fields in the order of Enter."""
        return (self.take, self.label, self.kind, self.must, self.era)


def _reasons(line: ColumnLine, mapped: ColumnMapping) -> list[str]:
    if line.judged:
        found = [words.WHY_PERSON]
    else:
        found = [
            EVIDENCE[one.code].format(count=f"{one.count:,}", of=f"{one.of:,}")
            for one in line.proposed.evidence
            if one.code in EVIDENCE
        ]
    if mapped.kind is FieldKind.CHOICE and mapped.choices:
        found.append(words.CHOICES_LINE.format(choices="・".join(mapped.choices)))
    return found or [words.WHY_NONE]
