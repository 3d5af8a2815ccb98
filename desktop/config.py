"""Where this program's own things lie: its resources, and the folder that holds the stores."""

import os
import secrets
import sys
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from desktop.build_facts import BUILD, RELEASE_KEY
from desktop.domain.errors import AppError
from desktop.domain.terminal_policy import TerminalPolicy
from desktop.machine.folders import home
from desktop.machine.terminal_policy import policy_file, read_terminal_policy
from desktop.usecases.office import Office
from desktop.usecases.program_gate import ProgramFacts

_CHECKOUT = ProgramFacts(None, BUILD, RELEASE_KEY)


@dataclass(frozen=True, slots=True)
class Config:
    """Paths of one run; ``start`` is the folder in which file choosers open.

    ``refusal`` says why no store may be opened in this run: the terminal's policy is not in order.
    """

    home: Path
    resources: Path
    start: Path
    drill: bool = False
    policy: TerminalPolicy = field(default_factory=TerminalPolicy)
    refusal: AppError | None = None
    program: ProgramFacts = _CHECKOUT
    hardening: tuple[str, ...] = ()

    def office(self) -> Office:
        """The office with the real clock and the system's random source."""
        return Office(
            self.home,
            self.resources,
            _now,
            secrets.token_bytes,
            drill=self.drill,
            hardening=self.hardening,
        )


def configure() -> Config:
    """The paths of this machine, as its administrator's policy file wants them."""
    usual = Config(home(os.environ), _resources(), Path.home(), program=program_facts())
    try:
        policy = read_terminal_policy(policy_file())
    except AppError as refusal:
        return replace(usual, refusal=refusal)
    chosen = usual.home if policy.home is None else Path(policy.home)
    return replace(usual, home=chosen, policy=policy)


def configure_drill(folder: Path) -> Config:
    """The paths of a drill under ``folder``: its units, and everything it reads and writes."""
    whole = folder.resolve()
    return Config(whole / "units", _resources(), whole, drill=True, program=program_facts())


def program_facts() -> ProgramFacts:
    """What this program is; only a frozen one has a folder whose files were released."""
    frozen = getattr(sys, "frozen", False)
    folder = Path(sys.executable).resolve().parent if frozen else None
    return ProgramFacts(folder, BUILD, RELEASE_KEY)


def _resources() -> Path:
    """Beside the package in a checkout, inside the folder of a frozen program."""
    frozen = getattr(sys, "_MEIPASS", None)
    root = Path(__file__).resolve().parent.parent if frozen is None else Path(frozen)
    return root / "resources"


def _now() -> datetime:
    return datetime.now(UTC)
