"""The limited child: what it may not do, and what its end means here."""

import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.machine.jobs import ChildEndedError, Ending, child_environment, run_child

ROOT = Path(__file__).resolve().parents[2]
LIMITED = (
    "import sys, os\n"
    "from desktop.machine.jobs import Limits, limit_self\n"
    "limit_self(Limits({memory}, {cpu}, {cpu} + 5))\n"
)
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="limits of Linux")


def lines(code: str, feed: tuple[bytes, ...] = (), **options: float) -> list[bytes]:
    return list(start(code, feed, **options))


def start(code: str, feed: tuple[bytes, ...] = (), **options: float) -> Iterator[bytes]:
    command = (sys.executable, "-s", "-P", "-c", code)
    return run_child(command, child_environment(ROOT), feed, lambda: False, **options)


def limited(code: str, memory: int = 1 << 30, cpu: int = 20) -> list[bytes]:
    return lines(LIMITED.format(memory=memory, cpu=cpu) + code)


def ending(code: str, **options: float) -> Ending:
    with pytest.raises(ChildEndedError) as caught:
        lines(code, **options)
    return caught.value.ending


def test_lines_come_back_and_bytes_go_in() -> None:
    code = "import sys\nsys.stdout.buffer.write(sys.stdin.buffer.read().upper())"

    assert lines(code, (b"ab\nc", b"d\n" * 3)) == [b"AB", b"CD", b"D", b"D"]


def test_more_than_a_pipe_holds_goes_through() -> None:
    code = "import sys\nfor line in sys.stdin.buffer: sys.stdout.buffer.write(line)"

    assert len(lines(code, (b"x" * 1000 + b"\n",) * 5_000)) == 5_000


def test_nothing_of_our_environment_reaches_the_child(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KURACHO_SECRET", "1")
    names = lines("import os\nfor name in os.environ: print(name)")

    assert b"KURACHO_SECRET" not in names
    assert b"HOME" not in names


def test_a_death_is_told(tmp_path: Path) -> None:
    assert ending("import os; os._exit(3)") is Ending.DIED
    assert ending("import os; os.abort()") is Ending.DIED
    assert ending(f"open({str(tmp_path / 'no')!r})") is Ending.DIED


def test_silence_is_ended() -> None:
    before = time.monotonic()

    assert ending("import time; time.sleep(30)", silence_seconds=0.3) is Ending.SILENT
    assert time.monotonic() - before < 10


def test_a_line_without_end_is_not_collected() -> None:
    code = "import sys\nwhile True: sys.stdout.buffer.write(b'x' * 65536)"

    assert ending(code) is Ending.LONG_LINE


def test_a_child_is_gone_when_nobody_listens_any_more() -> None:
    running = start("import os, time\nprint(os.getpid(), flush=True)\ntime.sleep(60)")
    pid = int(next(running))
    running.close()  # type: ignore[attr-defined] # it is a generator, whatever its type says

    assert not Path(f"/proc/{pid}").exists()


@LINUX
def test_the_child_cannot_write_files(tmp_path: Path) -> None:
    target = tmp_path / "out"
    code = (
        "import signal\nsignal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        f"f = os.open({str(target)!r}, os.O_CREAT | os.O_WRONLY)\n"
        "try: os.write(f, b'x')\n"
        "except OSError: print('no')\nelse: print('yes')\n"
    )

    assert limited(code) == [b"no"]
    assert target.stat().st_size == 0


@LINUX
def test_memory_is_bounded() -> None:
    code = "try:\n    b = bytearray(1 << 30)\nexcept MemoryError: print('no')\nelse: print('yes')"

    assert limited(code, memory=1 << 28) == [b"no"]


@LINUX
def test_cpu_time_is_bounded() -> None:
    code = LIMITED.format(memory=1 << 30, cpu=1) + "while True: pass"

    assert ending(code) is Ending.TIME


@LINUX
def test_open_files_are_bounded() -> None:
    code = (
        "kept = []\ntry:\n    for _ in range(100): kept.append(open('/dev/null'))\n"
        "except OSError: print('no')\nelse: print('yes')"
    )

    assert limited(code) == [b"no"]
