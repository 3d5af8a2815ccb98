"""Sign-in and sign-out: the order of SECURITY-DESIGN §3.7, one refusal for every cause.

Not yet asked here: lease, lockout and guard memory (a later issue owns them).
"""

from datetime import datetime, timedelta
from functools import partial

from desktop.crypto.lineage import Lineage
from desktop.crypto.roster import open_roster
from desktop.crypto.slot_keys import Factors
from desktop.crypto.unlock import unlock
from desktop.domain.audit import Act, SealBody
from desktop.domain.documents import format_time, parse_time
from desktop.domain.errors import MalformedDocumentError, SignInRefusedError
from desktop.domain.ids import Kid, UserId
from desktop.domain.people import user_id
from desktop.domain.store_errors import StoreDamagedError
from desktop.domain.usecase_errors import WrongPasswordHereError
from desktop.machine import sealing
from desktop.machine.folders import refuse_place
from desktop.machine.memory import ram_bytes
from desktop.machine.single import StoreLock
from desktop.store.engine import CACHE_FLOOR_KIB, OpenPolicy
from desktop.store.transactions import Store, WriteTx
from desktop.usecases.desk import Desk
from desktop.usecases.directory_log import log_directory
from desktop.usecases.office import Office, UnitRef
from desktop.usecases.outbox import sweep
from desktop.usecases.unit_files import UnitFiles
from desktop.usecases.writing import seal_log, settle_seals, writing

_LARGEST_CACHE = 512 << 20
_CLOCK_TOLERANCE = timedelta(minutes=10)


def sign_in(office: Office, unit: UnitRef, typed_uid: str, password: str) -> Desk:
    """Open the unit for one person.

    Raises:
        SignInRefusedError: number, password, account or terminal do not fit; never which.
        StoreBusyError: another program or person has the unit open.
        PlaceRefusedError, FileDamagedError, DirectoryRollbackError, LogBrokenError: the folder
            is not as this program left it.
    """
    refuse_place(unit.folder)
    # whose it is stands in the lock only after the sign-in: people type passwords into this field
    lock = StoreLock(unit.folder)
    try:
        desk = _opened(office, unit, typed_uid, password)
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


def _opened(office: Office, unit: UnitRef, typed_uid: str, password: str) -> Desk:
    files = UnitFiles(unit.folder)
    repaired = files.repair()
    sealer = files.sealer(unit.store, drill=unit.drill)
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
            _enter(desk, repaired)
    except BaseException:
        keys.forget()
        raise
    return desk


def _enter(desk: Desk, repaired: tuple[str, ...]) -> None:
    """Open the store, settle what a kill left, and log the sign-in before anything is shown."""
    active = desk.files.pointer().active_db
    store = Store.open(desk.unit.folder, desk.keys.db, active_db=active, policy=_policy(desk))
    desk.opened = store
    try:
        _check_log(desk, store)
        settle_seals(desk)
        sweep(desk)
        with writing(desk) as tx:
            desk.last_sign_in = _logged_in(desk, tx, repaired)
    except BaseException:
        desk.opened = None
        store.close()
        raise


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
        tx.audit.verify_signed(log, partial(_key_of, desk.lineage), sealed)


def _key_of(lineage: Lineage, kid: Kid, _at: datetime) -> bytes | None:
    """The key of a person, whatever the clock said: a wrong clock must lock nobody out."""
    account = lineage.account(kid)
    return None if account is None else account.pk_sign


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
