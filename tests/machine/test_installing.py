import io
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    from desktop.machine.installing import installed_for_one_user
    from tests.machine import windows_trial_msi as trial

from desktop.domain.update_errors import WindowsOnlyError
from desktop.machine.account import account_name
from desktop.machine.holding import open_held
from desktop.machine.installing import can_install, start_installer, told_to_installer


def test_going_back_is_one_more_word_to_the_installer() -> None:
    path = Path("Kuracho-0.2.0-x64.msi")

    assert told_to_installer(path, back_out=False) == ("/i", str(path))
    assert told_to_installer(path, back_out=True, quiet=True) == (
        "/i", str(path), "BACKOUT=1", "/qn",
    )  # fmt: skip


def test_a_program_of_one_account_is_updated_for_that_account() -> None:
    told = told_to_installer(Path("a.msi"), back_out=False, one_user=True)

    assert told == ("/i", "a.msi", "MSIINSTALLPERUSER=1", "ALLUSERS=2")


@pytest.mark.skipif(sys.platform == "win32", reason="installers start there")
def test_elsewhere_than_on_windows_no_installer_is_started(tmp_path: Path) -> None:
    assert not can_install()
    with pytest.raises(WindowsOnlyError):
        start_installer(tmp_path / "a.msi", io.BytesIO(), back_out=False)


def test_the_account_has_a_name() -> None:
    assert account_name()
    assert account_name().isprintable()


if sys.platform == "win32":

    def test_the_installer_s_own_note_says_for_whom_the_program_is_there(tmp_path: Path) -> None:
        assert not installed_for_one_user(tmp_path)
        with trial.installed_in(tmp_path):
            assert installed_for_one_user(tmp_path)
            assert not installed_for_one_user(tmp_path.parent)
        assert not installed_for_one_user(tmp_path)

    def test_windows_installer_runs_on_its_own_and_is_told_to_go_back(tmp_path: Path) -> None:
        package = tmp_path / "試し.msi"
        trial.make(package)
        try:
            with open_held(package) as held:
                number = start_installer(package, held, back_out=True, quiet=True)

            assert number > 0
            assert trial.told() == "1"
        finally:
            trial.remove()
