"""Sign-in, from user id and password to unlocked keys (SECURITY-DESIGN §3.7).

Whatever is wrong with the person or what they typed, the answer is one and the same, and so is
the work: exactly one Argon2id run. Damaged files are told apart before anything is typed.
"""

import hashlib
from datetime import datetime

from desktop.crypto.grants import open_grant
from desktop.crypto.keyring import UnlockedKeys
from desktop.crypto.lineage import Lineage
from desktop.crypto.passwords import Stretch, stretch
from desktop.crypto.slot_keys import Bundle, Factors, open_slot
from desktop.crypto.slots import Slot, SlotHeader, SlotsFile
from desktop.crypto.wrapping import NONCE_SIZE, TAG_SIZE
from desktop.domain.directory import Directory
from desktop.domain.errors import (
    GrantMissingError,
    KeyMismatchError,
    MalformedDocumentError,
    SignInRefusedError,
)
from desktop.domain.ids import UserId
from desktop.domain.people import Account, Role

_SLOT_CONTENT = 160 + TAG_SIZE


def term_of(device: bytes) -> str:
    """The name of the terminal that holds this device secret (16 hex digits)."""
    return hashlib.sha256(b"KURA term v1\0" + device).hexdigest()[:16]


def keys_due(account: Account) -> tuple[str, ...]:
    """The keys an account's roles entitle it to: the roster always, the rest by role."""
    due = ["roster"]
    if account.has(Role.CLERK, Role.SUPERVISOR):
        due += ["db", "recv"]
    if account.has(Role.AUDITOR):
        due += ["audit"]
    return tuple(sorted(due))


def unlock(  # noqa: PLR0913  # a sign-in has this many parts
    lineage: Lineage,
    untrusted_slots: bytes,
    uid: UserId,
    factors: Factors,
    *,
    now: datetime,
    stretched: Stretch = stretch,
) -> UnlockedKeys:
    """The keys of an active account that brings its password and stands at its terminal.

    Raises:
        MalformedDocumentError: slots.json is damaged or another store's; nothing was tried.
        NotInThisVersionError: slots.json holds what a later version will read.
        GrantMissingError: the sign-in is right, but a key of the role was never granted.
        SignInRefusedError: every other cause.
    """
    directory = lineage.current
    slots = SlotsFile.from_bytes(untrusted_slots)
    if slots.store != directory.store:
        raise MalformedDocumentError(reason="slots-store")
    term = term_of(factors.device)
    slot = slots.slot_of(uid, term) or _nobody(directory, uid, term)
    try:
        bundle = open_slot(slot, factors, stretched)
        account = _account(directory, uid, bundle, now)
        granted = _granted(directory, slots, account, bundle)
    except KeyMismatchError as error:
        raise SignInRefusedError from error
    if directory.terminal(term) is None:
        raise SignInRefusedError
    return UnlockedKeys(account, term, bundle, granted)


def _nobody(directory: Directory, uid: UserId, term: str) -> Slot:
    """A slot no password opens, at the same cost as a real one."""
    salt = hashlib.sha256(b"KURA nobody v1\0" + uid.encode()).digest()[:16]
    kdf = directory.policy.kdf
    header = SlotHeader(uid, salt[:8].hex(), term, kdf, salt, directory.issued_at)
    return Slot(header, bytes(NONCE_SIZE), bytes(_SLOT_CONTENT))


def _account(directory: Directory, uid: UserId, bundle: Bundle, now: datetime) -> Account:
    account = directory.account(uid)
    if account is None or not account.acts_at(now):
        raise KeyMismatchError(what="account")
    if (account.pk_sign, account.pk_enc) != (bundle.signing.public, bundle.pk_enc):
        raise KeyMismatchError(what="bundle")
    return account


def _granted(
    directory: Directory, slots: SlotsFile, account: Account, bundle: Bundle
) -> dict[str, bytes]:
    granted: dict[str, bytes] = {}
    for key in keys_due(account):
        ver = directory.latest(key)
        grant = None if ver is None else slots.grant_of(key, ver, account.kid)
        if ver is None or grant is None:
            raise GrantMissingError(key=key)
        commit = directory.commit(key, ver)
        granted[key] = open_grant(grant, bundle.x25519_sk, store=slots.store, commit=commit)
    return granted
