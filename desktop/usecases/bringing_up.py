"""A unit and its program's schema: bringing its store up at sign-in, and taking it back.

Whoever signs in first with the data key does it, because only they can: an administrator holds
no data key. Nothing begins before the person has been told and has agreed (``sign_in``).
"""

import logging
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from desktop.domain.audit import Act
from desktop.domain.rights import Right
from desktop.domain.store_errors import StoreDamagedError
from desktop.domain.update_errors import NoRoomError, NoWayBackError, WrittenSinceError
from desktop.store.engine import OpenKey, OpenPolicy
from desktop.store.migrations import Schema
from desktop.store.rehearsal import Files, Mark, Progress, discard, mark_of, rehearse, take_back
from desktop.store.transactions import Store, WriteTx
from desktop.usecases.desk import Desk
from desktop.usecases.watch import UNWATCHED, Watch
from desktop.usecases.writing import seal_waiting, writing

KEPT_FOR = timedelta(days=30)
"""How long the file of before stays as the way back."""

ROOM_FLOOR = 512 << 20
"""SECURITY-DESIGN §9.3: never begin with less room than this."""

HARMLESS = frozenset(
    {
        Act.LOGIN, Act.LOGIN_FAILED, Act.LOGOUT, Act.LOCK, Act.VIEW, Act.INQUIRE, Act.REVEAL,
        Act.VERIFIED, Act.CLOCK_JUMP, Act.FILE_REPAIRED, Act.REFUSED, Act.DIRECTORY, Act.UPDATE,
        Act.UPDATE_UNDONE,
    }
)  # fmt: skip
"""Acts that change nothing but the log and the settings, which going back carries over."""

_PROGRAM = "program"
_DATABASE = re.compile(r"ledger-([1-9][0-9]{0,5})\.db")
_MB = 1 << 20
_ALL = 100

_log = logging.getLogger("kuracho.usecases")


@dataclass(frozen=True, slots=True)
class WayBack:
    """The file of before: from which schema, since when, until when, and what would be lost.

    ``written`` counts the entries since then that going back would lose; 0 lets it happen.
    """

    schema: int
    since: datetime
    until: datetime
    written: int


def room_needed(database: Path) -> int:
    """Bytes that must be free before a database is copied (SECURITY-DESIGN §9.3)."""
    return max(ROOM_FLOOR, 2 * database.stat().st_size)


def bring_up(desk: Desk, schema: Schema, policy: OpenPolicy, watch: Watch) -> None:
    """Let the unit use a copy of its store that was brought up to ``schema`` and checked whole.

    Raises:
        NoRoomError: not enough room; nothing was begun.
        MigrationFailedError, MigrationCancelledError, StoreFullError: the store is as it was.
    """
    pointer = desk.files.pointer()
    database = desk.unit.folder / pointer.active_db
    _refuse_without_room(database)
    target = _next_database(desk.unit.folder)
    files = Files(desk.unit.folder, pointer.active_db, target, OpenKey(desk.keys.db), policy)
    _log.info("store.rehearsal %s -> %s", pointer.active_db, target)
    rehearse(files, schema, desk.now(), desk.lineage.key_of, _telling(watch))
    desk.files.point_to(replace(pointer, active_db=target))
    _log.info("store.brought-up schema %d", schema.version)


def keep_program(desk: Desk, tx: WriteTx, schema: int) -> None:
    """Remember which program founded the store; ``store.founded`` is its entry."""
    tx.settings.put(_PROGRAM, _program(desk, schema))


def note_program(desk: Desk, tx: WriteTx, schema: int) -> None:
    """Log it if another program than last time opened the store."""
    kept, said = tx.settings.get(_PROGRAM), _program(desk, schema)
    if kept == said:
        return
    before = kept.get("version") if isinstance(kept, Mapping) else None
    tx.audit.append(Act.UPDATE, {**said, **({"before": before} if isinstance(before, str) else {})})
    tx.settings.put(_PROGRAM, said)


