"""The audit log inside the store: entries, seals, and the lines of its second copy.

An entry is appended in the transaction of the change it tells of; nothing changes or removes
one afterwards (triggers).
"""

from collections.abc import Callable, Iterator, Mapping

from sqlalchemy import Connection, func, insert, select

from desktop.crypto.chain import Entry, ResolveAuthor, check_entries
from desktop.crypto.details import seal_detail_json
from desktop.crypto.seals import Seal
from desktop.domain.audit import (
    AUDIT_TYPE,
    NO_HASH,
    Act,
    AuditBody,
    Head,
    SealBody,
    entry_hash,
)
from desktop.domain.audit_lines import LARGEST_BODY, AuditLine, LineKind
from desktop.domain.cj1 import Json
from desktop.domain.errors import LogBrokenError, MalformedDocumentError
from desktop.domain.store_errors import EntryTooLargeError
from desktop.store.author import Author
from desktop.store.identity import LogIdentity
from desktop.store.schema import audit, seal

_BATCH = 2000


class AuditReader:
    """Reads the log."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def head(self) -> Head:
        """The end of the log as this transaction sees it."""
        row = self._connection.execute(_LAST).one_or_none()
        return Head() if row is None else Head(row.seq, row.hash)

    def page(self, before: int | None, size: int) -> tuple[AuditBody, ...]:
        """Up to ``size`` entries, newest first, older than entry ``before`` (None = newest)."""
        query = select(audit.c.body).order_by(audit.c.seq.desc()).limit(size)
        if before is not None:
            query = query.where(audit.c.seq < before)
        bodies = self._connection.execute(query).scalars().all()
        return tuple(AuditBody.from_bytes(body) for body in bodies)

    def acts(self, after_seq: int) -> Iterator[Act]:
        """What each entry after ``after_seq`` tells of, in order."""
        for _, body, _, _ in self.rows(after_seq):
            yield AuditBody.from_bytes(body).act

    def last_seal(self, term: str | None = None) -> Seal | None:
        """The newest seal, of one terminal if ``term`` is given."""
        query = select(seal.c.body, seal.c.sig).order_by(seal.c.n.desc()).limit(1)
        if term is not None:
            query = query.where(seal.c.term == term)
        row = self._connection.execute(query).one_or_none()
        return None if row is None else Seal(row.body, row.sig)

    def seals(self, term: str) -> Iterator[Seal]:
        """Every seal of one terminal, in the order they were made."""
        query = select(seal.c.body, seal.c.sig).where(seal.c.term == term).order_by(seal.c.n)
        for row in self._connection.execute(query):
            yield Seal(row.body, row.sig)

    def unsealed(self) -> int:
        """How many entries no seal covers yet."""
        covered = self._connection.execute(
            select(func.coalesce(func.max(seal.c.seq), 0))
        ).scalar_one()
        return self.head().seq - int(covered)

    def lines(self, after_seq: int, after_seal: int) -> Iterator[AuditLine]:
        """The lines of the second copy after an entry and a seal, in their one order."""
        seals = iter(
            self._connection.execute(
                select(seal.c.seq, seal.c.body, seal.c.sig)
                .where(seal.c.n > after_seal)
                .order_by(seal.c.n)
            ).all()
        )
        next_seal = next(seals, None)
        for seq, body, _, sig in self.rows(after_seq):
            while next_seal is not None and next_seal.seq < seq:
                yield AuditLine(LineKind.SEAL, next_seal.body, next_seal.sig)
                next_seal = next(seals, None)
            yield AuditLine(LineKind.ENTRY, body, sig)
        while next_seal is not None:
            yield AuditLine(LineKind.SEAL, next_seal.body, next_seal.sig)
            next_seal = next(seals, None)

    def line_at(self, kind: LineKind, seq: int, seal_number: int) -> AuditLine | None:
        """The line of entry ``seq`` or of the seal numbered ``seal_number``, if there is one."""
        query = select(audit.c.body, audit.c.sig).where(audit.c.seq == seq)
        if kind is LineKind.SEAL:
            query = select(seal.c.body, seal.c.sig).where(seal.c.n == seal_number)
        row = self._connection.execute(query).one_or_none()
        return None if row is None else AuditLine(kind, row.body, row.sig)

    def seals_before(self, seq: int) -> int:
        """The number of the last seal that stands before entry ``seq`` in the copy."""
        query = select(func.coalesce(func.max(seal.c.n), 0)).where(seal.c.seq < seq)
        return int(self._connection.execute(query).scalar_one())

    def seal_number(self, term: str, epoch: int) -> int:
        """The number of a terminal's seal, 0 if there is none."""
        query = select(seal.c.n).where(seal.c.term == term, seal.c.epoch == epoch)
        return int(self._connection.execute(query).scalar_one_or_none() or 0)

    def rows(self, after_seq: int = 0) -> Iterator[tuple[int, bytes, bytes, bytes]]:
        """``(seq, body, hash, sig)`` of every entry after ``after_seq``, in order."""
        query = (
            select(audit.c.seq, audit.c.body, audit.c.hash, audit.c.sig)
            .where(audit.c.seq > after_seq)
            .order_by(audit.c.seq)
        )
        result = self._connection.execution_options(yield_per=_BATCH).execute(query)
        for row in result:
            yield row.seq, row.body, row.hash, row.sig

    def verify_tail(self) -> int:
        """Check the chain from the last seal on and return how many entries were checked.

        Raises:
            LogBrokenError: an entry is missing, changed or out of order, or the sealed head
                is not the entry that the seal names.
        """
        newest = self.last_seal()
        sealed = Head() if newest is None else SealBody.from_bytes(newest.body).head
        return self.verify_from(sealed)

    def verify_from(self, start: Head) -> int:
        """Check that entry ``start.seq`` has the hash named, and the chain after it."""
        if start.seq and self._hash_of(start.seq) != start.hash:
            raise LogBrokenError(seq=start.seq, reason="seal")
        previous, checked = start, 0
        for seq, body, digest, _ in self.rows(start.seq):
            check_link(previous, seq, body, digest)
            previous, checked = Head(seq, digest), checked + 1
        return checked

    def verify_signed(self, log: str, resolve: ResolveAuthor, start: Head | None = None) -> Head:
        """The head after checking chain, hashes and every author's signature from ``start``.

        Raises:
            LogBrokenError: names the first entry that is not whole.
        """
        begin = start or Head()
        entries = (Entry(body, digest, sig) for _, body, digest, sig in self.rows(begin.seq))
        return check_entries(entries, begin, log, resolve)

    def _hash_of(self, seq: int) -> bytes | None:
        return self._connection.execute(
            select(audit.c.hash).where(audit.c.seq == seq)
        ).scalar_one_or_none()


