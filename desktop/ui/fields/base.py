"""What every field editor can do; screens know only this."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.fields import Field
from desktop.ui.messages import frame
from desktop.ui.theme import SMALL, TINY
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.look import column, row, set_look


class FieldEditor(QWidget):
    """Edits the raw text of one field. What was set and not touched comes back unchanged.

    ``changed`` fires at each edit by the person, ``entered`` and ``went_back`` on Enter and
    Shift+Enter when no other field can take the focus.
    """

    changed = Signal()
    entered = Signal()
    went_back = Signal()

    def __init__(self, field: Field, input_widget: QWidget, reading: QWidget | None = None) -> None:
        super().__init__()
        self.field = field
        self._input = input_widget
        self._start = ""
        self._touched = False
        self._problem = Label("", "problem", wrap=True)
        self._problem.hide()
        input_widget.setAccessibleName(_spoken_name(field))
        self.setAccessibleName(field.label)
        self.setFocusProxy(input_widget)
        line = row(input_widget, *([reading] if reading is not None else []), gap=SMALL)
        line.setStretch(0, 1)
        line.addStretch(0)
        self.setLayout(column(line, self._problem, gap=TINY))

    def raw(self) -> str:
        """The raw text as it stands, code point for code point."""
        return self._typed() if self._touched else self._start

    def set_raw(self, text: str) -> None:
        """Show a stored text; this is no change."""
        self._start = text
        self._show(text)
        self._touched = False
        self._on_shown()

    def fill(self, text: str) -> None:
        """Put ``text`` in as if the person had typed it (前件複写, 今日の日付)."""
        self._show(text)
        self._on_edited()

    def is_changed(self) -> bool:
        """Whether the person made it another text than the one set."""
        return self.raw() != self._start

    def show_problem(self, text: str | None) -> None:
        """Write what is wrong under the field, or take it away."""
        self._problem.setText(text or "")
        self._problem.setVisible(bool(text))
        self._input.setAccessibleDescription(text or "")
        self._look("problem", on=bool(text))

    def problem(self) -> str:
        """What is wrong, "" if nothing is."""
        return self._problem.text()

    def set_locked(self, *, locked: bool) -> None:
        """Let it be read only."""
        self._input.setEnabled(not locked)

    def _typed(self) -> str:
        """What the input widget holds."""
        raise NotImplementedError

    def _show(self, text: str) -> None:
        """Put ``text`` into the input widget."""
        raise NotImplementedError

    def _on_shown(self) -> None:
        """Bring readings beside the field up to date and mark a change."""
        self._look("changed", on=self.is_changed())

    def _on_edited(self) -> None:
        """The person changed the text."""
        self._touched = True
        self._on_shown()
        self.changed.emit()

    def _look(self, name: str, *, on: bool) -> None:
        set_look(self._input, name, "true" if on else "false")

    def _on_entered(self) -> None:
        if not self._move(forward=True):
            self.entered.emit()

    def _on_back(self) -> None:
        if not self._move(forward=False):
            self.went_back.emit()

    def _move(self, *, forward: bool) -> bool:
        """Go to the next field of the same form in its order; False at either end."""
        form = self.parentWidget()
        while form is not None and len(form.findChildren(FieldEditor)) < MANY:
            form = form.parentWidget() if not form.isWindow() else None
        if form is None:
            return False
        editors = [
            editor
            for editor in form.findChildren(FieldEditor)
            if editor.isVisible() and editor.can_edit()
        ]
        place = editors.index(self) + (1 if forward else -1)
        if not 0 <= place < len(editors):
            return False
        editors[place].take_focus()
        return True

    def can_edit(self) -> bool:
        """Whether the person may type here."""
        return self._input.isEnabled()

    def take_focus(self) -> None:
        """Put the cursor into the field with its text selected."""
        self._input.setFocus()


MANY = 2
"""A widget with at least so many editors below it is the form they belong to."""


def _spoken_name(field: Field) -> str:
    return f"{field.label} {frame.REQUIRED}" if field.required else field.label
