"""What the computer under the test tells; on Windows what its registry is made to tell."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.domain.terminal_facts import (
    Clipboards,
    Clock,
    PageFile,
    Profile,
    Removable,
    StorePlace,
    TerminalFacts,
)
from desktop.machine import acl
from desktop.machine import terminal_facts as terminal_facts_module
from desktop.machine.acl import Guard, make_private
from desktop.machine.terminal_facts import WANTED_HARDENING, terminal_facts
from tests.machine.windows import UNDER_WINE

if sys.platform == "win32":
    import winreg

WINE = pytest.mark.skipif(not UNDER_WINE, reason="writes into the registry of the whole machine")
MEMORY = r"SYSTEM\CurrentControlSet\Control\Session Manager\Memory Management"
SYSTEM_POLICY = r"SOFTWARE\Policies\Microsoft\Windows\System"


@pytest.fixture
def facts(tmp_path: Path) -> TerminalFacts:
    return terminal_facts(tmp_path, WANTED_HARDENING)


def test_memory_and_space_are_told_everywhere(facts: TerminalFacts) -> None:
    assert 1 << 28 < (facts.memory_bytes or 0) < 10_000 << 30
    assert (facts.free_bytes or 0) > 0
    assert facts.system.name.startswith(("Linux", "Windows"))


def test_a_folder_that_is_not_there_yet_still_has_a_disk(tmp_path: Path) -> None:
    told = terminal_facts(tmp_path / "no" / "such", ())

    assert told.place is StorePlace.ABSENT
    assert (told.free_bytes or 0) > 0


@pytest.mark.skipif(sys.platform != "linux", reason="modes of Linux")
def test_a_folder_open_to_all_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    assert terminal_facts(tmp_path, ()).place is StorePlace.OPEN
    tmp_path.chmod(0o700)
    assert terminal_facts(tmp_path, ()).place is StorePlace.GUARDED


@pytest.mark.skipif(sys.platform != "win32", reason="groups of Windows")
@pytest.mark.parametrize(
    ("guarded", "member", "told"),
    [
        (Guard.ACCOUNT, None, StorePlace.ALONE),
        (Guard.GROUP, True, StorePlace.GUARDED),
        (Guard.GROUP, False, StorePlace.OUTSIDE),
    ],
)
def test_for_whom_a_closed_folder_is_open_is_told(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    guarded: Guard,
    member: object,
    told: StorePlace,
) -> None:
    """Making a group needs an administrator, so what Windows says of it is replaced."""
    make_private(tmp_path / "units")
    if acl.guard() is Guard.ACCOUNT:
        assert terminal_facts(tmp_path / "units", ()).place is StorePlace.ALONE

    monkeypatch.setattr(terminal_facts_module, "guard", lambda: guarded)
    monkeypatch.setattr(terminal_facts_module, "is_member", lambda: member)

    assert terminal_facts(tmp_path / "units", ()).place is told


@pytest.mark.skipif(sys.platform != "linux", reason="what only Windows is asked")
def test_linux_is_not_said_to_be_what_it_was_not_asked(facts: TerminalFacts) -> None:
    untold = (facts.disk, facts.hibernates, facts.dumps, facts.clipboard, facts.removable)

    assert set(untold) == {None}


@pytest.mark.skipif(sys.platform != "win32", reason="Windows")
def test_windows_tells_its_version_and_what_its_policies_say(facts: TerminalFacts) -> None:
    assert (facts.system.build or 0) > 10_000
    assert facts.page_file is not None
    assert facts.clipboard is not None
    assert facts.removable is not None
    assert facts.screen_lock_seconds is not None
    assert facts.elevated is not None
    assert facts.profile is Profile.KEPT or not UNDER_WINE


Values = dict[tuple[str, str], int | str]


@pytest.fixture
def written() -> Iterator[Values]:
    """Values of HKEY_LOCAL_MACHINE; what is put in is written, what was there comes back."""
    asked: Values = {}
    yield asked
    for key, name in asked:
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, key, 0, winreg.KEY_WRITE) as opened:
            winreg.DeleteValue(opened, name)


def write(written: Values, key: str, name: str, value: int | str) -> None:
    with winreg.CreateKey(winreg.HKEY_LOCAL_MACHINE, key) as opened:
        kind = winreg.REG_DWORD if isinstance(value, int) else winreg.REG_SZ
        winreg.SetValueEx(opened, name, 0, kind, value)
    written[key, name] = value


@WINE
def test_each_setting_of_windows_is_read_where_it_stands(tmp_path: Path, written: Values) -> None:
    write(written, MEMORY, "ClearPageFileAtShutdown", 1)
    write(written, SYSTEM_POLICY, "AllowClipboardHistory", 0)
    write(written, SYSTEM_POLICY, "AllowCrossDeviceClipboard", 0)
    write(
        written,
        r"SOFTWARE\Policies\Microsoft\Windows\RemovableStorageDevices"
        r"\{53f5630d-b6bf-11d0-94f2-00a0c91efb8b}",
        "Deny_Write",
        1,
    )
    write(
        written,
        r"SOFTWARE\Microsoft\Windows\CurrentVersion\Policies\System",
        "InactivityTimeoutSecs",
        900,
    )
    power = r"SYSTEM\CurrentControlSet\Control\Power"
    write(written, power, "HibernateEnabledDefault", 1)
    write(written, r"SYSTEM\CurrentControlSet\Control\CrashControl", "CrashDumpEnabled", 1)
    clock = r"SYSTEM\CurrentControlSet\Services\W32Time"
    write(written, clock, "Start", 2)
    write(written, clock + r"\Parameters", "Type", "NTP")
    write(written, clock + r"\Parameters", "NtpServer", "time.windows.com,0x9")

    told = terminal_facts(tmp_path, ())

    assert told.page_file is PageFile.CLEARED
    assert told.clipboard is Clipboards.DENIED
    assert told.removable is Removable.LIMITED
    assert told.screen_lock_seconds == 900
    assert told.hibernates is True
    assert told.dumps is True
    assert told.clock is Clock.INTERNET
    write(written, power, "HibernateEnabled", 0)
    assert terminal_facts(tmp_path, ()).hibernates is False
    write(written, clock, "Start", 4)
    assert terminal_facts(tmp_path, ()).clock is Clock.OFF
    write(written, clock, "Start", 3)
    write(written, clock + r"\Parameters", "Type", "NT5DS")
    assert terminal_facts(tmp_path, ()).clock is Clock.SYNCED


@WINE
def test_without_the_settings_they_are_not_claimed(tmp_path: Path) -> None:
    told = terminal_facts(tmp_path, ())

    assert told.page_file is PageFile.PLAIN
    assert told.clipboard is Clipboards.UNSET
    assert told.removable is Removable.UNSET
    assert told.clock is None
    assert told.dumps is False
