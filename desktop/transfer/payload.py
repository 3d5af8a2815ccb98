"""The plaintext of a package: magic, table of contents, parts, and not a byte more.

It exists only as it flows: written into the encryption, read out of it into a staging place
inside the encrypted store.
"""

import hashlib
from collections.abc import Iterator, Sequence
from typing import Protocol

from desktop.domain import cj1
from desktop.domain.errors import MalformedDocumentError, PayloadChangedError
from desktop.domain.payloads import Inner, PartEntry
from desktop.domain.transfer_errors import PackageTamperedError
from desktop.transfer.sanitize.table import Part

MAGIC = b"KURAPAY1\n"
_LENGTH = 4


class Staging(Protocol):
    """Where decrypted parts go, inside the caller's transaction; nothing in clear on disk."""

    def begin(self, name: str) -> None:
        """The bytes that follow belong to the part of this name."""

    def write(self, chunk: bytes) -> None:
        """The next bytes of the current part."""


def plaintext(inner: Inner, parts: Sequence[Part]) -> Iterator[bytes]:
    """The bytes to encrypt; each part is measured again on the way.

    Raises:
        PayloadChangedError: a part is no longer what ``inner`` says of it.
    """
    if tuple(part.entry for part in parts) != inner.parts:
        raise PayloadChangedError(package=inner.package_id)
    canonical = inner.canonical
    yield MAGIC + len(canonical).to_bytes(_LENGTH, "big") + canonical
    for part in parts:
        digest, size = hashlib.sha256(), 0
        for chunk in part.chunks():
            digest.update(chunk)
            size += len(chunk)
            yield chunk
        if (size, digest.digest()) != (part.entry.size, part.entry.sha256):
            raise PayloadChangedError(package=inner.package_id)


class PayloadReader:
    """Takes decrypted bytes in any pieces, checks each rule of the inner format, stages parts.

    Bytes reach ``staging`` before their part's hash is known: the caller keeps them only when
    ``finish`` has returned.
    """

    def __init__(self, inner_sha256: bytes, staging: Staging) -> None:
        """Expect the payload whose table of contents has this hash."""
        self._inner_sha256 = inner_sha256
        self._staging = staging
        self._head = bytearray()
        self._inner: Inner | None = None
        self._waiting: list[PartEntry] = []
        self._digest = hashlib.sha256()
        self._left = 0

    def write(self, untrusted_chunk: bytes, /) -> int:
        """Take the next bytes; the number taken is always all of them."""
        rest = untrusted_chunk if self._inner else self._read_head(untrusted_chunk)
        while rest:
            if not self._left:
                raise PackageTamperedError(place="trailing")
            piece, rest = rest[: self._left], rest[self._left :]
            self._staging.write(piece)
            self._digest.update(piece)
            self._left -= len(piece)
            self._next_part()
        return len(untrusted_chunk)

    def flush(self) -> None:
        """Nothing is held back."""

    def finish(self) -> Inner:
        """The table of contents, once every part has come whole.

        Raises:
            PackageTamperedError: something is missing.
        """
        if self._inner is None or self._left or self._waiting:
            raise PackageTamperedError(place="incomplete")
        return self._inner

    def _read_head(self, chunk: bytes) -> bytes:
        self._head += chunk
        start = len(MAGIC) + _LENGTH
        if len(self._head) < start:
            return b""
        length = int.from_bytes(self._head[len(MAGIC) : start], "big")
        if not self._head.startswith(MAGIC) or length > cj1.MAX_BYTES:
            raise PackageTamperedError(place="inner")
        if len(self._head) < start + length:
            return b""
        self._inner = self._parsed(bytes(self._head[start : start + length]))
        self._waiting = list(self._inner.parts)
        self._begin_next()
        return bytes(self._head[start + length :])

    def _parsed(self, untrusted_inner: bytes) -> Inner:
        if hashlib.sha256(untrusted_inner).digest() != self._inner_sha256:
            raise PackageTamperedError(place="inner")
        try:
            return Inner.from_json(cj1.decode(untrusted_inner))
        except MalformedDocumentError as error:
            raise PackageTamperedError(place="inner") from error

    def _begin_next(self) -> None:
        if self._waiting:
            self._staging.begin(self._waiting[0].name)
            self._left = self._waiting[0].size
            self._digest = hashlib.sha256()
            self._next_part()

    def _next_part(self) -> None:
        if self._left:
            return
        if self._digest.digest() != self._waiting.pop(0).sha256:
            raise PackageTamperedError(place="part")
        self._begin_next()
