"""The policy file as an administrator writes it with Notepad."""

import os
import sys
from pathlib import Path

import pytest

from desktop.domain.terminal_policy import PolicyOpenError, TerminalPolicy, TerminalPolicyError
from desktop.machine.keepers import KEEPERS, kept_by_administrators
from desktop.machine.terminal_policy import policy_file, read_terminal_policy

if sys.platform == "win32":
    from desktop.machine import windows_acl


def kept(_file: Path) -> bool:
    """As if an administrator had closed the file; what the system says of it is tried apart."""
    return True


def test_blanks_order_and_a_byte_order_mark_do_not_matter(tmp_path: Path) -> None:
    file = tmp_path / "policy.json"
    file.write_bytes(b'\xef\xbb\xbf{\r\n  "v": 1,\r\n  "lock_minutes": 7\r\n}\r\n')

    assert read_terminal_policy(file, kept) == TerminalPolicy(lock_minutes=7)


def test_no_file_is_no_policy(tmp_path: Path) -> None:
    assert read_terminal_policy(tmp_path / "policy.json", kept) == TerminalPolicy()


@pytest.mark.parametrize(
    "content", [b"", b"{", b'{"v":1,"v":1}', b'{"v":1.0}', b"\xff", b'{"V":1}', b'{"v":NaN}']
)
def test_a_file_that_is_no_strict_json_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "policy.json"
    file.write_bytes(content)

    with pytest.raises(TerminalPolicyError):
        read_terminal_policy(file, kept)


def test_a_file_that_cannot_be_read_is_refused_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / "policy.json").mkdir()

    with pytest.raises(TerminalPolicyError):
        read_terminal_policy(tmp_path / "policy.json", kept)


def test_nobody_moves_the_place_by_a_variable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = policy_file()
    for name in ("ProgramData", "ALLUSERSPROFILE", "SystemDrive", "SystemRoot", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path))

    assert policy_file() == place
    assert place.name == "policy.json"
    assert place.is_absolute()


@pytest.mark.skipif(sys.platform != "win32", reason="Windows")
def test_on_windows_it_is_where_windows_keeps_the_data_of_all_programs() -> None:
    usual = os.environ["ProgramData"]  # noqa: SIM112 - Windows spells it so

    assert policy_file() == Path(usual, "Kuracho", "policy.json")


def test_a_policy_that_anybody_may_change_is_refused_even_if_it_says_nothing(
    tmp_path: Path,
) -> None:
    file = tmp_path / "policy.json"
    file.write_bytes(b'{"v":1}')
    open_to_all(file)

    with pytest.raises(PolicyOpenError):
        read_terminal_policy(file)


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes")
@pytest.mark.parametrize("mode", [0o644, 0o600, 0o444])
def test_a_file_of_root_that_only_root_may_change_is_taken(tmp_path: Path, mode: int) -> None:
    file = tmp_path / "policy.json"
    file.write_bytes(b'{"v":1,"lock_minutes":6}')
    file.chmod(mode)

    if file.stat().st_uid == 0:
        assert read_terminal_policy(file) == TerminalPolicy(lock_minutes=6)
    else:  # whoever runs this is nobody's administrator
        with pytest.raises(PolicyOpenError):
            read_terminal_policy(file)


@pytest.mark.skipif(sys.platform != "win32", reason="access lists")
@pytest.mark.parametrize("more", ["(A;;0x1301bf;;;BU)", "(A;;0x4;;;WD)", "(A;;WD;;;BU)"])
def test_one_more_writer_in_the_list_is_noticed(tmp_path: Path, more: str) -> None:
    file = tmp_path / "policy.json"
    file.write_bytes(b'{"v":1}')
    windows_acl.set_access(file, f"D:P(A;;FA;;;BA)(A;;FA;;;SY)(A;;FR;;;BU){more}")

    assert not kept_by_administrators(file)


@pytest.mark.skipif(sys.platform != "win32", reason="access lists")
def test_the_owner_counts_as_much_as_the_list(tmp_path: Path) -> None:
    """Whoever made the file owns it: an administrator's account, or another."""
    file = tmp_path / "policy.json"
    file.write_bytes(b'{"v":1}')
    windows_acl.set_access(file, "D:P(A;;FA;;;BA)(A;;FA;;;SY)(A;;FR;;;BU)")

    assert kept_by_administrators(file) == (windows_acl.owner(file) in KEEPERS)


def open_to_all(file: Path) -> None:
    if sys.platform == "win32":
        windows_acl.set_access(file, "D:P(A;;FA;;;WD)")
    else:
        file.chmod(0o666)
