"""The policy file as an administrator writes it with Notepad."""

from pathlib import Path

import pytest

from desktop.domain.terminal_policy import TerminalPolicy, TerminalPolicyError
from desktop.machine.terminal_policy import policy_file, read_terminal_policy


def test_blanks_order_and_a_byte_order_mark_do_not_matter(tmp_path: Path) -> None:
    file = tmp_path / "policy.json"
    file.write_bytes(b'\xef\xbb\xbf{\r\n  "v": 1,\r\n  "lock_minutes": 7\r\n}\r\n')

    assert read_terminal_policy(file) == TerminalPolicy(lock_minutes=7)


def test_no_file_is_no_policy(tmp_path: Path) -> None:
    assert read_terminal_policy(tmp_path / "policy.json") == TerminalPolicy()


@pytest.mark.parametrize(
    "content", [b"", b"{", b'{"v":1,"v":1}', b'{"v":1.0}', b"\xff", b'{"V":1}', b'{"v":NaN}']
)
def test_a_file_that_is_no_strict_json_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "policy.json"
    file.write_bytes(content)

    with pytest.raises(TerminalPolicyError):
        read_terminal_policy(file)


def test_a_file_that_cannot_be_read_is_refused_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / "policy.json").mkdir()

    with pytest.raises(TerminalPolicyError):
        read_terminal_policy(tmp_path / "policy.json")


def test_the_place_is_outside_every_user_profile() -> None:
    place = policy_file({"ProgramData": r"C:\ProgramData", "APPDATA": r"C:\Users\a\AppData"})

    assert place.name == "policy.json"
    assert "Users" not in place.parts
