"""Reading a decoded document: exactly the expected members, each of the expected type.

Unknown members and missing members are refused alike (SECURITY-DESIGN §1.1), so a format
can only change by changing its version.
"""

import base64
import binascii
import re
from collections.abc import Mapping
from datetime import UTC, datetime

from desktop.domain.cj1 import Json
from desktop.domain.errors import MalformedDocumentError

_HEX = re.compile(r"(?:[0-9a-f]{2})*")
_TIME = "%Y-%m-%dT%H:%M:%SZ"


class Document:
    """A decoded object whose members are taken one by one; ``done`` refuses what is left."""

    def __init__(self, value: Json, *members: str) -> None:
        """Accept an object that has exactly ``members``."""
        if not isinstance(value, Mapping) or set(value) != set(members):
            raise MalformedDocumentError(reason="members")
        self._value = value

    def text(self, member: str) -> str:
        """A string member."""
        found = self._value[member]
        if not isinstance(found, str):
            raise MalformedDocumentError(reason="type", member=member)
        return found

    def optional_text(self, member: str) -> str | None:
        """A string member, or null."""
        return None if self._value[member] is None else self.text(member)

    def integer(self, member: str) -> int:
        """An integer member (a boolean is none)."""
        found = self._value[member]
        if isinstance(found, bool) or not isinstance(found, int):
            raise MalformedDocumentError(reason="type", member=member)
        return found

    def boolean(self, member: str) -> bool:
        """A boolean member."""
        found = self._value[member]
        if not isinstance(found, bool):
            raise MalformedDocumentError(reason="type", member=member)
        return found

    def items(self, member: str) -> tuple[Json, ...]:
        """A list member."""
        found = self._value[member]
        if not isinstance(found, list | tuple):
            raise MalformedDocumentError(reason="type", member=member)
        return tuple(found)

    def texts(self, member: str) -> tuple[str, ...]:
        """A list of strings."""
        return tuple(_text(item, member) for item in self.items(member))

    def object(self, member: str) -> Mapping[str, Json]:
        """An object member, its own members unchecked."""
        found = self._value[member]
        if not isinstance(found, Mapping):
            raise MalformedDocumentError(reason="type", member=member)
        return found

    def hex(self, member: str, size: int | None = None) -> bytes:
        """Bytes written as lowercase hex, ``size`` of them if given."""
        found = self.text(member)
        if not _HEX.fullmatch(found) or (size is not None and len(found) != 2 * size):
            raise MalformedDocumentError(reason="hex", member=member)
        return bytes.fromhex(found)

    def base64(self, member: str) -> bytes:
        """Bytes written as padded standard base64."""
        return from_base64(self.text(member))

    def time(self, member: str) -> datetime:
        """A moment written ``YYYY-MM-DDTHH:MM:SSZ``, in UTC."""
        return parse_time(self.text(member))


def _text(item: Json, member: str) -> str:
    if not isinstance(item, str):
        raise MalformedDocumentError(reason="type", member=member)
    return item


def to_base64(content: bytes) -> str:
    """Padded standard base64."""
    return base64.b64encode(content).decode("ascii")


def from_base64(text: str) -> bytes:
    """The bytes of a canonical padded base64 text, and of no other."""
    try:
        content = base64.b64decode(text.encode("ascii"), validate=True)
    except (UnicodeEncodeError, binascii.Error) as error:
        raise MalformedDocumentError(reason="base64") from error
    if to_base64(content) != text:
        raise MalformedDocumentError(reason="base64")
    return content


def format_time(moment: datetime) -> str:
    """A moment as every document writes it: UTC, whole seconds, Z."""
    return moment.astimezone(UTC).strftime(_TIME)


def parse_time(text: str) -> datetime:
    """The moment of a canonical time text, and of no other."""
    try:
        moment = datetime.strptime(text, _TIME).replace(tzinfo=UTC)
    except ValueError as error:
        raise MalformedDocumentError(reason="time") from error
    if format_time(moment) != text:
        raise MalformedDocumentError(reason="time")
    return moment
