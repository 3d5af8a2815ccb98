"""Stores live on a disk of this machine, and shares and synchronised folders are refused."""

import os
from pathlib import Path

import pytest

from desktop.domain.errors import PlaceRefusedError
from desktop.machine.folders import home, is_network, refuse_place


def reason(folder: Path) -> str | int:
    with pytest.raises(PlaceRefusedError) as refused:
        refuse_place(folder)
    return refused.value.details["reason"]


def test_a_folder_on_a_disk_of_this_machine_is_accepted(tmp_path: Path) -> None:
    refuse_place(tmp_path)
    refuse_place(tmp_path / "not" / "yet" / "made")


@pytest.mark.parametrize(
    "name", ["OneDrive", "OneDrive - みどり市", "Dropbox", "Google Drive", "マイドライブ", "Box"]
)
def test_a_synchronised_folder_is_refused(tmp_path: Path, name: str) -> None:
    assert reason(tmp_path / name / "store") == "synced"


def test_a_link_into_a_synchronised_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "plain").symlink_to(tmp_path / "Dropbox")

    assert reason(tmp_path / "plain") == "synced"


def test_a_name_that_only_contains_such_a_word_is_fine(tmp_path: Path) -> None:
    refuse_place(tmp_path / "dropbox-hikitsugi" / "store")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_nobody_may_write_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)

    assert reason(tmp_path / "store") == "read-only"


@pytest.mark.skipif(not Path("/proc/mounts").exists(), reason="Linux")
def test_the_kernel_says_which_file_systems_are_shares() -> None:
    network = {"cifs", "smb3", "nfs", "nfs4"}
    for line in Path("/proc/mounts").read_text("utf-8").splitlines():
        _, place, kind, *_ = line.split()
        if kind in ("ext4", "proc", "sysfs", "tmpfs") and os.access(place, os.R_OK):
            assert not is_network(Path(place))
        elif kind in network:
            assert is_network(Path(place))


def test_a_share_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No share can be mounted here, so the kernel's answer is replaced by that of NFS."""
    monkeypatch.setattr("desktop.machine.folders._file_system", lambda _path: 0x6969)

    assert reason(tmp_path / "store") == "network"


def test_the_home_can_be_chosen_and_has_a_usual_place() -> None:
    assert home({"KURACHO_HOME": "/srv/k"}) == Path("/srv/k")
    assert home({"XDG_DATA_HOME": "/data"}) == Path("/data/kuracho")
    assert home({}).name == "kuracho"
