"""The invented staff of a drill store, shown so that a trainee can sign in as any of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.messages import signin as words
from desktop.ui.theme import HAIR, MEDIUM
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.label import Label, rule
from desktop.ui.widgets.look import column, row
from desktop.ui.widgets.panel import Panel


@dataclass(frozen=True, slots=True)
class DrillPerson:
    """Somebody who does not exist; the 合言葉 is no secret."""

    uid: str
    name: str
    role: str
    password: str


class DrillStaff(Panel):
    """One line a person; ``chosen`` carries the ``DrillPerson`` whose button was pressed."""

    chosen = Signal(object)

    def __init__(self, staff: Iterable[DrillPerson], *, parent: QWidget | None = None) -> None:
        super().__init__(words.DRILL_TITLE, parent=parent)
        self.add(Label(words.DRILL_TEXT, "hint", wrap=True))
        for person in staff:
            self.add(rule())
            self.add(self._line(person))
        self.add(None)

    def _line(self, person: DrillPerson) -> QWidget:
        who = Label(words.DRILL_LINE.format(name=person.name, role=person.role), "label")
        code = Label(
            words.DRILL_CODE.format(uid=person.uid, password=person.password), "hint", wrap=True
        )
        use = Button(words.DRILL_USE)
        use.setAccessibleName(
            words.DRILL_NAME.format(name=person.name, role=person.role, uid=person.uid)
        )
        use.clicked.connect(lambda: self.chosen.emit(person))
        line = row(column(who, code, gap=HAIR), use, gap=MEDIUM)
        line.setStretch(0, 1)
        whole = QWidget(self)
        whole.setLayout(line)
        return whole
