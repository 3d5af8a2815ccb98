"""The token that running work and the screen share: stop, and how far it is."""

from collections.abc import Callable


class Cancel:
    """Safe to use from both threads: each call is one assignment or one read."""

    __slots__ = ("_cancelled", "_reported", "_then")

    def __init__(self) -> None:
        self._cancelled = False
        self._reported: tuple[int, int] | None = None
        self._then: Callable[[], object] | None = None

    def cancel(self) -> None:
        """Ask the work to stop; it decides where that is safe."""
        self._cancelled = True
        if self._then is not None:
            self._then()

    def cancelled(self) -> bool:
        """Whether stopping was asked for."""
        return self._cancelled

    def when_cancelled(self, then: Callable[[], object]) -> None:
        """Call ``then`` (any thread) on cancel, such as a connection's ``interrupt``."""
        self._then = then
        if self._cancelled:
            then()

    def report(self, done: int, total: int) -> None:
        """Say how far the work is; only the latest report is kept."""
        self._reported = (done, total)

    def take_report(self) -> tuple[int, int] | None:
        """The latest report not yet taken."""
        taken, self._reported = self._reported, None
        return taken
