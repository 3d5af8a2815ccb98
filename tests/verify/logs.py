"""Audit logs made by the program's own functions, to be tampered with."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from desktop.crypto.chain import sign_entry
from desktop.crypto.seals import SealKeys, SealPlace, advance, begin, make_seal
from desktop.crypto.signing import SigningKey
from desktop.domain import cj1
from desktop.domain.audit import NO_HASH, Act, AuditBody, Checkpoint, Head
from desktop.domain.audit_lines import AuditLine, LineKind
from desktop.domain.documents import from_base64
from desktop.domain.ids import Kid
from tests.transfer.units import NOW, Unit, seed

LOG = seed("audit log").hex()[:32]
TERM = "00" * 8


@dataclass
class Log:
    """One growing log of a unit: who did what, sealed when told to."""

    unit: Unit
    lines: list[bytes] = field(default_factory=list)
    head: Head = field(default_factory=Head)
    now: datetime = NOW
    keys: SealKeys | None = None
    last_seal: bytes = NO_HASH

    def add(
        self, by: str, act: Act, *, res: str = "ok", key: SigningKey | None = None, **obj: str | int
    ) -> "Log":
        """One entry in the name of ``by``; ``key`` signs instead of his own."""
        self.now += timedelta(seconds=30)
        signing = key or self.unit.keys[by]
        body = AuditBody(
            log=LOG,
            seq=self.head.seq + 1,
            prev=self.head.hash,
            t=self.now,
            term=TERM,
            sess="" if not by else "11" * 8,
            actor=self.unit.keys[by].kid if by else Kid(""),
            act=act,
            obj=obj,
            res=res,
        )
        entry = sign_entry(body, signing)
        self.lines.append(AuditLine(LineKind.ENTRY, entry.body, entry.sig).to_bytes())
        self.head = Head(body.seq, entry.hash)
        return self

    def seal(self, dir_version: int = 1) -> "Log":
        """Seal what stands."""
        seed_key = seed(self.unit.name, "seal", "0")
        keys = begin(self.keys or SealKeys(0, seed_key), lambda size: seed(str(self.now))[:size])
        place = SealPlace(LOG, TERM, self.head, self.now, dir_version, self.last_seal)
        made = make_seal(keys, place)
        self.lines.append(AuditLine(LineKind.SEAL, made.body, made.sig).to_bytes())
        self.keys, self.last_seal = advance(keys), made.hash
        return self

    def checkpoint(self) -> bytes:
        """The head as it would be carried out."""
        point = Checkpoint(self.unit.directory.store, LOG, self.head, self.now, 1)
        return cj1.encode(point.to_json())

    def terminal_key(self) -> SigningKey:
        """The terminal's seal key of this epoch."""
        return SigningKey(self.keys.current if self.keys else seed(self.unit.name, "seal", "0"))


def good_log(unit: Unit) -> Log:
    """Fourteen entries of a working day: three seals, two entries not sealed yet."""
    log = Log(unit).add("boss", Act.STORE_FOUNDED).seal()
    log.add("clerk", Act.LOGIN).add("clerk", Act.IMPORT, records=3)
    log.add("clerk", Act.INQUIRE, hits=1).add("clerk2", Act.CORRECT, record="01" * 16)
    log.add("clerk", Act.EXPORT_REQUESTED).seal()
    log.add("clerk2", Act.EXPORT_APPROVED, res="rights.not-permitted")
    log.add("boss", Act.LOGIN).add("boss", Act.EXPORT_APPROVED)
    log.add("clerk", Act.EXPORT_WRITTEN).add("auditor", Act.VERIFIED).add("admin", Act.LOGIN).seal()
    return log.add("clerk", Act.LOGIN).add("clerk", Act.VIEW)


def write(log: Log, folder: Path, lines: list[bytes] | None = None) -> Path:
    """The store folder as an auditor finds it."""
    (folder / "audit").mkdir(parents=True, exist_ok=True)
    (folder / "directory").mkdir(exist_ok=True)
    for number, file in enumerate(log.unit.files, start=1):
        (folder / "directory" / f"{number:06}.json").write_bytes(file)
    copy = folder / "audit" / f"{LOG}-0001.jsonl"
    copy.write_bytes(b"".join(log.lines if lines is None else lines))
    return folder


def entry_lines(lines: list[bytes]) -> Iterator[tuple[int, int]]:
    """Index of each entry line and its seq."""
    for index, line in enumerate(lines):
        value = json.loads(line)
        if value["kind"] == "entry":
            yield index, json.loads(from_base64(value["body"]))["seq"]
