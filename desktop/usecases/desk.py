"""The desk of a signed-in person: who acts, where, with which keys, on which store.

Every deed begins with ``desk.require(right)``. A desk is the store's ``Author``: what it writes
is signed by the person who sits at it. Nothing of it may outlive ``signin.sign_out``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock

from desktop.crypto.keyring import UnlockedKeys
from desktop.crypto.lineage import Lineage
from desktop.domain.audit import Act
from desktop.domain.directory import Directory
from desktop.domain.errors import AppError, NotPermittedError
from desktop.domain.exports import Party
from desktop.domain.ids import Kid, UserId
from desktop.domain.people import Account, Role
from desktop.domain.rights import Right, rights_of
from desktop.domain.usecase_errors import NoDataKeyError
from desktop.machine.sealing import DeviceSealer
from desktop.machine.single import StoreLock
from desktop.store.transactions import Store
from desktop.usecases.office import Office, UnitRef
from desktop.usecases.unit_files import UnitFiles


@dataclass(frozen=True, slots=True)
class PersonView:
    """One person as colleagues know them."""

    uid: UserId
    name: str
    roles: frozenset[Role]
    status: str
    until: datetime | None


@dataclass(eq=False, slots=True)
class Desk:
    """One sign-in at one terminal.

    ``names`` is the opened roster: account → name. ``seal_gate`` lets one lane at a time take
    the terminal's seal keys from one epoch to the next.
    """

    office: Office
    unit: UnitRef
    files: UnitFiles
    account: Account
    keys: UnlockedKeys = field(repr=False)
    lineage: Lineage = field(repr=False)
    sealer: DeviceSealer = field(repr=False)
    names: Mapping[str, str] = field(repr=False)
    term: str
    session: str
    last_sign_in: datetime | None = None
    opened: Store | None = field(default=None, repr=False)
    lock: StoreLock | None = field(default=None, repr=False)
    seal_gate: Lock = field(default_factory=Lock, repr=False)

    @property
    def directory(self) -> Directory:
        """The newest version of the directory."""
        return self.lineage.current

    @property
    def uid(self) -> UserId:
        """The account."""
        return self.account.uid

    @property
    def kid(self) -> Kid:
        """The key that signs."""
        return self.account.kid

    @property
    def person(self) -> str:
        """The human behind the account."""
        return self.account.person

    @property
    def party(self) -> Party:
        """Who acts, as requests remember it."""
        return Party(self.uid, self.kid, self.person)

    @property
    def view(self) -> PersonView:
        """The person as the screen shows them."""
        return self.person_of(self.account)

    @property
    def rights(self) -> frozenset[Right]:
        """What the directory's roles allow, and nothing else."""
        return rights_of(self.account)

    @property
    def has_store(self) -> bool:
        """Whether this person holds the data key; administrators do not."""
        return self.opened is not None

    @property
    def store(self) -> Store:
        """The open store.

        Raises:
            NoDataKeyError: the person holds no data key.
        """
        if self.opened is None:
            raise NoDataKeyError
        return self.opened

    def require(self, *rights: Right) -> None:
        """Refuse a deed unless the person has one of ``rights``; logged where a log is open.

        Raises:
            NotPermittedError: no role of the person carries one of them now.
        """
        held = self.rights.intersection(rights)
        if held and self.directory.active(self.account, self.now()):
            return
        refusal = NotPermittedError(right=".".join(right.value for right in rights))
        self.note(refusal)
        raise refusal

    def note(self, refusal: AppError) -> None:
        """Log a refusal with the ids it carries, where a log is open."""
        if self.opened is not None:
            self.opened.refused(self, Act.REFUSED, refusal.details, refusal)

    def sign(self, type_name: str, payload: bytes) -> bytes:
        """The person's signature over ``payload`` as a document of that type."""
        return self.keys.sign(type_name, payload)

    def now(self) -> datetime:
        """The present moment, in UTC, whole seconds as documents keep them."""
        return self.office.now().replace(microsecond=0)

    def random(self, size: int) -> bytes:
        """Random bytes."""
        return self.office.random(size)

    def name_of(self, uid: str) -> str:
        """The name of a colleague, or the 職員番号 where the roster has none."""
        return self.names.get(uid, uid)

    def name_of_kid(self, kid: str) -> str:
        """The name behind a key of the directory."""
        account = self.lineage.account(Kid(kid))
        return kid[:8] if account is None else self.name_of(account.uid)

    def person_of(self, account: Account) -> PersonView:
        """A colleague's account as the screens show it."""
        return PersonView(
            account.uid,
            self.name_of(account.uid),
            frozenset(account.roles),
            account.status.value,
            account.valid_to,
        )
