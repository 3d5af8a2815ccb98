"""Members that transfer documents share, each read strictly or refused."""

import re
import unicodedata
from collections.abc import Mapping

from desktop.domain.cj1 import Json
from desktop.domain.documents import Document
from desktop.domain.errors import MalformedDocumentError, UnknownVersionError

VERSION = 1
MAX_RECIPIENTS = 50
ID = re.compile(r"[0-9a-f]{32}")
RID = re.compile(r"[0-9a-f]{16}")
FID = re.compile(r"[a-z][a-z0-9_]{0,39}")

_COUNTED = re.compile(r"[a-z][a-z0-9_]{0,39}")
_MAX_TEXT = 1000


def check_version(untrusted: Json) -> None:
    """Refuse a document whose ``v`` is not ours, before its members are looked at.

    Raises:
        UnknownVersionError: another version of the program wrote it.
    """
    if not isinstance(untrusted, Mapping):
        raise MalformedDocumentError(reason="not-an-object")
    found = untrusted.get("v")
    if isinstance(found, bool) or not isinstance(found, int):
        raise MalformedDocumentError(reason="version")
    if found != VERSION:
        raise UnknownVersionError(version=found)


def named(document: Document, member: str, pattern: re.Pattern[str]) -> str:
    """A text that matches ``pattern`` as a whole."""
    found = document.text(member)
    refuse_unless(member, bool(pattern.fullmatch(found)))
    return found


def sentence(document: Document, member: str) -> str:
    """A text a person wrote: not blank, not endless, nothing invisible in it."""
    found = document.text(member)
    refuse_unless(member, bool(found.strip()) and len(found) <= _MAX_TEXT)
    kinds = {unicodedata.category(character) for character in found if character != "\n"}
    refuse_unless(member, not kinds & {"Cc", "Cf", "Cs"})
    return found


def natural(document: Document, member: str) -> int:
    """An integer from 0."""
    found = document.integer(member)
    refuse_unless(member, found >= 0)
    return found


def positive(document: Document, member: str) -> int:
    """An integer from 1."""
    found = document.integer(member)
    refuse_unless(member, found >= 1)
    return found


def recipients(document: Document) -> tuple[str, ...]:
    """The member ``recipients``: one or more rids, rising."""
    found = document.texts("recipients")
    refuse_unless("recipients", 1 <= len(found) <= MAX_RECIPIENTS)
    refuse_unless("recipients", list(found) == sorted(set(found)))
    refuse_unless("recipients", all(RID.fullmatch(rid) for rid in found))
    return found


def counts(document: Document, member: str) -> dict[str, int]:
    """An object of kind → count."""
    found: dict[str, int] = {}
    for kind, count in document.object(member).items():
        fine = _COUNTED.fullmatch(kind) and type(count) is int and count >= 0
        refuse_unless(member, bool(fine))
        if isinstance(count, int):
            found[kind] = count
    return found


def refuse_unless(member: str, fine: bool) -> None:  # noqa: FBT001  # the condition reads last
    """Refuse the document, naming the member, unless ``fine``."""
    if not fine:
        raise MalformedDocumentError(reason="value", member=member)
