"""Sign-in and sign-out: the order of SECURITY-DESIGN §3.7, one refusal for every cause.

Not yet asked here: lease, lockout and guard memory (a later issue owns them).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from desktop.crypto.roster import open_roster
from desktop.crypto.slot_keys import Factors
from desktop.crypto.unlock import unlock
from desktop.domain.audit import Act, SealBody
from desktop.domain.documents import format_time, parse_time
from desktop.domain.errors import MalformedDocumentError, SignInRefusedError
from desktop.domain.ids import UserId
from desktop.domain.people import user_id
from desktop.domain.store_errors import StoreDamagedError
from desktop.domain.update_errors import OlderStoreError
from desktop.domain.usecase_errors import WrongPasswordHereError
from desktop.machine import sealing
from desktop.machine.folders import refuse_place
from desktop.machine.memory import ram_bytes
from desktop.machine.profile import refuse_forgetful
from desktop.machine.single import StoreLock
from desktop.store.engine import CACHE_FLOOR_KIB, OpenPolicy
from desktop.store.migrations import SCHEMA, Schema
from desktop.store.transactions import Store, WriteTx
from desktop.usecases.bringing_up import bring_up, note_program, tidy_databases
from desktop.usecases.desk import Desk
from desktop.usecases.directory_log import log_directory
from desktop.usecases.office import Office, UnitRef
from desktop.usecases.outbox import sweep
from desktop.usecases.unit_files import UnitFiles
from desktop.usecases.watch import Watch
from desktop.usecases.writing import seal_log, settle_seals, writing

_LARGEST_CACHE = 512 << 20
_CLOCK_TOLERANCE = timedelta(minutes=10)


def sign_in(  # noqa: PLR0913 - who signs in where, and two things that are nearly always default
    office: Office,
    unit: UnitRef,
    typed_uid: str,
    password: str,
    *,
    bring_up_told: Watch | None = None,
    schema: Schema = SCHEMA,
) -> Desk:
    """Open the unit for one person.

    ``bring_up_told``: the person knows that the store has an earlier schema and agreed to have
    it brought up on a copy; it is told how far that is, and may stop it.

    Raises:
        OlderStoreError: it has an earlier schema and nobody agreed yet.
        SignInRefusedError: number, password, account or terminal do not fit; never which.
        StoreBusyError: another program or person has the unit open.
        PlaceRefusedError, FileDamagedError, DirectoryRollbackError, LogBrokenError: the folder
            is not as this program left it.
    """
    refuse_place(unit.folder, drill=unit.drill)
    if not unit.drill:
        refuse_forgetful()
    # whose it is stands in the lock only after the sign-in: people type passwords into this field
    lock = StoreLock(unit.folder)
    try:
        desk = _opened(office, unit, typed_uid, password, _Opening(schema, bring_up_told))
    except BaseException:
        lock.release()
        raise
    lock.name_holder(desk.uid)
    desk.lock = lock
    return desk


def sign_out(desk: Desk) -> None:
    """Log and seal the end of the session, close the store and drop every key.

    Reads that still run are stopped. Signing out twice is harmless.

    Raises:
        AppError: the end could not be logged or sealed; store and keys are gone all the same.
    """
    try:
        if desk.opened is not None:
            desk.opened.interrupt_reads()
            with desk.opened.write(desk) as tx:
                tx.audit.append(Act.LOGOUT, {})
            seal_log(desk)
            desk.opened.tidy()
    finally:
        if desk.opened is not None:
            desk.opened.close()
            desk.opened = None
        desk.keys.forget()
        desk.names = {}
        if desk.lock is not None:
            desk.lock.release()
            desk.lock = None


@dataclass(frozen=True, slots=True)
class _Opening:
    """How the store is to be opened."""

    schema: Schema
    agreed: Watch | None


def _opened(
    office: Office, unit: UnitRef, typed_uid: str, password: str, opening: _Opening
) -> Desk:
    files = UnitFiles(unit.folder)
    repaired = files.repair()
    sealer = files.sealer(unit.store, drill=unit.drill)
    sealing.take_over(sealer, unit.store)
    lineage = files.lineage(sealer)
    if lineage.versions[0].policy.drill is not unit.drill or lineage.current.store != unit.store:
        raise MalformedDocumentError(reason="unit")
    keys = unlock(
        lineage,
        files.slots(),
        _uid(typed_uid),
        Factors(password, sealing.device_secret(sealer)),
        now=office.now(),
    )
    names = open_roster(
        files.roster(),
        store=unit.store,
        key=keys.roster,
        ver=lineage.current.latest("roster") or 1,
    )
    desk = Desk(
        office,
        unit,
        files,
        keys.account,
        keys,
        lineage,
        sealer,
        {uid: staff.name for uid, staff in names.items()},
        keys.term,
        office.random(8).hex(),
    )
    files.remember(sealer, lineage)
    try:
        if keys.holds("db"):
            _enter(desk, repaired, opening)
    except BaseException:
        keys.forget()
        raise
    return desk


def _enter(desk: Desk, repaired: tuple[str, ...], opening: _Opening) -> None:
    """Open the store, settle what a kill left, and log the sign-in before anything is shown."""
    store = desk.opened = _open_store(desk, opening)
    try:
        _check_log(desk, store)
        settle_seals(desk)
        tidy_databases(desk, store)
        sweep(desk)
        with writing(desk) as tx:
            desk.last_sign_in = _logged_in(desk, tx, repaired)
            note_program(desk, tx, opening.schema.version)
    except BaseException:
        desk.opened = None
        store.close()
        raise


def _open_store(desk: Desk, opening: _Opening) -> Store:
    """The store in use; one of an earlier schema is brought up first, if the person agreed."""
    policy = _policy(desk)
    open_store = partial(
        Store.open, desk.unit.folder, desk.keys.db, policy=policy, schema=opening.schema
    )
    try:
        return open_store(active_db=desk.files.pointer().active_db)
    except OlderStoreError:
        if opening.agreed is None:
            raise
    bring_up(desk, opening.schema, policy, opening.agreed)
    return open_store(active_db=desk.files.pointer().active_db)


def _check_log(desk: Desk, store: Store) -> None:
    """The log must be the directory's, and every entry since the last seal its author's own.

    Whoever holds the data key could exchange the key of the details, or link on an entry that
    nobody signed; both end here and not only at the auditor's.
    """
    log = desk.files.pointer().log
    said = (store.identity.store, store.identity.log, store.identity.audit_pk)
    if said != (desk.directory.store, log, desk.directory.policy.audit_pk):
        raise StoreDamagedError
    with store.read(long=True) as tx:
        newest = tx.audit.last_seal()
        sealed = None if newest is None else SealBody.from_bytes(newest.body).head
        tx.audit.verify_signed(log, desk.lineage.key_of, sealed)


def _logged_in(desk: Desk, tx: WriteTx, repaired: tuple[str, ...]) -> datetime | None:
    """Log the sign-in and what it found; when the person signed in before."""
    key = f"signed-in.{desk.uid}"
    before = tx.settings.get(key)
    ahead = _clock_behind(desk, tx)
    tx.audit.append(Act.LOGIN, {})
    if ahead > _CLOCK_TOLERANCE:
        tx.audit.append(Act.CLOCK_JUMP, {"seconds": int(ahead.total_seconds())})
    for name in repaired:
        tx.audit.append(Act.FILE_REPAIRED, {"file": name})
    log_directory(desk, tx)
    tx.settings.put(key, format_time(desk.now()))
    return parse_time(before) if isinstance(before, str) else None


def _clock_behind(desk: Desk, tx: WriteTx) -> timedelta:
    """By how much this computer's clock is behind the newest entry of the log."""
    return max((body.t - desk.now() for body in tx.audit.page(None, 1)), default=timedelta())


def _policy(desk: Desk) -> OpenPolicy:
    """A quarter of the memory for pages, up to what one screen can use; the store has a floor."""
    kib = min(ram_bytes() // 4, _LARGEST_CACHE) // 1024
    return OpenPolicy(
        cache_kib=max(kib, CACHE_FLOOR_KIB),
        cipher_memory_security=desk.directory.policy.memory_security,
    )


def _uid(typed: str) -> UserId:
    """The account meant; an impossible one goes on as nobody's, so it costs the same work."""
    try:
        return user_id(typed)
    except MalformedDocumentError:
        return UserId("-")


def confirm_password(desk: Desk, password: str) -> None:
    """Accept a deed that asks for the password again; a wrong one is logged.

    Raises:
        WrongPasswordHereError: it is not the signed-in person's.
    """
    secret = sealing.device_secret(desk.sealer)
    factors = Factors(password, secret)
    try:
        again = unlock(desk.lineage, desk.files.slots(), desk.uid, factors, now=desk.now())
    except SignInRefusedError as error:
        refusal = WrongPasswordHereError()
        desk.note(refusal)
        raise refusal from error
    same = again.kid == desk.kid
    again.forget()
    if not same:
        raise WrongPasswordHereError
