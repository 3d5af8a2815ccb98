"""Where this program's own things lie: its resources, and the folder that holds the stores."""

import os
import secrets
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from desktop.machine.folders import home
from desktop.usecases.office import Office


@dataclass(frozen=True, slots=True)
class Config:
    """Paths of one run; ``start`` is the folder in which file choosers open."""

    home: Path
    resources: Path
    start: Path
    drill: bool = False

    def office(self) -> Office:
        """The office with the real clock and the system's random source."""
        return Office(self.home, self.resources, _now, secrets.token_bytes, drill=self.drill)


def configure() -> Config:
    """The paths of this machine."""
    return Config(home(os.environ), _resources(), Path.home())


def configure_drill(folder: Path) -> Config:
    """The paths of a drill under ``folder``: its units, and everything it reads and writes."""
    whole = folder.resolve()
    return Config(whole / "units", _resources(), whole, drill=True)


def _resources() -> Path:
    """Beside the package in a checkout, inside the folder of a frozen program."""
    frozen = getattr(sys, "_MEIPASS", None)
    root = Path(__file__).resolve().parent.parent if frozen is None else Path(frozen)
    return root / "resources"


def _now() -> datetime:
    return datetime.now(UTC)
