"""This very program once more as a child process: its lines as they come, its end on a cancel.

Unlike the reading child it is trusted: it has this process's environment and no limits. It is
told to stop by the end of its input, so that it can take away what it made; it also sees that end
when this process dies.
"""

import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Generator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

_POLL_SECONDS = 0.1
_NO_WINDOW = 0x08000000
_GRACE_SECONDS = 15.0


class ProgramEndedError(Exception):
    """The child ended in another way than the exit codes that were expected of it."""


def own_command(arguments: Sequence[str]) -> tuple[str, ...]:
    """The command line that starts this program, frozen or not."""
    if getattr(sys, "frozen", False):
        return (sys.executable, *arguments)
    return (sys.executable, "-s", "-P", "-m", "desktop", *arguments)


def run_again(
    arguments: Sequence[str], cancelled: Callable[[], bool], *, expected: frozenset[int]
) -> Generator[str, None, None]:
    """Yield the lines the child writes; a cancel ends the child and the iteration.

    Raises:
        ProgramEndedError: another exit code than ``expected``.
    """
    root = str(Path(__file__).resolve().parents[2])
    child = subprocess.Popen(  # noqa: S603 - this program, no shell
        own_command(arguments),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": root, "PYTHONUTF8": "1"},
        creationflags=_NO_WINDOW if sys.platform == "win32" else 0,
        text=True,
        encoding="utf-8",
        errors="replace",
    )
    lines: queue.Queue[str | None] = queue.Queue()
    if child.stdout is None or child.stdin is None:
        raise ProgramEndedError
    reading = threading.Thread(target=_collect, args=(child.stdout, lines), daemon=True)
    reading.start()
    try:
        while not cancelled():
            with suppress(queue.Empty):
                line = lines.get(timeout=_POLL_SECONDS)
                if line is None:
                    if child.wait() not in expected:
                        raise ProgramEndedError
                    return
                yield line.rstrip("\n")
    finally:
        child.stdin.close()
        with suppress(subprocess.TimeoutExpired):
            child.wait(timeout=_GRACE_SECONDS)
        child.kill()
        child.wait()
        reading.join()
        child.stdout.close()


def _collect(pipe: IO[str], lines: "queue.Queue[str | None]") -> None:
    with suppress(ValueError, OSError):
        for line in pipe:
            lines.put(line)
    lines.put(None)
