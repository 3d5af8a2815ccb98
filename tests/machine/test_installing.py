import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    from tests.machine import windows_trial_msi as trial

from desktop.domain.update_errors import WindowsOnlyError
from desktop.machine.account import account_name
from desktop.machine.installing import can_install, start_installer, told_to_installer


def test_going_back_is_one_more_word_to_the_installer() -> None:
    path = Path("Kuracho-0.2.0-x64.msi")

    assert told_to_installer(path, back_out=False) == ("/i", str(path))
    assert told_to_installer(path, back_out=True, quiet=True) == (
        "/i", str(path), "BACKOUT=1", "/qn",
    )  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="installers start there")
def test_elsewhere_than_on_windows_no_installer_is_started(tmp_path: Path) -> None:
    assert not can_install()
    with pytest.raises(WindowsOnlyError):
        start_installer(tmp_path / "a.msi", back_out=False)


def test_the_account_has_a_name() -> None:
    assert account_name()
    assert account_name().isprintable()


if sys.platform == "win32":

    def test_windows_installer_runs_on_its_own_and_is_told_to_go_back(tmp_path: Path) -> None:
        package = tmp_path / "試し.msi"
        trial.make(package)
        try:
            number = start_installer(package, back_out=True, quiet=True)

            assert number > 0
            assert trial.told() == "1"
        finally:
            trial.remove()
