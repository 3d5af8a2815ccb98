"""Which directory may follow which: two humans of the version before, or the recovery key.

``signers`` are always kids whose signatures are already verified over the whole document.
"""

from collections.abc import Collection
from datetime import datetime
from itertools import permutations

from desktop.domain.directory import Directory
from desktop.domain.errors import (
    DirectoryChainError,
    DirectorySeparationError,
    DirectorySignersError,
)
from desktop.domain.ids import Kid
from desktop.domain.people import Account, Role, Status, key_id


def check_founding(first: Directory, signers: Collection[Kid]) -> None:
    """Accept version 1, signed by its own two founders.

    Raises:
        DirectoryChainError: it is no version 1.
        DirectorySignersError: not two humans, one administrator, the other one or a supervisor.
        DirectorySeparationError: a human holds roles that exclude each other.
    """
    if first.version != 1 or first.by_recovery:
        raise DirectoryChainError(version=first.version)
    _check_signers(first, first.issued_at, signers)
    check_separation(first)


def check_succession(
    previous: Directory, previous_sha256: bytes, following: Directory, signers: Collection[Kid]
) -> None:
    """Accept version N+1 after version N, by the rule of version N.

    Raises:
        DirectoryChainError: another store, a gap, another predecessor, or an earlier time.
        DirectorySignersError: the signers do not suffice.
        DirectorySeparationError: a human holds roles that exclude each other.
    """
    joined = (
        following.store == previous.store
        and following.version == previous.version + 1
        and following.prev_sha256 == previous_sha256
        and following.issued_at >= previous.issued_at
    )
    if not joined:
        raise DirectoryChainError(version=following.version)
    if following.by_recovery:
        if set(signers) != {key_id(previous.recovery.pk_sign)}:
            raise DirectorySignersError(version=following.version)
    else:
        _check_signers(previous, following.issued_at, signers)
    check_separation(following)


def check_separation(found: Directory) -> None:
    """Refuse one human who administers and audits, over all of his accounts."""
    held: dict[str, set[Role]] = {}
    for user in found.users:
        if not isinstance(user, Account) or user.status is not Status.RETIRED:
            held.setdefault(user.person, set()).update(user.roles)
    if any({Role.ADMINISTRATOR, Role.AUDITOR} <= roles for roles in held.values()):
        raise DirectorySeparationError(version=found.version)


def suffice(signers: Collection[Account]) -> bool:
    """Whether these accounts are two humans, one administrator, the other one or a supervisor."""
    return any(
        one.person != other.person
        and one.has(Role.ADMINISTRATOR)
        and other.has(Role.ADMINISTRATOR, Role.SUPERVISOR)
        for one, other in permutations(signers, 2)
    )


def _check_signers(found: Directory, at: datetime, signers: Collection[Kid]) -> None:
    accounts = [account for kid in signers if (account := found.by_kid(kid)) is not None]
    all_act = len(accounts) == len(signers) and all(account.acts_at(at) for account in accounts)
    if not all_act or not suffice(accounts):
        raise DirectorySignersError(version=found.version)
