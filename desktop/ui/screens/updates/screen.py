"""更新: check a package, keep it, install it at closing; which versions ran; the way back."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget
from typing_extensions import override

from desktop.domain.errors import AppError
from desktop.domain.rights import Right
from desktop.domain.updates import UpdateNotice
from desktop.ui.cancel import Cancel
from desktop.ui.messages import updates as words
from desktop.ui.messages.lookup import sentence
from desktop.ui.screens.screen import Screen
from desktop.ui.screens.units.tabs import Tabs
from desktop.ui.screens.updates.back_page import BackPage
from desktop.ui.screens.updates.package_page import PackagePage
from desktop.ui.screens.updates.verdict_page import VerdictPage
from desktop.ui.screens.updates.versions_page import VersionsPage
from desktop.ui.tasks import Tasks
from desktop.ui.theme import LARGE, MEDIUM
from desktop.ui.widgets.confirm import Confirm
from desktop.ui.widgets.label import Label
from desktop.ui.widgets.look import column
from desktop.ui.widgets.scroll import Scroll
from desktop.usecases.bringing_up import undo_store_update, way_back
from desktop.usecases.desk import Desk
from desktop.usecases.updates import (
    BackOutPlan,
    InstallOrder,
    UpdateState,
    UpdateVerdict,
    back_out_plan,
    inspect_update,
    order_back_out,
    order_install,
    state,
    take_update,
    versions,
)

PACKAGE, VERSIONS, BACK = range(3)

T = TypeVar("T")


class UpdatesScreen(Screen):
    """``install_asked`` carries the order for closing; ``leave_asked`` ends the session."""

    install_asked = Signal(object)
    leave_asked = Signal(str)

    def __init__(self, tasks: Tasks, desk: Desk, start: Path) -> None:
        super().__init__(words.TITLE)
        self._tasks, self._desk = tasks, desk
        self._administers = Right.ADMINISTER in desk.rights
        self._approves = desk.has_store and Right.APPROVE in desk.rights
        self._verdict: UpdateVerdict | None = None
        self._can_install = False
        self.choosing, self.verdict = PackagePage(start), VerdictPage()
        self.history = VersionsPage()
        self.back = BackPage(administers=self._administers, approves=self._approves)
        self._package = QStackedWidget()
        for page in (self.choosing, self.verdict):
            self._package.addWidget(page)
        pages = (self._package, self.history, Scroll(self.back))
        first = PACKAGE if self._administers else VERSIONS
        self.tabs = Tabs(words.TABS[first:], pages[first:])
        whole = column(Label(words.TITLE, "title"), self.tabs, gap=MEDIUM, margin=LARGE)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self._connect()

    @override
    def refresh(self) -> None:
        """Read anew what runs, what is kept, and what can be gone back to."""
        self._ask("versions", partial(versions, self._desk), self.history.show_history)
        if self._administers:
            self._ask("state", partial(state, self._desk), self._on_state)
            self._ask("plan", partial(back_out_plan, self._desk), self._on_plan)
        if self._approves:
            self._ask("way", partial(way_back, self._desk), self.back.show_way)

    def open_package(self, path: Path) -> None:
        """Check a package from its first byte to its last and show what it is."""
        cancel = Cancel()
        self.choosing.wait(on=True)
        self._tasks.run(
            partial(inspect_update, self._desk, path, cancel),
            done=self._on_verdict,
            refused=self._on_refused,
            lane="foreign",
            cancel=cancel,
            busy=self.choosing.busy,
        )

    def _connect(self) -> None:
        self.choosing.chosen.connect(self.open_package)
        self.choosing.install_asked.connect(self._on_install)
        self.verdict.taken.connect(self._on_take)
        self.verdict.left.connect(self._leave_verdict)
        self.back.program_asked.connect(self._on_back)
        self.back.store_asked.connect(self._on_store_back)

    def _ask(self, name: str, deed: Callable[[], T], done: Callable[[T], object]) -> None:
        self._tasks.run(deed, done=done, refused=self.refused.emit, key=f"updates.{name}")

    def _on_state(self, found: UpdateState) -> None:
        self._can_install = found.can_install
        self.choosing.show_state(found)

    def _on_plan(self, plan: BackOutPlan | None) -> None:
        self.back.show_plan(plan, can_install=self._can_install)

    def _on_verdict(self, verdict: UpdateVerdict | None) -> None:
        self.choosing.wait(on=False)
        if verdict is None:
            self.told.emit(words.STOPPED, "info")
            self.choosing.enter()
            return
        self._verdict = verdict
        self.verdict.show_verdict(verdict, self._desk.office.program.schema)
        self._package.setCurrentWidget(self.verdict)
        self.verdict.take.setFocus()
        self.told.emit(words.CHECKED, "info")

    def _on_refused(self, error: AppError) -> None:
        self.choosing.wait(on=False)
        self.verdict.wait(on=False)
        self.choosing.chooser.setFocus()
        self.refused.emit(error)

    def _leave_verdict(self) -> None:
        self._verdict = None
        self._package.setCurrentWidget(self.choosing)
        self.choosing.enter()

    def _on_take(self) -> None:
        if self._verdict is None:
            return
        cancel = Cancel()
        self.verdict.wait(on=True)
        self._tasks.run(
            partial(take_update, self._desk, self._verdict.package.path, cancel),
            done=self._on_taken,
            refused=self._on_refused,
            lane="write",
            cancel=cancel,
            busy=self.verdict.busy,
        )

    def _on_taken(self, taken: UpdateNotice | None) -> None:
        self.verdict.wait(on=False)
        self._leave_verdict()
        if taken is None:
            self.told.emit(words.STOPPED, "info")
        else:
            self.told.emit(words.TAKEN.format(version=taken.version), "success")
        self.refresh()

    def _on_install(self, version: str) -> None:
        self._confirm(
            words.INSTALL_TITLE.format(version=version),
            words.INSTALL,
            partial(order_install, self._desk, version),
        )

    def _on_back(self) -> None:
        if self.back.plan is not None:
            title = words.BACK_CONFIRM.format(version=self.back.plan.version)
            self._confirm(title, words.BACK, partial(order_back_out, self._desk))

    def _confirm(self, title: str, yes: str, order: Callable[[], InstallOrder]) -> None:
        def agreed(_reason: str) -> None:
            self._tasks.run(order, done=self._on_ordered, refused=self.refused.emit, lane="foreign")

        Confirm(self, title, words.INSTALL_TEXT, yes=agreed, yes_text=yes, danger=True)

    def _on_ordered(self, order: InstallOrder) -> None:
        self.install_asked.emit(order)

    def _on_store_back(self) -> None:
        Confirm(
            self,
            words.STORE_CONFIRM,
            words.STORE_CONFIRM_TEXT,
            yes=lambda _reason: self._take_store_back(),
            yes_text=words.STORE_BACK,
            danger=True,
        )

    def _take_store_back(self) -> None:
        cancel = Cancel()
        self.back.wait(on=True)
        self._tasks.run(
            partial(undo_store_update, self._desk, cancel),
            done=lambda _none: self.leave_asked.emit(words.STORE_BACK_DONE),
            refused=self._on_store_refused,
            lane="write",
            cancel=cancel,
            busy=self.back.busy,
        )

    def _on_store_refused(self, error: AppError) -> None:
        self.back.wait(on=False)
        if self._desk.has_store:
            self.refused.emit(error)
            self.refresh()
        else:  # the store is closed, and as it was; only a new sign-in leads on
            self.leave_asked.emit(sentence(error))
