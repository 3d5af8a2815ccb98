"""The self-test: each part of the program that nobody sees is tried out, and says what came of it.

It opens no store, reads no secret of the terminal, and takes its trial folder away again. A probe
that fails by a bug is a row that is not in order, never the end of the test.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop.domain.errors import AppError
from desktop.domain.self_test import Finding
from desktop.machine.acl import make_private
from desktop.machine.first_line import Hearing
from desktop.machine.patience import remove_tree
from desktop.usecases.program_gate import ProgramFacts

_log = logging.getLogger("kuracho.selftest")


@dataclass(frozen=True, slots=True)
class Ground:
    """What is tested: this machine's home of stores, the resources, the program, what was heard."""

    home: Path
    resources: Path
    trial: Path
    program: ProgramFacts
    heard: Hearing | None
    now: Callable[[], datetime]
    random: Callable[[int], bytes]


@dataclass(frozen=True, slots=True)
class Probe:
    """The rows it will tell, and what finds them out; ``find`` may raise."""

    ids: tuple[str, ...]
    find: Callable[[Ground], Sequence[Finding]]


def run(
    probes: Sequence[Probe], ground: Ground, cancelled: Callable[[], bool] = lambda: False
) -> Iterator[Finding]:
    """The findings of every probe, in order; a cancel ends it between two probes."""
    for probe in probes:
        if cancelled():
            return
        yield from _found(probe, ground)


@contextmanager
def trial_folder(home: Path, name: str) -> Iterator[Path]:
    """A private folder inside ``home``, gone afterwards, and with it what had to be made for it.

    Raises:
        OSError: nothing can be made there.
    """
    made = [folder for folder in (home, *home.parents) if not folder.exists()]
    folder = home / name
    try:
        make_private(folder, new=True)
        yield folder
    finally:
        remove_tree(folder)
        for above in made:
            if above.is_dir() and not any(above.iterdir()):
                above.rmdir()


def _found(probe: Probe, ground: Ground) -> tuple[Finding, ...]:
    try:
        found = tuple(probe.find(ground))
    except AppError as refusal:
        return tuple(Finding(one, refusal.code, ok=False, refusal=refusal) for one in probe.ids)
    except Exception as bug:  # noqa: BLE001 - the edge: parts that fail in their own way
        _log.exception("probe %s", probe.ids[0])
        return tuple(Finding(one, type(bug).__name__, ok=False) for one in probe.ids)
    told = {one.id: one for one in found}
    return tuple(told.get(one) or Finding(one, "untold", ok=False) for one in probe.ids)
