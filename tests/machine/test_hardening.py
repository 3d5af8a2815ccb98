"""A hardened process leaves no core and lets no other process read it."""

import subprocess
import sys

import pytest

PROBE = """
import ctypes, resource
from desktop.machine.hardening import harden
done = harden()
print(done, resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="Linux")
def test_no_core_and_not_dumpable() -> None:
    answer = subprocess.run(
        [sys.executable, "-c", PROBE], capture_output=True, text=True, check=True
    )

    assert answer.stdout.strip() == "('no-core', 'not-dumpable') (0, 0) 0"
