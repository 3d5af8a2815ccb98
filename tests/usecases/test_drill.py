import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.domain.people import Role
from desktop.usecases.drill import LEDGER, PRACTICE, lay_out_practice, prepare_drill, staff
from desktop.usecases.ledgers import ledgers
from desktop.usecases.office import Office
from desktop.usecases.signin import sign_in, sign_out
from tests.builders.offices import office_at


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return office_at(tmp_path / "units")


def count(office: Office) -> list[tuple[str, int]]:
    person = staff()[0]
    desk = sign_in(office, office.units()[0], person.uid, person.password)
    try:
        return [(one.form.name, one.records) for one in ledgers(desk)]
    finally:
        sign_out(desk)


def test_the_drill_is_made_once_and_anybody_of_its_staff_may_enter(office: Office) -> None:
    unit = prepare_drill(office)

    assert prepare_drill(office) == unit
    assert office.units() == (unit,)
    assert unit.drill
    assert [one.role for one in staff()] == [Role.CLERK, Role.SUPERVISOR, Role.ADMINISTRATOR]
    ((name, records),) = count(office)
    assert (name, records > 0) == (LEDGER, True)
    for person in staff()[1:]:
        desk = sign_in(office, unit, person.uid, person.password)
        assert desk.view.name == person.name
        sign_out(desk)
    assert sorted(path.name for path in office.home.parent.iterdir()) == ["units"]


def test_a_trainee_finds_a_workbook_to_import_and_keeps_a_changed_one(
    office: Office, tmp_path: Path
) -> None:
    lay_out_practice(office, tmp_path)
    practice = tmp_path / PRACTICE
    assert practice.read_bytes().startswith(b"PK")

    practice.write_bytes(b"changed")
    lay_out_practice(office, tmp_path)
    assert practice.read_bytes() == b"changed"


def cut_at(place: int) -> Callable[..., Path]:
    """From the ``place``-th move on, the system refuses to move a folder."""
    real, moved = Path.rename, [0]

    def rename(self: Path, target: Path) -> Path:
        moved[0] += 1
        if moved[0] >= place:
            raise OSError(5, "input/output error")
        return real(self, target)

    return rename


@pytest.mark.parametrize("place", [1, 2])
def test_a_drill_cut_short_while_it_is_moved_is_made_anew(
    office: Office, monkeypatch: pytest.MonkeyPatch, place: int
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", cut_at(place))
        with pytest.raises(OSError, match="input/output"):
            prepare_drill(office)
    assert office.units() == ()

    prepare_drill(office)

    assert len(count(office)) == 1


def test_a_drill_that_lacks_its_sample_makes_no_unit(office: Office, tmp_path: Path) -> None:
    bare = tmp_path / "resources"
    for folder in ("data", "fonts"):
        shutil.copytree(office.resources / folder, bare / folder)

    with pytest.raises(Exception, match=r"desk\.file"):
        prepare_drill(replace(office, resources=bare))

    assert office.units() == ()
