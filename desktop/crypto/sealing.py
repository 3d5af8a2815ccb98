"""Files for another store: age v1 with X25519 recipients, streamed from file to file."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol

from pyrage import (
    DecryptError,
    EncryptError,
    IdentityError,
    RecipientError,
    decrypt_io,
    encrypt_io,
    x25519,
)

from desktop.domain.directory import recipient_id
from desktop.domain.errors import MalformedDocumentError, NotForUsError


class Source(Protocol):
    """Anything bytes can be read from."""

    def read(self, size: int = -1, /) -> bytes:
        """At most ``size`` bytes; none at the end."""


class Target(Protocol):
    """Anything bytes can be written to; what its ``write`` raises stops the stream."""

    def write(self, content: bytes, /) -> object:
        """Take all of ``content``."""

    def flush(self) -> object:
        """Hold nothing back."""


class _Watched:
    """Both streams, and what one of them raised: pyrage would keep only the words of it."""

    def __init__(self, source: Source, target: Target) -> None:
        self._source = source
        self._target = target
        self.failure: Exception | None = None

    def read(self, size: int = -1, /) -> bytes:
        with self._watching():
            return self._source.read(size)

    def write(self, content: bytes, /) -> object:
        with self._watching():
            return self._target.write(content)

    def flush(self) -> None:
        with self._watching():
            self._target.flush()

    @contextmanager
    def _watching(self) -> Iterator[None]:
        try:
            yield
        except Exception as error:
            self.failure = error
            raise


@dataclass(frozen=True, slots=True)
class ReceivingIdentity:
    """The age identity a store receives with; the private string is not in ``repr``."""

    text: str = field(repr=False)

    @property
    def recipient(self) -> str:
        """The public string ``age1…`` that senders put into their directory."""
        return str(_identity(self.text).to_public())

    @property
    def rid(self) -> str:
        """The rid of the public string."""
        return recipient_id(self.recipient)


def new_identity() -> ReceivingIdentity:
    """A fresh identity from the operating system's random source."""
    return ReceivingIdentity(str(x25519.Identity.generate()))


def seal_stream(source: Source, target: Target, recipients: Sequence[str]) -> None:
    """Encrypt ``source`` to ``target`` for age public strings, without holding it in memory.

    Raises:
        MalformedDocumentError: no recipient, or one that is no age public string.
        Exception: whatever ``source`` or ``target`` raised, as it was raised.
    """
    try:
        public = [x25519.Recipient.from_str(text) for text in recipients]
    except RecipientError as error:
        raise MalformedDocumentError(reason="recipient") from error
    watched = _Watched(source, target)
    try:
        encrypt_io(watched, watched, public)
    except EncryptError as error:
        if watched.failure is not None:
            raise watched.failure from None
        raise MalformedDocumentError(reason="recipient") from error


def open_stream(source: Source, target: Target, identity: ReceivingIdentity) -> None:
    """Decrypt ``source`` to ``target``; what was written before a refusal must be thrown away.

    Raises:
        NotForUsError: encrypted to others, changed, or cut off.
    """
    try:
        decrypt_io(source, target, [_identity(identity.text)])
    except (DecryptError, ValueError) as error:
        raise NotForUsError from error
    except OSError as error:
        # pyrage reports a changed or cut-off body as an OSError without a number
        if error.errno is not None:
            raise
        raise NotForUsError from error


def _identity(text: str) -> x25519.Identity:
    try:
        return x25519.Identity.from_str(text)
    except IdentityError as error:
        raise MalformedDocumentError(reason="identity") from error
