"""Whether the revisions are what their authors wrote, and whether the log tells of each one."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select

from desktop.crypto.chain import ResolveAuthor
from desktop.crypto.commitments import (
    RevisionClaim,
    commit_bytes,
    first_prev,
    merkle_root,
    rev_hash,
    verify_revision,
)
from desktop.domain.documents import parse_time
from desktop.domain.ids import Kid, RecordUid
from desktop.domain.store_errors import ChainBrokenError
from desktop.store.schema import audit, import_job, revision

_BATCH = 2000
Line = Row[*tuple[Any, ...]]


Step = Callable[[int], None]
"""Takes how many lines have been checked so far, every few thousand; may raise to stop."""


def unwatched(_done: int) -> None:
    """For checks nobody waits for."""


@dataclass(frozen=True, slots=True)
class RevisionCheck:
    """Checks the revisions of one store; signatures too, where ``resolve`` knows the keys."""

    connection: Connection
    store: str
    resolve: ResolveAuthor | None
    step: Step = unwatched

    def run(self) -> int:
        """Check every revision and every import, and return how many revisions there are.

        Raises:
            ChainBrokenError: ``seq`` is the place of the first revision that is not whole.
        """
        count, rec, number, last = 0, b"", 0, b""
        for row in streamed(self.connection, _REVISIONS):
            count += 1
            if row.rec != rec:
                rec, number, last = row.rec, 0, first_prev(RecordUid(row.rec.hex()))
            follows = row.rev == number + 1 and row.prev == last
            if not follows or not self._whole(row):
                raise ChainBrokenError(seq=count)
            number, last = row.rev, rev_hash(row.prev, row.commit)
            if count % _BATCH == 0:
                self.step(count)
        self._check_batches()
        return count

    def _whole(self, row: Line) -> bool:
        kept = row.salt is None or commit_bytes(row.salt, row.content) == row.commit
        if row.batch is not None:
            return kept and row.sig is None
        return kept and row.sig is not None and _told(row) and self._signed(row)

    def _signed(self, row: Line) -> bool:
        if self.resolve is None:
            return True
        claim = RevisionClaim(
            self.store,
            RecordUid(row.rec.hex()),
            RecordUid(row.uid.hex()),
            row.prev,
            row.commit,
            Kid(row.kid),
            parse_time(row.at),
        )
        public = self.resolve(claim.author, claim.t)
        return public is not None and verify_revision(claim, public, row.sig)

    def _check_batches(self) -> None:
        """Check that each import still has the revisions whose root its entry signed."""
        told = 0
        for job in self.connection.execute(_JOBS).all():
            query = _HASHES.where(revision.c.batch == job.batch).order_by(revision.c.rid)
            hashes = [rev_hash(row.prev, row.commit) for row in streamed(self.connection, query)]
            told += len(hashes)
            root = merkle_root(hashes) if hashes else b""
            if root != job.root or _object(job.body).get("root") != root.hex():
                raise ChainBrokenError(seq=job.audit_seq)
        brought = self.connection.execute(_BROUGHT).scalars().all()
        if len(brought) != told:
            raise ChainBrokenError(seq=0)


_REVISIONS = (
    select(
        revision.c.rec, revision.c.uid, revision.c.rev, revision.c.prev, revision.c.commit,
        revision.c.salt, revision.c.content, revision.c.kid, revision.c.at, revision.c.sig,
        revision.c.batch, audit.c.body,
    )
    .join(audit, audit.c.seq == revision.c.audit_seq, isouter=True)
    .order_by(revision.c.rec, revision.c.rev)
)  # fmt: skip
_HASHES = select(revision.c.prev, revision.c.commit)
_BROUGHT = select(revision.c.rid).where(revision.c.batch.is_not(None))
_JOBS = select(import_job.c.batch, import_job.c.root, import_job.c.audit_seq, audit.c.body).join(
    audit, audit.c.seq == import_job.c.audit_seq, isouter=True
)


def _told(row: Line) -> bool:
    """Whether the entry a revision names repeats its hash."""
    said = _object(row.body)
    return (
        said.get("hash") == rev_hash(row.prev, row.commit).hex()
        and said.get("revision") == row.uid.hex()
    )


def _object(body: bytes | None) -> dict[str, object]:
    """The object of an entry whose form the log's own check has looked at."""
    if body is None:
        return {}
    found: dict[str, object] = json.loads(body)["obj"]
    return found


def streamed(connection: Connection, query: Any) -> Iterator[Line]:  # noqa: ANN401 - Select of any shape
    """The rows of a query, a few thousand in memory at a time."""
    return iter(connection.execution_options(yield_per=_BATCH).execute(query))
