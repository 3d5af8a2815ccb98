"""The version log of this terminal, ``versions.jsonl`` beside the units: append-only, linked.

A line is written at the first start of another program, before anybody has signed in. Each store
repeats the change in its own log, where it is signed (``bringing_up.note_program``). Light on
purpose: nothing here opens a store.
"""

import logging
from dataclasses import dataclass
from pathlib import Path

from desktop.domain.errors import MalformedDocumentError
from desktop.domain.errors import StoreBusyError as HeldError
from desktop.domain.versions import NO_LINE, VersionLine, line_hash
from desktop.machine.atomic import sync_file
from desktop.machine.single import StoreLock
from desktop.usecases.office import Office

LOG = "versions.jsonl"
_LONGEST_BY = 64
_LARGEST = 1 << 20

_log = logging.getLogger("kuracho.usecases")


@dataclass(frozen=True, slots=True)
class VersionHistory:
    """The lines, oldest first; ``broken`` is the number of the first one that is not whole, or 0.

    Lines after a broken one are not told: nothing says that they are ours.
    """

    lines: tuple[VersionLine, ...]
    broken: int = 0


def history(home: Path) -> VersionHistory:
    """The version log of ``home``; a missing one is empty."""
    path = home / LOG
    if _too_long(path):
        return VersionHistory((), 1)
    content = path.read_bytes() if path.is_file() else b""
    found: list[VersionLine] = []
    previous = NO_LINE
    for number, line in enumerate(content.splitlines(keepends=True), 1):
        try:
            said = VersionLine.from_bytes(line)
        except MalformedDocumentError:
            return VersionHistory(tuple(found), number)
        if said.prev != previous:
            return VersionHistory(tuple(found), number)
        found.append(said)
        previous = line_hash(line)
    return VersionHistory(tuple(found))


def note_start(office: Office, by: str) -> bool:
    """Add a line if another program than the last one starts here; whether one was added.

    A folder that is not there yet, or cannot be written, stops nobody: the local log says so.
    """
    try:
        with StoreLock(office.home, by):
            return _add(office, by)
    except (OSError, HeldError) as error:
        _log.warning("versions.not-written %s", type(error).__name__)
        return False


def _add(office: Office, by: str) -> bool:
    path = office.home / LOG
    if _too_long(path):
        _log.warning("versions.too-long")
        return False
    content = path.read_bytes() if path.is_file() else b""
    whole = content[: content.rfind(b"\n") + 1]  # a line that a kill cut short is written anew
    last = whole.splitlines(keepends=True)[-1:]
    program = office.program
    line = VersionLine(
        program.version,
        program.build,
        program.schema,
        office.now().replace(microsecond=0),
        "".join(one for one in by if one.isprintable())[:_LONGEST_BY],
        line_hash(last[0]) if last else NO_LINE,
    )
    if last and _tells(last[0], line):
        return False
    with path.open("ab") as file:
        file.truncate(len(whole))
        file.write(line.to_bytes())
        sync_file(file)
    return True


def _tells(last: bytes, line: VersionLine) -> bool:
    try:
        return VersionLine.from_bytes(last).same_program(line)
    except MalformedDocumentError:
        return False


def _too_long(path: Path) -> bool:
    """Whether the file is longer than any history of ours; nothing of it is read or written."""
    return path.is_file() and path.stat().st_size > _LARGEST