def tidy_databases(desk: Desk, store: Store) -> None:
    """Remove what a killed rehearsal left, and the file of before once its time is over.

    Called when the store that is open was found to hold the whole log, so that no other file
    can hold more.
    """
    with store.snapshot() as connection:
        mark = mark_of(connection)
    kept = None if mark is None or desk.now() > mark.at + KEPT_FOR else mark.file
    for path in desk.unit.folder.glob("ledger-*.db"):
        if _DATABASE.fullmatch(path.name) and path.name not in (store.database.name, kept):
            try:
                discard(path)
            except OSError as error:  # a copying program holds it; the next sign-in tries again
                _log.warning("store.not-removed %s", type(error).__name__)


def way_back(desk: Desk) -> WayBack | None:
    """Whether the store can be put back to what it was before its last change of schema."""
    desk.require(Right.APPROVE)
    mark = _mark(desk)
    if mark is None:
        return None
    return WayBack(mark.schema, mark.at, mark.at + KEPT_FOR, _written_since(desk, mark))


def has_way_back(desk: Desk) -> bool:
    """Whether ``way_back`` would find something; quick, asked while the window is built."""
    desk.require(Right.APPROVE)
    return _mark(desk) is not None


def undo_store_update(desk: Desk, watch: Watch = UNWATCHED) -> None:
    """Put the store back to its schema of before; the session ends, whatever comes of it.

    Nothing is lost: only the log, settings and drafts have changed, and they are carried over.
    The intention is logged and sealed first, as every deed with an effect outside is.

    Raises:
        NoWayBackError: there is no file of before.
        WrittenSinceError: something was registered since; nothing was done.
    """
    found = way_back(desk)
    mark = _mark(desk)
    if found is None or mark is None:
        raise NoWayBackError
    if found.written:
        refusal = WrittenSinceError(count=found.written)
        desk.note(refusal)
        raise refusal
    pointer = desk.files.pointer()
    _refuse_without_room(desk.unit.folder / pointer.active_db)
    target = _next_database(desk.unit.folder)
    with writing(desk) as tx:
        tx.audit.append(Act.UPDATE_UNDONE, {"schema": mark.schema, "seq": mark.head.seq})
        tx.audit.append(Act.LOGOUT, {})
    seal_waiting(desk)
    store = desk.store
    desk.opened = None
    store.close()
    files = Files(desk.unit.folder, pointer.active_db, target, OpenKey(desk.keys.db), OpenPolicy())
    take_back(files, mark.file, mark, _telling(watch))
    desk.files.point_to(replace(pointer, active_db=target))
    _log.info("store.taken-back schema %d", mark.schema)


def _program(desk: Desk, schema: int) -> dict[str, str | int]:
    program = desk.office.program
    return {"version": program.version, "build": program.build, "schema": schema}


def _mark(desk: Desk) -> Mark | None:
    """What the store says of its last change of schema, while the file of before is there."""
    with desk.store.snapshot() as connection:
        mark = mark_of(connection)
    if mark is not None and not _DATABASE.fullmatch(mark.file):
        raise StoreDamagedError
    return mark if mark is not None and (desk.unit.folder / mark.file).is_file() else None


def _written_since(desk: Desk, mark: Mark) -> int:
    with desk.store.read(long=True) as tx:
        return sum(1 for act in tx.audit.acts(mark.head.seq) if act not in HARMLESS)


def _refuse_without_room(database: Path) -> None:
    needed, free = room_needed(database), shutil.disk_usage(database.parent).free
    if free < needed:
        raise NoRoomError(needed=-(-needed // _MB), free=free // _MB)


def _next_database(folder: Path) -> str:
    found = (_DATABASE.fullmatch(path.name) for path in folder.glob("ledger-*.db"))
    return f"ledger-{max((int(one.group(1)) for one in found if one), default=0) + 1}.db"


def _telling(watch: Watch) -> Progress:
    def report(percent: int) -> bool:
        watch.report(percent, _ALL)
        return not watch.cancelled()

    return report
