"""The child's side of a trial of its limits: it says what it could do, the memory last."""

from pathlib import Path
from typing import IO

from desktop.domain.cj1 import decode_object, encode
from desktop.domain.documents import Document
from desktop.importers.child_limits import first_limits
from desktop.machine.limit_probe import may_start_programs, may_use_memory, may_write

PROBE = "--probe"


def probe(source: IO[bytes], target: IO[bytes]) -> int:
    """The child's side: it is limited by now; the exit code."""
    folder = Path(Document(decode_object(source.readline().rstrip(b"\n")), "folder").text("folder"))
    _tell(target, "files", could=may_write(folder))
    _tell(target, "programs", could=may_start_programs())
    _tell(target, "memory", could=may_use_memory(first_limits().memory_bytes))
    return 0


def _tell(target: IO[bytes], what: str, *, could: bool) -> None:
    target.write(encode({"what": what, "could": could}) + b"\n")
    target.flush()
