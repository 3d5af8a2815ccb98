"""The update package ``kuracho-<version>.kuraup``: what its signed notice says, and its layout.

Magic line, length of the notice (four bytes, big endian), the notice as an SD ``update`` document
signed by the release key, then the installer's bytes to the end of the file.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from desktop.domain.cj1 import Json
from desktop.domain.documents import Document, format_time
from desktop.domain.errors import MalformedDocumentError, UnknownVersionError

NAME = "update"
ENDING = ".kuraup"
MAGIC = b"KURAUPD1\n"
LENGTH_SIZE = 4
LARGEST_NOTICE = 64 << 10
LARGEST_INSTALLER = 512 << 20
_V = 1
_PRODUCT = "kuracho"
_LONGEST_NOTES = 2000
_VERSION = re.compile(r"(0|[1-9][0-9]{0,4})\.(0|[1-9][0-9]{0,4})\.(0|[1-9][0-9]{0,4})")
_BUILD = re.compile(r"[A-Za-z0-9.+-]{1,64}")
_FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}\.msi")


@dataclass(frozen=True, slots=True)
class Installer:
    """The installer inside a package; ``name`` is a plain file name."""

    name: str
    size: int
    sha256: bytes

    def __post_init__(self) -> None:
        """Refuse a name that could lead anywhere, and a size no installer has."""
        if not _FILE.fullmatch(self.name) or not 0 < self.size <= LARGEST_INSTALLER:
            raise MalformedDocumentError(reason="installer")


@dataclass(frozen=True, slots=True)
class UpdateNotice:
    """What a package brings: ``reads`` are the schemas its program can bring up to ``writes``."""

    version: str
    build: str
    made: datetime
    reads: tuple[int, ...]
    writes: int
    notes: str
    msi: Installer

    def __post_init__(self) -> None:
        """Refuse a notice no release could have."""
        fine = (
            _VERSION.fullmatch(self.version)
            and _BUILD.fullmatch(self.build)
            and self.reads == tuple(sorted(set(self.reads)))
            and self.reads[:1] > (0,)
            and self.writes == max(self.reads, default=0)
            and len(self.notes) <= _LONGEST_NOTES
            and all(character == "\n" or character.isprintable() for character in self.notes)
        )
        if not fine:
            raise MalformedDocumentError(reason="update")

    @property
    def order(self) -> tuple[int, ...]:
        """The version as a value that sorts."""
        return version_order(self.version)

    def to_json(self) -> Json:
        """The payload that is signed."""
        return {
            "v": _V,
            "product": _PRODUCT,
            "version": self.version,
            "build": self.build,
            "made": format_time(self.made),
            "schema": {"reads": list(self.reads), "writes": self.writes},
            "notes": self.notes,
            "msi": {
                "name": self.msi.name,
                "size": self.msi.size,
                "sha256": self.msi.sha256.hex(),
            },
        }

    @classmethod
    def from_json(cls, value: Json) -> "UpdateNotice":
        """The notice of a payload, and of no other.

        Raises:
            MalformedDocumentError: another shape, another product, an impossible value.
            UnknownVersionError: the notice is of a later format.
        """
        if isinstance(value, Mapping) and value.get("v") != _V:
            raise UnknownVersionError
        document = Document(
            value, "v", "product", "version", "build", "made", "schema", "notes", "msi"
        )
        if document.text("product") != _PRODUCT:
            raise MalformedDocumentError(reason="product")
        schema = Document(document.object("schema"), "reads", "writes")
        msi = Document(document.object("msi"), "name", "size", "sha256")
        return cls(
            version=document.text("version"),
            build=document.text("build"),
            made=document.time("made"),
            reads=tuple(_number(item) for item in schema.items("reads")),
            writes=schema.integer("writes"),
            notes=document.text("notes"),
            msi=Installer(msi.text("name"), msi.integer("size"), msi.hex("sha256", 32)),
        )


def version_order(version: str) -> tuple[int, ...]:
    """A version such as ``0.10.2`` as a value that sorts.

    Raises:
        MalformedDocumentError: it is no version of ours.
    """
    found = _VERSION.fullmatch(version)
    if found is None:
        raise MalformedDocumentError(reason="version")
    return tuple(map(int, found.groups()))


def head_of(notice_document: bytes) -> bytes:
    """Everything that stands before the installer's first byte."""
    size = len(notice_document)
    if size > LARGEST_NOTICE:
        raise MalformedDocumentError(reason="size", size=size)
    return MAGIC + size.to_bytes(LENGTH_SIZE, "big") + notice_document


def _number(item: Json) -> int:
    if isinstance(item, bool) or not isinstance(item, int):
        raise MalformedDocumentError(reason="type")
    return item
