"""Revisions: what each record said at every time, each one tied to the one before it."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sqlalchemy import Connection, bindparam, func, insert, select

from desktop.crypto.commitments import (
    REVISION_TYPE,
    SALT_SIZE,
    RevisionClaim,
    commit_bytes,
    first_prev,
    rev_hash,
)
from desktop.domain import cj1
from desktop.domain.documents import format_time, parse_time
from desktop.domain.ids import RecordUid, UserId, uuid7
from desktop.domain.records import (
    Content,
    FieldChange,
    RecordState,
    Revision,
    Values,
    changes_between,
)
from desktop.domain.store_errors import ChainBrokenError, UnknownRecordError
from desktop.store.author import Author
from desktop.store.schema import revision

_SLICE = 500


@dataclass(frozen=True, slots=True)
class Parent:
    """The revision a new one builds on."""

    uid: RecordUid
    number: int
    hash: bytes


@dataclass(frozen=True, slots=True)
class Written:
    """The revision that was written."""

    uid: RecordUid
    number: int
    hash: bytes


def opened_content(commit: bytes, salt: bytes, content: bytes) -> Content:
    """What a revision says, after checking that it is what its author committed to.

    Raises:
        ChainBrokenError: it is not.
    """
    if commit_bytes(salt, content) != commit:
        raise ChainBrokenError(seq=0)
    # canonical when it was committed to, so the commitment stands for the check of its form
    return Content.from_json(json.loads(content))


def new_uid(author: Author) -> RecordUid:
    """A fresh name for a record or a revision."""
    milliseconds = int(author.now().timestamp() * 1000)
    return RecordUid(uuid7(milliseconds, author.random(10)).hex())


class RevisionReader:
    """Reads histories and states of a past moment."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def history(self, uid: RecordUid) -> tuple[Revision, ...]:
        """Every revision of a record, the first one first, with what it changed.

        Raises:
            UnknownRecordError: no such record.
        """
        rows = self._connection.execute(
            select(revision).where(revision.c.rec == bytes.fromhex(uid)).order_by(revision.c.rev)
        ).all()
        if not rows:
            raise UnknownRecordError
        contents = [opened_content(row.commit, row.salt, row.content) for row in rows]
        before = Content(contents[0].form_version, RecordState.LIVE, {})
        return tuple(
            Revision(
                uid=RecordUid(row.uid.hex()),
                number=row.rev,
                author=UserId(row.author),
                at=parse_time(row.at),
                state=new.state,
                changes=changes_between(old.values, new.values),
                reason=row.reason,
                batch=row.batch,
            )
            for row, (old, new) in zip(rows, pairwise([before, *contents]), strict=True)
        )

    def as_of(self, uids: Sequence[RecordUid], seq: int) -> Iterator[tuple[RecordUid, Values]]:
        """What the records said when entry ``seq`` was the last one, in the order given.

        A record that was not there yet, or was struck through, is left out.
        """
        for start in range(0, len(uids), _SLICE):
            part = uids[start : start + _SLICE]
            found = self._contents(part, seq)
            for uid in part:
                content = found.get(uid)
                if content is not None and content.state is RecordState.LIVE:
                    yield uid, content.values

    def changed_since(self, uids: Sequence[RecordUid], seq: int) -> int:
        """How many of the records were changed after entry ``seq``."""
        changed = 0
        for start in range(0, len(uids), _SLICE):
            part = [bytes.fromhex(uid) for uid in uids[start : start + _SLICE]]
            changed += self._connection.execute(
                select(func.count(func.distinct(revision.c.rec))).where(
                    revision.c.rec.in_(part), revision.c.audit_seq > seq
                )
            ).scalar_one()
        return changed

    def _contents(self, uids: Sequence[RecordUid], seq: int) -> dict[RecordUid, Content]:
        newest = (
            select(revision.c.rec, func.max(revision.c.rev).label("rev"))
            .where(
                revision.c.rec.in_([bytes.fromhex(uid) for uid in uids]),
                revision.c.audit_seq <= seq,
            )
            .group_by(revision.c.rec)
            .subquery()
        )
        rows = self._connection.execute(
            select(revision.c.rec, revision.c.commit, revision.c.salt, revision.c.content).join(
                newest, (newest.c.rec == revision.c.rec) & (newest.c.rev == revision.c.rev)
            )
        )
        return {
            RecordUid(row.rec.hex()): opened_content(row.commit, row.salt, row.content)
            for row in rows
        }

    def parent(self, uid: RecordUid) -> Parent:
        """The revision named ``uid``, as a new one builds on it."""
        row = self._connection.execute(_PARENT, {"of_uid": bytes.fromhex(uid)}).one()
        return Parent(uid, row.rev, rev_hash(row.prev, row.commit))


_PARENT = select(revision.c.rev, revision.c.prev, revision.c.commit).where(
    revision.c.uid == bindparam("of_uid")
)
_APPEND = insert(revision)


class RevisionWriter(RevisionReader):
    """Appends revisions in the name of one author."""

    def __init__(self, connection: Connection, store: str, author: Author) -> None:
        super().__init__(connection)
        self._store = store
        self._author = author

    def append(
        self, rec: RecordUid, parent: Parent | None, content: Content, reason: str, seq: int
    ) -> Written:
        """Append a record's next revision, signed by its author; entry ``seq`` tells of it."""
        author = self._author
        salt, encoded = author.random(SALT_SIZE), cj1.encode(content.to_json())
        claim = RevisionClaim(
            store=self._store,
            rec=rec,
            rev=new_uid(author),
            prev=first_prev(rec) if parent is None else parent.hash,
            commit=commit_bytes(salt, encoded),
            author=author.kid,
            t=author.now(),
        )
        number = 1 if parent is None else parent.number + 1
        self._connection.execute(
            _APPEND,
            {
                "uid": bytes.fromhex(claim.rev),
                "rec": bytes.fromhex(rec),
                "rev": number,
                "prev": claim.prev,
                "parent": None if parent is None else bytes.fromhex(parent.uid),
                "commit": claim.commit,
                "salt": salt,
                "content": encoded,
                "author": author.uid,
                "kid": author.kid,
                "at": format_time(claim.t),
                "audit_seq": seq,
                "sig": author.sign(REVISION_TYPE, claim.to_bytes()),
                "batch": None,
                "reason": reason,
            },
        )
        return Written(claim.rev, number, claim.hash)


def changes_json(changes: Sequence[FieldChange]) -> cj1.Json:
    """Changes as the sealed detail of an audit entry."""
    return {change.fid: [change.old, change.new] for change in changes}
