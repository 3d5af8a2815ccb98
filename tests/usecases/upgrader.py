"""Signs in with a later schema and says each step before it goes on, so that it can be killed."""

import sys
from pathlib import Path

from desktop.usecases.office import unit_at
from desktop.usecases.signin import sign_in, sign_out
from tests.builders.offices import CLERK, office_at
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


def main(folder: Path) -> None:
    unit = unit_at(folder)
    assert unit is not None
    office = office_at(folder.parent)
    desk = sign_in(office, unit, CLERK.uid, CLERK.password, bring_up_told=Told(), schema=THIRD)
    say("in")
    sign_out(desk)
    say("out")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
