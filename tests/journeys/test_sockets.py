"""No socket of ours: main job and window open none and look up none.

Heard from the first line of the program by an audit hook, and from outside by the kernel's own
record of system calls where strace is installed; that one hears the reading child too.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.builders.journey import SAMPLE, laid_out
from tests.conftest import PROJECT
from tests.journeys.overhearing import TO_THE_END

INTERNET = re.compile(r"\b(AF_INET6?|AF_NETLINK|AF_PACKET)\b")
OPENS_ONE = "import socket; socket.socket(socket.AF_INET).close()"
LONGEST = 300
JOB = "tests.journeys.main_job"


def environment(base: Path) -> dict[str, str]:
    """A home of its own and no screen."""
    homes = {"HOME": str(base), "USERPROFILE": str(base), "KURACHO_HOME": str(base / "units")}
    return {**os.environ, **homes, "QT_QPA_PLATFORM": "offscreen"}


def run(command: list[str], base: Path) -> None:
    done = subprocess.run(
        command,
        cwd=PROJECT,
        env=environment(base),
        capture_output=True,
        text=True,
        check=False,
        timeout=LONGEST,
    )
    assert done.returncode == 0, done.stderr


def heard(base: Path, module: str, *arguments: str) -> list[str]:
    """The network events of a module that ran as a program under the hook."""
    notes = base / "heard"
    run([sys.executable, "-m", "tests.journeys.overhearing", str(notes), module, *arguments], base)
    *events, last = notes.read_text("utf-8").splitlines()
    assert last == TO_THE_END
    return events


def traced(base: Path, *arguments: str) -> list[str]:
    """The system calls of a python program and its children that make or use a socket."""
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("strace, a program of Linux, is not on this machine")
    calls = base / "calls"
    network = ["-f", "-qq", "-e", "trace=socket,connect,bind,sendto,sendmsg", "-o", str(calls)]
    run([strace, *network, sys.executable, *arguments], base)
    return [call for call in calls.read_text("utf-8").splitlines() if INTERNET.search(call)]


def main_job(base: Path) -> tuple[str, ...]:
    ground = laid_out(base / "ground")
    return (JOB, str(ground.base), "--book", str(SAMPLE))


def test_the_main_job_opens_no_socket_and_looks_nothing_up(tmp_path: Path) -> None:
    assert heard(tmp_path, *main_job(tmp_path)) == []
    assert list((tmp_path / "ground" / "medium").glob("*.kurareceipt"))


def test_the_window_opens_no_socket_and_looks_nothing_up(tmp_path: Path) -> None:
    assert heard(tmp_path, "desktop", "--quit-after", "0") == []


def test_the_hook_hears_a_socket(tmp_path: Path) -> None:
    (tmp_path / "opens_one.py").write_text(OPENS_ONE, "utf-8")
    notes = tmp_path / "heard"
    command = [sys.executable, "-m", "tests.journeys.overhearing", str(notes), "opens_one"]
    path = os.pathsep.join((str(tmp_path), str(PROJECT)))
    subprocess.run(command, env={**os.environ, "PYTHONPATH": path}, cwd=PROJECT, check=True)
    assert "socket.__new__" in notes.read_text("utf-8")


def test_the_kernel_saw_no_socket_of_the_main_job(tmp_path: Path) -> None:
    assert traced(tmp_path, "-m", *main_job(tmp_path)) == []


def test_the_kernel_saw_no_socket_of_the_window(tmp_path: Path) -> None:
    assert traced(tmp_path, "-m", "desktop", "--quit-after", "0") == []


def test_the_kernel_sees_a_socket(tmp_path: Path) -> None:
    assert traced(tmp_path, "-c", OPENS_ONE)
