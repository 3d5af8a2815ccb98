"""原本性: what a revision commits to, how revisions chain, and who signs them.

``commit`` hides the content behind a salt, so that disposing of content and salt leaves a chain
that still verifies (SECURITY-DESIGN §8).
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from desktop.crypto.signing import SigningKey, verify_pae
from desktop.domain import cj1
from desktop.domain.cj1 import Json
from desktop.domain.documents import format_time
from desktop.domain.errors import MalformedDocumentError
from desktop.domain.ids import Kid, RecordUid

REVISION_TYPE = "revision"
SALT_SIZE = 32


@dataclass(frozen=True, slots=True)
class RevisionClaim:
    """What the author of a revision signs: ``rec`` and ``rev`` are uids, 32 hex digits."""

    store: str
    rec: RecordUid
    rev: RecordUid
    prev: bytes
    commit: bytes
    author: Kid
    t: datetime

    def to_bytes(self) -> bytes:
        """The canonical bytes that are signed."""
        return cj1.encode(
            {
                "store": self.store,
                "rec": self.rec,
                "rev": self.rev,
                "prev": self.prev.hex(),
                "commit": self.commit.hex(),
                "author": self.author,
                "t": format_time(self.t),
            }
        )

    @property
    def hash(self) -> bytes:
        """The hash of this revision, and ``prev`` of the next one."""
        return rev_hash(self.prev, self.commit)


def commit_content(salt: bytes, content: Json) -> bytes:
    """The commitment to a revision's content under a fresh 32-byte salt."""
    return commit_bytes(salt, cj1.encode(content))


def commit_bytes(salt: bytes, content: bytes) -> bytes:
    """The same for content that is already in its canonical encoding."""
    if len(salt) != SALT_SIZE:
        raise MalformedDocumentError(reason="salt")
    return hashlib.sha256(b"KURA rev v1\0" + salt + content).digest()


def first_prev(rec: RecordUid) -> bytes:
    """``prev`` of a record's first revision; it ties the chain to the record."""
    return hashlib.sha256(b"KURA record v1\0" + bytes.fromhex(rec)).digest()


def rev_hash(prev: bytes, commit: bytes) -> bytes:
    """The hash of a revision: SHA-256(prev || commit)."""
    return hashlib.sha256(prev + commit).digest()


def sign_revision(claim: RevisionClaim, key: SigningKey) -> bytes:
    """The author's signature over PAE(revision.v1)."""
    return key.sign_pae(REVISION_TYPE, claim.to_bytes())


def verify_revision(claim: RevisionClaim, public: bytes, signature: bytes) -> bool:
    """Whether ``signature`` is ``public``'s over exactly this claim."""
    return verify_pae(public, REVISION_TYPE, claim.to_bytes(), signature)


def merkle_root(hashes: Sequence[bytes]) -> bytes:
    """Root over the revision hashes of one import, in their order (tree shape of RFC 6962)."""
    if not hashes:
        raise MalformedDocumentError(reason="empty-batch")
    level = [hashlib.sha256(b"KURA leaf v1\0" + one).digest() for one in hashes]
    while len(level) > 1:
        pairs = [
            hashlib.sha256(b"KURA node v1\0" + left + right).digest()
            for left, right in zip(level[::2], level[1::2], strict=False)
        ]
        level = pairs + (level[-1:] if len(level) % 2 else [])
    return level[0]
