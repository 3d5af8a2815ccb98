"""store.json: the small pointer that says which store a folder is, and which file is in use."""

import re
from dataclasses import dataclass

from desktop.domain import cj1
from desktop.domain.documents import Document
from desktop.domain.errors import MalformedDocumentError, UnknownVersionError

_ID = re.compile(r"[0-9a-f]{32}")
_DB = re.compile(r"ledger-[1-9][0-9]{0,5}\.db")


@dataclass(frozen=True, slots=True)
class StorePointer:
    """``active_db`` is a plain file name inside the folder; ``log`` the audit log in use."""

    store: str
    active_db: str
    log: str

    def __post_init__(self) -> None:
        """Refuse names that could lead out of the folder."""
        ids = _ID.fullmatch(self.store) and _ID.fullmatch(self.log)
        if not ids or not _DB.fullmatch(self.active_db):
            raise MalformedDocumentError(reason="store-pointer")

    def to_bytes(self) -> bytes:
        """The file."""
        members = {"store": self.store, "active_db": self.active_db, "log": self.log}
        return cj1.encode({"fmt": "KURA-STORE", "v": 1, **members})

    @classmethod
    def from_bytes(cls, untrusted_bytes: bytes) -> "StorePointer":
        """The pointer of canonical bytes.

        Raises:
            MalformedDocumentError: damaged.
            UnknownVersionError: written by another version of the program.
        """
        value = cj1.decode_object(untrusted_bytes)
        if value.get("fmt") != "KURA-STORE" or value.get("v") != 1:
            raise UnknownVersionError(file="store.json")
        document = Document(value, "fmt", "v", "store", "active_db", "log")
        return cls(document.text("store"), document.text("active_db"), document.text("log"))
