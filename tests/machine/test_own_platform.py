"""What our libraries ask the system while they are loaded, heard from the first line on."""

import json
import os
import subprocess
import sys

import pytest

from tests.conftest import PROJECT

ASKED = """
import json, sys
asked = []
WANTED = ("socket.", "subprocess.Popen", "_winapi.CreateProcess", "_wmi.exec_query")
sys.addaudithook(lambda event, _: asked.append(event) if event.startswith(WANTED) else None)
{first}
import keyring, platform, sqlalchemy
print(json.dumps([asked, platform.system(), platform.machine(), platform.node()]))
"""


def asked(first: str) -> tuple[list[str], str, str, str]:
    """The questions, and what ``platform`` says, of a process that begins with ``first``."""
    done = subprocess.run(
        [sys.executable, "-c", ASKED.format(first=first)],
        cwd=PROJECT,
        env=dict(os.environ),
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    events, system, machine, node = json.loads(done.stdout)
    return events, system, machine, node


@pytest.mark.parametrize("first", ["import desktop.machine", "import desktop.store"])
@pytest.mark.skipif(sys.platform != "win32", reason="only Windows has to be asked")
def test_nobody_is_asked_for_the_name_of_this_computer(first: str) -> None:
    events, system, machine, node = asked(first)

    assert events == []
    assert (system, node) == ("Windows", "")
    assert machine in {"AMD64", "ARM64"}


@pytest.mark.skipif(sys.platform != "win32", reason="only Windows has to be asked")
def test_without_us_the_libraries_ask() -> None:
    events, *_ = asked("")

    assert "socket.gethostname" in events


@pytest.mark.skipif(sys.platform == "win32", reason="Linux knows by itself")
def test_elsewhere_nothing_is_changed() -> None:
    events, system, _, node = asked("import desktop.machine")

    assert (events, system) == ([], os.uname().sysname)
    assert node == os.uname().nodename
