"""The token that running work and the screen share: stop, and how far it is."""


class Cancel:
    """Safe to use from both threads: each call is one assignment or one read."""

    __slots__ = ("_cancelled", "_reported")

    def __init__(self) -> None:
        self._cancelled = False
        self._reported: tuple[int, int] | None = None

    def cancel(self) -> None:
        """Ask the work to stop; it decides where that is safe."""
        self._cancelled = True

    def cancelled(self) -> bool:
        """Whether stopping was asked for."""
        return self._cancelled

    def report(self, done: int, total: int) -> None:
        """Say how far the work is; only the latest report is kept."""
        self._reported = (done, total)

    def take_report(self) -> tuple[int, int] | None:
        """The latest report not yet taken."""
        taken, self._reported = self._reported, None
        return taken
