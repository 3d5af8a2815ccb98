"""One box of the form: its label, its editor, and beside it what is to be known of the value."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from desktop.domain.fields import Field
from desktop.ui.fields.editors import editor_for
from desktop.ui.messages import frame
from desktop.ui.messages import record as words
from desktop.ui.messages.importers import PROBLEMS, WARNINGS
from desktop.ui.style import pixmap
from desktop.ui.theme import HAIR, LABEL_COLUMN, NARROW_COLUMN, SMALL, SMALL_ICON, STEP, TINY
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.look import column, row, set_look
from desktop.usecases.records import Finding

MARK_WIDTH = NARROW_COLUMN - STEP


class Box(QFrame):
    """``changed`` carries the field's id; ``entered`` fires on Enter in the last box."""

    changed = Signal(str)
    entered = Signal()

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.setObjectName("box")
        self.field = field
        self.editor = editor_for(field)
        self._base = ""
        self._cell = ""
        self._stored = False
        self._finding: Finding | None = None
        self._mark = Label("", "hint")
        self._mark.setFixedWidth(MARK_WIDTH)
        self._mark.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._warning = _Remark()
        self._lay_out()
        self.editor.changed.connect(self._on_changed)
        self.editor.entered.connect(self.entered)

    def show_value(self, raw: str, cell: str, *, stored: bool = True) -> None:
        """Show a stored value and the cell it came from, "" if it came from none.

        In a record that is not ``stored`` yet nothing is marked as changed.
        """
        self._base, self._cell, self._stored = raw, cell, stored
        self.editor.set_raw(raw)
        self.show_finding(None)
        self._show_mark()

    def rebase(self, raw: str, cell: str) -> None:
        """The stored value is another now; what was typed stays."""
        typed = self.raw()
        kept = self.is_changed()
        self.show_value(raw, cell)
        if kept:
            self.put(typed)

    def put(self, typed: str) -> None:
        """Put a text as if it had been typed, code point for code point."""
        self.editor.fill(typed)
        if self.editor.raw() != typed:  # the input widget would rewrite it
            self.editor.set_raw(typed)
        self._show_mark()

    def raw(self) -> str:
        """The text as it stands."""
        return self.editor.raw()

    def is_changed(self) -> bool:
        """Whether it is another text than the stored one."""
        return self.raw() != self._base

    def show_finding(self, finding: Finding | None) -> None:
        """Say what is wrong with the value or odd about it."""
        self._finding = finding
        problem = finding.problem if finding is not None else None
        self.editor.show_problem(PROBLEMS.get(problem, problem) if problem else None)
        self._warning.show_text(_warning_text(finding))

    def finding(self) -> Finding | None:
        """What was last said of the value."""
        return self._finding

    def remark(self) -> str:
        """The problem or warning shown."""
        return self.editor.problem() or self._warning.text()

    def cell(self) -> str:
        """The cell the stored value came from."""
        return self._cell

    def mark(self) -> str:
        """The word shown at the right: 変更, or the cell."""
        return self._mark.text()

    def _lay_out(self) -> None:
        side = QFrame()
        side.setObjectName("box-label")
        side.setFixedWidth(LABEL_COLUMN)
        name = Label(self.field.label, "", wrap=True)
        name.setBuddy(self.editor)
        must = Label(frame.REQUIRED if self.field.required else "", "required")
        inner = row(name, must, gap=TINY)
        inner.setStretch(0, 1)
        inner.setContentsMargins(STEP, TINY, SMALL, TINY)
        side.setLayout(inner)
        middle = column(self.editor, self._warning, gap=HAIR)
        middle.setContentsMargins(SMALL, TINY, 0, TINY)
        whole = row(side, middle, self._mark, gap=0)
        whole.setStretch(1, 1)
        whole.setContentsMargins(0, 0, SMALL, 0)
        self.setLayout(whole)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def _on_changed(self) -> None:
        self.show_finding(None)
        self._show_mark()
        self.changed.emit(self.field.fid)

    def _show_mark(self) -> None:
        changed = self._stored and self.is_changed()
        self._mark.setText(words.CHANGED if changed else self._cell)
        set_look(self._mark, "word", "warning" if changed else "")
        set_look(self._mark, "role", "" if changed else "hint")
        set_look(self, "changed", "true" if changed else "false")


class _Remark(QWidget):
    """A warning under a field: icon and words; it takes no room while there is none."""

    def __init__(self) -> None:
        super().__init__()
        icon = Label()
        icon.setPixmap(pixmap("warning", "warning", SMALL_ICON, icon.devicePixelRatio()))
        icon.setFixedWidth(SMALL_ICON)
        self._text = Label("", "hint", wrap=True)
        line = row(icon, self._text, gap=TINY)
        line.setStretch(1, 1)
        self.setLayout(line)
        self.hide()

    def show_text(self, text: str) -> None:
        self._text.setText(text)
        self.setVisible(bool(text))

    def text(self) -> str:
        return self._text.text()


def _warning_text(finding: Finding | None) -> str:
    if finding is None or finding.problem:
        return ""
    return " ".join(WARNINGS.get(code, code) for code in finding.warnings)


def values_of(boxes: Mapping[str, Box]) -> dict[str, str]:
    """What stands in the boxes, blanks left out."""
    return {fid: box.raw() for fid, box in boxes.items() if box.raw()}
