"""Step 2: the names of the municipality, the unit and this terminal."""

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from desktop.ui.messages import founding as words
from desktop.ui.screens.founding.page import Page
from desktop.ui.widgets.enter_chain import enter_chain, focus_first
from desktop.ui.widgets.form_row import FormRow
from desktop.ui.widgets.line_edit import LineEdit


@dataclass(frozen=True, slots=True)
class OfficeNames:
    """What was typed, without outer spaces."""

    municipality: str
    unit: str
    terminal: str


class OfficePage(Page):
    """``names`` is what was typed."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(words.OFFICE_TITLE, words.OFFICE_TEXT, parent=parent)
        self.municipality = LineEdit(words.MUNICIPALITY)
        self.unit = LineEdit(words.UNIT)
        self.terminal = LineEdit(words.TERMINAL)
        self._rows = tuple(
            FormRow(label, editor, hint=hint, required=True)
            for label, editor, hint in (
                (words.MUNICIPALITY, self.municipality, words.MUNICIPALITY_HINT),
                (words.UNIT, self.unit, words.UNIT_HINT),
                (words.TERMINAL, self.terminal, words.TERMINAL_HINT),
            )
        )
        self.put(*self._rows)
        enter_chain(self.municipality, self.unit, self.terminal, last=self.go_on.emit)
        for line, editor in zip(self._rows, self._editors(), strict=True):
            editor.textEdited.connect(lambda _text, line=line: line.show_problem(None))

    def names(self) -> OfficeNames:
        """The three names."""
        return OfficeNames(*(editor.text().strip() for editor in self._editors()))

    def start(self) -> None:
        """Begin with the first empty one."""
        empty = [editor for editor in self._editors() if not editor.text().strip()]
        focus_first(*(empty or self._editors()))

    def settled(self) -> bool:
        """All three are filled in."""
        missing = []
        for line, editor in zip(self._rows, self._editors(), strict=True):
            empty = not editor.text().strip()
            line.show_problem(words.EMPTY if empty else None)
            if empty:
                missing.append(editor)
        if missing:
            missing[0].setFocus()
        return not missing

    def _editors(self) -> tuple[LineEdit, LineEdit, LineEdit]:
        return self.municipality, self.unit, self.terminal