_APPEND = insert(audit)
_LAST = select(audit.c.seq, audit.c.hash).order_by(audit.c.seq.desc()).limit(1)


def check_link(previous: Head, seq: int, body: bytes, digest: bytes) -> None:
    """Refuse an entry that does not follow ``previous`` or does not have its hash.

    Raises:
        LogBrokenError: it does not.
    """
    try:
        # whoever tampers with the file may change a value's type too
        entry = AuditBody.from_bytes(bytes(memoryview(body)))
    except (MalformedDocumentError, TypeError) as error:
        raise LogBrokenError(seq=seq, reason="form") from error
    if not seq == entry.seq == previous.seq + 1 or entry.prev != previous.hash:
        raise LogBrokenError(seq=seq, reason="link")
    if entry_hash(body) != digest:
        raise LogBrokenError(seq=seq, reason="hash")


class AuditWriter(AuditReader):
    """Appends to the log in the name of one author; knows what it appended."""

    def __init__(self, connection: Connection, identity: LogIdentity, author: Author) -> None:
        super().__init__(connection)
        self._identity = identity
        self._author = author
        self._head = self.head()
        self.added: list[AuditLine] = []

    @property
    def next_seq(self) -> int:
        """The number the next entry will have."""
        return self._head.seq + 1

    def append(
        self,
        act: Act,
        obj: Mapping[str, str | int],
        res: str = "ok",
        detail: Json = None,
    ) -> Head:
        """Append an entry and return the new head.

        ``obj`` holds ids, counts and digests only. ``detail`` is what is personal (search
        words, old and new values); it is sealed so that only auditors read it.

        Raises:
            EntryTooLargeError: the second copy could not hold it; nothing may be committed.
        """
        author, identity = self._author, self._identity
        sealed = None if detail is None else seal_detail_json(identity.audit_pk, detail)
        body = AuditBody(
            log=identity.log,
            seq=self.next_seq,
            prev=self._head.hash,
            t=author.now(),
            term=author.term,
            sess=author.session,
            actor=author.kid,
            act=act,
            obj=obj,
            res=res,
            det=sealed,
        ).to_bytes()
        if len(body) > LARGEST_BODY:
            raise EntryTooLargeError(size=len(body))
        head, sig = Head(self.next_seq, entry_hash(body)), author.sign(AUDIT_TYPE, body)
        self._connection.execute(
            _APPEND, {"seq": head.seq, "body": body, "hash": head.hash, "sig": sig}
        )
        self._head = head
        self.added.append(AuditLine(LineKind.ENTRY, body, sig))
        return head


SealMaker = Callable[[Head, bytes], Seal]
"""(head of the log, hash of this terminal's last seal) → the next seal."""


def append_seal(connection: Connection, term: str, make: SealMaker) -> AuditLine:
    """Seal the log as it stands: ``make`` is asked inside the transaction that stores it."""
    reader = AuditReader(connection)
    last = reader.last_seal(term)
    made = make(reader.head(), NO_HASH if last is None else last.hash)
    body = SealBody.from_bytes(made.body)
    connection.execute(
        insert(seal),
        {
            "term": body.term,
            "epoch": body.epoch,
            "seq": body.head.seq,
            "body": made.body,
            "sig": made.sig,
        },
    )
    return AuditLine(LineKind.SEAL, made.body, made.sig)
