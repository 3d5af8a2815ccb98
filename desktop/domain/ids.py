"""Names of things that travel: record uids, document ids, and readable prints of bytes.

Clock and random come in as arguments, so the same inputs name the same thing.
"""

from typing import NewType

RecordUid = NewType("RecordUid", str)
"""UUIDv7 of a record or revision, 32 lowercase hex digits; never reused, safe to leave."""

Rid = NewType("Rid", int)
"""Local key of a record inside one store; never leaves it (DECISIONS 10)."""

UserId = NewType("UserId", str)
"""職員番号 of an account, as typed at sign-in."""

Kid = NewType("Kid", str)
"""Key id: 32 hex digits of the hash of an Ed25519 public key (SECURITY-DESIGN §1.1)."""

LedgerId = NewType("LedgerId", str)
"""Name of a ledger inside its store, ``[a-z0-9_]{1,40}``."""

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans("OIL", "011")


def uuid7(milliseconds: int, random_bytes: bytes) -> bytes:
    """Return a UUIDv7 (RFC 9562 §5.7) of a Unix time in ms and 10 random bytes."""
    head = milliseconds.to_bytes(6, "big")
    tail = bytearray(random_bytes[:10])
    tail[0] = 0x70 | (tail[0] & 0x0F)
    tail[2] = 0x80 | (tail[2] & 0x3F)
    return head + bytes(tail)


def crockford(content: bytes) -> str:
    """Crockford Base32 of ``content``; 5 bits a character, the last one zero-filled."""
    bits = len(content) * 8
    length = -(-bits // 5)
    number = int.from_bytes(content, "big") << (length * 5 - bits)
    return "".join(CROCKFORD[(number >> (5 * place)) & 31] for place in reversed(range(length)))


def grouped(text: str, size: int = 4, mark: str = "-") -> str:
    """``text`` in groups of ``size``, to be read aloud and compared."""
    return mark.join(text[start : start + size] for start in range(0, len(text), size))


def ungrouped(typed: str) -> str:
    """What a person typed for a grouped Crockford text: upper case, O→0, I and L→1."""
    kept = "".join(character for character in typed.upper() if character.isalnum())
    return kept.translate(_READ_AS)
