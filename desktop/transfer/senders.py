"""A sending unit as known here: its pinned directory version, and the walk on from it."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.crypto.lineage import read_onwards
from desktop.crypto.signing import payload_unverified
from desktop.domain import cj1
from desktop.domain.directory import DIRECTORY_TYPE, Directory, directory_hash
from desktop.domain.errors import AppError
from desktop.domain.transfer_errors import (
    DirectoryGapError,
    DirectoryOldError,
    PackageTamperedError,
)


@dataclass(frozen=True, slots=True)
class SenderPin:
    """What a receiver keeps of a sender: the newest directory file it has verified.

    The first pin comes from a unit card whose fingerprint two persons compared.
    """

    store: str
    version: int
    document: bytes


def walk(pin: SenderPin, enclosed: Sequence[bytes], dir_version: int) -> tuple[Directory, ...]:
    """The pinned version and its successors up to ``dir_version``, all verified.

    Raises:
        DirectoryOldError: the package relies on a version older than the pin.
        DirectoryGapError: the enclosed files do not lead from the pin to ``dir_version``.
        PackageTamperedError: an enclosed file is not genuine.
    """
    if dir_version < pin.version:
        raise DirectoryOldError(enclosed=dir_version, known=pin.version)
    untrusted = [_peeked(file) for file in enclosed]
    numbers = [version.version for version in untrusted]
    if not numbers:
        raise PackageTamperedError(place="directory")
    if numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        raise PackageTamperedError(place="directory")
    if not numbers[0] <= pin.version + 1 or numbers[-1] != dir_version:
        raise DirectoryGapError(first=numbers[0], last=numbers[-1], known=pin.version)
    _check_known(pin, enclosed, untrusted)
    newer = [file for file, number in zip(enclosed, numbers, strict=True) if number > pin.version]
    try:
        return read_onwards(pin.document, newer)
    except AppError as error:
        raise PackageTamperedError(place="directory") from error


def _check_known(pin: SenderPin, enclosed: Sequence[bytes], untrusted: list[Directory]) -> None:
    """What is enclosed from before the pin must be exactly what leads to it, hash by hash."""
    expected: bytes | None = directory_hash(pin.document)
    for file, version in zip(reversed(enclosed), reversed(untrusted), strict=True):
        if version.version > pin.version:
            continue
        if directory_hash(file) != expected:
            raise PackageTamperedError(place="directory")
        expected = version.prev_sha256


def _peeked(untrusted_file: bytes) -> Directory:
    try:
        payload = payload_unverified(untrusted_file, DIRECTORY_TYPE)
        return Directory.from_json(cj1.decode(payload))
    except AppError as error:
        raise PackageTamperedError(place="directory") from error
