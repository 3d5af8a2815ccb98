"""One of the form's choices; a stored text that is none of them stays among them."""

from PySide6.QtWidgets import QSizePolicy
from typing_extensions import override

from desktop.domain.fields import Field, FieldKind
from desktop.ui.fields.base import FieldEditor
from desktop.ui.messages import frame
from desktop.ui.theme import SHORT_FIELD_WIDTH
from desktop.ui.widgets.choice import Choice

BLANK = ""


class ChoiceField(FieldEditor):
    """A drop-down list; its first line is blank (no value)."""

    def __init__(self, field: Field) -> None:
        self._choice = Choice(field.label)
        self._choice.setMinimumWidth(SHORT_FIELD_WIDTH)
        self._choice.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        super().__init__(field, self._choice)
        self._offered = field.choices
        if field.kind is FieldKind.YES_NO and not field.choices:
            self._offered = (frame.YES, frame.NO)
        self._offer("")
        self._choice.currentIndexChanged.connect(self._on_edited)
        self._choice.entered.connect(self._on_entered)
        self._choice.went_back.connect(self._on_back)

    @override
    def _typed(self) -> str:
        return self._choice.currentText()

    @override
    def _show(self, text: str) -> None:
        self._choice.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self._offer(text)
        self._choice.setCurrentText(text)
        self._choice.blockSignals(False)  # noqa: FBT003 - Qt's signature

    def _offer(self, stored: str) -> None:
        extra = (stored,) if stored and stored not in self._offered else ()
        self._choice.clear()
        self._choice.addItems([BLANK, *self._offered, *extra])
