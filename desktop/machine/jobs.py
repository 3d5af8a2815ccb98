"""A limited child process: starts it, feeds it, streams its lines, and ends it.

The child gets the bytes it is fed, a bare environment, and nothing else of ours: no handles, no
keys, no folder of the user's. It limits itself first thing with ``limit_self`` (a wrapper before
exec would be one more program to trust; the limits are inherited by nobody else).
"""

import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import IO

if sys.platform != "win32":
    import resource

MAX_LINE = (1 << 20) + 1
SILENCE_SECONDS = 60.0
_POLL_SECONDS = 0.1
_QUEUED_LINES = 16
_MEGABYTE = 1 << 20
_CPU_SIGNAL = 24
_KEPT_ON_WINDOWS = ("SYSTEMROOT", "SYSTEMDRIVE")


@dataclass(frozen=True, slots=True)
class Limits:
    """What a child may use."""

    memory_bytes: int
    cpu_seconds: int
    cpu_seconds_most: int
    open_files: int = 32


class Ending(StrEnum):
    """Why a child gave no whole answer."""

    DIED = "died"
    TIME = "time"
    SILENT = "silent"
    CANCELLED = "cancelled"
    LONG_LINE = "long-line"


class ChildEndedError(Exception):
    """The child ended, or was ended, before its work was done; not shown to people as such."""

    def __init__(self, ending: Ending, returncode: int | None = None) -> None:
        """Keep why, and the exit code where the child ended by itself."""
        super().__init__(ending.value)
        self.ending = ending
        self.returncode = returncode


def limit_self(limits: Limits) -> None:
    """Bound this process for good: memory, CPU, no file writing, no children, no core dump.

    Windows: a Job Object set by the parent takes this place (a later issue); here it does
    nothing, so the health page must say "not limited" there until then.
    """
    if sys.platform == "win32":
        return
    for kind, soft, hard in (
        (resource.RLIMIT_CORE, 0, 0),
        (resource.RLIMIT_FSIZE, 0, 0),
        (resource.RLIMIT_NPROC, 0, 0),
        (resource.RLIMIT_NOFILE, limits.open_files, limits.open_files),
        (resource.RLIMIT_AS, limits.memory_bytes, limits.memory_bytes),
        (resource.RLIMIT_CPU, limits.cpu_seconds, limits.cpu_seconds_most),
    ):
        _, most = resource.getrlimit(kind)
        if most != resource.RLIM_INFINITY:
            soft, hard = min(soft, most), min(hard, most)  # noqa: PLW2901 - never above what we got
        resource.setrlimit(kind, (soft, hard))


def allow_cpu(seconds: int) -> None:
    """Let this process use ``seconds`` of CPU in all, up to the most it was started with."""
    if sys.platform != "win32":
        _, most = resource.getrlimit(resource.RLIMIT_CPU)
        soft = seconds if most == resource.RLIM_INFINITY else min(seconds, most)
        resource.setrlimit(resource.RLIMIT_CPU, (soft, most))


def total_memory() -> int:
    """Bytes of RAM of this machine; a careful guess where the system does not tell."""
    if sys.platform == "win32":
        return 4096 * _MEGABYTE
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def child_environment(package_folder: Path) -> Mapping[str, str]:
    """The whole environment of a child: where our code is, and that text is UTF-8."""
    kept = {name: os.environ[name] for name in _KEPT_ON_WINDOWS if name in os.environ}
    return kept | {
        "PYTHONPATH": str(package_folder),
        "PYTHONUTF8": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def run_child(
    command: Sequence[str],
    environment: Mapping[str, str],
    feed: Iterable[bytes],
    cancelled: Callable[[], bool],
    *,
    silence_seconds: float = SILENCE_SECONDS,
) -> Generator[bytes, None, None]:
    """Yield the lines a child writes, without their ends, until it exits with success.

    The child is gone when the iteration ends, however it ends.

    Raises:
        ChildEndedError: it died, fell silent, wrote a line over 1 MiB, or was cancelled.
    """
    child = subprocess.Popen(  # noqa: S603 - our own program, no shell, bare environment
        list(command),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=dict(environment),
        close_fds=True,
    )
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
    if code == -_CPU_SIGNAL:
        raise ChildEndedError(Ending.TIME, code)
    if code:
        raise ChildEndedError(Ending.DIED, code)


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
