"""The front door: builds everything once, and opens heavy rooms after sign-in has painted."""

import gc
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Literal

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from desktop.config import Config, configure_drill
from desktop.domain.errors import AppError
from desktop.logs import open_log
from desktop.machine.account import account_name
from desktop.machine.capture import exclude, include
from desktop.machine.hardening import harden
from desktop.machine.one_program import Turn, take_turn
from desktop.machine.session_events import decode, register
from desktop.ui.application import LastResort, prepare
from desktop.ui.attendance import Why
from desktop.ui.cancel import Cancel
from desktop.ui.desk_guards import DeskGuards, WindowSystem
from desktop.ui.help_desk import HelpDesk, MakeSheet
from desktop.ui.messages import attendance
from desktop.ui.messages.drill import ROLES
from desktop.ui.messages.lookup import sentence
from desktop.ui.place import Last, Place
from desktop.ui.program_words import told
from desktop.ui.screens.signin.drill_staff import DrillPerson
from desktop.ui.screens.signin.screen import SignInScreen
from desktop.ui.second_start import SecondStart
from desktop.ui.shell import Shell
from desktop.ui.shortcuts import Deed, bind
from desktop.ui.tasks import Tasks
from desktop.usecases.office import Office, UnitRef
from desktop.usecases.program_gate import ProgramGate, Verdict
from desktop.usecases.version_log import note_start

PRELOAD_AFTER_MS = 150
"""The window has painted by then; the first key press must not wait for imports."""

SLEEP_WAITS_SECONDS = 1.5
"""Windows gives a program two seconds before it sleeps."""

Room = Literal[
    "signin", "founding", "health", "workplace", "manual", "help", "drill", "tour", "verify",
    "release", "selftest",
]  # fmt: skip


def open_room(name: Room) -> ModuleType:  # noqa: C901, PLR0911 - one case for each room
    """Load a heavy room: the only imports inside a function of the project (DECISIONS 16)."""
    match name:
        case "signin":
            from desktop.usecases import signin  # noqa: PLC0415 - see the docstring

            return signin
        case "founding":
            from desktop.ui.screens.founding import screen  # noqa: PLC0415

            return screen
        case "health":
            from desktop.ui.screens.health import screen as health  # noqa: PLC0415

            return health
        case "workplace":
            from desktop.ui import workplace  # noqa: PLC0415

            return workplace
        case "manual":
            from desktop.usecases import manual  # noqa: PLC0415

            return manual
        case "help":
            from desktop.ui.screens.help import opening  # noqa: PLC0415

            return opening
        case "drill":
            from desktop.usecases import drill  # noqa: PLC0415

            return drill
        case "tour":
            from desktop.ui.tour import story  # noqa: PLC0415

            return story
        case "verify":
            from desktop.verify import main  # noqa: PLC0415

            return main
        case "release":
            from desktop.usecases import release_check  # noqa: PLC0415

            return release_check
        case "selftest":
            from desktop.ui import self_test  # noqa: PLC0415

            return self_test


def sign_in(  # noqa: PLR0913 - the deed itself, and the gate before it
    gate: ProgramGate,
    office: Office,
    unit: UnitRef,
    uid: str,
    password: str,
    *,
    bring_up_told: Cancel | None = None,
) -> object:
    """Sign in through the room that knows how, once the gate lets it; runs off the GUI thread."""
    gate.admit(drill=unit.drill)
    return open_room("signin").sign_in(office, unit, uid, password, bring_up_told=bring_up_told)


def open_help(resources: Path) -> MakeSheet:
    """What lays the manual over a window; its rooms are loaded at the first F1."""
    read = partial(open_room("manual").read_manual, resources)
    made: MakeSheet = open_room("help").opener(read, resources / "help" / "pictures")
    return made


