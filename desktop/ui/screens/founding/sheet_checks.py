"""The two characters of each printed recovery sheet, typed back from the paper."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.ids import ungrouped
from desktop.ui.messages import founding as words
from desktop.ui.theme import MEDIUM
from desktop.ui.widgets.enter_chain import enter_chain
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.line_edit import LineEdit
from desktop.ui.widgets.look import row, set_look

LENGTH = 2
WIDTH, NOTE_WIDTH = 72, 104


class SheetChecks(QWidget):
    """``proved`` says whether each sheet's characters were typed; ``entered`` on the last Enter."""

    entered = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._checks: tuple[str, ...] = ()
        self._edits: tuple[LineEdit, ...] = ()
        self._notes: tuple[Label, ...] = ()
        self._line = row(gap=MEDIUM)
        self.setLayout(self._line)

    def expect(self, checks: tuple[str, ...]) -> None:
        """Ask for these; called once, when the sheets exist."""
        self._checks = tuple(ungrouped(check) for check in checks)
        self._edits = tuple(self._edit(number) for number in range(1, len(checks) + 1))
        self._notes = tuple(Label("", "hint") for _ in checks)
        for number, (edit, note) in enumerate(zip(self._edits, self._notes, strict=True), 1):
            label = Label(words.SHEET.format(number=number), "label")
            label.setBuddy(edit)
            note.setFixedWidth(NOTE_WIDTH)
            for part in (label, edit, note):
                self._line.addWidget(part)
        self._line.addStretch(1)
        enter_chain(*self._edits, last=self.entered.emit)
        self.setFocusProxy(self._edits[0])

    def proved(self) -> bool:
        """Whether all of them were typed as printed."""
        typed = tuple(ungrouped(edit.text()) for edit in self._edits)
        return bool(typed) and typed == self._checks

    def start(self) -> None:
        """Go to the first that is still open."""
        for edit, check in zip(self._edits, self._checks, strict=True):
            if ungrouped(edit.text()) != check:
                edit.setFocus()
                edit.selectAll()
                return

    def _edit(self, number: int) -> LineEdit:
        edit = LineEdit(words.SHEET_CHECK.format(number=number))
        edit.setProperty("role", "code")
        edit.setMaxLength(LENGTH)
        edit.setFixedWidth(WIDTH)
        edit.setAlignment(Qt.AlignmentFlag.AlignCenter)
        edit.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)
        edit.textEdited.connect(lambda: self._on_typed(number - 1))
        return edit

    def _on_typed(self, place: int) -> None:
        edit, note = self._edits[place], self._notes[place]
        edit.setText(edit.text().upper())
        typed = ungrouped(edit.text())
        whole = len(typed) >= len(self._checks[place])
        right = typed == self._checks[place]
        note.setText((words.SHEET_RIGHT if right else words.SHEET_WRONG) if whole else "")
        set_look(note, "step", "done" if right else "")
        set_look(note, "role", "hint" if right else "problem")
        edit.setAccessibleDescription(note.text())
        if right and place + 1 < len(self._edits):
            self._edits[place + 1].setFocus()
