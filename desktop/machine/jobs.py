"""A limited child process: starts it, feeds it, streams its lines, and ends it.

The child gets the bytes it is fed, a bare environment, and nothing else of ours: no handles, no
keys, no folder of the user's. On Windows it is born into a Job Object (``windows_job``); on Linux
it limits itself first thing (``own_limits``), and there on Windows too, as a second layer.
"""

import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from enum import StrEnum
from pathlib import Path
from typing import IO

from desktop.machine.child_limits import OVER_MEMORY, OVER_TIME, Limits

if sys.platform == "win32":
    from desktop.machine.windows_job import BIRTH, Job

    _BIRTH = BIRTH
else:
    _BIRTH = 0

MAX_LINE = (1 << 20) + 1
SILENCE_SECONDS = 60.0
_POLL_SECONDS = 0.1
_QUEUED_LINES = 16
_KEPT_ON_WINDOWS = ("SYSTEMROOT", "SYSTEMDRIVE")


class Ending(StrEnum):
    """Why a child gave no whole answer."""

    DIED = "died"
    TIME = "time"
    MEMORY = "memory"
    SILENT = "silent"
    CANCELLED = "cancelled"
    LONG_LINE = "long-line"


_ENDING_OF = {-24: Ending.TIME, OVER_TIME: Ending.TIME, OVER_MEMORY: Ending.MEMORY}
"""What an exit code says; -24 is Linux's signal for CPU time."""


class ChildEndedError(Exception):
    """The child ended, or was ended, before its work was done; not shown to people as such."""

    def __init__(self, ending: Ending, returncode: int | None = None) -> None:
        """Keep why, and the exit code where the child ended by itself."""
        super().__init__(ending.value)
        self.ending = ending
        self.returncode = returncode


def python_program() -> str:
    """The interpreter itself: a Windows venv's ``python.exe`` only starts a second process."""
    base: str = getattr(sys, "_base_executable", "") if sys.platform == "win32" else ""
    return base or sys.executable


def child_environment(package_folder: Path) -> Mapping[str, str]:
    """The whole environment of a child: where our code is, and that text is UTF-8."""
    kept = {name: os.environ[name] for name in _KEPT_ON_WINDOWS if name in os.environ}
    if sys.platform == "win32" and python_program() != sys.executable:
        kept["__PYVENV_LAUNCHER__"] = sys.executable
    return kept | {
        "PYTHONPATH": str(package_folder),
        "PYTHONUTF8": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def run_child(  # noqa: PLR0913 - the last two by name
    command: Sequence[str],
    environment: Mapping[str, str],
    feed: Iterable[bytes],
    cancelled: Callable[[], bool],
    *,
    limits: Limits,
    silence_seconds: float = SILENCE_SECONDS,
) -> Generator[bytes, None, None]:
    """Yield the lines a child writes, without their ends, until it exits with success.

    The child is gone when the iteration ends, however it ends. ``limits`` bind it from outside
    on Windows; on Linux it binds itself to the same ones.

    Raises:
        ChildEndedError: it died, used too much, fell silent, wrote a line over 1 MiB, or was
            cancelled; or the system would not start or bound it.
    """
    try:
        child = subprocess.Popen(  # noqa: S603 - our own program, no shell, bare environment
            list(command),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=dict(environment),
            close_fds=True,
            creationflags=_BIRTH,
        )
    except OSError as error:  # a scanner took it away, or a rule forbids it
        raise ChildEndedError(Ending.DIED) from error
    try:
        with _held(child, limits):
            yield from _conversation(child, feed, cancelled, silence_seconds)
    finally:
        child.kill()
        child.wait()


@contextmanager
def _held(child: "subprocess.Popen[bytes]", limits: Limits) -> Iterator[None]:
    """What bounds the child from outside; a child that cannot be bounded never runs."""
    with ExitStack() as stack:
        if sys.platform == "win32":
            try:
                stack.enter_context(Job(limits).holding(child.pid))
            except OSError as error:
                raise ChildEndedError(Ending.DIED) from error
        yield


def _conversation(
    child: "subprocess.Popen[bytes]",
    feed: Iterable[bytes],
    cancelled: Callable[[], bool],
    silence_seconds: float,
) -> Iterator[bytes]:
    stopping = threading.Event()
    lines: queue.Queue[bytes | None] = queue.Queue(maxsize=_QUEUED_LINES)
    if child.stdin is None or child.stdout is None:
        raise ChildEndedError(Ending.DIED)
    threads = (
        threading.Thread(target=_feed, args=(child.stdin, feed), daemon=True),
        threading.Thread(target=_collect, args=(child.stdout, lines, stopping), daemon=True),
    )
    for thread in threads:
        thread.start()
    try:
        yield from _lines(lines, cancelled, silence_seconds)
        _require_success(child)
    finally:
        stopping.set()
        child.kill()
        child.wait()
        for thread in threads:
            thread.join()


def _lines(
    lines: "queue.Queue[bytes | None]", cancelled: Callable[[], bool], silence_seconds: float
) -> Iterator[bytes]:
    heard = time.monotonic()
    while True:
        if cancelled():
            raise ChildEndedError(Ending.CANCELLED)
        try:
            line = lines.get(timeout=_POLL_SECONDS)
        except queue.Empty:
            if time.monotonic() - heard > silence_seconds:
                raise ChildEndedError(Ending.SILENT) from None
            continue
        if line is None:
            return
        if len(line) > MAX_LINE:
            raise ChildEndedError(Ending.LONG_LINE)
        yield line.rstrip(b"\n")
        heard = time.monotonic()


def _require_success(child: "subprocess.Popen[bytes]") -> None:
    try:
        code = child.wait(timeout=10)
    except subprocess.TimeoutExpired:
        raise ChildEndedError(Ending.SILENT) from None
    if code:
        raise ChildEndedError(_ENDING_OF.get(code, Ending.DIED), code)


def _feed(pipe: IO[bytes], feed: Iterable[bytes]) -> None:
    # a child that dies early breaks the pipe; its exit code says why
    with suppress(OSError), pipe:
        for piece in feed:
            pipe.write(piece)


def _collect(
    pipe: IO[bytes], lines: "queue.Queue[bytes | None]", stopping: threading.Event
) -> None:
    with suppress(OSError, ValueError), pipe:
        while line := pipe.readline(MAX_LINE + 1):
            _put(lines, line, stopping)
            if stopping.is_set():
                return
    _put(lines, None, stopping)


def _put(lines: "queue.Queue[bytes | None]", line: bytes | None, stopping: threading.Event) -> None:
    while not stopping.is_set():
        try:
            lines.put(line, timeout=_POLL_SECONDS)
        except queue.Full:
            continue
        return
