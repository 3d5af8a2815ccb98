"""The keys one sign-in has unlocked; nothing else in the process holds them longer."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop.crypto.details import open_detail
from desktop.crypto.sealing import ReceivingIdentity
from desktop.crypto.signing import SigningKey
from desktop.crypto.slot_keys import Bundle
from desktop.domain.errors import KeysForgottenError, NotPermittedError
from desktop.domain.ids import Kid
from desktop.domain.people import Account


@dataclass(slots=True, repr=False)
class UnlockedKeys:
    """Who is signed in, at which terminal, and every key the sign-in opened.

    A key the account was not granted is refused as a missing right; after ``forget`` every key
    is. ``repr`` shows the kid only.
    """

    account: Account
    term: str
    _bundle: Bundle | None
    _granted: Mapping[str, bytes] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"UnlockedKeys(kid={self.account.kid})"

    @property
    def kid(self) -> Kid:
        """The kid signatures of this session carry."""
        return self.account.kid

    @property
    def signing(self) -> SigningKey:
        """The signing key."""
        return self.bundle.signing

    @property
    def bundle(self) -> Bundle:
        """Both private keys of the account."""
        if self._bundle is None:
            raise KeysForgottenError
        return self._bundle

    @property
    def db(self) -> bytes:
        """The raw database key."""
        return self._key("db")

    @property
    def roster(self) -> bytes:
        """The key of staff names."""
        return self._key("roster")

    @property
    def receiving(self) -> ReceivingIdentity:
        """The age identity packages to this store open with."""
        return ReceivingIdentity(self._key("recv").decode("ascii"))

    def holds(self, key: str) -> bool:
        """Whether a key was granted and is still here."""
        return key in self._granted

    def sign(self, name: str, payload: bytes) -> bytes:
        """The account's signature over PAE of ``payload`` as a ``name``.v1 document."""
        return self.signing.sign_pae(name, payload)

    def open_detail(self, sealed: bytes) -> bytes:
        """Details of an audit entry; auditors only."""
        return open_detail(self._key("audit"), sealed)

    def forget(self) -> None:
        """Drop every key; the session cannot be used again."""
        self._bundle = None
        self._granted = {}

    def _key(self, name: str) -> bytes:
        if self._bundle is None:
            raise KeysForgottenError
        try:
            return self._granted[name]
        except KeyError as error:
            raise NotPermittedError(key=name) from error
