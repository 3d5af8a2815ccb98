"""Who writes: the signed-in person as the store needs to know them."""

from datetime import datetime
from typing import Protocol

from desktop.domain.ids import Kid, UserId


class Author(Protocol):
    """The person whose deed a transaction is; holds the signing key, never shows it."""

    @property
    def uid(self) -> UserId:
        """The account, as typed at sign-in."""

    @property
    def kid(self) -> Kid:
        """The key that ``sign`` uses."""

    @property
    def person(self) -> str:
        """The opaque id of the human behind the account."""

    @property
    def term(self) -> str:
        """The terminal."""

    @property
    def session(self) -> str:
        """The session, new at each sign-in."""

    def sign(self, type_name: str, payload: bytes) -> bytes:
        """An Ed25519 signature over the PAE of ``type_name`` and ``payload``."""

    def now(self) -> datetime:
        """The present moment, in UTC."""

    def random(self, size: int) -> bytes:
        """``size`` bytes nobody can guess."""
