"""Stores live on a disk of this machine, and every other place is refused in its own words."""

import os
import string
import sys
from pathlib import Path

import pytest

from desktop.domain.errors import PlaceRefusedError
from desktop.domain.machine_errors import (
    NotMemberError,
    PlaceMissingError,
    PlaceNetworkError,
    PlaceOpenError,
    PlaceReadOnlyError,
    PlaceRemovableError,
    PlaceVolatileError,
)
from desktop.machine import folders
from desktop.machine.drives import DriveKind, Place
from desktop.machine.folders import home, refuse_place, takes_files
from desktop.ui.messages.lookup import sentence

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="links, /proc and XDG are Linux's")
WINDOWS = pytest.mark.skipif(sys.platform != "win32", reason="Windows")
if sys.platform == "win32":
    from desktop.machine import windows_volumes


def reason(folder: Path, *, drill: bool = False) -> str | int:
    with pytest.raises(PlaceRefusedError) as refused:
        refuse_place(folder, drill=drill)
    return refused.value.details["reason"]


def test_a_folder_on_a_disk_of_this_machine_is_accepted(tmp_path: Path) -> None:
    refuse_place(tmp_path)
    refuse_place(tmp_path / "not" / "yet" / "made")

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "name", ["OneDrive", "OneDrive - みどり市", "Dropbox", "Google Drive", "マイドライブ", "Box"]
)
def test_a_synchronised_folder_is_refused(tmp_path: Path, name: str) -> None:
    assert reason(tmp_path / name / "store") == "synced"


@LINUX
def test_a_link_into_a_synchronised_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "plain").symlink_to(tmp_path / "Dropbox")

    assert reason(tmp_path / "plain") == "synced"


def test_the_folder_onedrive_names_in_the_environment_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path / "仕事"))

    assert reason(tmp_path / "仕事" / "store") == "synced"
    refuse_place(tmp_path / "仕事ではない")


def test_a_name_that_only_contains_such_a_word_is_fine(tmp_path: Path) -> None:
    refuse_place(tmp_path / "dropbox-hikitsugi" / "store")


KINDS = {
    DriveKind.NETWORK: PlaceNetworkError,
    DriveKind.MISSING: PlaceMissingError,
    DriveKind.OPTICAL: PlaceVolatileError,
    DriveKind.MEMORY: PlaceVolatileError,
    DriveKind.PLUGGED: PlaceRemovableError,
}


def answer(monkeypatch: pytest.MonkeyPatch, place: Place) -> None:
    """Whatever drive this test runs on, the system is made to describe it as ``place``."""
    monkeypatch.setattr(folders, "look_at", lambda _folder: place)


@pytest.mark.parametrize("kind", list(KINDS))
def test_every_kind_of_drive_but_an_inner_disk_is_refused_in_its_own_words(
    kind: DriveKind, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, Place(tmp_path, tmp_path, kind, keeps_rights=True, synced=False))

    with pytest.raises(KINDS[kind]) as refused:
        refuse_place(tmp_path)

    assert "内蔵ディスク" in sentence(refused.value)


def test_a_drill_may_lie_on_a_stick_without_rights_but_a_real_store_may_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = Place(tmp_path, tmp_path, DriveKind.PLUGGED, keeps_rights=False, synced=False)
    answer(monkeypatch, place)

    refuse_place(tmp_path, drill=True)
    assert reason(tmp_path) == "removable"


def test_a_file_system_without_access_lists_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = Place(tmp_path, tmp_path, DriveKind.FIXED, keeps_rights=False, synced=False)
    answer(monkeypatch, place)

    with pytest.raises(PlaceOpenError, match="no-acl"):
        refuse_place(tmp_path)


@pytest.mark.parametrize(
    ("member", "refusal"),
    [(None, PlaceReadOnlyError), (True, PlaceReadOnlyError), (False, NotMemberError)],
)
def test_a_folder_that_takes_no_file_is_refused_and_the_group_is_named_where_it_is_the_reason(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    member: object,
    refusal: type[PlaceRefusedError],
) -> None:
    monkeypatch.setattr(folders, "is_member", lambda: member)
    monkeypatch.setattr(folders, "takes_files", lambda _folder: False)

    with pytest.raises(refusal):
        refuse_place(tmp_path)


@LINUX
def test_a_folder_in_which_no_file_can_be_made_takes_none() -> None:
    assert not takes_files(Path("/proc"))


@WINDOWS
def test_a_drive_that_takes_no_files_is_found_out_by_trying() -> None:
    """Under Wine the folder /proc of Linux; on a real terminal there is none to try."""
    unwritable = Path("Z:/proc/self")
    if not unwritable.is_dir():
        pytest.skip("no folder here that surely takes no files")
    assert os.access(unwritable, os.W_OK)  # which is why it is tried

    assert not takes_files(unwritable)


def test_a_trial_leaves_nothing_behind_and_survives_what_an_earlier_one_left(
    tmp_path: Path,
) -> None:
    left = tmp_path / f".kuracho-{os.getpid()}.trial"
    left.mkdir()
    (left / "file").write_bytes(b"of a program that was killed")

    assert takes_files(tmp_path)
    assert list(tmp_path.iterdir()) == []


@WINDOWS
def test_a_path_of_a_share_is_refused_without_touching_it() -> None:
    assert reason(Path(r"\\no-such-server\daichou\store")) == "network"
    assert reason(Path("Q:/store")) == "missing"


def test_the_home_can_be_chosen() -> None:
    assert home({"KURACHO_HOME": "/srv/k"}) == Path("/srv/k")


@LINUX
def test_the_home_has_a_usual_place() -> None:
    assert home({"XDG_DATA_HOME": "/data"}) == Path("/data/kuracho")
    assert home({}).name == "kuracho"


@WINDOWS
def test_every_drive_of_this_computer_that_is_no_inner_disk_is_refused_for_what_it_is() -> None:
    """Under Wine the preparing script makes one of each kind; elsewhere those that are there."""
    wanted = {2: "removable", 4: "network", 5: "optical", 6: "memory"}
    roots = [Path(f"{letter}:/") for letter in string.ascii_uppercase]
    told = {root: windows_volumes.drive_type(root) for root in roots if root.exists()}
    others = {root: wanted[kind] for root, kind in told.items() if kind in wanted}
    if not others:
        pytest.skip("this computer has inner disks only")

    assert {root: reason(root) for root in others} == others


@WINDOWS
def test_the_home_is_the_machines_or_the_accounts_own_where_the_machines_takes_nothing(
    tmp_path: Path,
) -> None:
    machine, own = tmp_path / "ProgramData", tmp_path / "Local"
    machine.mkdir()
    open_machine = {"ProgramData": str(machine), "LOCALAPPDATA": str(own)}
    assert home(open_machine) == machine / "Kuracho"

    closed = {"ProgramData": "Z:\\proc\\self", "LOCALAPPDATA": str(own)}
    if Path(closed["ProgramData"]).is_dir():
        assert home(closed) == own / "Kuracho"

    (own / "Kuracho").mkdir(parents=True)
    assert home(open_machine) == own / "Kuracho"  # where the account's stores already are
    (machine / "Kuracho").mkdir()
    assert home(open_machine) == machine / "Kuracho"
