"""The editor for a field: one call, by its kind."""

from desktop.domain.fields import Field, FieldKind
from desktop.ui.fields.base import FieldEditor
from desktop.ui.fields.choice_field import ChoiceField
from desktop.ui.fields.line_field import LineField
from desktop.ui.fields.text_field import TextField


def editor_for(field: Field) -> FieldEditor:
    """A new editor for ``field``; put it into a layout and give it its raw text."""
    if field.kind in (FieldKind.CHOICE, FieldKind.YES_NO):
        return ChoiceField(field)
    if field.kind in (FieldKind.TEXT, FieldKind.ADDRESS):
        return TextField(field)
    return LineField(field)
