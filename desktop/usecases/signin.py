"""Sign-in and sign-out: the order of SECURITY-DESIGN §3.7, one refusal for every cause.

Not yet asked here: lease, lockout and guard memory (a later issue owns them).
"""

from desktop.crypto.lineage import Lineage
from desktop.crypto.roster import open_roster
from desktop.crypto.slot_keys import Factors
from desktop.crypto.unlock import unlock
from desktop.domain.audit import Act
from desktop.domain.documents import format_time, parse_time
from desktop.domain.errors import MalformedDocumentError, SignInRefusedError
from desktop.domain.ids import UserId
from desktop.domain.people import user_id
from desktop.domain.usecase_errors import WrongPasswordHereError
from desktop.machine import sealing
from desktop.machine.folders import refuse_place
from desktop.machine.single import StoreLock
from desktop.store.engine import OpenPolicy
from desktop.store.transactions import Store
from desktop.usecases.auditing import seal_log, settle_seals
from desktop.usecases.desk import Desk
from desktop.usecases.office import Office, UnitRef
from desktop.usecases.unit_files import UnitFiles


def sign_in(office: Office, unit: UnitRef, typed_uid: str, password: str) -> Desk:
    """Open the unit for one person.

    Raises:
        SignInRefusedError: number, password, account or terminal do not fit; never which.
        StoreBusyError: another program or person has the unit open.
        PlaceRefusedError, FileDamagedError, DirectoryRollbackError, LogBrokenError: the folder
            is not as this program left it.
    """
    refuse_place(unit.folder)
    lock = StoreLock(unit.folder, typed_uid)
    try:
        desk = _opened(office, unit, typed_uid, password)
    except BaseException:
        lock.release()
        raise
    desk.lock = lock
    return desk


def sign_out(desk: Desk) -> None:
    """Log and seal the end of the session, close the store and drop every key."""
    try:
        if desk.opened is not None:
            with desk.opened.write(desk) as tx:
                tx.audit.append(Act.LOGOUT, {})
            seal_log(desk)
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
    if keys.holds("db"):
        _enter(desk, lineage, repaired)
    return desk


def _enter(desk: Desk, lineage: Lineage, repaired: tuple[str, ...]) -> None:
    """Open the store, settle the seal keys, and log the sign-in before anything is shown."""
    policy = OpenPolicy(cipher_memory_security=lineage.current.policy.memory_security)
    pointer = desk.files.pointer()
    store = Store.open(desk.unit.folder, desk.keys.db, active_db=pointer.active_db, policy=policy)
    desk.opened = store
    try:
        settle_seals(desk)
        key = f"signed-in.{desk.uid}"
        with store.write(desk) as tx:
            before = tx.settings.get(key)
            tx.audit.append(Act.LOGIN, {})
            for name in repaired:
                tx.audit.append(Act.FILE_REPAIRED, {"file": name})
            tx.settings.put(key, format_time(desk.now()))
        desk.last_sign_in = parse_time(before) if isinstance(before, str) else None
    except BaseException:
        desk.opened = None
        store.close()
        raise


def _uid(typed: str) -> UserId:
    """The account meant; an impossible one goes on as nobody's, so it costs the same work."""
    try:
        return user_id(typed)
    except MalformedDocumentError:
        return UserId("-")


def confirm_password(desk: Desk, password: str) -> None:
    """Accept a deed that asks for the password again.

    Raises:
        WrongPasswordHereError: it is not the signed-in person's.
    """
    secret = sealing.device_secret(desk.sealer)
    factors = Factors(password, secret)
    try:
        again = unlock(desk.lineage, desk.files.slots(), desk.uid, factors, now=desk.now())
    except SignInRefusedError as error:
        raise WrongPasswordHereError from error
    same = again.kid == desk.kid
    again.forget()
    if not same:
        raise WrongPasswordHereError
