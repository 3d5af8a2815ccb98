"""One typed line, with its reading beside it where the kind has one."""

from PySide6.QtCore import Qt
from typing_extensions import override

from desktop.domain.fields import Field, FieldKind
from desktop.ui.fields.base import FieldEditor
from desktop.ui.fields.readings import READINGS
from desktop.ui.theme import FIELD_WIDTH, READING_WIDTH, SHORT_FIELD_WIDTH
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.line_edit import LineEdit

_Hint = Qt.InputMethodHint

HINTS: dict[FieldKind, Qt.InputMethodHint] = {
    FieldKind.TEXT: _Hint.ImhNone,
    FieldKind.NAME: _Hint.ImhNone,
    FieldKind.KANA: _Hint.ImhNone,
    FieldKind.ADDRESS: _Hint.ImhNone,
    FieldKind.NUMBER: _Hint.ImhFormattedNumbersOnly,
    FieldKind.MONEY: _Hint.ImhFormattedNumbersOnly,
    FieldKind.DATE: _Hint.ImhPreferLatin,
    FieldKind.FISCAL_YEAR: _Hint.ImhPreferLatin,
    FieldKind.PHONE: _Hint.ImhDialableCharactersOnly,
    FieldKind.POSTAL: _Hint.ImhDialableCharactersOnly,
    FieldKind.CODE: _Hint.ImhPreferLatin,
}
IME_OFF = (FieldKind.NUMBER, FieldKind.MONEY, FieldKind.PHONE, FieldKind.POSTAL)
"""Kinds typed on the ten-key pad; Windows offers no other way to turn the IME off for a field."""

SHORT = (*IME_OFF, FieldKind.DATE, FieldKind.FISCAL_YEAR, FieldKind.CODE)
RIGHT = (FieldKind.NUMBER, FieldKind.MONEY)


class LineField(FieldEditor):
    """A line edit dressed for its kind."""

    def __init__(self, field: Field) -> None:
        self._edit = LineEdit(field.label)
        self._reading = Label("", "reading")
        self._read = READINGS.get(field.kind)
        super().__init__(field, self._edit, self._reading)
        self._dress(field.kind)
        self._edit.textChanged.connect(self._on_text)
        self._edit.entered.connect(self._on_entered)
        self._edit.went_back.connect(self._on_back)

    @override
    def set_locked(self, *, locked: bool) -> None:
        self._edit.setReadOnly(locked)

    def reading(self) -> str:
        """How the text is understood, shown beside it; "" if it says nothing more."""
        return self._reading.text()

    @override
    def take_focus(self) -> None:
        self._edit.setFocus()
        self._edit.selectAll()

    @override
    def _typed(self) -> str:
        return self._edit.text()

    @override
    def _show(self, text: str) -> None:
        self._edit.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self._edit.setText(text)
        self._edit.setCursorPosition(0)
        self._edit.blockSignals(False)  # noqa: FBT003 - Qt's signature

    @override
    def _on_shown(self) -> None:
        super()._on_shown()
        self._reading.setText(self._read(self.raw()) if self._read is not None else "")

    def _on_text(self) -> None:
        self._on_edited()

    def _dress(self, kind: FieldKind) -> None:
        self._edit.setInputMethodHints(HINTS[kind])
        if kind in IME_OFF:
            self._edit.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)
        if kind in RIGHT:
            self._edit.setAlignment(Qt.AlignmentFlag.AlignRight)
        if kind in SHORT:
            self._edit.setFixedWidth(SHORT_FIELD_WIDTH)
        else:
            self._edit.setMinimumWidth(SHORT_FIELD_WIDTH)
            self._edit.setMaximumWidth(FIELD_WIDTH)
        self._reading.setVisible(self._read is not None)
        self._reading.setMinimumWidth(READING_WIDTH if self._read is not None else 0)
