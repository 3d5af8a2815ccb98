"""First start: from three people in a room to a store that can be signed in to.

``store.json`` is written last, so a founding that is cut short leaves no unit behind, only a
folder nobody can sign in to.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from desktop.crypto.founding import FoundedStore, FoundingPlan, found_store
from desktop.crypto.founding import NewPerson as SeatedPerson
from desktop.crypto.lineage import read_lineage
from desktop.crypto.passwords import PasswordRules, passphrase, password_rules, word_list
from desktop.domain.audit import Act
from desktop.domain.errors import MalformedDocumentError
from desktop.domain.ids import UserId, grouped
from desktop.domain.people import Role, user_id
from desktop.domain.usecase_errors import BlankNameError, PersonTwiceError, UserNumberError
from desktop.machine import sealing
from desktop.machine.acl import make_private
from desktop.machine.atomic import sync_folder, write_file
from desktop.machine.folders import refuse_place
from desktop.machine.patience import remove_tree
from desktop.machine.profile import refuse_profile
from desktop.machine.sealing import sealer_for
from desktop.machine.single import StoreLock
from desktop.store.migrations import SCHEMA
from desktop.store.transactions import Store
from desktop.usecases.bringing_up import keep_program
from desktop.usecases.desk import Desk
from desktop.usecases.documents import fingerprint_page, recovery_sheets, write_paper
from desktop.usecases.office import Office, UnitRef, unit_at
from desktop.usecases.unit_files import POINTER, UnitFiles
from desktop.usecases.writing import seal_log

_PRODUCT_WORDS = ("kuracho", "蔵帳")
_LONGEST = 60
_STEPS = 4

Progress = Callable[[int, int], object]


@dataclass(frozen=True, slots=True)
class NewPerson:
    """One person at first start, as typed."""

    uid: str
    name: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class UnitPlan:
    """Who founds which unit: one administrator, one supervisor, and any clerks who are there."""

    municipality: str
    unit: str
    terminal: str
    administrator: NewPerson
    supervisor: NewPerson
    clerks: tuple[NewPerson, ...] = ()
    drill: bool = False

    @property
    def label(self) -> str:
        """What the terminal is called before anybody has signed in."""
        return f"{self.municipality} {self.unit} {self.terminal}"

    @property
    def people(self) -> tuple[NewPerson, ...]:
        """Everybody in the room."""
        return (self.administrator, self.supervisor, *self.clerks)


@dataclass(frozen=True, slots=True)
class Founded:
    """A new unit; ``sheets`` are the recovery sheets as PDF, kept nowhere but here.

    ``fingerprint_page`` is the PDF with which other units compare the fingerprint.
    """

    unit: UnitRef
    fingerprint: str
    sheets: tuple[bytes, ...] = field(repr=False)
    sheet_checks: tuple[str, ...] = field(repr=False)
    fingerprint_page: bytes = field(repr=False)


def suggest_passphrase(office: Office) -> str:
    """A 合言葉 of four words, drawn anew each time."""
    lines = (office.resources / "data" / "passphrase_words.txt").read_text("utf-8").splitlines()
    return passphrase(word_list(lines), office.random).text


def check_office(municipality: str, unit: str, terminal: str) -> None:
    """Accept the names of office, unit and terminal.

    Raises:
        BlankNameError: one is blank, or together they are too long.
    """
    texts = (municipality, unit, terminal)
    if not all(text.strip() for text in texts) or sum(map(len, texts)) > _LONGEST - 2:
        raise BlankNameError


def check_person(office: Office, words: tuple[str, ...], person: NewPerson) -> UserId:
    """Accept one person and return the 職員番号 as it will be kept.

    Raises:
        UserNumberError, BlankNameError: the number or the name cannot be used.
        PasswordLengthError, PasswordKnownError: the password breaks the rules.
    """
    if not person.name.strip() or len(person.name) > _LONGEST:
        raise BlankNameError
    try:
        uid = user_id(person.uid)
    except MalformedDocumentError as error:
        raise UserNumberError from error
    _rules(office.resources, words).check(person.password, uid=uid)
    return uid


def check_newcomer(
    office: Office, words: tuple[str, ...], others: tuple[NewPerson, ...], person: NewPerson
) -> UserId:
    """Accept one more person of a sitting, as ``check_person`` does.

    Raises:
        PersonTwiceError: one of ``others`` already has this 職員番号.
    """
    uid = check_person(office, words, person)
    if uid in {user_id(other.uid) for other in others}:
        raise PersonTwiceError
    return uid


def found_unit(office: Office, plan: UnitPlan, progress: Progress) -> Founded:
    """Make the unit's store under ``office.home`` and write its first log entry.

    Raises:
        BlankNameError, UserNumberError, PersonTwiceError: what was typed cannot be used.
        PasswordLengthError, PasswordKnownError: a password breaks the rules.
        PlaceRefusedError: a store may not lie there; its subclasses say why.
        ForgetfulMachineError, ProfileRefusedError: machine or account keep nothing for good.
        KeyringRefusedError: no key store of the system may keep this terminal's secret.
    """
    check_office(plan.municipality, plan.unit, plan.terminal)
    words = (plan.municipality, plan.unit)
    uids = tuple(check_person(office, words, person) for person in plan.people)
    if len(set(uids)) != len(uids):
        raise PersonTwiceError
    refuse_place(office.home, drill=plan.drill)
    if not plan.drill:
        refuse_profile()
    progress(0, _STEPS)
    device = office.random(sealing.DEVICE_SIZE)
    founded = found_store(
        _seating(office, plan, uids),
        device=device,
        now=office.now(),
        random=office.random,
        rules=_rules(office.resources, words),
    )
    progress(1, _STEPS)
    # drawn before anything can be signed in to: a unit without its sheets must not come to be
    papers = recovery_sheets(office, plan.label, founded)
    founders = tuple(one.name.strip() for one in (plan.administrator, plan.supervisor))
    page = fingerprint_page(office, plan.label, founded, founders)
    progress(2, _STEPS)
    folder = office.home / founded.store
    try:
        _write(office, folder, founded, device, uids, drill=plan.drill)
    except BaseException:
        remove_tree(folder)
        remove_tree(sealing.terminal_folder(folder))
        raise
    progress(_STEPS, _STEPS)
    unit = unit_at(folder)
    if unit is None:
        raise MalformedDocumentError(reason="founding")
    checks = tuple(sheet.code.split("-")[-1] for sheet in founded.sheets)
    return Founded(unit, grouped(founded.fingerprint), papers, checks, page)


def write_sheets(founded: Founded, folder: Path) -> tuple[Path, ...]:
    """Write the recovery sheets and the fingerprint as PDF into ``folder``, to be printed.

    Raises:
        FileUnreadableError: the folder cannot be written to.
    """
    papers = {f"復旧シート{number}": paper for number, paper in enumerate(founded.sheets, 1)}
    papers["指紋"] = founded.fingerprint_page
    return tuple(write_paper(folder / f"{name}.pdf", paper) for name, paper in papers.items())


def _seating(office: Office, plan: UnitPlan, uids: tuple[UserId, ...]) -> FoundingPlan:
    roles = (Role.ADMINISTRATOR, Role.SUPERVISOR, *(Role.CLERK for _ in plan.clerks))
    seated = tuple(
        SeatedPerson(uid, person.name.strip(), plan.unit, (role,), person.password)
        for uid, person, role in zip(uids, plan.people, roles, strict=True)
    )
    return FoundingPlan(
        founders=(seated[0], seated[1]),
        others=seated[2:],
        terminal_label=plan.label,
        kdf=office.kdf,
        drill=plan.drill,
    )


def _write(  # noqa: PLR0913 - the parts of one founding
    office: Office,
    folder: Path,
    founded: FoundedStore,
    device: bytes,
    uids: tuple[UserId, ...],
    *,
    drill: bool,
) -> None:
    make_private(folder.parent)
    make_private(folder, new=True)
    sealer = sealer_for(folder, founded.store, drill=drill)
    sealing.new_device_secret(sealer, device)
    sealing.keep_seal_keys(sealer, founded.seal_keys.to_bytes())
    for name in sorted(set(founded.files) - {POINTER}):
        (folder / name).parent.mkdir(exist_ok=True)
        write_file(folder / name, founded.files[name])
    for name in ("audit", "outbox"):
        (folder / name).mkdir()
    _open_log(office, folder, founded, uids[1])
    write_file(folder / POINTER, founded.files[POINTER])
    # the names of the folder and of the terminal's secrets beside it
    sync_folder(folder.parent)


def _open_log(office: Office, folder: Path, founded: FoundedStore, supervisor: UserId) -> None:
    """The supervisor writes the first entry: of the two founders only they hold the data key."""
    keys = founded.keys[supervisor]
    files = UnitFiles(folder)
    lineage = read_lineage(files.directory_versions())
    sealer = files.sealer(founded.store, drill=lineage.current.policy.drill)
    files.remember(sealer, lineage)
    unit = UnitRef(folder, founded.store, "", grouped(founded.fingerprint), drill=False)
    with StoreLock(folder, supervisor):
        store = Store.create(
            folder,
            keys.db,
            store=founded.store,
            log=founded.log,
            audit_pk=lineage.current.policy.audit_pk,
        )
        session = office.random(8).hex()
        desk = Desk(
            office,
            unit,
            files,
            keys.account,
            keys,
            lineage,
            sealer,
            {},
            founded.term,
            session,
            opened=store,
        )
        try:
            with store.write(desk) as tx:
                tx.audit.append(
                    Act.STORE_FOUNDED,
                    {"store": founded.store, "people": len(founded.keys), "directory": 1},
                )
                keep_program(desk, tx, SCHEMA.version)
            seal_log(desk)
        finally:
            store.close()


@lru_cache(maxsize=4)
def _rules(resources: Path, words: tuple[str, ...]) -> PasswordRules:
    listed = (resources / "data" / "common_passwords.txt").read_text("utf-8").splitlines()
    return password_rules(listed, (*_PRODUCT_WORDS, *words))
