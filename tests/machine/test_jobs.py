"""The limited child: what it may not do, and what its end means here."""

import ctypes
import subprocess
import sys
import time
from collections.abc import Callable, Generator
from pathlib import Path

import pytest

from desktop.machine.child_limits import Limits
from desktop.machine.jobs import (
    ChildEndedError,
    Ending,
    child_environment,
    python_program,
    run_child,
)
from tests.machine.windows import UNDER_WINE, is_running

if sys.platform == "win32":
    from desktop.machine.windows_job import ExtendedLimits

ROOT = Path(__file__).resolve().parents[2]
LIMITED = (
    "import sys, os\n"
    "from desktop.machine.child_limits import Limits\n"
    "from desktop.machine.own_limits import allow_cpu, limit_self\n"
    "limit_self(Limits({memory}, {cpu}, {cpu} + 5))\n"
)
AMPLE = Limits(1 << 30, 20, 20)
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="limits of Linux")
WINDOWS = pytest.mark.skipif(sys.platform != "win32", reason="limits of Windows")
BY_THE_JOB = pytest.mark.skipif(
    sys.platform != "win32" or UNDER_WINE,
    reason="Wine 8 keeps the limits of a Job Object but enforces none of these",
)


def lines(
    code: str, feed: tuple[bytes, ...] = (), limits: Limits = AMPLE, **options: float
) -> list[bytes]:
    return list(start(code, feed, limits, **options))


def start(
    code: str, feed: tuple[bytes, ...] = (), limits: Limits = AMPLE, **options: float
) -> Generator[bytes, None, None]:
    command = (python_program(), "-s", "-P", "-c", code)
    return run_child(
        command, child_environment(ROOT), feed, lambda: False, limits=limits, **options
    )


def limited(code: str, memory: int = 1 << 30, cpu: int = 20) -> list[bytes]:
    return lines(LIMITED.format(memory=memory, cpu=cpu) + code)


def ending(code: str, limits: Limits = AMPLE, **options: float) -> Ending:
    with pytest.raises(ChildEndedError) as caught:
        lines(code, limits=limits, **options)
    return caught.value.ending


PARENT = """
from pathlib import Path
from desktop.machine.child_limits import Limits
from desktop.machine.jobs import child_environment, python_program, run_child
code = "import os, sys; print(os.getpid(), flush=True); sys.stdin.read()"
lines = run_child((python_program(), "-s", "-P", "-c", code), child_environment(Path({root!r})),
                  (b" " for _ in iter(int, 1)), lambda: False, limits=Limits(1 << 30, 60, 60))
Path({told!r}).write_text(next(lines).decode().strip() + ".", "utf-8")
list(lines)
"""


def alive(pid: int) -> bool:
    return is_running(pid) if sys.platform == "win32" else Path(f"/proc/{pid}").exists()


def wait_until(reached: Callable[[], bool]) -> None:
    limit = time.monotonic() + 20
    while not reached():
        assert time.monotonic() < limit
        time.sleep(0.05)


def test_lines_come_back_and_bytes_go_in() -> None:
    code = "import sys\nsys.stdout.buffer.write(sys.stdin.buffer.read().upper())"

    assert lines(code, (b"ab\nc", b"d\n" * 3)) == [b"AB", b"CD", b"D", b"D"]


def test_more_than_a_pipe_holds_goes_through() -> None:
    code = "import sys\nfor line in sys.stdin.buffer: sys.stdout.buffer.write(line)"

    assert len(lines(code, (b"x" * 1000 + b"\n",) * 5_000)) == 5_000


