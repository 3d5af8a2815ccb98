"""What a package is and what is in it: facts left, a sample of its records right."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desktop.domain.fields import Field
from desktop.ui.theme import CARD_WIDTH, LARGE, MEDIUM, SMALL
from desktop.ui.widgets.key_values import KeyValueList
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.look import column, row
from desktop.ui.widgets.sample_table import SampleTable
from desktop.ui.widgets.scroll import Scroll

FACTS_WIDTH = (CARD_WIDTH // 2 + LARGE, CARD_WIDTH - LARGE * 4)


class FactsAndSample(QWidget):
    """``facts`` and ``sample`` are the two halves; ``below`` stands under the sample."""

    def __init__(
        self,
        title: str,
        name: str,
        below: QWidget | None = None,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.facts = KeyValueList()
        self.sample = SampleTable(name)
        self._caption = Label("", "sub", wrap=True)
        caption = row(Label(title, "label"), self._caption, gap=MEDIUM)
        caption.setStretch(1, 1)
        right = column(caption, self.sample, gap=SMALL)
        right.setStretch(1, 1)
        if below is not None:
            right.addWidget(below)
        middle = row(self._left(), right, gap=LARGE)
        middle.setStretch(0, 4)
        middle.setStretch(1, 7)
        self.setLayout(middle)

    def show_sample(
        self, caption: str, fields: Sequence[Field], lines: Sequence[tuple[str, ...]]
    ) -> None:
        """Show these records, and say in words how many of how many they are."""
        self._caption.setText(caption)
        self.sample.show_sample(fields, lines)

    def _left(self) -> Scroll:
        inside = QWidget()
        inside.setLayout(column(self.facts, None))
        left = Scroll(inside)
        left.setMinimumWidth(FACTS_WIDTH[0])
        left.setMaximumWidth(FACTS_WIDTH[1])
        return left