class Program(QObject):
    """One run: the shell, the sign-in screen, and the workplace of whoever is signed in."""

    signed_in = Signal(object)
    signed_out = Signal()

    def __init__(self, config: Config, staff: tuple[DrillPerson, ...] = ()) -> None:
        super().__init__()
        self.office = config.office()
        self.gate = ProgramGate(config.program)
        self.start_folder = config.start
        self.last_resort = LastResort(self)
        self.tasks = Tasks(self.last_resort.catch, self)
        self.shell = Shell()
        enter = partial(sign_in, self.gate, self.office)
        self.entrance = SignInScreen(self.tasks, enter, staff=staff)
        self.help = HelpDesk(partial(open_help, config.resources), self)
        self.workplace: Place | None = None
        system = WindowSystem(decode, register, exclude, include)
        self.guards = DeskGuards(
            system, config.policy, self.leave_unasked, lambda: not self.tasks.idle(), self
        )
        self._founding: QWidget | None = None
        self._refusal = config.refusal
        self.entrance.signed_in.connect(self._enter)
        self.entrance.found_requested.connect(self.found)
        self.entrance.health_requested.connect(self.show_health)
        self.entrance.unit_changed.connect(self._wait_at_entrance)
        self.shell.close_asked.connect(partial(self.leave, quitting=True))
        bind(self.entrance, Deed.HELP, self._help_at_entrance, within=False)
        self._wait_at_entrance()

    def start(self) -> None:
        """Show the sign-in window, then load the heavy rooms behind it."""
        if self._refusal is None:
            self.entrance.show_units(self.office.units())
        else:
            self.entrance.close_to_all(self._refusal)
        self.shell.come_up()
        self.guards.begin(int(self.shell.winId()))
        QTimer.singleShot(PRELOAD_AFTER_MS, self._preload)

    def found(self) -> None:
        """Begin a new unit, a real one only with a program whose files are known whole."""
        verdict = self.gate.verdict
        refusal = None if verdict is None else verdict.refusal()
        if self.office.drill or (verdict is not None and refusal is None):
            self._found()
        elif refusal is None:
            self.tasks.run(
                partial(self.gate.admit, drill=False),
                done=lambda _none: self._found(),
                refused=lambda _said: None,  # the verdict itself says it
            )

    def _found(self) -> None:
        screen = open_room("founding").FoundingScreen(self.tasks, self.office, self.start_folder)
        screen.finished.connect(self._founded)
        screen.left.connect(partial(self._founded, None))
        self._founding = screen
        self._help_on(screen, "founding")
        self.guards.cover(drill=self.office.drill)
        self.shell.present(screen, drill=self.office.drill)

    def show_health(self) -> None:
        """端末の健康診断 before anybody has signed in."""
        screen = open_room("health").HealthScreen(
            self.tasks, self.office, self.start_folder, signed_in=False
        )
        screen.left.connect(partial(self.shell.remove, screen))
        screen.left.connect(self._wait_at_entrance)
        screen.refused.connect(self.last_resort.catch)
        self._help_on(screen, "health")
        self.shell.present(screen, drill=self.office.drill)

    def leave(self, *, quitting: bool = False) -> None:
        """Sign the person out; the store is sealed and closed before anything else happens."""
        place = self.workplace
        if place is not None:
            place.ask_to_leave(partial(self._leave, place, quitting=quitting))

    def leave_unasked(self, why: Why, *, urgent: bool = False) -> None:
        """Sign the person out because nobody is there; what went with it is told afterwards."""
        place = self.workplace
        if place is not None:
            self._leave(place, quitting=False, told=attendance.TOLD[why])
            if urgent:
                self.tasks.settle(SLEEP_WAITS_SECONDS)

    def close(self) -> None:
        """End every thread and watch nobody any more; the window is gone by now."""
        self.guards.rise()
        self.gate.give_up()
        self.tasks.shutdown()

    def _leave_told(self, text: str) -> None:
        """The session has ended by its own deed; whoever comes next is told."""
        if self.workplace is not None:
            self._leave(self.workplace, quitting=False, told=text)

    def _leave_for(self, last: Last) -> None:
        """Sign out, do ``last``, and end; if that is refused the window stays and says why."""
        place = self.workplace
        if place is not None:
            place.ask_to_leave(partial(self._leave, place, quitting=True, last=last))

    def _leave(
        self, place: Place, *, quitting: bool, told: str = "", last: Last | None = None
    ) -> None:
        if self.workplace is not place:  # asked twice before the answer
            return
        self.workplace = None
        self.guards.rise()
        place.cover()
        self.tasks.abandon()
        self.tasks.run(
            partial(open_room("signin").sign_out, place.desk),
            done=lambda _none: self._left(place, quitting=quitting, told=told, last=last),
            refused=partial(self._left_badly, place),
            lane="write",
        )

    def _help_at_entrance(self) -> None:
        """Before there is any unit, or where none may be opened, it is the IT staff who ask."""
        waiting = "signin" if self.entrance.has_units() else "signin-empty"
        self.help.toggle(self.entrance, waiting if self._refusal is None else "signin-closed")

    def _help_on(self, widget: QWidget, screen: str) -> None:
        """F1 anywhere in ``widget`` opens the manual there."""
        bind(widget, Deed.HELP, partial(self.help.toggle, widget, screen), within=False)

    def _wait_at_entrance(self) -> None:
        drill = self.office.drill or self.entrance.is_drill()
        self.shell.present(self.entrance, drill=drill)
        self.guards.uncover()
        # whoever left while the check still ran has not been told of its end
        self._tell_of_program(self.gate.verdict)

    def _preload(self) -> None:
        # what was loaded stays for good: without it a full collection stays under 50 ms
        self.tasks.run(
            partial(open_room, "workplace"),
            done=lambda _room: gc.freeze(),
            refused=self.last_resort.catch,
            lane="long",
        )
        self.tasks.run(
            lambda: self.gate.run(open_room("release").check_program),
            done=self._tell_of_program,
            refused=self.last_resort.catch,
            lane="foreign",
        )

    def _tell_of_program(self, verdict: Verdict | None) -> None:
        text = "" if verdict is None else told(verdict)
        if text:
            self.entrance.show_program(text, founding=self.office.drill)

    def _enter(self, desk: object) -> None:
        place: Place = open_room("workplace").Workplace(
            desk, self.tasks, self.start_folder, self.gate
        )
        place.window.lock_requested.connect(self.leave)
        place.last_asked.connect(self._leave_for)
        place.leave_asked.connect(self._leave_told)
        place.window.help_requested.connect(partial(self.help.toggle, place.window))
        self.workplace = place
        self.guards.sit(place, drill=place.drill)
        self.shell.present(place.window, drill=place.drill)
        self.shell.held = True
        self.signed_in.emit(desk)

    def _founded(self, unit: UnitRef | None) -> None:
        if self._founding is not None:
            self.shell.remove(self._founding)
            self._founding = None
        self.entrance.show_units(self.office.units(), chosen=None if unit is None else unit.folder)
        self._wait_at_entrance()

    def _left(
        self, place: Place, *, quitting: bool, told: str = "", last: Last | None = None
    ) -> None:
        self.shell.remove(place.window)
        self.entrance.forget()
        if told:
            self.entrance.tell(told)
        self._wait_at_entrance()
        self.shell.held = False
        self.signed_out.emit()
        if last is not None:
            self.tasks.run(
                last,
                done=lambda _none: self.shell.let_go(),
                refused=lambda refusal: self.entrance.tell(sentence(refusal)),
                lane="foreign",
            )
        elif quitting:
            self.shell.let_go()

    def _left_badly(self, place: Place, refusal: AppError) -> None:
        """The store could not be closed in order; the person still leaves, and is told."""
        self._left(place, quitting=False)
        self.last_resort.catch(refusal)


