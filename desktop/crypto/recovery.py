"""Recovery sheets: any two of them open the recovery keys; one alone opens nothing.

A sheet is 160 random bits as 32 Crockford characters in groups of 4, and 2 characters that
tell a mistyped or exchanged sheet before anything is tried (SECURITY-DESIGN §3.6).
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations

from desktop.crypto.passwords import Random
from desktop.crypto.slot_keys import Bundle
from desktop.crypto.slots import Pair, SlotsFile
from desktop.crypto.wrapping import NONCE_SIZE, decrypt, derive, encrypt
from desktop.domain import cj1
from desktop.domain.directory import RecoveryKeys
from desktop.domain.errors import KeyMismatchError, RecoveryRefusedError, SheetMistypedError
from desktop.domain.ids import CROCKFORD, crockford, grouped, ungrouped

SHEETS = 3
_SECRET_SIZE = 20
_CODE_LENGTH = 32
_CHECK_LENGTH = 2


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its number and its secret, which ``repr`` never shows."""

    number: int
    secret: bytes = field(repr=False)

    @property
    def code(self) -> str:
        """What is printed: 8 groups of 4 characters and the check group of 2."""
        return f"{grouped(crockford(self.secret))}-{_check_group(self.number, self.secret)}"


def new_sheets(random: Random, count: int = SHEETS) -> tuple[Sheet, ...]:
    """Fresh sheets numbered from 1."""
    return tuple(Sheet(number, random(_SECRET_SIZE)) for number in range(1, count + 1))


def typed_sheet(number: int, typed: str) -> Sheet:
    """The sheet a person typed; O counts as 0, I and L as 1, hyphens and spaces as nothing.

    Raises:
        SheetMistypedError: it cannot be what is printed on sheet ``number``.
    """
    code = ungrouped(typed)
    length = _CODE_LENGTH + _CHECK_LENGTH
    if len(code) != length or not set(code) <= set(CROCKFORD):
        raise SheetMistypedError(sheet=number)
    value = 0
    for character in code[:_CODE_LENGTH]:
        value = value << 5 | CROCKFORD.index(character)
    secret = value.to_bytes(_SECRET_SIZE, "big")
    if _check_group(number, secret) != code[_CODE_LENGTH:]:
        raise SheetMistypedError(sheet=number)
    return Sheet(number, secret)


def wrap_pairs(
    store: str, sheets: Sequence[Sheet], keys: Bundle, random: Random
) -> tuple[Pair, ...]:
    """The recovery keys under each pair of sheets, lower number first."""
    return tuple(_wrap(store, one, two, keys, random) for one, two in combinations(sheets, 2))


def open_recovery(slots: SlotsFile, one: Sheet, other: Sheet, expected: RecoveryKeys) -> Bundle:
    """The recovery keys, opened by two different sheets in either order.

    Raises:
        RecoveryRefusedError: the sheets are of another store or another printing.
    """
    low, high = sorted((one, other), key=lambda sheet: sheet.number)
    pair = next((p for p in slots.pairs if (p.i, p.j) == (low.number, high.number)), None)
    if pair is None:
        raise RecoveryRefusedError(first=low.number, second=high.number)
    key, context = _pair_key(slots.store, low, high)
    try:
        keys = Bundle.from_bytes(decrypt(key, pair.nonce, pair.ciphertext, context))
    except KeyMismatchError as error:
        raise RecoveryRefusedError(first=low.number, second=high.number) from error
    if RecoveryKeys(keys.pk_enc, keys.signing.public) != expected:
        raise RecoveryRefusedError(first=low.number, second=high.number)
    return keys


def _wrap(store: str, low: Sheet, high: Sheet, keys: Bundle, random: Random) -> Pair:
    key, context = _pair_key(store, low, high)
    nonce = random(NONCE_SIZE)
    return Pair(low.number, high.number, nonce, encrypt(key, nonce, keys.to_bytes(), context))


def _pair_key(store: str, low: Sheet, high: Sheet) -> tuple[bytes, bytes]:
    place = cj1.encode({"store": store, "i": low.number, "j": high.number})
    context = b"KURA recovery v1\0" + place
    return derive(low.secret + high.secret, context), context


def _check_group(number: int, secret: bytes) -> str:
    digest = hashlib.sha256(b"KURA sheet v1\0" + bytes([number]) + secret).digest()
    return crockford(digest[:2])[:_CHECK_LENGTH]
