"""The office before anybody has signed in: where the units lie, and the clock and the chance.

Light on purpose: the sign-in window needs this and nothing that opens a store.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from desktop.domain import cj1
from desktop.domain.directory import Directory, fingerprint
from desktop.domain.documents import Document
from desktop.domain.errors import AppError
from desktop.domain.ids import grouped
from desktop.domain.policy import KdfPolicy
from desktop.usecases.program_version import ProgramVersion, this_version

STORE_FILE = "store.json"
DIRECTORY_FOLDER = "directory"


@dataclass(frozen=True, slots=True)
class Office:
    """What the front door hands to every deed that starts without a signed-in person."""

    home: Path
    resources: Path
    now: Callable[[], datetime]
    random: Callable[[int], bytes]
    kdf: KdfPolicy = field(default_factory=KdfPolicy)
    drill: bool = False
    program: ProgramVersion = field(default_factory=this_version)
    hardening: tuple[str, ...] = ()
    """What took effect when the process was hardened at its start."""

    def units(self) -> tuple["UnitRef", ...]:
        """Every store under ``home``, by folder name; a folder that is none is passed over.

        None where this account may not look; founding says why it may not.
        """
        try:
            folders = sorted(self.home.iterdir()) if self.home.is_dir() else []
        except OSError:
            return ()
        found = (unit_at(folder) for folder in folders if folder.is_dir())
        return tuple(unit for unit in found if unit is not None)


@dataclass(frozen=True, slots=True)
class UnitRef:
    """One store on this machine, as far as it shows without a key.

    ``label`` is read from the unverified directory and serves to be looked at only; sign-in
    verifies the whole chain.
    """

    folder: Path
    store: str
    label: str
    fingerprint: str
    drill: bool


def unit_at(folder: Path) -> UnitRef | None:
    """The store in ``folder``, or None where there is none to be signed in to."""
    files = sorted((folder / DIRECTORY_FOLDER).glob("[0-9]*.json"))
    if not files or not (folder / STORE_FILE).is_file():
        return None
    try:
        newest = _unverified(files[-1].read_bytes())
        shown = grouped(fingerprint(files[0].read_bytes()))
    except (OSError, AppError):
        return None
    label = newest.terminals[0].label if newest.terminals else newest.store
    return UnitRef(folder, newest.store, label, shown, newest.policy.drill)


def _unverified(file_bytes: bytes) -> Directory:
    document = Document(cj1.decode(file_bytes), "payload", "sigs", "type")
    return Directory.from_json(cj1.decode(document.base64("payload")))
