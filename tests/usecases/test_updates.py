import shutil
import sys
from collections import namedtuple
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.crypto.signing import SigningKey
from desktop.domain.errors import NotPermittedError
from desktop.domain.update_errors import (
    NoEarlierVersionError,
    NoRoomError,
    NotOurUpdateError,
    ReleaseKeyMissingError,
    SameVersionError,
    UpdateDamagedError,
    UpdateOlderError,
    UpdateSkipsError,
    WindowsOnlyError,
)
from desktop.domain.updates import LENGTH_SIZE, MAGIC
from desktop.domain.usecase_errors import FileUnreadableError
from desktop.usecases.desk import Desk
from desktop.usecases.program_version import this_version
from desktop.usecases.signin import sign_in, sign_out
from desktop.usecases.update_files import (
    FOLDER,
    KeptUpdate,
    check_kept,
    check_package,
    kept_updates,
    read_package,
)
from desktop.usecases.updates import (
    InstallOrder,
    Standing,
    back_out_plan,
    begin_install,
    inspect_update,
    order_back_out,
    order_install,
    state,
    take_update,
)
from desktop.usecases.version_log import history
from tests.builders.offices import ADMINISTRATOR, CLERK, office_at
from tests.builders.updates import KEY, RUNNING, Made, package, running
from tests.golden.build import person
from tests.usecases.seats import Seats

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "files"
if sys.platform == "win32":
    from tests.machine import windows_trial_msi as trial

ON_WINDOWS = sys.platform == "win32"


@pytest.fixture
def desk(seats: Seats) -> Iterator[Desk]:
    """The administrator of an office whose program is a release."""
    office = running(office_at(seats.unit.folder.parent, seats.clock))
    taken = sign_in(office, seats.unit, ADMINISTRATOR.uid, ADMINISTRATOR.password)
    yield taken
    sign_out(taken)


@pytest.fixture
def medium(tmp_path: Path) -> Path:
    folder = tmp_path / "媒体"
    folder.mkdir()
    return folder


def test_a_newer_package_is_recognised_kept_and_read_back(desk: Desk, medium: Path) -> None:
    made = package(medium)

    found = inspect_update(desk, made.path)
    assert found is not None
    assert (found.standing, found.notice, found.rooms) == (Standing.NEWER, made.notice, ())
    assert take_update(desk, made.path) == made.notice

    (kept,) = kept_updates(desk.office.home, KEY.public)
    assert kept.installer.read_bytes() == made.installer
    assert kept.installer.parent == desk.office.home / FOLDER / "0.3.0"
    check_kept(kept)
    assert state(desk).kept == (made.notice,)
    assert [one.name for one in kept.installer.parent.glob("*.part")] == []


def test_the_format_is_read_as_at_the_beginning() -> None:
    key = person("release").signing.public

    found = read_package(GOLDEN / "update.kuraup", key)

    assert (found.notice.version, found.notice.reads, found.notice.writes) == ("0.2.0", (1, 2), 2)
    assert check_package(found)
    assert [one.version for one in history(GOLDEN).lines] == ["0.1.0", "0.2.0"]
    assert history(GOLDEN).broken == 0


def test_a_new_schema_names_the_room_each_unit_needs(desk: Desk, medium: Path) -> None:
    found = inspect_update(desk, package(medium, schema=(1, 2)).path)

    assert found is not None
    (room,) = found.rooms
    assert room.label == desk.unit.label
    assert room.needed == 512 << 20
    assert room.enough == (room.free >= room.needed)


def flipped(content: bytes, place: int) -> bytes:
    return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]


