"""The outer shape of a ``.kura`` file: magic, signed manifest, signed directories, age payload.

Reading checks sizes before it reads and takes nothing for true; who signed what is ``unpack``'s
question.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import SEEK_END
from typing import BinaryIO

from desktop.domain import cj1
from desktop.domain.errors import MalformedDocumentError
from desktop.domain.transfer_errors import (
    NewerPackageError,
    NotAPackageError,
    PackageTamperedError,
    PackageTruncatedError,
    TrailingBytesError,
)

MAGIC = b"KURAPKG1\n"
MAX_MANIFEST = 1 << 20
MAX_DIRECTORIES = 8 << 20
CHUNK = 1 << 20
_FAMILY = b"KURAPKG"
_LENGTH = 4


@dataclass(frozen=True, slots=True)
class Head:
    """What stands before the payload: two signed texts as bytes, and where the payload begins."""

    manifest: bytes
    directories: tuple[bytes, ...]
    payload_at: int
    payload_size: int


def head_bytes(manifest: bytes, directories: Sequence[bytes]) -> bytes:
    """Everything of a package up to its payload."""
    listed = b"[" + b",".join(directories) + b"]"
    if len(manifest) > MAX_MANIFEST or len(listed) > MAX_DIRECTORIES:
        raise MalformedDocumentError(reason="size")
    return MAGIC + _framed(manifest) + _framed(listed)


def read_head(untrusted: BinaryIO) -> Head:
    """The head of a package, read from the beginning of a seekable stream.

    Raises:
        NotAPackageError: another kind of file.
        NewerPackageError: a package of a later format.
        PackageTruncatedError: the file ends inside the head, or has no payload.
        PackageTamperedError: a length or list that no package has.
    """
    size = untrusted.seek(0, SEEK_END)
    untrusted.seek(0)
    _check_magic(untrusted.read(len(MAGIC)))
    manifest = _unframed(untrusted, size, MAX_MANIFEST)
    directories = _split(_unframed(untrusted, size, MAX_DIRECTORIES))
    payload_at = untrusted.tell()
    if payload_at >= size:
        raise PackageTruncatedError(size=size)
    return Head(manifest, directories, payload_at, size - payload_at)


def payload_chunks(untrusted: BinaryIO, head: Head) -> Iterator[bytes]:
    """The payload's bytes, from its beginning to the end of the file."""
    untrusted.seek(head.payload_at)
    while chunk := untrusted.read(CHUNK):
        yield chunk


def check_payload(untrusted: BinaryIO, head: Head, size: int, sha256: bytes) -> None:
    """Refuse a payload that is not the signed one, naming what is wrong with it.

    Raises:
        PackageTruncatedError: it is shorter than signed.
        TrailingBytesError: it begins as signed, and more follows.
        PackageTamperedError: any other difference.
    """
    if head.payload_size < size:
        raise PackageTruncatedError(missing=size - head.payload_size)
    if _digest(payload_chunks(untrusted, head), size) != sha256:
        raise PackageTamperedError(place="payload")
    if head.payload_size > size:
        raise TrailingBytesError(more=head.payload_size - size)


def _digest(chunks: Iterable[bytes], size: int) -> bytes:
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk[:size])
        size -= len(chunk[:size])
    return digest.digest()


def _framed(content: bytes) -> bytes:
    return len(content).to_bytes(_LENGTH, "big") + content


def _unframed(untrusted: BinaryIO, size: int, limit: int) -> bytes:
    length_bytes = untrusted.read(_LENGTH)
    length = int.from_bytes(length_bytes, "big")
    if len(length_bytes) < _LENGTH:
        raise PackageTruncatedError(size=size)
    if not 1 <= length <= limit:
        raise PackageTamperedError(place="length")
    if length > size - untrusted.tell():
        raise PackageTruncatedError(size=size)
    return untrusted.read(length)


def _check_magic(found: bytes) -> None:
    if found == MAGIC:
        return
    if found and MAGIC.startswith(found):
        raise PackageTruncatedError(size=len(found))
    version = found[len(_FAMILY) : -1]
    if found.startswith(_FAMILY) and version.isdigit() and version > b"1":
        raise NewerPackageError(version=version.decode("ascii"))
    raise NotAPackageError


def _split(untrusted_list: bytes) -> tuple[bytes, ...]:
    try:
        listed = json.loads(untrusted_list.decode("utf-8"))
        parts = tuple(cj1.encode(member) for member in listed)
    except (ValueError, RecursionError, TypeError, MalformedDocumentError) as error:
        raise PackageTamperedError(place="directory") from error
    if not isinstance(listed, list) or b"[" + b",".join(parts) + b"]" != untrusted_list:
        raise PackageTamperedError(place="directory")
    return parts
