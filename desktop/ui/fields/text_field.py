"""Free text that may have several lines; the box grows with it."""

from typing_extensions import override

from desktop.domain.fields import Field
from desktop.ui.fields.base import FieldEditor
from desktop.ui.theme import FIELD_WIDTH
from desktop.ui.widgets.text_area import TextArea


class TextField(FieldEditor):
    """Enter goes to the next field, Ctrl+Enter breaks the line."""

    def __init__(self, field: Field) -> None:
        self._area = TextArea(field.label)
        self._area.setMaximumWidth(FIELD_WIDTH)
        super().__init__(field, self._area)
        self._area.textChanged.connect(self._on_edited)
        self._area.entered.connect(self._on_entered)
        self._area.went_back.connect(self._on_back)

    @override
    def set_locked(self, *, locked: bool) -> None:
        self._area.setReadOnly(locked)

    @override
    def _typed(self) -> str:
        """``toPlainText`` would turn no-break spaces into spaces; line ends stay of their kind."""
        text = self._area.document().toRawText().replace("\u2029", "\n")
        return text.replace("\n", "\r\n") if "\r\n" in self._start else text

    @override
    def _show(self, text: str) -> None:
        self._area.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self._area.setPlainText(text)
        self._area.blockSignals(False)  # noqa: FBT003 - Qt's signature
