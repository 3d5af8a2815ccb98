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
    """Paths of one run; frozen at the front door."""

    home: Path
    resources: Path
    drill: bool = False

    def office(self) -> Office:
        """The office with the real clock and the system's random source."""
        return Office(self.home, self.resources, _now, secrets.token_bytes, drill=self.drill)


def configure(chosen_home: Path | None = None, *, drill: bool = False) -> Config:
    """The paths of this machine, or of a folder that was named on the command line."""
    return Config(chosen_home or home(os.environ), _resources(), drill)


def _resources() -> Path:
    """Beside the package in a checkout, inside the folder of a frozen program."""
    frozen = getattr(sys, "_MEIPASS", None)
    root = Path(__file__).resolve().parent.parent if frozen is None else Path(frozen)
    return root / "resources"


def _now() -> datetime:
    return datetime.now(UTC)
