"""訓練モード: a store of invented staff and invented residents, ready to be tried out.

Nobody in it exists, so its 合言葉 are no secrets and are shown on the sign-in screen.
"""

import shutil
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.domain.forms import Confidentiality
from desktop.machine.patience import remove_tree, rename
from desktop.usecases.founding import NewPerson, UnitPlan, found_unit
from desktop.usecases.importing import commit, dry_run, inspect, propose_plan, read_file
from desktop.usecases.office import Office, UnitRef
from desktop.usecases.signin import sign_in, sign_out

TOWN = "桜沢町"
LEDGER = "犬の登録台帳"
SAMPLE = "inu_touroku.xlsx"
PRACTICE = "犬の登録台帳_練習用.xlsx"


@dataclass(frozen=True, slots=True)
class Trainee:
    """One invented member of staff; ``role`` is the value of a ``Role``."""

    uid: str
    name: str
    role: str
    password: str

    @property
    def person(self) -> NewPerson:
        """The trainee as a founding takes them."""
        return NewPerson(self.uid, self.name, self.password)


ADMINISTRATOR = Trainee("jouhou", "情報 太郎", "administrator", "hotaru-tanbo-asagiri-michi1")
SUPERVISOR = Trainee("kachou", "課長 花子", "supervisor", "hotaru-tanbo-asagiri-michi2")
CLERK = Trainee("tantou", "担当 次郎", "clerk", "hotaru-tanbo-asagiri-michi3")


def staff() -> tuple[Trainee, ...]:
    """Everybody a person may try to be."""
    return (CLERK, SUPERVISOR, ADMINISTRATOR)


def drill_plan(unit: str, terminal: str) -> UnitPlan:
    """The founding of a drill unit by its invented staff."""
    return UnitPlan(
        TOWN,
        unit,
        terminal,
        ADMINISTRATOR.person,
        SUPERVISOR.person,
        (CLERK.person,),
        drill=True,
    )


def prepare_drill(office: Office) -> UnitRef:
    """The drill unit of ``office``, made with its sample ledger if there is none yet.

    It is made beside its place and moved there whole, so a start that is cut short leaves none.
    """
    known = office.units()
    if known:
        return known[0]
    making = replace(office, home=office.home.with_name(office.home.name + ".new"))
    remove_tree(making.home)
    _fill(making, found_unit(making, drill_plan("環境課", "端末1"), _unseen).unit)
    office.home.mkdir(parents=True, exist_ok=True)
    # the terminal's secrets first: a unit shows itself only when it can be signed in to
    for made in sorted(making.home.iterdir(), reverse=True):
        rename(made, office.home / made.name)
    making.home.rmdir()
    return office.units()[0]


def lay_out_practice(office: Office, folder: Path) -> None:
    """Put a workbook to be imported where a trainee looks first; one that lies there stays."""
    practice = folder / PRACTICE
    if not practice.exists():
        shutil.copyfile(office.resources / "samples" / SAMPLE, practice)


def _fill(office: Office, unit: UnitRef) -> None:
    desk = sign_in(office, unit, CLERK.uid, CLERK.password)
    try:
        name, content = read_file(office.resources / "samples" / SAMPLE)
        session = inspect(desk, name, content)
        proposal = next(one for one in session.proposals if one.kind == "table")
        plan, form = propose_plan(session, proposal, LEDGER, Confidentiality.LEVEL_3C)
        commit(desk, session, dry_run(desk, session, plan, form))
    finally:
        sign_out(desk)


def _unseen(_done: int, _total: int) -> None:
    """Nobody watches a drill store being made."""