def test_nothing_of_our_environment_reaches_the_child(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KURACHO_SECRET", "1")
    names = [name.strip() for name in lines("import os\nfor name in os.environ: print(name)")]

    assert b"KURACHO_SECRET" not in names
    assert b"HOME" not in names


def test_a_death_is_told(tmp_path: Path) -> None:
    assert ending("import os; os._exit(3)") is Ending.DIED
    assert ending("import os; os.abort()") is Ending.DIED
    assert ending(f"open({str(tmp_path / 'no')!r})") is Ending.DIED


def test_a_program_that_cannot_be_started_is_a_death_too(tmp_path: Path) -> None:
    command = [str(tmp_path / "kuracho-reader.exe")]
    with pytest.raises(ChildEndedError) as told:
        list(run_child(command, {}, (), lambda: False, limits=AMPLE))

    assert told.value.ending is Ending.DIED


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
    assert alive(pid)

    running.close()

    assert not alive(pid)


def test_a_child_does_not_outlive_a_parent_that_is_killed(tmp_path: Path) -> None:
    told = tmp_path / "pid"
    parent = subprocess.Popen(
        [python_program(), "-s", "-P", "-c", PARENT.format(root=str(ROOT), told=str(told))],
        env=dict(child_environment(ROOT)),
    )
    wait_until(lambda: told.is_file() and told.read_text("utf-8").endswith("."))
    pid = int(told.read_text("utf-8")[:-1])
    assert alive(pid)

    parent.kill()
    parent.wait()

    wait_until(lambda: not alive(pid))


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


def test_cpu_time_is_bounded() -> None:
    code = LIMITED.format(memory=1 << 30, cpu=1) + "while True: pass"

    assert ending(code) is Ending.TIME


def test_cpu_time_can_be_allowed_up_to_the_most_and_no_further() -> None:
    code = LIMITED.format(memory=1 << 30, cpu=1)
    burn = "import time\nwhile time.process_time() < {}: pass\nprint('done')"

    assert lines(code + "allow_cpu(5)\n" + burn.format(2))[0].strip() == b"done"
    assert ending(code + "allow_cpu(100)\n" + burn.format(30)) is Ending.TIME


@WINDOWS
def test_extended_limits_have_the_size_windows_knows() -> None:
    assert ctypes.sizeof(ExtendedLimits) == 144


@WINDOWS
def test_a_child_that_takes_too_much_memory_on_windows_ends_of_it() -> None:
    code = LIMITED.format(memory=1 << 28, cpu=20)
    eat = "import time\nkept = bytearray(1 << 29)\ntime.sleep(20)"

    assert ending(code + eat) is Ending.MEMORY


@BY_THE_JOB
def test_the_job_bounds_memory_of_a_child_that_does_not_watch_itself() -> None:
    eat = "try:\n    b = bytearray(1 << 29)\nexcept MemoryError: print('no')\nelse: print('yes')"

    assert lines(eat, limits=Limits(1 << 28, 20, 20))[0].strip() == b"no"


@BY_THE_JOB
def test_the_job_bounds_cpu_time_of_a_child_that_does_not_watch_itself() -> None:
    assert ending("while True: pass", limits=Limits(1 << 30, 1, 1)) is Ending.TIME


@BY_THE_JOB
def test_the_job_lets_no_child_have_a_child() -> None:
    code = (
        "import subprocess, sys\ntry: subprocess.run([sys.executable, '-c', ''])\n"
        "except OSError: print('no')\nelse: print('yes')"
    )

    assert lines(code)[0].strip() == b"no"


@BY_THE_JOB
def test_the_job_around_a_child_holds_every_limit() -> None:
    code = (
        "import ctypes\nfrom desktop.machine.windows_job import ExtendedLimits\n"
        "job = ExtendedLimits()\nquery = ctypes.WinDLL('kernel32').QueryInformationJobObject\n"
        "query(None, 9, ctypes.byref(job), ctypes.sizeof(job), None)\n"
        "print(job.basic.active_processes, job.basic.process_time, job.basic.flags)"
    )

    told = lines(code, limits=Limits(1 << 28, 3, 7))[0].split()

    assert [int(word) for word in told] == [1, 7 * 10_000_000, 0x270A]


@WINDOWS
def test_the_child_stands_in_a_job_without_a_console_and_low() -> None:
    code = LIMITED.format(memory=1 << 30, cpu=20).replace("limit_self(", "done = limit_self(")
    ask = (
        "import ctypes\nkernel = ctypes.WinDLL('kernel32')\nanswer = ctypes.c_int()\n"
        "kernel.IsProcessInJob(ctypes.c_void_p(-1), None, ctypes.byref(answer))\n"
        "print(answer.value, kernel.GetConsoleWindow(), *done)"
    )

    assert lines(code + ask)[0].split() == [
        b"1",
        b"0",
        *(b"low-integrity", b"no-child-process", b"no-remote-code"),
    ]


@LINUX
def test_open_files_are_bounded() -> None:
    code = (
        "kept = []\ntry:\n    for _ in range(100): kept.append(open('/dev/null'))\n"
        "except OSError: print('no')\nelse: print('yes')"
    )

    assert limited(code) == [b"no"]
