"""Which limits of the reading program really hold: it is asked to overstep each of them.

The child is started exactly as for a foreign file, with ``PROBE`` as its only argument; it says
what it could do, line by line, and tries the memory last, because that may end it.
"""

from dataclasses import dataclass
from pathlib import Path

from desktop.domain.cj1 import decode_object, encode
from desktop.domain.documents import Document
from desktop.domain.errors import MalformedDocumentError
from desktop.importers.child_limits import limits_for
from desktop.importers.limit_probe import PROBE
from desktop.importers.worker import reader_command
from desktop.machine.jobs import ChildEndedError, Ending, child_environment, run_child


@dataclass(frozen=True, slots=True)
class LimitTrial:
    """What the child was kept from; ``answered`` says that it ran and told."""

    answered: bool
    memory_held: bool
    files_held: bool
    programs_held: bool


def try_limits(folder: Path) -> LimitTrial:
    """Start the reading program and let it try to write, start a program and take all memory.

    ``folder`` is where it tries to write; nothing stays there.
    """
    lines = run_child(
        (*reader_command(), PROBE),
        child_environment(Path(__file__).resolve().parents[2]),
        [encode({"folder": str(folder)}) + b"\n"],
        lambda: False,
        limits=limits_for(0),
    )
    told: dict[str, bool] = {}
    held = False
    try:
        for line in lines:
            answer = Document(decode_object(line), "what", "could")
            told[answer.text("what")] = answer.boolean("could")
    except ChildEndedError as error:
        held = error.ending is Ending.MEMORY
    except MalformedDocumentError:
        return LimitTrial(*[False] * 4)
    finally:
        lines.close()
    return LimitTrial(
        {"files", "programs"} <= told.keys(),
        held or told.get("memory") is False,
        told.get("files") is False,
        told.get("programs") is False,
    )
