"""Signs that a machine or an account forgets what is kept on it."""

import sys
from pathlib import Path

import pytest

from desktop.domain.machine_errors import ForgetfulMachineError, ProfileRefusedError
from desktop.machine import profile
from desktop.machine.profile import (
    Finding,
    findings,
    is_streamed,
    refuse_forgetful,
    refuse_profile,
)

WINDOWS = pytest.mark.skipif(sys.platform != "win32", reason="Windows")
if sys.platform == "win32":
    from desktop.machine import windows_profile


def test_this_machine_and_account_are_accepted() -> None:
    assert [one for one in findings() if one.refused] == []
    refuse_forgetful()
    refuse_profile()


@pytest.mark.parametrize(
    ("lines", "streamed"),
    [
        ("[StringData]\n$WriteCacheType=4\n", True),
        ("[StringData]\r\n$DiskName=x\r\n_WriteCacheType=9\r\n", True),
        ("[StringData]\n$WriteCacheType=0\n", False),
        ("[StringData]\n", False),
    ],
)
def test_a_disk_streamed_from_an_image_says_so(
    tmp_path: Path, lines: str, streamed: object
) -> None:
    (tmp_path / "Personality.ini").write_text(lines, "ascii", newline="")

    assert is_streamed(tmp_path / "Personality.ini") is streamed
    assert not is_streamed(tmp_path / "none")


@WINDOWS
@pytest.mark.parametrize(
    ("flags", "kinds"),
    [
        (0, []),
        (1, ["temporary"]),
        (2, ["roaming"]),
        (4, ["mandatory"]),
        (2 | 8, ["roaming"]),
        (1 | 2, ["temporary", "roaming"]),
    ],
)
def test_what_windows_says_about_a_profile_has_its_words(
    monkeypatch: pytest.MonkeyPatch, flags: int, kinds: list[str]
) -> None:
    monkeypatch.setattr(windows_profile, "flags", lambda: flags)
    monkeypatch.setattr(windows_profile, "has_key", lambda _key: False)

    assert findings({}) == tuple(Finding(kind, refused=True) for kind in kinds)
    if kinds:
        with pytest.raises(ProfileRefusedError) as refused:
            refuse_profile()
        assert refused.value.details == {"sign": kinds[0]}


@WINDOWS
def test_program_data_on_a_share_is_seen() -> None:
    kinds = [one.kind for one in findings({"APPDATA": r"\\server\profiles\x\AppData\Roaming"})]

    assert "share" in kinds


@WINDOWS
def test_a_streamed_disk_is_refused_even_at_sign_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "Personality.ini").write_text("$WriteCacheType=4", "ascii")
    monkeypatch.setenv("SystemDrive", str(tmp_path))

    with pytest.raises(ForgetfulMachineError):
        refuse_forgetful()


@WINDOWS
def test_agents_of_virtual_desktops_and_a_write_filter_ask_for_a_look_and_refuse_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(windows_profile, "has_key", lambda _key: True)
    monkeypatch.setattr(windows_profile, "flags", lambda: 0)

    assert findings({}) == (Finding("vdi", refused=False), Finding("write-filter", refused=False))
    refuse_profile()


@WINDOWS
def test_the_registry_is_really_asked() -> None:
    assert windows_profile.has_key(r"SOFTWARE\Microsoft\Windows NT\CurrentVersion")
    assert not windows_profile.has_key(r"SOFTWARE\No Such Key 7")
    assert windows_profile.flags() & ~15 == 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has its own signs")
def test_other_systems_have_none_of_these_signs() -> None:
    assert profile.findings() == ()