def _at(content: bytes, made: Made, place: str) -> bytes:
    start = len(content) - len(made.installer)
    return {
        "magic": lambda: flipped(content, 3),
        "length": lambda: flipped(content, len(MAGIC) + LENGTH_SIZE - 1),
        "huge length": lambda: content[: len(MAGIC)] + b"\xff" * 4 + content[len(MAGIC) + 4 :],
        "payload": lambda: flipped(content, start // 2),
        "signature": lambda: flipped(content, content.index(b'"sig":"') + 10),
        "type": lambda: content.replace(b"vnd.kuracho.update", b"vnd.kuracho.backup"),
        "nothing": lambda: b"",
        "only magic": lambda: MAGIC,
        "an installer": lambda: made.installer,
        "first byte": lambda: flipped(content, start),
        "last byte": lambda: flipped(content, len(content) - 1),
        "cut": lambda: content[:-1],
        "cut at the notice": lambda: content[:start],
        "trailing": lambda: content + b"\0",
    }[place]()


NOT_OURS = (
    "magic", "length", "huge length", "payload", "signature", "type", "nothing", "only magic",
    "an installer",
)  # fmt: skip
DAMAGED = ("first byte", "last byte", "cut", "cut at the notice", "trailing")


@pytest.mark.parametrize("place", [*NOT_OURS, *DAMAGED])
@pytest.mark.parametrize("deed", [inspect_update, take_update])
def test_a_changed_package_is_refused_and_nothing_is_kept(
    desk: Desk, medium: Path, place: str, deed: Callable[[Desk, Path], object]
) -> None:
    made = package(medium)
    made.path.write_bytes(_at(made.path.read_bytes(), made, place))

    with pytest.raises(NotOurUpdateError if place in NOT_OURS else UpdateDamagedError):
        deed(desk, made.path)

    assert kept_updates(desk.office.home, KEY.public) == ()
    assert list((desk.office.home / FOLDER).rglob("*.msi*")) == []


def test_another_maker_s_package_is_none_of_ours(desk: Desk, medium: Path) -> None:
    with pytest.raises(NotOurUpdateError):
        inspect_update(desk, package(medium, key=SigningKey(bytes(32))).path)


def test_older_versions_and_versions_that_skip_a_schema_are_refused(
    desk: Desk, medium: Path
) -> None:
    with pytest.raises(UpdateOlderError) as older:
        take_update(desk, package(medium, "0.1.9").path)
    with pytest.raises(UpdateSkipsError) as skips:
        take_update(desk, package(medium, "0.9.0", schema=(2, 3)).path)

    assert older.value.details == {"version": "0.1.9", "running": "0.2.0"}
    assert skips.value.details == {"version": "0.9.0", "schema": 1}


def test_a_program_that_is_no_release_believes_no_package(desk: Desk, medium: Path) -> None:
    desk.office = replace(desk.office, program=this_version())

    with pytest.raises(ReleaseKeyMissingError):
        inspect_update(desk, package(medium).path)


def test_a_medium_that_is_gone_is_said_so(desk: Desk, medium: Path) -> None:
    with pytest.raises(FileUnreadableError):
        inspect_update(desk, medium / "gone.kuraup")


def test_without_room_nothing_is_kept(
    desk: Desk, medium: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = namedtuple("usage", "total used free")  # noqa: PYI024 - what shutil itself returns
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage(1 << 40, 1 << 40, 10 << 20))

    with pytest.raises(NoRoomError):
        take_update(desk, package(medium).path)

    assert state(desk).kept == ()


class StopsAt:
    """Stops after some reports."""

    def __init__(self, reports: int) -> None:
        self.left = reports

    def cancelled(self) -> bool:
        return self.left <= 0

    def report(self, _done: int, _total: int) -> None:
        self.left -= 1


def test_checking_and_keeping_can_be_stopped(desk: Desk, medium: Path) -> None:
    made = package(medium)

    assert inspect_update(desk, made.path, StopsAt(1)) is None
    assert take_update(desk, made.path, StopsAt(1)) is None

    assert kept_updates(desk.office.home, KEY.public) == ()


def test_a_package_is_read_in_pieces(desk: Desk, medium: Path) -> None:
    reports: list[tuple[int, int]] = []

    class Told(StopsAt):
        def report(self, done: int, total: int) -> None:
            reports.append((done, total))

    assert take_update(desk, package(medium).path, Told(9)) is not None
    assert reports == [(1, 2), (1, 2)] or reports[-1][1] == 2


def test_the_running_version_is_kept_as_the_way_back_but_not_installed_again(
    desk: Desk, medium: Path
) -> None:
    found = inspect_update(desk, package(medium, "0.2.0").path)
    assert found is not None
    assert found.standing is Standing.SAME
    take_update(desk, found.package.path)

    with pytest.raises(SameVersionError):
        order_install(desk, "0.2.0")
    assert back_out_plan(desk) is None  # it runs; there is nothing before it


def test_after_the_update_the_version_before_is_the_way_back(desk: Desk, medium: Path) -> None:
    for version in ("0.2.0", "0.3.0"):
        take_update(desk, package(medium, version).path)
    desk.office = running(desk.office, replace(RUNNING, version="0.3.0", schema=2))

    plan = back_out_plan(desk)

    assert plan is not None
    assert (plan.version, plan.store_first) == ("0.2.0", True)
    take_update(desk, package(medium, "0.4.0", schema=(1, 2)).path)
    desk.office = running(desk.office, replace(RUNNING, version="0.4.0", schema=2))
    take_update(desk, package(medium, "0.5.0", schema=(1, 2)).path)
    assert [one.version for one in state(desk).kept] == ["0.5.0", "0.4.0", "0.3.0"]


def test_without_a_kept_package_there_is_no_way_back(desk: Desk) -> None:
    assert back_out_plan(desk) is None
    with pytest.raises(NoEarlierVersionError):
        order_back_out(desk)
    with pytest.raises(NoEarlierVersionError):
        order_install(desk, "0.3.0")


@pytest.mark.skipif(ON_WINDOWS, reason="installers start there")
def test_elsewhere_than_on_windows_nothing_is_installed(desk: Desk, medium: Path) -> None:
    take_update(desk, package(medium).path)

    with pytest.raises(WindowsOnlyError):
        order_install(desk, "0.3.0")
    assert not state(desk).can_install


if sys.platform == "win32":

    def test_the_version_before_is_really_handed_to_windows_installer(
        desk: Desk, medium: Path, tmp_path: Path
    ) -> None:
        trial.make(tmp_path / "trial-package.msi")
        installer = (tmp_path / "trial-package.msi").read_bytes()
        take_update(desk, package(medium, "0.2.0", installer=installer).path)
        desk.office = running(desk.office, replace(RUNNING, version="0.3.0"))
        try:
            begin_install(order_back_out(desk))

            assert trial.told() == "1"
        finally:
            trial.remove()


def test_an_installer_exchanged_after_it_was_kept_is_not_started(desk: Desk, medium: Path) -> None:
    take_update(desk, package(medium).path)
    (kept,) = kept_updates(desk.office.home, KEY.public)
    kept.installer.write_bytes(b"MZ")

    with pytest.raises(UpdateDamagedError):
        order_install(desk, "0.3.0")
    with pytest.raises(UpdateDamagedError):
        begin_install(InstallOrder(kept, back_out=False))
    kept.installer.unlink()
    with pytest.raises(UpdateDamagedError):
        begin_install(InstallOrder(KeptUpdate(kept.notice, kept.installer), back_out=True))


def test_a_notice_moved_to_another_version_s_folder_is_passed_over(
    desk: Desk, medium: Path
) -> None:
    take_update(desk, package(medium).path)
    folder = desk.office.home / FOLDER
    (folder / "0.3.0").rename(folder / "9.9.9")

    assert state(desk).kept == ()


def test_a_clerk_sees_and_does_none_of_it(seats: Seats, medium: Path) -> None:
    office = running(office_at(seats.unit.folder.parent, seats.clock))
    clerk = sign_in(office, seats.unit, CLERK.uid, CLERK.password)
    made = package(medium)
    try:
        for deed in (
            lambda: state(clerk),
            lambda: inspect_update(clerk, made.path),
            lambda: take_update(clerk, made.path),
            lambda: order_install(clerk, "0.3.0"),
            lambda: back_out_plan(clerk),
            lambda: order_back_out(clerk),
        ):
            with pytest.raises(NotPermittedError):
                deed()
    finally:
        sign_out(clerk)
