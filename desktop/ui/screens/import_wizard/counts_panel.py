"""The proof of a trial import: every row of the sheet is counted once, in one equation."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.ui.messages import import_wizard as words
from desktop.ui.style import pixmap
from desktop.ui.theme import ICON, LARGE, SMALL, TINY
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.look import column, row, set_look
from desktop.ui.widgets.panel import Panel
from desktop.usecases.importing import RowCount


class CountsPanel(Panel):
    """原本の行 = 取込 + 除外 + 取込不可, and whether that is so."""

    def __init__(self) -> None:
        super().__init__()
        self._figures = [Label("0", "number") for _ in range(4)]
        self._warned = Label("", "sub")
        self._mark = Label()
        self._mark.setFixedWidth(ICON)
        self._proof = Label("", "label")
        names = (
            words.COUNT_SOURCE, words.COUNT_IMPORTED, words.COUNT_EXCLUDED, words.COUNT_REFUSED,
        )  # fmt: skip
        notes = (None, self._warned, None, None)
        line = row(gap=LARGE)
        for place, (name, figure, note) in enumerate(zip(names, self._figures, notes, strict=True)):
            if place:
                line.addWidget(_sign("＝" if place == 1 else "＋"))
            line.addWidget(_figure(name, figure, note))
        line.addStretch(1)
        proof = row(self._mark, self._proof, gap=SMALL)
        line.addLayout(proof)
        self.add(line)
        self.body.setContentsMargins(LARGE, SMALL, LARGE, SMALL)

    def show_count(self, count: RowCount) -> None:
        """Show what was counted."""
        parts = (count.source, count.importable, count.excluded, count.refused)
        for figure, part in zip(self._figures, parts, strict=True):
            figure.setText(f"{part:,}")
        self._warned.setText(
            words.COUNT_WARNED.format(count=f"{count.with_warnings:,}")
            if count.with_warnings
            else words.COUNT_NO_WARNING
        )
        fine = count.balances
        kind = "success" if fine else "error"
        self._mark.setPixmap(pixmap(kind, kind, ICON, self.devicePixelRatioF()))
        self._proof.setText(words.BALANCED if fine else words.UNBALANCED)
        set_look(self._proof, "word", kind)
        self.setAccessibleName(
            words.EQUATION.format(
                source=count.source,
                importable=count.importable,
                excluded=count.excluded,
                refused=count.refused,
            )
        )


def _sign(text: str) -> Label:
    sign = Label(text, "number")
    sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return sign


def _figure(name: str, figure: Label, note: Label | None) -> QWidget:
    part = QWidget()
    value = row(figure, gap=SMALL)
    if note is not None:
        value.addWidget(note, 0, Qt.AlignmentFlag.AlignBottom)
    value.addStretch(1)
    part.setLayout(column(Label(name, "sub"), value, gap=TINY))
    return part
