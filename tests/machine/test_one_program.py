"""A second start asks the first one's window to come up, and ends; tried with real processes."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.machine.one_program import take_turn

HOLD = """
import sys, time
from pathlib import Path
from desktop.machine.one_program import take_turn
turn = take_turn(Path(sys.argv[1]))
print("first" if turn else "second", flush=True)
for line in sys.stdin:
    if line.strip() == "asked?":
        print("asked" if turn.asked() else "quiet", flush=True)
    elif line.strip() == "end later":
        print("ending", flush=True)
        time.sleep(0.3)
        turn.end()
"""
START = """
import sys
from pathlib import Path
from desktop.machine.one_program import take_turn
print("first" if take_turn(Path(sys.argv[1]), float(sys.argv[2])) else "second")
"""


@contextmanager
def first(home: Path) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, "-c", HOLD, str(home)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, encoding="ascii") as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == "first"
        try:
            yield other
        finally:
            other.kill()
            other.communicate()


def say(other: "subprocess.Popen[str]", line: str) -> str:
    assert other.stdin is not None
    assert other.stdout is not None
    other.stdin.write(line + "\n")
    other.stdin.flush()
    return other.stdout.readline().strip()


def start(home: Path, patience: float) -> str:
    command = [sys.executable, "-c", START, str(home), str(patience)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def test_a_second_start_ends_and_the_first_is_asked_once_to_come_up(tmp_path: Path) -> None:
    with first(tmp_path / "units") as window:
        assert say(window, "asked?") == "quiet"

        assert start(tmp_path / "units", 0.1) == "second"

        assert say(window, "asked?") == "asked"
        assert say(window, "asked?") == "quiet"


def test_stores_in_another_folder_have_a_window_of_their_own(tmp_path: Path) -> None:
    with first(tmp_path / "units") as window:
        assert start(tmp_path / "others", 0.1) == "first"
        assert say(window, "asked?") == "quiet"


def test_a_killed_program_leaves_the_turn_to_the_next(tmp_path: Path) -> None:
    with first(tmp_path):
        pass

    assert start(tmp_path, 0.1) == "first"


def test_a_start_while_the_first_is_closing_waits_and_becomes_the_first(tmp_path: Path) -> None:
    with first(tmp_path) as window:
        assert say(window, "end later") == "ending"
        before = time.monotonic()

        assert start(tmp_path, 20.0) == "first"

        assert time.monotonic() - before < 15


def test_what_was_asked_of_an_earlier_program_is_not_asked_of_the_next(tmp_path: Path) -> None:
    with first(tmp_path):
        assert start(tmp_path, 0.1) == "second"  # and nobody looked

    turn = take_turn(tmp_path, 0.1)

    assert turn is not None
    assert not turn.asked()
    turn.end()
    turn.end()
    assert not turn.asked()
