"""A password: hidden, revealed on wish, with a word when Caps Lock or the IME is in the way."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from desktop.ui.messages import frame
from desktop.ui.theme import SMALL, TINY
from desktop.ui.widgets.button import TextButton
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.line_edit import LineEdit
from desktop.ui.widgets.look import column, row, set_look


class _SecretEdit(LineEdit):
    """Tells whether the last letter came out as Caps Lock would make it."""

    typed = Signal(bool)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = event.text()
        if letter.isalpha() and letter.isascii():
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.typed.emit(letter.isupper() is not shifted)
        super().keyPressEvent(event)


class PasswordField(QWidget):
    """``text`` is what was typed; ``entered`` fires on Enter."""

    entered = Signal()
    went_back = Signal()
    changed = Signal()

    def __init__(self, name: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = _SecretEdit(name)
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.edit.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhPreferLatin
        )
        self.setFocusProxy(self.edit)
        self.setAccessibleName(name)
        self._reveal = TextButton(frame.REVEAL)
        self._reveal.setAccessibleName(f"{name} {frame.REVEAL}")
        self._reveal.setFixedWidth(self._reveal.sizeHint().width() + SMALL)
        self._reveal.clicked.connect(self._on_reveal)
        self._note = Label("", "hint")
        self._note.hide()
        line = row(self.edit, self._reveal, gap=TINY)
        line.setStretch(0, 1)
        self.setLayout(column(line, self._note, gap=TINY))
        self._caps = False
        self.edit.typed.connect(self._on_typed)
        self.edit.textChanged.connect(self._on_text)
        self.edit.entered.connect(self.entered)
        self.edit.went_back.connect(self.went_back)

    def text(self) -> str:
        """What was typed."""
        return self.edit.text()

    def clear(self) -> None:
        """Forget what was typed and hide again."""
        self.edit.clear()
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self._reveal.setText(frame.REVEAL)

    def note(self) -> str:
        """The remark under the field, "" if there is none."""
        return self._note.text()

    def mark_problem(self, *, wrong: bool) -> None:
        """Draw the field as wrong, or as usual."""
        set_look(self.edit, "problem", "true" if wrong else "false")

    def _on_reveal(self) -> None:
        hidden = self.edit.echoMode() == QLineEdit.EchoMode.Password
        mode = QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password
        self.edit.setEchoMode(mode)
        self._reveal.setText(frame.HIDE if hidden else frame.REVEAL)
        self.edit.setFocus()

    def _on_typed(self, caps: bool) -> None:  # noqa: FBT001 - a signal's slot
        self._caps = caps
        self._show_note()

    def _on_text(self) -> None:
        self._show_note()
        self.changed.emit()

    def _show_note(self) -> None:
        note = frame.CAPS_LOCK if self._caps and self.text() else ""
        if not self.text().isascii():
            note = frame.NOT_ASCII
        self._note.setText(note)
        self._note.setVisible(bool(note))
