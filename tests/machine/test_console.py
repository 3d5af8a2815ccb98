"""A program without streams answers the console it was started from, or nobody, and lives."""

import subprocess
import sys
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from desktop.machine.console import give_streams

NO_CONSOLE = 77
ROOT = Path(__file__).resolve().parents[2]
NO_STREAMS = """
import sys
from pathlib import Path
sys.path.insert(0, {root!r})
sys.stdout = sys.stderr = None
from desktop.machine.console import give_streams
give_streams(console={console})
answer = sys.stdout.write("蔵帳 答え\\n"), sys.stdout is sys.stderr, sys.stdout.name
sys.stdout.flush()
Path({out!r}).write_text(repr(answer), encoding="utf-8")
"""


def test_streams_that_are_there_stay() -> None:
    before = sys.stdout, sys.stderr

    give_streams(console=True)

    assert (sys.stdout, sys.stderr) == before


def test_without_a_console_what_is_written_goes_nowhere_and_breaks_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)

    give_streams(console=False)

    out, err = sys.stdout, sys.stderr
    with out:
        assert out is err
        assert out.write("蔵帳\n") == 3


def test_a_missing_stream_alone_is_filled(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = sys.stdout
    monkeypatch.setattr(sys, "stderr", None)

    give_streams(console=False)

    with sys.stderr as filled:
        assert sys.stdout is kept
        assert filled.write("x") == 1


def test_a_letter_the_pipe_has_no_code_for_is_escaped_and_ends_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pipe = BytesIO()
    monkeypatch.setattr(sys, "stdout", TextIOWrapper(pipe, encoding="cp932"))

    give_streams(console=True)

    sys.stdout.write("蔵帳 — 𠮟")
    sys.stdout.flush()
    assert pipe.getvalue().decode("cp932") == "蔵帳 \\u2014 \\U00020b9f"


@pytest.mark.skipif(sys.platform != "win32", reason="consoles of Windows")
def test_the_console_of_the_caller_shows_the_answer(tmp_path: Path) -> None:
    """A parent with a console of its own starts a windowed Python, then reads its console back."""
    out, seen = tmp_path / "child.txt", tmp_path / "seen.txt"
    child = tmp_path / "child.py"
    child.write_text(NO_STREAMS.format(root=str(ROOT), console=True, out=str(out)), "utf-8")
    parent = tmp_path / "parent.py"
    windowed = Path(sys.executable).with_name("pythonw.exe")
    parent.write_text(
        f"""
import ctypes, subprocess
from ctypes import wintypes
from pathlib import Path
kernel = ctypes.WinDLL("kernel32")
kernel.FreeConsole()
kernel.AllocConsole()
try:
    with open("CONOUT$", "w") as console:
        console.write("\\n")
except OSError:  # Wine has working consoles on a screen only
    raise SystemExit({NO_CONSOLE})
subprocess.run([{str(windowed)!r}, {str(child)!r}], check=True)
kernel.CreateFileW.restype = wintypes.HANDLE
screen = kernel.CreateFileW("CONOUT$", 0xC0000000, 3, None, 3, 0, None)
text, read = ctypes.create_unicode_buffer(400), wintypes.DWORD()
kernel.ReadConsoleOutputCharacterW(
    wintypes.HANDLE(screen), text, 400, wintypes._COORD(0, 0), ctypes.byref(read)
)
Path({str(seen)!r}).write_text(text[: read.value], encoding="utf-8")
""",
        "utf-8",
    )

    done = subprocess.run([sys.executable, str(parent)], check=False, timeout=120)
    if done.returncode == NO_CONSOLE:
        pytest.skip("no console can be made here (Wine makes them only on a screen: with-screen)")
    assert done.returncode == 0

    assert "CONOUT$" in out.read_text("utf-8")
    shown = seen.read_text("utf-8").replace("\0", "").replace(" ", "")
    assert "蔵帳答え" in shown
