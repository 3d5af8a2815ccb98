"""Which fields leave: a box for each, none ticked at first; ↑↓ walk, Space ticks."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.domain.forms import Form
from desktop.ui.messages import exports as words
from desktop.ui.theme import LARGE, MEDIUM, SMALL, TINY
from desktop.ui.widgets.button import TextButton
from desktop.ui.widgets.enter_chain import enter_chain
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.look import column, row
from desktop.ui.widgets.panel import cleared
from desktop.ui.widgets.scroll import Scroll
from desktop.ui.widgets.tick import Tick

ACROSS = 2


class FieldTicks(QWidget):
    """``changed`` fires when a box was ticked or cleared, ``submitted`` on Enter in the last."""

    changed = Signal()
    submitted = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(words.FIELDS_TITLE)
        self._boxes: dict[str, Tick] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(LARGE)
        self._grid.setVerticalSpacing(SMALL)
        self._grid.setContentsMargins(0, 0, 0, 0)
        for place in range(ACROSS):
            self._grid.setColumnStretch(place, 1)
        self._mark = Label("", "hint")
        self._count = Label("", "sub")
        every, none = TextButton(words.ALL_FIELDS), TextButton(words.NO_FIELDS)
        every.clicked.connect(lambda: self.tick(tuple(self._boxes)))
        none.clicked.connect(lambda: self.tick(()))
        inside = QWidget()
        inside.setLayout(column(self._grid, None, margin=TINY))
        head = row(Label(words.FIELDS_TITLE, "label"), self._mark, None, self._count, gap=MEDIUM)
        hint = row(Label(words.FIELDS_HINT, "hint"), None, every, none, gap=SMALL)
        whole = column(head, hint, Scroll(inside), gap=SMALL)
        whole.setStretch(2, 1)
        self.setLayout(whole)

    def show_form(self, form: Form) -> None:
        """Offer the fields of a ledger."""
        cleared(self._grid)
        self._boxes = {}
        self._mark.setText(words.CLASS.format(mark=form.confidentiality.mark))
        for place, field in enumerate(form.fields):
            box = Tick(field.label.replace("&", "&&"))
            box.setAccessibleName(field.label)
            box.toggled.connect(self._on_toggled)
            self._boxes[field.fid] = box
            self._grid.addWidget(box, place // ACROSS, place % ACROSS, Qt.AlignmentFlag.AlignLeft)
        enter_chain(*self._boxes.values(), last=self.submitted.emit)
        self._on_toggled()

    def tick(self, fids: Sequence[str]) -> None:
        """Tick exactly these."""
        for fid, box in self._boxes.items():
            box.blockSignals(True)  # noqa: FBT003 - Qt's signature
            box.setChecked(fid in fids)
            box.blockSignals(False)  # noqa: FBT003 - Qt's signature
        self._on_toggled()

    def ticked(self) -> tuple[str, ...]:
        """The fields that leave, in the form's order."""
        return tuple(fid for fid, box in self._boxes.items() if box.isChecked())

    def first(self) -> QWidget | None:
        """The first box."""
        return next(iter(self._boxes.values()), None)

    def _on_toggled(self) -> None:
        self._count.setText(
            words.FIELDS_COUNT.format(total=len(self._boxes), count=len(self.ticked()))
        )
        self.changed.emit()
