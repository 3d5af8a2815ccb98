"""Real drill units for tests: three people, a cheap KDF within the bounds, real files."""

import secrets
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from desktop.domain.audit import AuditBody
from desktop.domain.policy import KdfPolicy
from desktop.usecases.desk import Desk
from desktop.usecases.founding import Founded, NewPerson, UnitPlan, found_unit
from desktop.usecases.office import Office, UnitRef, unit_at

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
CHEAP = KdfPolicy(m=64 * 1024, t=3, p=1)
ADMINISTRATOR = NewPerson("2001", "情報 太郎", "kasumi-tobira-hotaru-1")
SUPERVISOR = NewPerson("1001", "課長 花子", "kasumi-tobira-hotaru-2")
CLERK = NewPerson("3001", "担当 次郎", "kasumi-tobira-hotaru-3")
PEOPLE = (ADMINISTRATOR, SUPERVISOR, CLERK)


class Clock:
    """The real time, moved by hand where a test wants to be later."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead


def office_at(home: Path, now: Callable[[], datetime] | None = None) -> Office:
    """An office whose stores lie in ``home``, which is made if it is not there."""
    home.mkdir(parents=True, exist_ok=True)
    return Office(home, RESOURCES, now or Clock(), secrets.token_bytes, CHEAP, drill=True)


def plan(unit: str = "福祉課", people: tuple[NewPerson, ...] = PEOPLE) -> UnitPlan:
    """Invented people of an invented town: administrator, supervisor, then clerks."""
    administrator, supervisor, *clerks = people
    return UnitPlan("桜沢町", unit, "端末1", administrator, supervisor, tuple(clerks), drill=True)


def found(home: Path, unit: str = "福祉課", people: tuple[NewPerson, ...] = PEOPLE) -> Founded:
    """A new drill unit in ``home``."""
    return found_unit(office_at(home), plan(unit, people), lambda _done, _total: None)


def newest_entry(desk: Desk) -> AuditBody:
    """The last entry of the log, for tests in the name of people who may not read it."""
    with desk.store.read() as tx:
        (body,) = tx.audit.page(None, 1)
    return body


def copied(unit: UnitRef, home: Path) -> UnitRef:
    """The same unit in another folder, its terminal's secrets with it; found once, used often."""
    target = home / unit.folder.name
    # copyfile: copy2 calls CopyFile2 on Windows, which Wine 8 lacks
    shutil.copytree(unit.folder, target, copy_function=shutil.copyfile)
    beside = unit.folder.with_name(unit.folder.name + ".terminal")
    shutil.copytree(beside, target.with_name(beside.name), copy_function=shutil.copyfile)
    again = unit_at(target)
    assert again is not None
    return again
