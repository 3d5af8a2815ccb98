"""The second copy of the log: ``audit/<log>-0001.jsonl``, readable without the store's key.

Lines are appended after the commit; what a kill left out is caught up at the next start. A
difference between the copies is an alarm, never mended silently.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from desktop.domain.audit import AuditBody, SealBody
from desktop.domain.audit_lines import AuditLine, LineKind
from desktop.domain.errors import MalformedDocumentError
from desktop.domain.store_errors import AuditCopyDiffersError
from desktop.store.audit import AuditReader

_TAIL = 1 << 22


class AuditCopy:
    """Appends lines to the copy; a full disk marks it behind, the next write catches up."""

    def __init__(self, folder: Path, log: str) -> None:
        self.path = folder / "audit" / f"{log}-0001.jsonl"
        self.behind = False

    def append(self, lines: Sequence[AuditLine]) -> None:
        """Add the lines of a transaction that is already committed.

        A failure here cannot undo the commit: the copy is marked behind, nothing is raised.
        """
        try:
            self._write(lines)
        except OSError:
            self.behind = True

    def catch_up(self, reader: AuditReader) -> None:
        """Add what the copy lacks, after comparing its last line with the store.

        Raises:
            AuditCopyDiffersError: its last line is not what the store says at that place.
        """
        try:
            seq, seals = _position(reader, self._last_line())
            self._write(reader.lines(seq, seals))
        except OSError:
            self.behind = True
        else:
            self.behind = False

    def compare(self, reader: AuditReader) -> int:
        """Compare every line with the store and return how many there are.

        Raises:
            AuditCopyDiffersError: a line differs, is too much, or is missing.
        """
        lines = self._lines()
        count = 0
        for count, expected in enumerate(reader.lines(0, 0), 1):
            if next(lines, b"") != expected.to_bytes():
                raise AuditCopyDiffersError(seq=count)
        if next(lines, None) is not None:
            raise AuditCopyDiffersError(seq=count + 1)
        return count

    def _write(self, lines: Iterable[AuditLine]) -> None:
        self.path.parent.mkdir(exist_ok=True)
        with self.path.open("ab") as file:
            sealed = False
            for line in lines:
                file.write(line.to_bytes())
                sealed = sealed or line.kind is LineKind.SEAL
            if sealed:
                file.flush()
                os.fsync(file.fileno())

    def _lines(self) -> Iterator[bytes]:
        if self.path.exists():
            with self.path.open("rb") as file:
                yield from file

    def _last_line(self) -> bytes:
        """The last whole line; a line a kill cut short is cut off first."""
        if not self.path.exists():
            return b""
        with self.path.open("r+b") as file:
            size = file.seek(0, os.SEEK_END)
            start = max(0, size - _TAIL)
            file.seek(start)
            tail = file.read()
            whole = tail.rfind(b"\n") + 1
            if whole < len(tail):
                file.truncate(start + whole)
            return tail[tail.rfind(b"\n", 0, max(0, whole - 1)) + 1 : whole]


def _position(reader: AuditReader, last_line: bytes) -> tuple[int, int]:
    """The entry and the seal after which the copy goes on."""
    if not last_line:
        return 0, 0
    try:
        line = AuditLine.from_bytes(last_line)
        if line.kind is LineKind.ENTRY:
            seq = AuditBody.from_bytes(line.body).seq
            seals = reader.seals_before(seq)
        else:
            body = SealBody.from_bytes(line.body)
            seq, seals = body.head.seq, reader.seal_number(body.term, body.epoch)
    except MalformedDocumentError as error:
        raise AuditCopyDiffersError(seq=0) from error
    if reader.line_at(line.kind, seq, seals) != line:
        raise AuditCopyDiffersError(seq=seq)
    return seq, seals
