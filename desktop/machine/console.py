"""Standard streams for a program without a console, so that every command may write to them.

A windowed program on Windows starts without streams unless somebody gave it a pipe or a file. Its
commands (``verify``, ``selftest``, ``--version``) still answer the console they were typed in.
"""

import os
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

if sys.platform == "win32":
    import ctypes

    _KERNEL = ctypes.WinDLL("kernel32", use_last_error=True)
    _PARENT = 0xFFFFFFFF


def give_streams(*, console: bool) -> None:
    """Fill standard output and error where they are missing; what is there stays.

    A letter the stream has no code for (a pipe in cp932) is written as its escape, never an error.

    Args:
        console: ask for the console of the program that started this one. It ties this process to
            that console (closing it ends both), so a plain window does without.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    if sys.stdout is not None and sys.stderr is not None:
        return
    target = _console() if console else None
    if target is None:  # nobody listens: the exit code and the files still say how it went
        target = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - for the whole run
    sys.stdout = sys.stdout or target
    sys.stderr = sys.stderr or target


def _console() -> TextIO | None:
    if sys.platform == "win32":
        _KERNEL.FreeConsole()  # Wine gives a windowed child its parent's, half connected
        if not _KERNEL.AttachConsole(_PARENT):
            return None
        try:
            return Path("CONOUT$").open("w", encoding="utf-8", buffering=1)
        except OSError:  # a console that was just closed
            return None
    return None
