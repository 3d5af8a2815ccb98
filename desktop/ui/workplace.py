"""The workplace of one signed-in person: the main window with the screens their rights open."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.domain.ids import RecordUid
from desktop.domain.people import Role
from desktop.domain.rights import Right
from desktop.domain.search import Query
from desktop.ui.changes import Changes
from desktop.ui.main_window import MainWindow
from desktop.ui.messages import workplace as words
from desktop.ui.screens.about.screen import AboutScreen
from desktop.ui.screens.approvals.screen import ApprovalsScreen
from desktop.ui.screens.audit.screen import AuditScreen
from desktop.ui.screens.exports.screen import ExportsScreen
from desktop.ui.screens.home.opening import Opening
from desktop.ui.screens.home.screen import HomeScreen
from desktop.ui.screens.import_wizard.screen import ImportScreen
from desktop.ui.screens.ledger.screen import LedgerScreen
from desktop.ui.screens.receive.screen import ReceiveScreen
from desktop.ui.screens.units.screen import UnitsScreen
from desktop.ui.tasks import Tasks
from desktop.usecases.desk import Desk

_SCREENS = {
    Opening.APPROVAL: "approvals",
    Opening.RELEASE: "exports",
    Opening.SENT_BACK: "exports",
    Opening.PROPOSAL: "units",
    Opening.LEDGER: "ledger",
    Opening.IMPORT: "import",
    Opening.UNITS: "units",
}


class Workplace(QObject):
    """Builds the screens once for ``desk`` and passes on what one screen asks of another."""

    def __init__(self, desk: Desk, tasks: Tasks, start: Path) -> None:
        super().__init__()
        self.desk = desk
        self.window = MainWindow(
            desk.unit.label, "", desk.view.name, drill=desk.directory.policy.drill
        )
        self._tasks, self._start = tasks, start
        self._changes = Changes(self)
        self._units = UnitsScreen(tasks, desk, start)
        self.screens: dict[str, QWidget] = {}
        self._ledger: LedgerScreen | None = None
        self._exports: ExportsScreen | None = None
        self._approvals: ApprovalsScreen | None = None
        self._add_home()
        if desk.has_store:
            self._add_ledger_work()
        self._add_rest()
        for key in self.screens:
            self._connect(key)
        self.window.show_screen("home")

    def cover(self) -> None:
        """Nothing can be asked of the screens any more; the person is leaving."""
        self.window.setEnabled(False)

    def open(self, opening: str, key: str) -> None:
        """Bring up the screen on which something waits."""
        self.window.show_screen(_SCREENS[Opening(opening)])
        match opening:
            case Opening.LEDGER if self._ledger is not None:
                self._ledger.show_ledger(key)
            case Opening.APPROVAL if self._approvals is not None:
                self._approvals.open_request(key)
            case Opening.RELEASE | Opening.SENT_BACK if self._exports is not None:
                self._exports.open_request(key)
            case Opening.PROPOSAL:
                self._units.show_proposal()

    def _add_home(self) -> None:
        home = HomeScreen(self._tasks, self.desk)
        home.waiting_changed.connect(partial(self.window.set_count, "home"))
        home.open_requested.connect(self.open)
        self._changes.happened.connect(lambda _change: home.refresh())
        self._add("home", "today", home)

    def _add_ledger_work(self) -> None:
        rights = self.desk.rights
        if Right.VIEW in rights:
            ledger = LedgerScreen(self._tasks, self._changes)
            ledger.show_desk(self.desk)
            ledger.class_changed.connect(self.window.set_class)
            ledger.export_requested.connect(self._ask_export)
            self._add("ledger", "ledger", ledger)
            self._ledger = ledger
        if Right.CREATE in rights:
            wizard = ImportScreen(self._tasks, self._changes, self.desk, self._start)
            self._add("import", "import", wizard)
        if Right.REQUEST_EXPORT in rights:
            exports = ExportsScreen(self._tasks, self._changes, self.desk, self._start)
            exports.waiting_changed.connect(partial(self.window.set_count, "exports"))
            self._add("exports", "export", exports)
            self._exports = exports
        if Right.APPROVE in rights:
            approvals = ApprovalsScreen(self._tasks, self._changes, self.desk)
            approvals.waiting_changed.connect(partial(self.window.set_count, "approvals"))
            self._add("approvals", "approve", approvals)
            self._approvals = approvals
        if Right.CREATE in rights:
            receive = ReceiveScreen(self._tasks, self._changes, self.desk, self._start)
            self._add("receive", "receive", receive)

    def _add_rest(self) -> None:
        if self.desk.account.has(Role.ADMINISTRATOR, Role.SUPERVISOR):
            self._add("units", "people", self._units)
        if self.desk.has_store and Right.APPROVE in self.desk.rights:
            audit = AuditScreen(self._tasks, self._changes)
            audit.show_desk(self.desk)
            self._add("audit", "audit", audit)
        self._add("about", "info", AboutScreen(self.desk.unit))

    def _add(self, key: str, icon: str, screen: QWidget) -> None:
        self.screens[key] = screen
        self.window.add_screen(key, words.TITLES[key], icon, screen)

    def _connect(self, key: str) -> None:
        screen = self.screens[key]
        for name, slot in (
            ("refused", self.window.messages.refuse),
            ("told", self.window.messages.tell),
        ):
            signal = getattr(screen, name, None)
            if signal is not None:
                signal.connect(slot)
        asked = getattr(screen, "open_requested", None)
        if asked is not None and key != "home":
            asked.connect(self.open)

    def _ask_export(self, _ledger: str, query: Query, uids: tuple[RecordUid, ...] | None) -> None:
        if self._exports is not None:
            self.window.show_screen("exports")
            self._exports.start_request(query, uids)
