"""One program per store; the lock dies with the process that held it."""

import subprocess
import sys
from pathlib import Path

import pytest

from desktop.domain.errors import StoreBusyError
from desktop.machine.single import LOCK_NAME, StoreLock

HOLD = """
import sys
from pathlib import Path
from desktop.machine.single import StoreLock
lock = StoreLock(Path(sys.argv[1]), "other terminal")
print("held", flush=True)
sys.stdin.read()
"""


def test_a_second_start_is_told_who_has_it(tmp_path: Path) -> None:
    with StoreLock(tmp_path, "窓口1号\x1b 山田"), pytest.raises(StoreBusyError) as refused:
        StoreLock(tmp_path, "second")

    assert refused.value.details == {"holder": "窓口1号 山田"}


def test_a_lock_given_up_can_be_taken_again(tmp_path: Path) -> None:
    with StoreLock(tmp_path, "first") as lock:
        lock.release()

    with StoreLock(tmp_path, "second"):
        assert (tmp_path / LOCK_NAME).read_text("utf-8") == "second"
    assert (tmp_path / LOCK_NAME).read_text("utf-8") == ""


def test_a_killed_program_leaves_no_lock_behind(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLD, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"held"
        with pytest.raises(StoreBusyError) as refused:
            StoreLock(tmp_path, "me")
        other.kill()
        other.wait()

    assert refused.value.details == {"holder": "other terminal"}
    with StoreLock(tmp_path, "me"):
        pass
