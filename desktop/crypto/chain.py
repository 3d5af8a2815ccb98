"""The audit chain: sign entries onto a head, and check a run of entries from a head on."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from desktop.crypto.signing import SigningKey, verify_pae
from desktop.domain.audit import AUDIT_TYPE, AuditBody, Head, entry_hash
from desktop.domain.errors import LogBrokenError, MalformedDocumentError
from desktop.domain.ids import Kid

ResolveAuthor = Callable[[Kid, datetime], bytes | None]
"""Kid and moment → the public key that could sign an entry then, or None."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as it is stored: exact body bytes, their hash, the author's signature."""

    body: bytes
    hash: bytes
    sig: bytes


def sign_entry(body: AuditBody, key: SigningKey) -> Entry:
    """The entry of ``body``, signed; its ``seq`` and ``prev`` must already follow the head."""
    content = body.to_bytes()
    return Entry(content, entry_hash(content), key.sign_pae(AUDIT_TYPE, content))


def check_entries(entries: Iterable[Entry], start: Head, log: str, resolve: ResolveAuthor) -> Head:
    """The head after ``entries``, each read, linked and signed as it must be.

    Raises:
        LogBrokenError: names the first seq that is not whole, and why.
    """
    head = start
    for entry in entries:
        head = _check(entry, head, log, resolve)
    return head


def _check(entry: Entry, head: Head, log: str, resolve: ResolveAuthor) -> Head:
    seq = head.seq + 1
    try:
        body = AuditBody.from_bytes(entry.body)
    except MalformedDocumentError as error:
        raise LogBrokenError(seq=seq, reason="form") from error
    if (body.log, body.seq, body.prev) != (log, seq, head.hash):
        raise LogBrokenError(seq=seq, reason="link")
    if entry_hash(entry.body) != entry.hash:
        raise LogBrokenError(seq=seq, reason="hash")
    public = resolve(body.actor, body.t)
    if public is None:
        raise LogBrokenError(seq=seq, reason="author")
    if not verify_pae(public, AUDIT_TYPE, entry.body, entry.sig):
        raise LogBrokenError(seq=seq, reason="signature")
    return Head(seq, entry.hash)
