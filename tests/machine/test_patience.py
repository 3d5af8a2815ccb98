"""Files that another program holds: waited for a while, then refused in words."""

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from desktop.domain.machine_errors import FileHeldError
from desktop.machine import patience
from desktop.machine.atomic import repair_file, write_file
from desktop.machine.patience import patiently, remove_file, remove_tree, rename, replace_file

WINDOWS = pytest.mark.skipif(sys.platform != "win32", reason="only Windows lets files be held")

# opens as a virus scanner does that lets others read but neither rename nor delete
HOLD = """
import ctypes, sys, time
kernel = ctypes.WinDLL("kernel32", use_last_error=True)
kernel.CreateFileW.restype = ctypes.c_void_p
kernel.CloseHandle.argtypes = [ctypes.c_void_p]
share = int(sys.argv[3])
handle = kernel.CreateFileW(sys.argv[1], 0x80000000, share, None, 3, 0, None)
assert handle != ctypes.c_void_p(-1).value, ctypes.get_last_error()
print("held", flush=True)
time.sleep(float(sys.argv[2]))
kernel.CloseHandle(handle)
sys.stdin.read()
"""
READERS_ONLY, NOBODY = 1, 0


@contextmanager
def held(path: Path, seconds: float, share: int = READERS_ONLY) -> Iterator[None]:
    command = [sys.executable, "-c", HOLD, str(path), str(seconds), str(share)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"held"
        try:
            yield
        finally:
            other.kill()
            other.communicate()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "slots.json"
    write_file(path, b"whole 1")
    return path


@WINDOWS
def test_a_small_file_is_replaced_as_soon_as_the_scanner_lets_go(file: Path) -> None:
    with held(file, 0.4):
        write_file(file, b"whole 2")

    assert file.read_bytes() == b"whole 2"
    assert file.with_name("slots.json.prev").read_bytes() == b"whole 1"


@WINDOWS
def test_a_file_nobody_may_even_read_for_a_moment_is_waited_for(file: Path) -> None:
    with held(file, 0.4, NOBODY):
        assert repair_file(file, lambda content: content == b"whole 1") is False


@WINDOWS
def test_a_file_that_is_never_let_go_is_refused_in_words_and_stays_whole(file: Path) -> None:
    with held(file, 60), pytest.raises(FileHeldError) as refused:
        write_file(file, b"whole 2")

    assert refused.value.details == {"file": "slots.json"}
    assert file.read_bytes() == b"whole 1"


@WINDOWS
def test_deleting_and_renaming_wait_too(tmp_path: Path) -> None:
    one, two, three = (tmp_path / name for name in ("one", "two", "three"))
    for path in (one, two, three):
        path.write_bytes(b"x")
    with held(one, 0.4):
        remove_file(one)
    with held(two, 0.4):
        rename(two, tmp_path / "four")
    with held(three, 0.4):
        replace_file(three, tmp_path / "four")

    assert [path.name for path in tmp_path.iterdir()] == ["four"]


@WINDOWS
def test_a_folder_goes_as_soon_as_its_last_file_is_free(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    folder.mkdir()
    (folder / "a").write_bytes(b"x")
    with held(folder / "a", 0.4):
        remove_tree(folder)

    assert not folder.exists()


def test_what_is_not_held_is_told_at_once(tmp_path: Path) -> None:
    before = time.monotonic()

    with pytest.raises(FileNotFoundError):
        replace_file(tmp_path / "no", tmp_path / "yes")
    remove_file(tmp_path / "no")
    remove_tree(tmp_path / "no")

    assert time.monotonic() - before < 0.5


def test_a_held_file_is_tried_a_bounded_number_of_times(monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []
    monkeypatch.setattr(patience.time, "sleep", pauses.append)

    def scanned() -> None:
        error = PermissionError(13, "held")
        error.winerror = 32
        raise error

    with pytest.raises(PermissionError):
        patiently(scanned)

    assert 2 < sum(pauses) < 3
    assert pauses == sorted(pauses)


def test_the_step_that_comes_free_is_done_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience.time, "sleep", lambda _seconds: None)
    tries = iter([5, 33, 0])
    done = threading.Event()

    def step() -> str:
        number = next(tries)
        if number:
            error = PermissionError(13, "held")
            error.winerror = number
            raise error
        assert not done.is_set()
        done.set()
        return "done"

    assert patiently(step) == "done"
