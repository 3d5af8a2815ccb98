"""A hardened process leaves no dump and lets no other process read it."""

import subprocess
import sys
from pathlib import Path

import pytest

WINDOWS = pytest.mark.skipif(sys.platform != "win32", reason="Windows")
LINUX_PROBE = """
import ctypes, resource
from desktop.machine.hardening import harden
done = harden()
print(done, resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
"""
NAMES = [
    *("no-heap-in-reports", "no-crash-report", "ends-on-broken-heap", "safe-dll-search"),
    "memory-not-readable",
]
HARDENED = """
import sys
from desktop.machine.hardening import harden
done = harden() if sys.argv[1] == "harden" else ()
print(*done, flush=True)
sys.stdin.readline()
import ctypes, PySide6.QtCore, sqlcipher3, sqlalchemy, cryptography.hazmat.primitives.hashes
sys.stdout.write(ctypes.WinDLL("kernel32")._name)
"""
OPEN = """
import ctypes, sys
from ctypes import wintypes
kernel = ctypes.WinDLL("kernel32", use_last_error=True)
kernel.OpenProcess.restype = wintypes.HANDLE
for right in (0x10, 0x20, 0x8, 0x40, 0x2, 0x1000, 0x1):
    print(int(bool(kernel.OpenProcess(right, False, int(sys.argv[1])))))
"""
"""VM_READ, VM_WRITE, VM_OPERATION, DUP_HANDLE, CREATE_THREAD; QUERY_LIMITED, TERMINATE."""
VARIABLES = """
import os
from desktop.machine.hardening import harden
harden()
print([name for name in os.environ if name.startswith("OPENSSL") or name.endswith("PLUGIN_PATH")])
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6.QtWidgets import QApplication
import cryptography.hazmat.primitives.ciphers.aead
print(type(QApplication([])).__name__)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="prctl and core dumps are Linux's")
def test_no_core_and_not_dumpable() -> None:
    answer = subprocess.run(
        [sys.executable, "-c", LINUX_PROBE], capture_output=True, text=True, check=True
    )

    assert answer.stdout.strip() == "('no-core', 'not-dumpable') (0, 0) 0"


def opened(how: str) -> tuple[list[str], str, str]:
    """What another process may open of one that did ``how``, its names, and its last word."""
    process = subprocess.Popen(
        [sys.executable, "-c", HARDENED, how],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    names = process.stdout.readline().strip()
    asked = subprocess.run(
        [sys.executable, "-c", OPEN, str(process.pid)], capture_output=True, text=True, check=True
    )
    said, _ = process.communicate("\n")
    assert process.returncode == 0
    return asked.stdout.split(), names, said


def test_no_variable_loads_a_foreign_library_into_a_hardened_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("QT_QPA_PLATFORM_PLUGIN_PATH", "OPENSSL_MODULES", "OPENSSL_ENGINES"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setenv("OPENSSL_CONF", str(tmp_path / "openssl.cnf"))

    left = subprocess.run(
        [sys.executable, "-c", VARIABLES], capture_output=True, text=True, check=True
    )

    assert left.stdout.split() == ["[]", "QApplication"]


@WINDOWS
def test_no_other_program_of_the_same_person_reads_or_changes_a_hardened_process() -> None:
    rights, names, said = opened("harden")

    assert names.split() == NAMES
    assert rights == ["0", "0", "0", "0", "0", "1", "1"]
    assert said == "kernel32"  # and everything it needs still loads


@WINDOWS
def test_without_hardening_it_could() -> None:
    assert opened("no")[0] == ["1"] * 7
