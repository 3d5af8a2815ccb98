"""受渡先: lists, own card, and the two flows by which another unit becomes known."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from desktop.domain.errors import AppError
from desktop.domain.ids import grouped
from desktop.domain.people import Role
from desktop.domain.rights import Right
from desktop.ui.messages import units as words
from desktop.ui.moments import shown_day
from desktop.ui.screens.screen import Screen
from desktop.ui.screens.units.card_entry import CardEntry
from desktop.ui.screens.units.list_page import ListPage
from desktop.ui.screens.units.own_card import OwnCard
from desktop.ui.screens.units.proposal_panel import ProposalPanel
from desktop.ui.screens.units.tabs import Tabs
from desktop.ui.tasks import Tasks
from desktop.ui.theme import LARGE, MEDIUM
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.look import column
from desktop.ui.widgets.scroll import Scroll
from desktop.usecases.desk import Desk, PersonView
from desktop.usecases.exporting import RecipientView, recipients
from desktop.usecases.units import (
    Proposal,
    SenderView,
    countersign,
    people,
    proposals,
    propose_recipient,
    read_card,
    register_sender,
    senders,
    withdraw_proposal,
    write_unit_card,
)

RECIPIENTS, SENDERS, PEOPLE, OWN = range(4)

T = TypeVar("T")


class UnitsScreen(Screen):
    """``changed`` says others should read anew."""

    changed = Signal()

    def __init__(
        self, tasks: Tasks, desk: Desk, start: Path, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(words.TITLE, parent=parent)
        self._tasks, self.desk = tasks, desk
        self._signing_due = False
        deciding = desk.account.has(Role.ADMINISTRATOR, Role.SUPERVISOR)
        approving = Right.APPROVE in desk.rights
        self._may_withdraw = deciding
        self.proposal = ProposalPanel()
        self.recipients = ListPage(
            words.TABS[RECIPIENTS], words.RECIPIENTS_TEXT, words.RECIPIENT_COLUMNS,
            empty=(words.NO_RECIPIENTS, words.NO_RECIPIENTS_HINT),
            action=words.RECIPIENT_ADD if deciding else "",
        )  # fmt: skip
        self.senders = ListPage(
            words.TABS[SENDERS], words.SENDERS_TEXT, words.SENDER_COLUMNS,
            empty=_no_senders(desk),
            action=words.SENDER_ADD if approving else "",
        )  # fmt: skip
        self.people = ListPage(words.TABS[PEOPLE], words.PEOPLE_TEXT, words.PEOPLE_COLUMNS)
        self.own = OwnCard(desk.unit, start, may_write=approving)
        self.tabs = Tabs(words.TABS, (self.recipients, self.senders, self.people, Scroll(self.own)))
        self.proposing = CardEntry(words.RECIPIENT_ADD, words.RECIPIENT_DO, start, signed=True)
        self.registering = CardEntry(words.SENDER_ADD, words.SENDER_DO, start, signed=False)
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()

    @override
    def refresh(self) -> None:
        """Read all lists anew."""
        desk = self.desk
        self._ask("recipients", partial(recipients, desk), self._show_recipients)
        self._ask("people", partial(people, desk), self._show_people)
        self._ask("proposals", partial(proposals, desk), self._show_proposals)
        if desk.has_store:
            self._ask("senders", partial(senders, desk), self._show_senders)

    def show_proposal(self) -> None:
        """Go to what waits for a second signature, as soon as it has been read."""
        self._stack.setCurrentIndex(0)
        self._signing_due = True
        self.refresh()

    @override
    def would_lose(self) -> bool:
        entries = (self.proposing, self.registering)
        place = self._stack.currentIndex()
        return place > 0 and entries[place - 1].under_way()

    def _lay_out(self) -> None:
        lists = QWidget()
        inside = column(self.proposal, self.tabs, gap=LARGE)
        inside.setStretch(1, 1)
        lists.setLayout(inside)
        self._stack.addWidget(lists)
        for entry in (self.proposing, self.registering):
            page = QWidget()
            page.setLayout(column(entry, None))
            self._stack.addWidget(Scroll(page))
        whole = column(Label(words.TITLE, "title"), self._stack, gap=MEDIUM, margin=LARGE)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.recipients.acted.connect(partial(self._open_entry, 1, self.proposing))
        self.senders.acted.connect(partial(self._open_entry, 2, self.registering))
        self.own.folder_chosen.connect(self._on_own_folder)
        self.proposal.signed.connect(self._on_countersign)
        self.proposal.withdrawn.connect(self._on_withdraw)
        self.proposing.submitted.connect(self._on_propose)
        self.registering.submitted.connect(self._on_register)
        for entry in (self.proposing, self.registering):
            entry.left.connect(self._close_entry)
            entry.chosen.connect(partial(self._read, entry))

    def _ask(self, name: str, deed: Callable[[], T], done: Callable[[T], object]) -> None:
        self._tasks.run(deed, done=done, refused=self.refused.emit, key=f"units.{name}")

    def _open_entry(self, place: int, entry: CardEntry) -> None:
        self._stack.setCurrentIndex(place)
        entry.begin()

    def _close_entry(self) -> None:
        self._stack.setCurrentIndex(0)
        page = self.recipients if self.tabs.page() == RECIPIENTS else self.senders
        page.action.setFocus()

    def _read(self, entry: CardEntry, path: Path) -> None:
        self._tasks.run(
            partial(read_card, path),
            done=entry.show_card,
            refused=entry.refuse,
        )

    def _on_propose(self, path: Path, typed: str, password: str) -> None:
        label = self.proposing.label()
        self._sign(
            self.proposing,
            partial(propose_recipient, self.desk, path, typed, password),
            words.RECIPIENT_DONE.format(label=label),
        )

    def _on_register(self, path: Path, typed: str, _password: str) -> None:
        label = self.registering.label()
        self._sign(
            self.registering,
            partial(register_sender, self.desk, path, typed),
            words.SENDER_DONE.format(label=label),
        )

    def _sign(self, entry: CardEntry, deed: Callable[[], object], said: str) -> None:
        def done(_result: object) -> None:
            entry.wait(on=False)
            self._close_entry()
            self._changed(said)

        def refused(error: AppError) -> None:
            entry.wait(on=False)
            entry.refuse(error)

        entry.wait(on=True)
        self._tasks.run(deed, done=done, refused=refused, lane="write", busy=entry.busy)

    def _on_countersign(self, proposal: Proposal, password: str) -> None:
        def refused(error: AppError) -> None:
            self.proposal.wait(on=False)
            self.refused.emit(error)

        def done(_none: object) -> None:
            self.proposal.wait(on=False)
            self._changed(words.COUNTERSIGNED.format(label=proposal.label))

        self.proposal.wait(on=True)
        self._tasks.run(
            partial(countersign, self.desk, proposal, password),
            done=done,
            refused=refused,
            lane="write",
            busy=self.proposal.busy,
        )

    def _on_withdraw(self) -> None:
        self._tasks.run(
            partial(withdraw_proposal, self.desk),
            done=lambda _none: self._changed(words.WITHDRAWN),
            refused=self.refused.emit,
            lane="write",
        )

    def _on_own_folder(self, folder: Path) -> None:
        self._tasks.run(
            partial(write_unit_card, self.desk, folder),
            done=lambda path: self.told.emit(words.OWN_WRITTEN.format(path=path), "success"),
            refused=self.refused.emit,
            lane="write",
        )

    def _changed(self, said: str) -> None:
        self.told.emit(said, "success")
        self.refresh()
        self.changed.emit()

    def _show_recipients(self, found: tuple[RecipientView, ...]) -> None:
        self.recipients.show_lines(
            tuple((one.label, grouped(one.rid), shown_day(one.not_after)) for one in found)
        )

    def _show_senders(self, found: tuple[SenderView, ...]) -> None:
        self.senders.show_lines(
            tuple((one.label, grouped(one.store[:16]), str(one.version)) for one in found)
        )

    def _show_people(self, found: tuple[PersonView, ...]) -> None:
        self.people.show_lines(tuple(_person(one) for one in found))

    def _show_proposals(self, found: tuple[Proposal, ...]) -> None:
        self.proposal.show_proposal(found[0] if found else None, may_withdraw=self._may_withdraw)
        if self._signing_due:
            self._signing_due = False
            self.proposal.open_signing()


def _no_senders(desk: Desk) -> tuple[str, str]:
    """What stands for an empty list; without the data key there is nothing to read it with."""
    if desk.has_store:
        return words.NO_SENDERS, words.NO_SENDERS_HINT
    return words.SENDERS_CLOSED, words.SENDERS_CLOSED_HINT


def _person(person: PersonView) -> tuple[str, ...]:
    roles = "・".join(words.ROLES[role.value] for role in sorted(person.roles))
    until = shown_day(person.until) if person.until is not None else words.NO_LIMIT
    return person.name, person.uid, roles, words.STATES[person.status], until