def run_window(config: Config, quit_after: int | None = None) -> int:
    """Open the window and live until it is closed; the exit code.

    If a window for the same stores is open already, that one comes up instead.
    """
    turn = take_turn(config.home)
    return 0 if turn is None else _live(turn, config, (), quit_after)


def _live(
    turn: Turn, config: Config, staff: tuple[DrillPerson, ...], quit_after: int | None
) -> int:
    program = started(config, staff)
    second = SecondStart(turn.asked, program.shell.come_forward, program)
    program.last_resort.install()
    program.start()
    if quit_after is not None:
        QTimer.singleShot(quit_after, program.shell.close)
    code = QApplication.exec()
    second.stop()
    program.close()
    turn.end()
    return code


def run_demo(folder: Path, quit_after: int | None = None) -> int:
    """Open the window on the drill store under ``folder``, made on the first start."""
    config = configure_drill(folder)
    turn = take_turn(config.home)
    if turn is None:
        return 0
    drill = open_room("drill")
    drill.prepare_drill(config.office())
    drill.lay_out_practice(config.office(), config.start)
    staff = tuple(
        DrillPerson(one.uid, one.name, ROLES[one.role], one.password) for one in drill.staff()
    )
    return _live(turn, config, staff, quit_after)


def run_verify(arguments: Sequence[str]) -> int:
    """Check a package, a log or a store without any secret; the exit code."""
    code: int = open_room("verify").main(arguments)
    return code


def started(config: Config, staff: tuple[DrillPerson, ...] = ()) -> Program:
    """The program, dressed and hardened, before its window is shown."""
    open_log(config.home)
    note_start(config.office(), account_name())
    hardened = replace(config, hardening=harden())
    prepare(config.resources)
    return Program(hardened, staff)
