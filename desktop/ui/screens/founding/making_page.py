"""Step 6: everything once more to look at, then keys and store are made."""

from PySide6.QtWidgets import QWidget

from desktop.ui.messages import founding as words
from desktop.ui.screens.founding.page import Page
from desktop.ui.widgets.busy import Busy
from desktop.ui.widgets.key_values import KeyValueList
from desktop.ui.widgets.panel import Card, Notice
from desktop.usecases.founding import NewPerson, UnitPlan


class MakingPage(Page):
    """``busy`` shows how far the making is; it cannot be stopped half-way."""

    next_text = words.MAKE

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(words.MAKING_TITLE, words.MAKING_TEXT, parent=parent)
        self._facts = KeyValueList()
        card = Card()
        card.add(self._facts)
        self.busy = Busy(words.MAKING, can_cancel=False)
        self.put(card, Notice("warning", words.MAKING_ONCE), self.busy)

    def show_plan(self, plan: UnitPlan) -> None:
        """Show what will be made."""
        clerks = "、".join(_who(clerk) for clerk in plan.clerks) or words.MAKING_NO_CLERK
        self._facts.show_pairs(
            (
                (words.MUNICIPALITY, plan.municipality),
                (words.UNIT, plan.unit),
                (words.TERMINAL, plan.terminal),
                (words.ADMINISTRATOR_TITLE, _who(plan.administrator)),
                (words.SUPERVISOR_TITLE, _who(plan.supervisor)),
                (words.CLERKS_TITLE, clerks),
            )
        )


def _who(person: NewPerson) -> str:
    return words.MAKING_PEOPLE.format(name=person.name, uid=person.uid)
