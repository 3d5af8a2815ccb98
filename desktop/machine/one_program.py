"""One window for each folder of stores: a second start brings the first one's window up and ends.

Windows: a mutex and an event of the person's own Windows session, so that two people who are
signed in at the same time each have a window, and the store's own lock (``single``) decides between
them. Elsewhere: a locked file, and one that asks. Nothing listens on a network.
"""

import hashlib
import os
import sys
import time
from pathlib import Path
from typing import Protocol

from desktop.machine.acl import make_private

if sys.platform == "win32":
    from desktop.machine.windows_turn import WindowsTurn
else:
    import fcntl

PATIENCE_SECONDS = 2.0
"""How long a second start waits for the first to end, in case it is just closing."""

_LOCK, _SHOW = "program.lock", "program.show"
_POLL_SECONDS = 0.05


class Turn(Protocol):
    """The right to be the program of one folder of stores, until ``end`` or the process's end."""

    def asked(self) -> bool:
        """Whether a second start asked for the window since the last call."""

    def end(self) -> None:
        """Give it up; doing it twice is harmless."""


def take_turn(home: Path, patience: float = PATIENCE_SECONDS) -> Turn | None:
    """Become the program for ``home``; None if another one is, and was asked to show its window.

    To be called in the main thread, whose the right is.
    """
    if sys.platform == "win32":
        name = hashlib.sha256(os.path.normcase(home.absolute()).encode("utf-8")).hexdigest()[:24]
        return WindowsTurn.take(name, patience)
    else:  # noqa: RET505 - mypy passes over this branch only where it is one
        return _FileTurn.take(home, patience)


class _FileTurn:
    """A locked file in the folder; it is let go with the process."""

    def __init__(self, home: Path, handle: int | None) -> None:
        self._home = home
        self._handle = handle

    @classmethod
    def take(cls, home: Path, patience: float) -> "_FileTurn | None":
        """The turn, or None after ``patience`` seconds; a folder that takes no file has one."""
        try:
            make_private(home)
            handle = os.open(home / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError:
            return cls(home, None)
        if _locked(handle):
            (home / _SHOW).unlink(missing_ok=True)
            return cls(home, handle)
        (home / _SHOW).touch(mode=0o600)
        end = time.monotonic() + patience
        while time.monotonic() < end:
            if _locked(handle):
                (home / _SHOW).unlink(missing_ok=True)
                return cls(home, handle)
            time.sleep(_POLL_SECONDS)
        os.close(handle)
        return None

    def asked(self) -> bool:
        """Whether the asking file was put there since the last call."""
        try:
            (self._home / _SHOW).unlink()
        except OSError:
            return False
        return self._handle is not None

    def end(self) -> None:
        """Close the file, and with it the lock."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


def _locked(handle: int) -> bool:
    if sys.platform == "win32":
        return False
    else:  # noqa: RET505 - mypy passes over this branch only where it is one
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
