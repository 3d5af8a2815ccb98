"""What an approver must not overlook: removed signs, what looks like numbers, later changes."""

from typing import Literal

from PySide6.QtWidgets import QWidget

from desktop.ui.messages import approvals as words
from desktop.ui.style import pixmap
from desktop.ui.theme import ICON, MEDIUM, SMALL, TINY
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.look import column, row
from desktop.ui.widgets.panel import Panel
from desktop.usecases.approving import Review

Kind = Literal["success", "info", "warning"]
INKS = {"success": "success", "info": "key", "warning": "warning"}

_SHARES = (4, 3, 3)
"""What is left has most to say; in the least window each line less counts."""


class Risks(Panel):
    """``show_review`` says all three; each has a sign and words, never colour alone."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._parts = tuple(
            _Risk(title) for title in (words.RESIDUAL, words.REMOVED, words.CHANGED)
        )
        line = row(*self._parts, gap=MEDIUM)
        for place, share in enumerate(_SHARES):
            line.setStretch(place, share)
        self.add(line)

    def show_review(self, review: Review) -> None:
        """Say what was found in what would leave."""
        residual, removed, changed = self._parts
        hits = tuple(
            words.RESIDUAL_LINE.format(
                label=one.label,
                what=words.RESIDUAL_KINDS.get(one.kind, words.OTHER_KIND),
                count=f"{one.count:,}",
            )
            for one in review.residual
        )
        if hits:
            residual.show_finding("warning", (*hits, words.RESIDUAL_NOTE))
        else:
            residual.show_finding("success", (words.RESIDUAL_NONE,))
        gone = tuple(
            words.REMOVED_LINE.format(
                what=words.REMOVED_KINDS.get(kind, words.OTHER_KIND), count=f"{count:,}"
            )
            for kind, count in review.removed
        )
        removed.show_finding("info" if gone else "success", gone or (words.REMOVED_NONE,))
        count = review.changed_since
        sentence = words.CHANGED_SOME if count else words.CHANGED_NONE
        changed.show_finding("info" if count else "success", (sentence.format(count=f"{count:,}"),))

    def text(self) -> str:
        """Everything it says."""
        return "\n".join(part.text() for part in self._parts)


class _Risk(QWidget):
    """One finding: sign, title, lines."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._mark = Label()
        self._mark.setFixedWidth(ICON)
        self._lines = Label("", wrap=True)
        head = row(self._mark, Label(title, "label"), None, gap=SMALL)
        self.setLayout(column(head, self._lines, None, gap=TINY))
        self._title = title

    def show_finding(self, kind: Kind, lines: tuple[str, ...]) -> None:
        """Say this, under the sign of its kind."""
        self._mark.setPixmap(pixmap(kind, INKS[kind], ICON, self.devicePixelRatioF()))
        self._lines.setText("\n".join(lines))
        self.setAccessibleName(f"{self._title} {self.text()}")

    def text(self) -> str:
        """What it says."""
        return self._lines.text()
