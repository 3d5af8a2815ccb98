"""Who may go on to a real store: what is known of this program's files, and who waits for it.

Light on purpose: the sign-in window needs this; the check itself (``release_check``) loads later.
"""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from desktop.domain.errors import AppError
from desktop.domain.release_errors import refusal_of
from desktop.domain.releases import Difference, Fault

_LOGGED_FAULTS = 50
_log = logging.getLogger("kuracho.release")


@dataclass(frozen=True, slots=True)
class ProgramFacts:
    """What this program is: its folder (None in a checkout), its build, the key it believes."""

    folder: Path | None
    build: str
    release_key: str | None


class Standing(StrEnum):
    """What is known of the program's files."""

    CHECKOUT = "checkout"
    WHOLE = "whole"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The end of a check; ``seconds`` and ``size`` (bytes) tell what it took."""

    standing: Standing
    build: str
    faults: tuple[Fault, ...] = ()
    files: int = 0
    size: int = 0
    seconds: float = 0.0

    def refusal(self) -> AppError | None:
        """What a person is told who would open a real store, None if nothing stands against it."""
        if not self.faults:
            return None
        return refusal_of(self.faults[0], len(self.faults))


Check = Callable[[ProgramFacts, Callable[[], bool], Callable[[int, int], object]], Verdict]
"""Facts, whether to stop, and whom to tell (done, whole) → the verdict."""


class ProgramGate:
    """One check for the life of a process; whoever needs its verdict waits for it.

    ``run`` is called once, off the GUI thread. A checkout has its verdict from the beginning.
    """

    def __init__(self, facts: ProgramFacts) -> None:
        self.facts = facts
        self._known, self._given_up = threading.Event(), threading.Event()
        self._verdict = Verdict(Standing.CHECKOUT, facts.build)
        if facts.folder is None:
            self._known.set()

    @property
    def verdict(self) -> Verdict | None:
        """What is known, None while nothing is."""
        return self._verdict if self._known.is_set() else None

    def run(
        self,
        check: Check,
        progress: Callable[[int, int], object] = lambda _done, _total: None,
    ) -> Verdict:
        """Check, remember and log; the verdict. Only ``give_up`` stops it."""
        if self._known.is_set():
            return self._verdict
        found = Verdict(Standing.DIFFERENT, self.facts.build, _NOTHING_KNOWN)
        try:
            found = check(self.facts, self._given_up.is_set, progress)
        finally:  # a check that failed by a bug, or was stopped, is not one that went well
            self._verdict = _stopped(found) if self._given_up.is_set() else found
            self._known.set()
        _write_down(self._verdict)
        return self._verdict

    def give_up(self) -> None:
        """The program ends: whoever still waits is not admitted."""
        self._given_up.set()
        if not self._known.is_set():
            self._verdict = Verdict(Standing.DIFFERENT, self.facts.build, _NOTHING_KNOWN)
            self._known.set()

    def admit(self, *, drill: bool) -> None:
        """Let a sign-in go on: to a drill always, to a real store once the files are known whole.

        Raises:
            ProgramRefusedError: they differ; the refusal names the gravest difference.
        """
        if drill:
            return
        self._known.wait()
        refusal = self._verdict.refusal()
        if refusal is not None:
            _log.error("real store refused: %s", refusal.code)
            raise refusal


_NOTHING_KNOWN = (Fault(Difference.UNKNOWN, ""),)


def _stopped(found: Verdict) -> Verdict:
    """A check that was stopped has seen what it has seen, and never that all is whole."""
    faults = found.faults or _NOTHING_KNOWN
    return replace(found, standing=Standing.DIFFERENT, faults=faults)


def _write_down(verdict: Verdict) -> None:
    for fault in verdict.faults[:_LOGGED_FAULTS]:
        _log.error("program file %s: %s", fault.difference, fault.path)
    _log.info(
        "program %s: %s, %d files, %d bytes, %.2f s",
        verdict.build, verdict.standing, verdict.files, verdict.size, verdict.seconds,
    )  # fmt: skip
