"""The boxes of a form below each other, as on paper, with what was typed and what is stored."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from desktop.domain.forms import Form
from desktop.domain.records import FieldChange, Origin, Values, changes_between
from desktop.ui.screens.record.box import Box, values_of
from desktop.ui.widgets.look import column
from desktop.ui.widgets.panel import cleared
from desktop.usecases import records
from desktop.usecases.records import Finding


class RecordForm(QFrame):
    """Told what to show; ``values`` is what is to be registered, code point for code point."""

    changed = Signal()
    entered = Signal()
    field_entered = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("paper")
        self._form: Form | None = None
        self._boxes: dict[str, Box] = {}
        self._base: Values = {}
        self._column = column(gap=0)
        self.setLayout(self._column)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus)

    def show_form(self, form: Form) -> None:
        """Make the boxes of this form; those of the same form are kept."""
        if self._form == form:
            return
        cleared(self._column)
        self._form = form
        self._boxes = {field.fid: Box(field) for field in form.fields}
        for box in self._boxes.values():
            box.changed.connect(self.changed)
            box.entered.connect(self.entered)
            self._column.addWidget(box)

    def show_values(
        self, values: Values, origin: Origin | None, findings: Mapping[str, Finding]
    ) -> None:
        """Show a stored record; nothing counts as changed."""
        self._base = values
        for fid, box in self._boxes.items():
            box.show_value(values.get(fid, ""), _cell(origin, fid))
            box.show_finding(findings.get(fid))
        self.changed.emit()

    def show_blank(self) -> None:
        """Show the empty boxes of a new record."""
        self._base = {}
        for box in self._boxes.values():
            box.show_value("", "", stored=False)
        self.changed.emit()

    def rebase(self, values: Values, origin: Origin | None) -> None:
        """Somebody changed the record: show its values, but keep what was typed here."""
        self._base = values
        for fid, box in self._boxes.items():
            box.rebase(values.get(fid, ""), _cell(origin, fid))
        self.changed.emit()

    def put(self, values: Values) -> int:
        """Fill blank boxes as if typed; returns how many were filled."""
        filled = [fid for fid, box in self._boxes.items() if not box.raw() and values.get(fid)]
        for fid in filled:
            self._boxes[fid].put(values[fid])
        self.changed.emit()
        return len(filled)

    def set_locked(self, *, locked: bool) -> None:
        """Let all be read only."""
        for box in self._boxes.values():
            box.editor.set_locked(locked=locked)

    def values(self) -> dict[str, str]:
        """The whole record as it would be registered; fields of other versions stay."""
        others = {fid: text for fid, text in self._base.items() if fid not in self._boxes}
        return {**others, **values_of(self._boxes)}

    def changes(self) -> tuple[FieldChange, ...]:
        """What would be changed by registering."""
        return changes_between(self._base, self.values())

    def box(self, fid: str) -> Box:
        """The box of a field."""
        return self._boxes[fid]

    def show_findings(self, findings: Mapping[str, Finding]) -> None:
        """Say what is wrong or odd at each box."""
        for fid, box in self._boxes.items():
            box.show_finding(findings.get(fid))

    def focus_first(self, *, problems: bool = False) -> None:
        """Go to the first box that can be typed in, or the first that has a problem."""
        for box in self._boxes.values():
            finding = box.finding()
            wrong = finding is not None and finding.problem is not None
            if box.editor.can_edit() and (wrong or not problems):
                box.editor.take_focus()
                return

    def focus_next_remark(self) -> bool:
        """Go to the next box with a problem or a warning; False if there is none."""
        boxes = list(self._boxes.values())
        now = self.focused()
        start = boxes.index(now) + 1 if now is not None else 0
        for box in boxes[start:] + boxes[:start]:
            if box.remark():
                box.editor.take_focus()
                return True
        return False

    def put_into(self, box: Box, text: str) -> None:
        """Put a text into one box as if it had been typed."""
        if box.editor.can_edit():
            box.put(text)
            self.changed.emit()

    def focused(self) -> Box | None:
        """The box that has the focus."""
        now = QApplication.focusWidget()
        if now is None:
            return None
        return next((box for box in self._boxes.values() if box.isAncestorOf(now)), None)

    def _on_focus(self, old: QWidget | None, new: QWidget | None) -> None:
        """A box that is left is checked; one that is entered tells where it came from."""
        for box in self._boxes.values():
            if old is not None and box.isAncestorOf(old) and box.is_changed():
                self._check(box)
            if new is not None and box.isAncestorOf(new):
                self.field_entered.emit(box.field.fid)

    def _check(self, box: Box) -> None:
        if self._form is not None:
            fid = box.field.fid
            found = records.check(self._form.narrowed((fid,)), {fid: box.raw()})
            box.show_finding(found.get(fid))


def _cell(origin: Origin | None, fid: str) -> str:
    return "" if origin is None else origin.cells.get(fid, "")
