"""A package is made: payload sealed as a stream, manifest built, file written and read back."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from desktop.crypto import signing
from desktop.crypto.sealing import seal_stream
from desktop.domain import cj1
from desktop.domain.errors import PayloadChangedError
from desktop.domain.ids import Kid
from desktop.domain.packages import MANIFEST_TYPE, LogPoint, Manifest
from desktop.domain.payloads import Inner
from desktop.domain.request_document import RequestDocument
from desktop.domain.transfer_errors import PackageTamperedError
from desktop.transfer.container import CHUNK, check_payload, head_bytes, read_head
from desktop.transfer.payload import plaintext
from desktop.transfer.sanitize.table import Part


@dataclass(frozen=True, slots=True)
class Sealed:
    """The ciphertext that was written: what the manifest says of it."""

    sha256: bytes
    size: int


@dataclass(frozen=True, slots=True)
class Approval:
    """What the approver adds to a request when the manifest is built."""

    approved_by: Kid
    created_at: datetime
    not_after: datetime
    counter: int
    dir_version: int
    checkpoint: LogPoint
    app_version: str


def encrypt_payload(
    inner: Inner, parts: Sequence[Part], recipients_age: Sequence[str], target: BinaryIO
) -> Sealed:
    """Encrypt the payload to ``target`` for these age keys; the plaintext is nowhere whole.

    Raises:
        PayloadChangedError: a part is no longer what ``inner`` says of it; throw ``target`` away.
    """
    counted = _Counted(target)
    seal_stream(_Pulled(plaintext(inner, parts)), counted, recipients_age)
    return Sealed(counted.digest.digest(), counted.size)


def build_manifest(
    request_sd: bytes, request: RequestDocument, sealed: Sealed, approval: Approval
) -> Manifest:
    """The manifest of an approved request: everything else is taken from the request itself."""
    return Manifest(
        package_id=request.package_id,
        from_store=request.store,
        counter=approval.counter,
        recipients=request.recipients,
        created_at=approval.created_at,
        not_after=approval.not_after,
        request=request_sd,
        approved_by=approval.approved_by,
        dir_version=approval.dir_version,
        inner_sha256=request.inner_sha256,
        payload_sha256=sealed.sha256,
        payload_size=sealed.size,
        checkpoint=approval.checkpoint,
        app_version=approval.app_version,
    )


def write_package(
    target: BinaryIO,
    manifest_sd: bytes,
    directory_sds: Sequence[bytes],
    ciphertext: BinaryIO,
) -> Sealed:
    """Write the whole package; returns hash and size of the file as a whole.

    ``directory_sds`` begin with version 1; those behind the manifest's version stay at home, for
    a receiver refuses a package older than the directory it brings.
    """
    counted = _Counted(target)
    counted.write(head_bytes(manifest_sd, _enclosed(manifest_sd, directory_sds)))
    while chunk := ciphertext.read(CHUNK):
        counted.write(chunk)
    counted.flush()
    return Sealed(counted.digest.digest(), counted.size)


def read_back(written: BinaryIO, manifest_sd: bytes, directory_sds: Sequence[bytes]) -> Sealed:
    """Prove that a written package is what was meant, from its bytes on the medium.

    Raises:
        PackageTamperedError: another manifest, directory or payload stands there.
        PackageTruncatedError, TrailingBytesError: too little or too much stands there.
    """
    head = read_head(written)
    meant = (manifest_sd, _enclosed(manifest_sd, directory_sds))
    if (head.manifest, head.directories) != meant:
        raise PackageTamperedError(place="head")
    manifest = _own(manifest_sd)
    check_payload(written, head, manifest.payload_size, manifest.payload_sha256)
    written.seek(0)
    digest = hashlib.sha256()
    while chunk := written.read(CHUNK):
        digest.update(chunk)
    return Sealed(digest.digest(), written.tell())


def check_rebuilt(request: RequestDocument, inner: Inner) -> None:
    """Refuse a payload that is not, byte for byte, the one the requester signed.

    Raises:
        PayloadChangedError: the content digests differ.
    """
    if inner.sha256 != request.inner_sha256:
        raise PayloadChangedError(request=request.request_id)


def _own(manifest_sd: bytes) -> Manifest:
    payload = signing.payload_unverified(manifest_sd, MANIFEST_TYPE)
    return Manifest.from_json(cj1.decode(payload))


def _enclosed(manifest_sd: bytes, directory_sds: Sequence[bytes]) -> tuple[bytes, ...]:
    return tuple(directory_sds[: _own(manifest_sd).dir_version])


class _Pulled:
    """A generator's bytes, read in pieces of any size."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._rest = b""
        self._at = 0

    def read(self, size: int = -1, /) -> bytes:
        while self._at == len(self._rest):
            chunk = next(self._chunks, None)
            if chunk is None:
                return b""
            self._rest, self._at = chunk, 0
        end = len(self._rest) if size < 0 else self._at + size
        piece = self._rest[self._at : end]
        self._at += len(piece)
        return piece


class _Counted:
    """Passes bytes on, and knows how many they were and their hash."""

    def __init__(self, target: BinaryIO) -> None:
        self._target = target
        self.digest = hashlib.sha256()
        self.size = 0

    def write(self, content: bytes, /) -> int:
        self._target.write(content)
        self.digest.update(content)
        self.size += len(content)
        return len(content)

    def flush(self) -> None:
        self._target.flush()
