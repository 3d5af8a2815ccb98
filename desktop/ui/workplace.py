"""The workplace of one signed-in person: the main window with the screens their rights open."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.domain.ids import RecordUid
from desktop.domain.rights import Right
from desktop.domain.search import Query
from desktop.ui.changes import Area, Changes
from desktop.ui.main_window import MainWindow
from desktop.ui.messages import workplace as words
from desktop.ui.screens.about.screen import AboutScreen
from desktop.ui.screens.about.self_test_panel import SelfTestPanel
from desktop.ui.screens.approvals.screen import ApprovalsScreen
from desktop.ui.screens.audit.screen import AuditScreen
from desktop.ui.screens.exports.screen import ExportsScreen
from desktop.ui.screens.health.screen import HealthScreen
from desktop.ui.screens.home.screen import HomeScreen
from desktop.ui.screens.import_wizard.screen import ImportScreen
from desktop.ui.screens.ledger.screen import LedgerScreen
from desktop.ui.screens.opening import Opening
from desktop.ui.screens.receive.screen import ReceiveScreen
from desktop.ui.screens.screen import Screen
from desktop.ui.screens.units.screen import UnitsScreen
from desktop.ui.screens.updates.screen import UpdatesScreen
from desktop.ui.tasks import Tasks
from desktop.ui.widgets.confirm import Confirm
from desktop.usecases.auditing import READERS
from desktop.usecases.bringing_up import has_way_back
from desktop.usecases.desk import Desk
from desktop.usecases.parts import read_parts
from desktop.usecases.program_gate import ProgramGate
from desktop.usecases.units import SIGNERS
from desktop.usecases.updates import begin_install
from desktop.usecases.writing import seal_waiting

SEAL_EVERY_MS = 5 * 60 * 1000
"""SECURITY-DESIGN §8: entries wait five minutes for their seal at most."""

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
    """Builds the screens once for ``desk`` and passes on what one screen asks of another.

    ``last_asked`` carries a deed for when everything is closed, ``leave_asked`` what to tell
    whoever comes after a session that has ended itself.
    """

    last_asked = Signal(object)
    leave_asked = Signal(str)

    def __init__(
        self, desk: Desk, tasks: Tasks, start: Path, gate: ProgramGate | None = None
    ) -> None:
        super().__init__()
        self.desk = desk
        self.drill = desk.directory.policy.drill
        self.lock_minutes = desk.directory.policy.lock_minutes
        self.window = MainWindow(desk.unit.label, "", desk.view.name)
        self.setParent(self.window)  # what the screens were given goes when they go, not before
        self._tasks, self._start, self._gate = tasks, start, gate
        self._changes = Changes(self)
        self.screens: dict[str, Screen] = {}
        self._ledger: LedgerScreen | None = None
        self._exports: ExportsScreen | None = None
        self._approvals: ApprovalsScreen | None = None
        self._units: UnitsScreen | None = None
        self._seal_clock = QTimer(self)
        self._seal_clock.setInterval(SEAL_EVERY_MS)
        self._seal_clock.timeout.connect(self._seal)
        self._add_screens()
        self._tasks.busy_changed.connect(self.window.messages.show_busy)
        self.window.shown.connect(self._on_shown)
        self.window.show_screen("home")

    def ask_to_leave(self, leave: Callable[[], object]) -> None:
        """Call ``leave``; first ask if something entered on any screen would be lost by it."""
        if not self.would_lose():
            leave()
            return
        Confirm(
            self.window,
            words.UNREGISTERED,
            words.UNREGISTERED_TEXT,
            yes=lambda _reason: leave(),
            yes_text=words.LEAVE,
            no_text=words.STAY,
            danger=True,
        )

    def would_lose(self) -> bool:
        """Whether something entered on any screen is not registered yet."""
        return any(screen.would_lose() for screen in self.screens.values())

    def cover(self) -> None:
        """Nothing can be asked of the screens any more; the person is leaving."""
        self._seal_clock.stop()
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
            case Opening.PROPOSAL if self._units is not None:
                self._units.show_proposal()

    def _add_screens(self) -> None:
        """In the order of the navigation; the deeds ask for the same rights themselves."""
        desk, rights = self.desk, self.desk.rights
        self._add_home()
        if desk.has_store:
            self._seal_clock.start()
            if Right.VIEW in rights:
                self._add_ledger()
            if Right.CREATE in rights:
                wizard = ImportScreen(self._tasks, self._changes, desk, self._start)
                self._add("import", "import", wizard)
            if Right.REQUEST_EXPORT in rights:
                self._add_exports()
            if Right.APPROVE in rights:
                self._add_approvals()
            if Right.CREATE in rights:
                receive = ReceiveScreen(self._tasks, self._changes, desk, self._start)
                self._add("receive", "receive", receive)
        if not rights.isdisjoint(SIGNERS):
            self._add_units()
        if desk.has_store and not rights.isdisjoint(READERS):
            self._add_audit()
        self._add_upkeep()
        self._add_about()

    def _add_home(self) -> None:
        home = HomeScreen(self._tasks, self.desk)
        home.waiting_changed.connect(partial(self.window.set_count, "home"))
        self._changes.happened.connect(lambda _change: home.refresh())
        self._add("home", "today", home)

    def _add_ledger(self) -> None:
        ledger = LedgerScreen(self._tasks, self._changes)
        ledger.show_desk(self.desk)
        ledger.class_changed.connect(self._on_class)
        ledger.export_requested.connect(self._ask_export)
        self._add("ledger", "ledger", ledger)
        self._ledger = ledger

    def _on_class(self, mark: str, ledger: str, year: str) -> None:
        """The band names a ledger only while its records are on the screen."""
        if self.window.screen_key() == "ledger":
            self.window.set_class(mark, ledger, year)

    def _on_shown(self, key: str) -> None:
        if key != "ledger":
            self.window.set_class("", "")

    def _add_exports(self) -> None:
        exports = ExportsScreen(self._tasks, self._changes, self.desk, self._start)
        exports.waiting_changed.connect(partial(self.window.set_count, "exports"))
        self._add("exports", "export", exports)
        self._exports = exports

    def _add_approvals(self) -> None:
        approvals = ApprovalsScreen(self._tasks, self._changes, self.desk)
        approvals.waiting_changed.connect(partial(self.window.set_count, "approvals"))
        self._add("approvals", "approve", approvals)
        self._approvals = approvals

    def _add_units(self) -> None:
        units = UnitsScreen(self._tasks, self.desk, self._start)
        units.changed.connect(partial(self._changes.announce, Area.PEOPLE))
        self._add("units", "people", units)
        self._units = units

    def _add_audit(self) -> None:
        audit = AuditScreen(self._tasks, self._changes)
        audit.show_desk(self.desk)
        self._add("audit", "audit", audit)

    def _may_go_back(self) -> bool:
        """Whether there is something for a supervisor to do after an update."""
        desk = self.desk
        return desk.has_store and Right.APPROVE in desk.rights and has_way_back(desk)

    def _add_upkeep(self) -> None:
        """What is done to the program and the terminal rather than to the ledger."""
        desk, administers = self.desk, Right.ADMINISTER in self.desk.rights
        if administers or self._may_go_back():
            self._add_updates()
        if administers:
            unit, name = desk.unit.label, desk.view.name
            health = HealthScreen(self._tasks, desk.office, self._start, unit=unit, by=name)
            self._add("health", "shield", health)

    def _add_updates(self) -> None:
        updates = UpdatesScreen(self._tasks, self.desk, self._start)
        updates.install_asked.connect(
            lambda order: self.last_asked.emit(partial(begin_install, order))
        )
        updates.leave_asked.connect(self.leave_asked)
        self._add("updates", "settings", updates)

    def _add_about(self) -> None:
        gate = self._gate
        panel = None
        if gate is not None:
            build = gate.facts.build
            panel = SelfTestPanel(self._tasks, self.desk.office, build, self._start)
        parts = read_parts(self.desk.office.resources)
        about = AboutScreen(self.desk.unit, parts=parts, gate=gate, panel=panel)
        self._add("about", "info", about)

    def _add(self, key: str, icon: str, screen: Screen) -> None:
        """What a screen has to say goes to the message bar, what it asks for is opened."""
        self.screens[key] = screen
        screen.refused.connect(self.window.messages.refuse)
        screen.told.connect(self.window.messages.tell)
        screen.open_requested.connect(self.open)
        self.window.add_screen(key, words.TITLES[key], icon, screen)

    def _ask_export(self, _ledger: str, query: Query, uids: tuple[RecordUid, ...] | None) -> None:
        if self._exports is not None:
            self.window.show_screen("exports")
            self._exports.start_request(query, uids)

    def _seal(self) -> None:
        self._tasks.run(
            partial(seal_waiting, self.desk),
            done=lambda _none: None,
            refused=self.window.messages.refuse,
            lane="write",
        )
