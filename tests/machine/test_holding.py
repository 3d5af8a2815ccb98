"""What was read and judged is still the same when it is used."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.machine.holding import open_held

INHERIT = """
import msvcrt, os, subprocess, sys
from pathlib import Path
from desktop.machine.holding import open_held
held = open_held(Path(sys.argv[1]))
handle = msvcrt.get_osfhandle(held.fileno())
os.set_handle_inheritable(handle, True)
heir = subprocess.Popen(
    [sys.executable, "-c", "input()"], stdin=sys.stdin, stdout=subprocess.DEVNULL,
    startupinfo=subprocess.STARTUPINFO(lpAttributeList={"handle_list": [handle]}),
)
print(heir.pid, flush=True)
os._exit(0)
"""


def test_the_whole_content_is_read(tmp_path: Path) -> None:
    file = tmp_path / "a.msi"
    file.write_bytes(b"package\r\n\x1a" * 9)

    with open_held(file) as held:
        assert held.read() == b"package\r\n\x1a" * 9


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        open_held(tmp_path / "a.msi")


if sys.platform == "win32":

    def refused(file: Path) -> bool:
        """Whether the file can neither be written, nor replaced, nor deleted; its content stays."""
        other = file.with_name("other")
        other.write_bytes(b"evil")
        for step in (
            lambda: file.write_bytes(b"evil"),
            lambda: os.replace(other, file),  # noqa: PTH105 - the call itself is what is tried
            file.unlink,
        ):
            with pytest.raises(PermissionError):
                step()
        return file.read_bytes() == b"good"

    def test_nobody_exchanges_a_held_file_and_anybody_reads_it(tmp_path: Path) -> None:
        file = tmp_path / "a.msi"
        file.write_bytes(b"good")

        with open_held(file):
            assert refused(file)
        file.write_bytes(b"new")

    def test_who_has_it_open_for_writing_keeps_it_from_being_held(tmp_path: Path) -> None:
        file = tmp_path / "a.msi"
        with file.open("wb"), pytest.raises(PermissionError):
            open_held(file)

    def test_an_heir_of_the_handle_holds_the_file_after_its_opener_has_ended(
        tmp_path: Path,
    ) -> None:
        file = tmp_path / "a.msi"
        file.write_bytes(b"good")
        opener = subprocess.Popen(
            [sys.executable, "-c", INHERIT, str(file)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert opener.stdout is not None
        assert int(opener.stdout.readline()) > 0
        assert opener.wait(30) == 0

        assert refused(file)
        opener.communicate("\n")
