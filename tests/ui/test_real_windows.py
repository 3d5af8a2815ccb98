"""Starts the cases that need the real window system, whatever platform the other tests use."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.machine.windows import has_screen

CASES = Path(__file__).with_name("real_window_cases.py")
LONGEST = 600


@pytest.mark.skipif(sys.platform != "win32", reason="the window system of Windows")
def test_the_cases_of_the_real_window_system_pass() -> None:
    if not has_screen():
        pytest.skip("no screen: start the tests with `with-screen`")
    # Wine 8 says of each window that it knows no scaling per screen
    quiet = ("-o", "qt_log_level_fail=CRITICAL", "-p", "no:cacheprovider")
    command = [sys.executable, "-m", "pytest", str(CASES), "-q", *quiet]
    environment = os.environ | {"QT_QPA_PLATFORM": "windows", "PYTHONUTF8": "1"}

    done = subprocess.run(
        command,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=LONGEST,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr
