"""A labelled field: label left, field, hint and problem below it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.ui.messages import frame
from desktop.ui.theme import CONTROL, FIELD_WIDTH, HAIR, LABEL_COLUMN, MEDIUM, SMALL, TINY
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.look import column, row, set_look


class FormRow(QWidget):
    """Label, 必須 mark, editor; ``show_problem`` writes under the editor and marks it.

    The editor is as wide as a field should be; ``wide`` lets it take all there is.
    """

    def __init__(  # noqa: PLR0913 - one call, options by name
        self,
        label: str,
        editor: QWidget,
        *,
        hint: str = "",
        required: bool = False,
        label_width: int = LABEL_COLUMN,
        wide: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.editor = editor
        self._label = label
        if not editor.accessibleName():
            editor.setAccessibleName(label)
        self._hint = Label(hint, "hint", wrap=True)
        if not hint:
            self._hint.hide()
        self._problem = Label("", "problem", wrap=True)
        self._problem.hide()
        if editor.minimumSizeHint().width() <= FIELD_WIDTH and not wide:
            editor.setMaximumWidth(FIELD_WIDTH)
        at_left = row(editor, gap=0)
        at_left.setStretch(0, 1)
        at_left.addStretch(0)
        beside = column(at_left, self._hint, self._problem, gap=TINY)
        whole = row(self._name(label, label_width, required=required), gap=MEDIUM)
        whole.addLayout(beside, 1)
        whole.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setLayout(whole)

    def show_problem(self, text: str | None) -> None:
        """Write what is wrong under the field, or take it away."""
        self._problem.setText(text or "")
        self._problem.setVisible(bool(text))
        self._hint.setVisible(bool(self._hint.text()) and not text)
        set_look(self.editor, "problem", "true" if text else "false")
        self.editor.setAccessibleDescription(text or self._hint.text())

    def problem(self) -> str:
        """What is wrong, "" if nothing is."""
        return self._problem.text()

    def _name(self, label: str, width: int, *, required: bool) -> QWidget:
        side = QWidget(self)
        side.setFixedWidth(width)
        name = Label(label, "label", wrap=True)
        name.setBuddy(self.editor)
        mark = Label(frame.REQUIRED if required else "", "required")
        mark.setContentsMargins(0, HAIR, 0, 0)
        line = row(name, mark, gap=SMALL)
        line.setStretch(0, 1)
        line.setContentsMargins(0, (CONTROL - name.sizeHint().height()) // 2, 0, 0)
        line.setAlignment(name, Qt.AlignmentFlag.AlignTop)
        line.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
        side.setLayout(line)
        return side
