"""What kind of place a path is, asked of the real system wherever it has such a place."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.machine.drives import DriveKind, is_synced, look_at, volume_id

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="statfs and /proc/mounts are Linux's")
WINDOWS = pytest.mark.skipif(sys.platform != "win32", reason="Windows")
if sys.platform == "win32":
    import winreg

    from desktop.machine import windows_volumes
elif sys.platform == "linux":
    from desktop.machine import linux_volumes


def test_the_disk_of_this_test_is_an_inner_one_that_keeps_rights(tmp_path: Path) -> None:
    found = look_at(tmp_path / "not" / "made")

    assert found.kind is DriveKind.FIXED
    assert found.keeps_rights
    assert not found.synced
    assert found.existing == tmp_path


def test_a_volume_has_one_name_wherever_one_stands_on_it(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()

    assert volume_id(tmp_path)
    assert volume_id(tmp_path) == volume_id(tmp_path / "a")
    assert volume_id(tmp_path).isascii()


def test_a_volume_that_is_not_there_has_none() -> None:
    assert volume_id(Path("Q:/" if sys.platform == "win32" else "/no/such/place")) == ""


@LINUX
def test_two_file_systems_have_two_names() -> None:
    assert volume_id(Path("/proc")) != volume_id(Path("/"))


@WINDOWS
def test_two_drives_have_two_names_with_serial_number_and_guid() -> None:
    names = {volume_id(Path(drive)) for drive in ("C:/", "Z:/") if Path(drive).exists()}

    assert all(name.count(":") == 2 and len(name.split(":")[2]) == 36 for name in names)
    assert len(names) == sum(Path(drive).exists() for drive in ("C:/", "Z:/"))


@LINUX
def test_the_kernel_says_which_file_systems_are_shares() -> None:
    network = {"cifs", "smb3", "nfs", "nfs4"}
    for line in Path("/proc/mounts").read_text("utf-8").splitlines():
        _, place, kind, *_ = line.split()
        if kind in ("ext4", "proc", "sysfs", "tmpfs") and os.access(place, os.R_OK):
            assert not linux_volumes.is_network(Path(place))
        elif kind in network:
            assert linux_volumes.is_network(Path(place))


@LINUX
@pytest.mark.parametrize(
    ("magic", "kind", "keeps"),
    [
        (0x6969, DriveKind.NETWORK, True),
        (0x15013346, DriveKind.OPTICAL, True),
        (0x2011BAB0, DriveKind.FIXED, False),
    ],
)
def test_shares_discs_and_file_systems_without_rights_are_known_by_their_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, magic: int, kind: DriveKind, keeps: object
) -> None:
    """None can be mounted here, so the kernel's answer is replaced by that of NFS, UDF, exFAT."""
    monkeypatch.setattr(linux_volumes, "file_system", lambda _path: magic)

    found = look_at(tmp_path)

    assert (found.kind, found.keeps_rights) == (kind, keeps)


@WINDOWS
def test_shares_and_lost_drives_are_known_by_their_path() -> None:
    assert look_at(Path(r"\\no-such-server\share\x")).kind is DriveKind.NETWORK
    assert look_at(Path("Q:/x")).kind is DriveKind.MISSING
    assert not windows_volumes.is_mapped("C:")


@WINDOWS
@pytest.mark.parametrize(
    ("told", "kind"),
    [
        (0, DriveKind.MISSING),
        (1, DriveKind.MISSING),
        (2, DriveKind.PLUGGED),
        (3, DriveKind.FIXED),
        (4, DriveKind.NETWORK),
        (5, DriveKind.OPTICAL),
        (6, DriveKind.MEMORY),
    ],
)
def test_every_answer_of_windows_about_a_drive_has_its_kind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: int, kind: DriveKind
) -> None:
    monkeypatch.setattr(windows_volumes, "drive_type", lambda _path: told)

    assert look_at(tmp_path).kind is kind


@WINDOWS
def test_a_share_behind_a_letter_or_a_link_is_known_by_where_it_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(windows_volumes, "final_path", lambda _path: Path(r"\\server\dfs\unit"))
    assert look_at(tmp_path).kind is DriveKind.NETWORK

    monkeypatch.undo()
    monkeypatch.setattr(windows_volumes, "is_mapped", lambda drive: drive == tmp_path.drive)
    assert look_at(tmp_path).kind is DriveKind.NETWORK


@WINDOWS
def test_windows_says_where_a_path_ends(tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()

    end = windows_volumes.final_path(tmp_path / "store")

    assert end.name == "store"
    assert not str(end).startswith("\\\\")
    assert windows_volumes.final_path(Path("Q:/none")) == Path("Q:/none")
    assert windows_volumes.volume_root(tmp_path) == tmp_path.anchor
    assert windows_volumes.volume_facts(Path("Q:/")) is None


@WINDOWS
def test_a_disk_on_usb_is_pulled_out_although_windows_calls_it_fixed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not windows_volumes.is_plugged_in(tmp_path)
    monkeypatch.setattr(windows_volumes, "is_plugged_in", lambda _path: True)

    assert look_at(tmp_path).kind is DriveKind.PLUGGED


@pytest.fixture
def accounts() -> Iterator[str]:
    """A key of the test's own in the real registry, in the shape OneDrive and others write."""
    path = r"Software\KurachoTest\Accounts"
    with (
        winreg.CreateKey(winreg.HKEY_CURRENT_USER, path + r"\Business1") as one,
        winreg.CreateKey(one, "UserSyncRoots") as roots,
    ):
        winreg.SetValueEx(one, "UserFolder", 0, winreg.REG_SZ, r"C:\users\x\仕事")
        winreg.SetValueEx(one, "UserEmail", 0, winreg.REG_SZ, r"C:\not\a\folder")
        winreg.SetValueEx(roots, "S-1-5-21-1", 0, winreg.REG_EXPAND_SZ, r"%SystemDrive%\雲")
        winreg.SetValueEx(roots, "number", 0, winreg.REG_DWORD, 7)
    yield path
    for key in (r"\Business1\UserSyncRoots", r"\Business1", ""):
        winreg.DeleteKey(winreg.HKEY_CURRENT_USER, path + key)


@WINDOWS
def test_folders_that_sync_programs_wrote_into_the_registry_are_refused(
    accounts: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(windows_volumes, "ONEDRIVE", (winreg.HKEY_CURRENT_USER, accounts))
    monkeypatch.setattr(windows_volumes, "SYNC_ROOTS", (winreg.HKEY_CURRENT_USER, accounts))

    assert windows_volumes.sync_roots() == (Path(r"C:\users\x\仕事"), Path(r"C:\雲"))
    for inside in (Path(r"C:\users\X\仕事\store"), Path(r"c:\雲")):
        assert is_synced(inside, inside, {})
    assert not is_synced(Path(r"C:\users\x\仕事中"), Path(r"C:\users\x\仕事中"), {})


@WINDOWS
def test_an_ordinary_file_is_no_placeholder_of_a_cloud(tmp_path: Path) -> None:
    assert not windows_volumes.is_placeholder(tmp_path)
    assert not windows_volumes.is_placeholder(tmp_path / "none")
