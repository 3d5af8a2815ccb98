"""Preparing a machine leaves a folder that only the right people open, however often it is done."""

import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    import _winapi

from desktop.commands.prepare_machine import run_prepare_machine
from desktop.domain.setup_errors import FolderElsewhereError, GroupNotMadeError
from desktop.machine import acl
from desktop.usecases.machine_setup import prepare_machine
from tests.machine.windows import UNDER_WINE

windows = pytest.mark.skipif(sys.platform != "win32", reason="local groups are Windows' own")
USERS = r"BUILTIN\Users"
"""A group that every Windows has, Wine too."""


@windows
def test_the_folder_is_opened_to_the_group_and_the_machine_s_keepers_alone(tmp_path: Path) -> None:
    folder = tmp_path / "Kuracho"
    folder.mkdir()
    (folder / "notice.txt").write_text("x", "utf-8")

    for _ in range(2):
        done = prepare_machine(folder, USERS, "")

    assert (done.folder, done.made) == (folder, False)
    named = {one.who for one in acl.who_may(folder)}
    assert "SYSTEM" in named
    assert not named & {"Everyone", "Authenticated Users"}
    # Wine knows no groups, and merges what is allowed in the folder above
    assert UNDER_WINE or {"Administrators", "Users"} <= named


@windows
def test_the_command_tells_what_it_did(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_prepare_machine(tmp_path / "Kuracho", USERS) == 0

    assert str(tmp_path / "Kuracho") in capsys.readouterr().out


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has such groups")
def test_without_the_group_nothing_is_made_and_the_installer_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(GroupNotMadeError):
        prepare_machine(tmp_path / "Kuracho", "Kuracho Users", "")

    assert run_prepare_machine(tmp_path / "Kuracho", "Kuracho Users") == 1
    assert "(E-320)" in capsys.readouterr().out
    assert not (tmp_path / "Kuracho").exists()


@pytest.mark.skipif(UNDER_WINE, reason="Wine 8 makes no junctions")
def test_a_link_in_the_folder_s_place_is_refused_before_anything_is_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    victim = tmp_path / "victim"
    victim.mkdir()
    before = victim.stat()
    _link(tmp_path / "Kuracho", victim)

    with pytest.raises(FolderElsewhereError):
        prepare_machine(tmp_path / "Kuracho", "Kuracho Users", "")

    assert run_prepare_machine(tmp_path / "Kuracho", "Kuracho Users") == 1
    assert "(E-318)" in capsys.readouterr().out
    assert (victim.stat().st_mode, list(victim.iterdir())) == (before.st_mode, [])


def _link(name: Path, target: Path) -> None:
    """What anybody may make: a junction on Windows, a symbolic link elsewhere."""
    if sys.platform == "win32":
        _winapi.CreateJunction(str(target), str(name))
    else:
        name.symlink_to(target)
