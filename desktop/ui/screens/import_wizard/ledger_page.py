"""台帳: what the new ledger is called and how confidential it is."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal

from desktop.domain.forms import Confidentiality
from desktop.domain.import_plan import ImportPlan, SheetProposal
from desktop.ui.messages import import_wizard as words
from desktop.ui.screens.import_wizard.page import Page
from desktop.ui.widgets.choice import Choice
from desktop.ui.widgets.enter_chain import enter_chain
from desktop.ui.widgets.form_row import FormRow
from desktop.ui.widgets.key_values import KeyValueList
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.line_edit import LineEdit
from desktop.ui.widgets.panel import Card, Notice, Panel
from desktop.usecases.importing import ImportSession
from desktop.usecases.ledgers import LedgerSummary

_LEVELS = tuple(sorted(Confidentiality, reverse=True))
_MOST_NAMES = 12


class LedgerPage(Page):
    """``name`` and ``level`` of the new ledger."""

    level_changed = Signal()

    def __init__(self) -> None:
        super().__init__(words.STEPS[3], words.LEDGER_KEYS)
        self.name_edit = LineEdit(words.LEDGER_NAME)
        self.level_choice = Choice(
            words.LEDGER_LEVEL, tuple(words.LEVELS[level.mark] for level in _LEVELS)
        )
        self._name_row = FormRow(
            words.LEDGER_NAME, self.name_edit, hint=words.LEDGER_NAME_HINT, required=True
        )
        self._level_row = FormRow(
            words.LEDGER_LEVEL, self.level_choice, hint=words.LEDGER_LEVEL_HINT, required=True
        )
        self._known: frozenset[str] = frozenset()
        self._same = Notice("warning", words.LEDGER_SAME)
        self._same.setParent(self)
        self._same.hide()
        self._facts = KeyValueList()
        self._lay_out()
        self.level_choice.setCurrentIndex(_LEVELS.index(Confidentiality.LEVEL_3B))
        self.name_edit.textChanged.connect(self._on_name)
        self.level_choice.activated.connect(lambda _place: self.level_changed.emit())
        enter_chain(self.name_edit, self.level_choice, last=self.go_on.emit)

    def name(self) -> str:
        """The name of the new ledger."""
        return self.name_edit.text().strip()

    def level(self) -> Confidentiality:
        """Its confidentiality."""
        return _LEVELS[self.level_choice.currentIndex()]

    def propose(self, name: str) -> None:
        """Put a name in for another sheet."""
        self.name_edit.setText(name)

    def know(self, summaries: Sequence[LedgerSummary]) -> None:
        """Which names there are already; another one of the same name is allowed, but said."""
        self._known = frozenset(one.form.name for one in summaries)
        self._on_name(self.name_edit.text())

    def warning(self) -> str:
        """What is said of the name, "" if nothing."""
        return "" if self._same.isHidden() else self._same.text()

    def show_plan(self, session: ImportSession, reading: SheetProposal, plan: ImportPlan) -> None:
        """Show what will become of the file."""
        names = [mapped.label for mapped in plan.mapping]
        more = words.AND_MORE if len(names) > _MOST_NAMES else ""
        self._facts.show_pairs(
            (
                (words.SUMMARY_FILE, session.name),
                (words.SUMMARY_SHEET, reading.sheet),
                (
                    words.SUMMARY_ROWS,
                    words.SUMMARY_ROWS_TEXT.format(
                        first=f"{reading.body_first_row:,}",
                        last=f"{reading.body_last_row:,}",
                        records=f"{reading.record_rows:,}",
                        excluded=f"{len(reading.excluded):,}",
                    ),
                ),
                (
                    words.SUMMARY_FIELDS,
                    words.SUMMARY_FIELDS_TEXT.format(
                        count=len(names), names="・".join(names[:_MOST_NAMES]) + more
                    ),
                ),
            )
        )

    def start(self) -> None:
        """The name."""
        self.name_edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.name_edit.selectAll()

    def settled(self) -> bool:
        """Whether the ledger has a name."""
        if self.name():
            return True
        self._name_row.show_problem(words.LEDGER_EMPTY)
        self.start()
        return False

    def _on_name(self, name: str) -> None:
        self._name_row.show_problem(None)
        self._same.setVisible(name.strip() in self._known)

    def _lay_out(self) -> None:
        card = Card(words.LEDGER_TITLE)
        card.add(Label(words.LEDGER_TEXT, wrap=True))
        card.add(self._name_row)
        card.add(self._same)
        card.add(self._level_row)
        panel = Panel(words.LEDGER_SUMMARY)
        panel.add(self._facts)
        self.put_column(card, panel)
