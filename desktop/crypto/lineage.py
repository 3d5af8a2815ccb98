"""The whole chain of a store's directory versions, verified from the founding on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from desktop.crypto.signing import Resolve, payload_unverified, verify
from desktop.domain import cj1
from desktop.domain.directory import (
    DIRECTORY_TYPE,
    Directory,
    directory_hash,
    fingerprint,
)
from desktop.domain.errors import DirectoryChainError, DirectoryRollbackError
from desktop.domain.ids import Kid
from desktop.domain.people import Account, key_id
from desktop.domain.succession import check_founding, check_succession


@dataclass(frozen=True, slots=True)
class Lineage:
    """Every version of one store's directory, oldest first, each verified by its predecessor."""

    versions: tuple[Directory, ...]
    hashes: tuple[bytes, ...]
    fingerprint: str
    _accounts: Mapping[Kid, Account] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index every account that ever was; a log of 100,000 entries asks once for each."""
        accounts = {a.kid: a for directory in self.versions for a in directory.accounts}
        object.__setattr__(self, "_accounts", accounts)

    @property
    def current(self) -> Directory:
        """The newest version."""
        return self.versions[-1]

    @property
    def current_hash(self) -> bytes:
        """What the next version must name as ``prev_sha256``."""
        return self.hashes[-1]

    def version(self, number: int) -> Directory | None:
        """One version by its number."""
        return self.versions[number - 1] if 1 <= number <= len(self.versions) else None

    def account(self, kid: Kid) -> Account | None:
        """The account of a kid as the newest version that names it has it."""
        return self._accounts.get(kid)

    def author(self, kid: Kid, at: datetime) -> bytes | None:
        """The public key of a kid that could sign at that moment (for checking a log)."""
        found = self.account(kid)
        return found.pk_sign if found is not None and found.signed_at(at) else None

    def key_of(self, kid: Kid, _at: datetime) -> bytes | None:
        """The key of a person, whatever the clock said: a wrong clock must lock nobody out."""
        found = self.account(kid)
        return None if found is None else found.pk_sign


def read_lineage(
    untrusted_files: Sequence[bytes],
    *,
    pinned_fingerprint: str | None = None,
    newest_seen: int = 1,
) -> Lineage:
    """Verify directory files, version 1 first.

    Raises:
        DirectoryChainError: no file, a gap, or a file that does not follow.
        DirectorySignersError: a version its predecessor's people did not sign.
        DirectoryRollbackError: another store than the pinned one, or older than seen before.
        SignatureRefusedError: a bad or unknown signature.
        MalformedDocumentError: no canonical directory.
    """
    if not untrusted_files:
        raise DirectoryChainError(version=1)
    versions = [_founding(untrusted_files[0])]
    hashes = [directory_hash(untrusted_files[0])]
    mark = fingerprint(untrusted_files[0])
    if pinned_fingerprint is not None and mark != pinned_fingerprint:
        raise DirectoryRollbackError(version=1)
    for untrusted in untrusted_files[1:]:
        versions.append(follow(versions[-1], hashes[-1], untrusted))
        hashes.append(directory_hash(untrusted))
    if len(versions) < newest_seen:
        raise DirectoryRollbackError(version=len(versions))
    return Lineage(tuple(versions), tuple(hashes), mark)


def read_onwards(pinned_file: bytes, untrusted_files: Sequence[bytes]) -> tuple[Directory, ...]:
    """The pinned version and those that follow it, for a receiver who pinned ``pinned_file``.

    ``pinned_file`` itself is trusted (its fingerprint was compared by people) and only read.

    Raises:
        DirectoryChainError: a file that does not follow the one before it.
        DirectorySignersError: a version its predecessor's people did not sign.
        SignatureRefusedError: a bad or unknown signature.
        MalformedDocumentError: no canonical directory.
    """
    versions = [Directory.from_json(cj1.decode(payload_unverified(pinned_file, DIRECTORY_TYPE)))]
    last = directory_hash(pinned_file)
    for untrusted in untrusted_files:
        versions.append(follow(versions[-1], last, untrusted))
        last = directory_hash(untrusted)
    return tuple(versions)


def follow(previous: Directory, previous_sha256: bytes, untrusted_file: bytes) -> Directory:
    """The version of ``untrusted_file``, if ``previous`` and its people allow it."""
    verified = verify(untrusted_file, DIRECTORY_TYPE, _keys_of(previous))
    following = Directory.from_json(cj1.decode(verified.payload))
    check_succession(previous, previous_sha256, following, verified.kids)
    return following


def _founding(untrusted_file: bytes) -> Directory:
    claimed = Directory.from_json(cj1.decode(payload_unverified(untrusted_file, DIRECTORY_TYPE)))
    verified = verify(untrusted_file, DIRECTORY_TYPE, _keys_of(claimed))
    check_founding(claimed, verified.kids)
    return claimed


def _keys_of(directory: Directory) -> Resolve:
    keys = {account.kid: account.pk_sign for account in directory.accounts}
    keys[key_id(directory.recovery.pk_sign)] = directory.recovery.pk_sign
    return keys.get
