"""What long work is told to watch: whether to stop, and where to say how far it is."""

from collections.abc import Callable
from typing import Protocol


class Watch(Protocol):
    """Shared by a screen and the deed it waits for; safe from both threads."""

    def cancelled(self) -> bool:
        """Whether stopping was asked for."""

    def report(self, done: int, total: int) -> None:
        """Say how far the work is."""


class _Unwatched:
    def cancelled(self) -> bool:
        return False

    def report(self, done: int, total: int) -> None:
        """Nobody looks."""


UNWATCHED: Watch = _Unwatched()
"""For deeds nobody waits for: never cancelled, reports go nowhere."""


def counting(watch: Watch, total: int) -> Callable[[int], bool]:
    """A progress callback that reports to ``watch`` and says whether to go on."""

    def report(done: int) -> bool:
        watch.report(done, total)
        return not watch.cancelled()

    return report
