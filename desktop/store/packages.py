"""Packages: senders known to this store, packages seen, counters, and parts being received."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from desktop.domain.documents import format_time, parse_time
from desktop.domain.store_errors import UnknownDocumentError
from desktop.store.schema import (
    package_counter,
    seen_package,
    sender_pin,
    staged_package,
    staging,
)

_LEVEL = 1


class StagingState(StrEnum):
    """Where a received package stands: verified, taken into a ledger, or turned away."""

    STAGED = "staged"
    ACCEPTED = "accepted"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Seen:
    """A package that was received once; ``counter`` counts per sender and receiver id."""

    package_id: str
    store: str
    rid: str
    counter: int
    keep_until: datetime


@dataclass(frozen=True, slots=True)
class Staged:
    """A package whose parts lie inside this store: its signed manifest and its inner document."""

    package_id: str
    store: str
    state: StagingState
    at: datetime
    manifest: bytes
    inner: bytes


class PackageReader:
    """Reads pins, counters and staged parts."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def senders(self) -> tuple[str, ...]:
        """Stores whose directory is pinned here."""
        query = select(sender_pin.c.store).distinct().order_by(sender_pin.c.store)
        return tuple(self._connection.execute(query).scalars())

    def pinned(self, store: str) -> tuple[bytes, ...]:
        """The pinned directory versions of a sender, oldest first; empty if it is unknown."""
        rows = self._connection.execute(
            select(sender_pin.c.document)
            .where(sender_pin.c.store == store)
            .order_by(sender_pin.c.version)
        )
        return tuple(bytes(document) for document in rows.scalars())

    def seen(self, package_id: str) -> bool:
        """Whether a package of that id was received before."""
        query = select(seen_package.c.package).where(seen_package.c.package == package_id)
        return self._connection.execute(query).one_or_none() is not None

    def incoming_counter(self, store: str, rid: str) -> int:
        """The highest counter ever received from ``store`` for ``rid``, 0 if none."""
        return self._counter("in", store, rid)

    def outgoing_counter(self, store: str, rid: str) -> int:
        """The last counter given to a package from ``store`` (this one) to ``rid``, 0 if none."""
        return self._counter("out", store, rid)

    def staged(self, *states: StagingState) -> tuple[Staged, ...]:
        """Received packages in any of ``states`` (none given: all), the newest first."""
        query = select(staged_package).order_by(
            staged_package.c.at.desc(), staged_package.c.package
        )
        if states:
            query = query.where(staged_package.c.state.in_([state.value for state in states]))
        return tuple(
            Staged(
                row.package,
                row.store,
                StagingState(row.state),
                parse_time(row.at),
                row.manifest,
                row.inner,
            )
            for row in self._connection.execute(query)
        )

    def part(self, package_id: str, name: str) -> Iterator[bytes]:
        """The content of a staged part, piece by piece."""
        rows = self._connection.execute(
            select(staging.c.chunk)
            .where(staging.c.package == package_id, staging.c.part == name)
            .order_by(staging.c.seq)
        )
        for chunk in rows.scalars():
            yield zlib.decompress(chunk)

    def _counter(self, direction: str, store: str, rid: str) -> int:
        found = self._connection.execute(
            select(package_counter.c.counter).where(
                package_counter.c.direction == direction,
                package_counter.c.store == store,
                package_counter.c.rid == rid,
            )
        ).scalar_one_or_none()
        return int(found or 0)


class PackageWriter(PackageReader):
    """Writes pins, counters and staged parts; the deed that does so logs it."""

    def pin(self, store: str, version: int, document: bytes) -> None:
        """Pin one verified directory version of a sender; a pinned one is never replaced."""
        self._connection.execute(
            insert(sender_pin), {"store": store, "version": version, "document": document}
        )

    def next_counter(self, store: str, rid: str) -> int:
        """Take the next counter for a package from ``store`` (this one) to ``rid``."""
        counter = self.outgoing_counter(store, rid) + 1
        self._raise_counter("out", store, rid, counter)
        return counter

    def remember(self, seen: Seen, now: datetime) -> None:
        """Remember a package, so that it is never accepted twice; forget what has expired."""
        self._connection.execute(
            delete(seen_package).where(seen_package.c.keep_until < format_time(now))
        )
        self._connection.execute(
            insert(seen_package),
            {
                "package": seen.package_id,
                "store": seen.store,
                "rid": seen.rid,
                "counter": seen.counter,
                "keep_until": format_time(seen.keep_until),
            },
        )
        self._raise_counter("in", seen.store, seen.rid, seen.counter)

    def stage(self, package_id: str, store: str, manifest: bytes, now: datetime) -> None:
        """Open a place for the parts of a package that is being received.

        One that waits here already, or was turned away, is begun anew.
        """
        self._connection.execute(delete(staging).where(staging.c.package == package_id))
        self._connection.execute(
            delete(staged_package)
            .where(staged_package.c.package == package_id)
            .where(staged_package.c.state != StagingState.ACCEPTED.value)
        )
        self._connection.execute(
            insert(staged_package),
            {
                "package": package_id,
                "store": store,
                "state": StagingState.STAGED.value,
                "at": format_time(now),
                "manifest": manifest,
                "inner": b"",
            },
        )

    def put_inner(self, package_id: str, inner: bytes) -> None:
        """Keep the table of contents of a staged package, known once it is decrypted."""
        self._connection.execute(
            update(staged_package).where(staged_package.c.package == package_id).values(inner=inner)
        )

    def stage_chunk(self, package_id: str, name: str, chunk: bytes) -> None:
        """Add the next piece of a part."""
        last = select(func.coalesce(func.max(staging.c.seq) + 1, 0)).where(
            staging.c.package == package_id, staging.c.part == name
        )
        self._connection.execute(
            insert(staging),
            {
                "package": package_id,
                "part": name,
                "seq": self._connection.execute(last).scalar_one(),
                "chunk": zlib.compress(chunk, _LEVEL),
            },
        )

    def settle(self, package_id: str, state: StagingState) -> None:
        """Say what became of a staged package, and drop its parts.

        Raises:
            UnknownDocumentError: it does not stand here staged.
        """
        moved = self._connection.execute(
            update(staged_package)
            .where(staged_package.c.package == package_id)
            .where(staged_package.c.state == StagingState.STAGED.value)
            .values(state=state.value)
        )
        if moved.rowcount != 1:
            raise UnknownDocumentError
        self._connection.execute(delete(staging).where(staging.c.package == package_id))

    def _raise_counter(self, direction: str, store: str, rid: str, counter: int) -> None:
        statement = upsert(package_counter).values(
            direction=direction, store=store, rid=rid, counter=counter
        )
        highest = func.max(package_counter.c.counter, statement.excluded.counter)
        self._connection.execute(
            statement.on_conflict_do_update(
                index_elements=["direction", "store", "rid"], set_={"counter": highest}
            )
        )
