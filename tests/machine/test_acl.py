"""Who may open a folder, set and read back, on both systems."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.machine import acl
from desktop.machine.acl import Guard, guard, make_private, open_to_all, protect, who_may

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="Windows has lists, no modes")
WINDOWS = pytest.mark.skipif(sys.platform != "win32", reason="Windows")
if sys.platform == "win32":
    from desktop.machine import windows_acl

USERS = "BUILTIN\\Users"


def test_a_private_folder_is_made_with_its_parents_and_closed_to_everybody_else(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "not" / "yet" / "made"

    make_private(folder)

    assert not open_to_all(folder)
    assert any(one.reads and one.writes for one in who_may(folder))
    (folder / "file").write_bytes(b"x")
    assert (folder / "file").read_bytes() == b"x"


def test_a_folder_that_stands_is_left_as_it_is_or_refused_where_it_must_be_new(
    tmp_path: Path,
) -> None:
    make_private(tmp_path / "store", new=True)
    (tmp_path / "store" / "kept").write_bytes(b"x")

    make_private(tmp_path / "store")

    assert (tmp_path / "store" / "kept").exists()
    with pytest.raises(FileExistsError):
        make_private(tmp_path / "store", new=True)


def test_an_open_folder_is_seen_and_can_be_closed(tmp_path: Path) -> None:
    folder = tmp_path / "open"
    folder.mkdir()
    if sys.platform == "win32":
        windows_acl.set_access(folder, "D:P(A;OICI;FA;;;SY)(A;OICI;FA;;;WD)")
    else:
        folder.chmod(0o755)
    assert open_to_all(folder)

    if sys.platform == "win32":
        make_private(tmp_path / "closed")
        folder = tmp_path / "closed" / "inner"
        folder.mkdir()
    protect(folder)

    assert not open_to_all(folder)


@LINUX
def test_a_folder_of_ours_has_mode_0700(tmp_path: Path) -> None:
    make_private(tmp_path / "store")

    assert (tmp_path / "store").stat().st_mode & 0o777 == 0o700
    assert guard() is Guard.OWNER
    (only,) = who_may(tmp_path / "store")
    assert only.who == (tmp_path / "store").owner()
    (tmp_path / "store").chmod(0o750)
    assert [one.who for one in who_may(tmp_path / "store")][1:] == ["group"]
    assert acl.is_member() is None


@WINDOWS
def test_the_access_list_names_system_administrators_and_the_group_or_the_account() -> None:
    users = windows_acl.account_sid(USERS)
    assert users == "S-1-5-32-545"

    with_group = windows_acl.private_to(USERS)
    without = windows_acl.private_to("No Such Group 7")

    assert with_group.startswith("D:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)")
    assert f"(A;OICI;0x1301bf;;;{users})" in with_group
    assert windows_acl.own_sid() not in with_group
    assert without.endswith(f"(A;OICI;0x1301bf;;;{windows_acl.own_sid()})")
    assert guard(USERS) is Guard.GROUP
    assert guard("No Such Group 7") is Guard.ACCOUNT


@WINDOWS
def test_names_and_numbers_of_accounts_lead_to_each_other() -> None:
    own = windows_acl.own_sid()

    assert windows_acl.account_name(own).lower() == os.environ["USERNAME"].lower()
    assert windows_acl.account_sid(os.environ["USERNAME"]) == own
    assert windows_acl.account_sid("no such account 7") is None
    assert windows_acl.account_name("S-1-5-21-1-2-3-4567") == "S-1-5-21-1-2-3-4567"
    assert windows_acl.belongs_to("S-1-1-0")
    assert not windows_acl.belongs_to("S-1-5-21-1-2-3-4567")
    assert acl.is_member("No Such Group 7") is None
    assert acl.is_member(USERS) is windows_acl.belongs_to("S-1-5-32-545")


@WINDOWS
def test_an_account_outside_the_group_does_not_shut_itself_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Who runs tests may be an administrator, who is never shut out; so the answer is replaced."""
    monkeypatch.setattr(windows_acl, "belongs_to", lambda _sid: False)

    assert windows_acl.own_sid() in windows_acl.private_to(USERS)


@WINDOWS
def test_a_broken_list_is_refused_by_windows(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="WinError"):
        windows_acl.make_folder(tmp_path / "store", "D:P(nonsense")
    assert not (tmp_path / "store").exists()


@WINDOWS
def test_windows_own_program_reads_the_same_list(tmp_path: Path) -> None:
    make_private(tmp_path / "store")
    try:
        told = subprocess.run(
            ["icacls", str(tmp_path / "store")],  # noqa: S607 - Windows' own
            capture_output=True,
            check=True,
        ).stdout.decode("cp932", "replace")
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("icacls is not here (Wine has none)")
    if "SYSTEM" not in told:
        pytest.skip("icacls is a stub here (Wine)")

    assert "Everyone" not in told
    assert "BUILTIN\\Users" not in told
