"""Brings a unit up, or takes it back, and says each step before it goes on, to be killed there."""

import sys
from pathlib import Path

from desktop.usecases.bringing_up import undo_store_update
from desktop.usecases.office import Office, UnitRef, unit_at
from desktop.usecases.signin import sign_in, sign_out
from tests.builders.offices import CLERK, SUPERVISOR, office_at
from tests.store.older import THIRD


class Told:
    """Waits for a word after each report."""

    def report(self, done: int, _total: int) -> None:
        say(f"{done}")

    def cancelled(self) -> bool:
        return False


def say(what: str) -> None:
    """Say it and wait to be told to go on."""
    sys.stdout.write(what + "\n")
    sys.stdout.flush()
    sys.stdin.readline()


def bring_up(office: Office, unit: UnitRef) -> None:
    desk = sign_in(office, unit, CLERK.uid, CLERK.password, bring_up_told=Told(), schema=THIRD)
    say("in")
    sign_out(desk)
    say("out")


def take_back(office: Office, unit: UnitRef) -> None:
    desk = sign_in(office, unit, SUPERVISOR.uid, SUPERVISOR.password, schema=THIRD)
    say("in")
    undo_store_update(desk, Told())
    say("back")
    sign_out(desk)
    say("out")


def main(deed: str, folder: Path) -> None:
    unit = unit_at(folder)
    assert unit is not None
    {"up": bring_up, "back": take_back}[deed](office_at(folder.parent), unit)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
