"""Release lists: every file of a program folder with size and SHA-256, and what differs from one.

The list is the payload of an SD ``release`` document (type ``…release.v1+json``), made after every
program file has its Authenticode signature. Paths are relative, with ``/``, sorted by code point.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desktop.domain.cj1 import Json
from desktop.domain.documents import Document, format_time
from desktop.domain.errors import MalformedDocumentError, UnknownVersionError

NAME = "release"
LIST_FILE = "release.json"
PRODUCT = "kuracho"
MOST_FILES = 5_000
_VERSION = 1
_LONGEST_PATH = 240
_PROGRAM_ENDINGS = (".exe", ".dll", ".pyd", ".so", "/base_library.zip")

# a drive, a stream or a wild card of Windows, or nothing that can be printed
_FORBIDDEN = re.compile(r'[\\:*?"<>|\x00-\x1f\x7f]')


@dataclass(frozen=True, slots=True)
class ListedFile:
    """One file as it was released."""

    path: str
    size: int
    sha256: bytes

    @property
    def is_program(self) -> bool:
        """Whether Windows would run it or load it as code."""
        return f"/{self.path}".lower().endswith(_PROGRAM_ENDINGS) or ".so." in self.path


@dataclass(frozen=True, slots=True)
class Release:
    """A whole list; ``build`` is what the program itself must say it is."""

    version: str
    build: str
    made: datetime
    files: tuple[ListedFile, ...]

    def to_json(self) -> Json:
        """The payload."""
        return {
            "v": _VERSION,
            "product": PRODUCT,
            "version": self.version,
            "build": self.build,
            "made": format_time(self.made),
            "files": [
                {"path": file.path, "size": file.size, "sha256": file.sha256.hex()}
                for file in self.files
            ],
        }

    @classmethod
    def from_json(cls, value: Json) -> "Release":
        """The list of a payload.

        Raises:
            MalformedDocumentError: another shape, another product, a path that leaves the folder,
                is listed twice (whatever its case), or stands out of order.
            UnknownVersionError: the list is of a later format.
        """
        if isinstance(value, Mapping) and value.get("v") != _VERSION:
            raise UnknownVersionError
        members = Document(value, "v", "product", "version", "build", "made", "files")
        if members.text("product") != PRODUCT:
            raise MalformedDocumentError(reason="product")
        files = tuple(_listed(item) for item in members.items("files"))
        _require_order(files)
        return cls(members.text("version"), members.text("build"), members.time("made"), files)


class Difference(StrEnum):
    """How a program folder is not what was released, the gravest first."""

    NO_KEY = "no-key"
    NO_LIST = "no-list"
    FORGED_LIST = "forged-list"
    OTHER_BUILD = "other-build"
    CHANGED = "changed"
    MISSING = "missing"
    EXTRA = "extra"
    UNREADABLE = "unreadable"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Fault:
    """One difference; ``path`` is the file it is about, "" where nothing at all is known."""

    difference: Difference
    path: str


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file as it lies in the folder; ``size`` is None for what is no plain file."""

    path: str
    size: int | None


def require_path(path: str) -> str:
    """Accept a path of a list.

    Raises:
        MalformedDocumentError: it is absolute, leaves the folder, names a drive or a stream, or
            would be another name on Windows than here.
    """
    parts = path.split("/")
    if len(path) > _LONGEST_PATH or _FORBIDDEN.search(path) or not path.isprintable():
        raise MalformedDocumentError(reason="path")
    if any(part in ("", ".", "..") or part[-1] in ". " or part[0] == " " for part in parts):
        raise MalformedDocumentError(reason="path")
    if path.lower() == LIST_FILE:
        raise MalformedDocumentError(reason="path")
    return path


def compare(release: Release, found: Iterable[FoundFile]) -> tuple[Fault, ...]:
    """What differs by name and size alone; contents are compared where these agree."""
    there = {file.path: file for file in found}
    faults = []
    for listed in release.files:
        file = there.pop(listed.path, None)
        if file is None:
            faults.append(Fault(Difference.MISSING, listed.path))
        elif file.size != listed.size:
            faults.append(Fault(Difference.CHANGED, listed.path))
    faults.extend(Fault(Difference.EXTRA, path) for path in sorted(there))
    return tuple(faults)


def _listed(item: Json) -> ListedFile:
    members = Document(item, "path", "size", "sha256")
    size = members.integer("size")
    if size < 0:
        raise MalformedDocumentError(reason="size")
    return ListedFile(require_path(members.text("path")), size, members.hex("sha256", 32))


def _require_order(files: tuple[ListedFile, ...]) -> None:
    paths = [file.path for file in files]
    if not 1 <= len(paths) <= MOST_FILES:
        raise MalformedDocumentError(reason="count")
    if sorted(set(paths)) != paths or len({path.casefold() for path in paths}) != len(paths):
        raise MalformedDocumentError(reason="order")
