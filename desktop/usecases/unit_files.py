"""The small files of one unit's folder, read whole and replaced whole (SECURITY-DESIGN §2)."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from desktop.crypto.lineage import Lineage, read_lineage
from desktop.crypto.slots import SlotsFile
from desktop.domain import cj1
from desktop.domain.cj1 import Json
from desktop.domain.documents import Document
from desktop.domain.errors import (
    AppError,
    DeviceSecretMissingError,
    FileDamagedError,
    MalformedDocumentError,
)
from desktop.domain.store_pointer import StorePointer
from desktop.machine import sealing
from desktop.machine.atomic import read_file, repair_file, write_file
from desktop.machine.patience import remove_file
from desktop.machine.sealing import DeviceSealer, sealer_for

POINTER = "store.json"
DIRECTORY = "directory"
PROPOSAL = "proposed.json"
SLOTS = "slots.json"
ROSTER = "roster.json"
OUTBOX = "outbox"


@dataclass(frozen=True, slots=True)
class UnitFiles:
    """Where each small file of a unit lies; reading verifies, writing survives a power cut."""

    folder: Path

    def repair(self) -> tuple[str, ...]:
        """Bring back a good previous copy where a file is bad; names of the files repaired."""
        checks: tuple[tuple[str, Callable[[bytes], object]], ...] = (
            (POINTER, StorePointer.from_bytes),
            (SLOTS, SlotsFile.from_bytes),
        )
        return tuple(
            name for name, read in checks if repair_file(self.folder / name, partial(_reads, read))
        )

    def pointer(self) -> StorePointer:
        """Which database and which log are in use."""
        return StorePointer.from_bytes(self._read(POINTER))

    def point_to(self, pointer: StorePointer) -> None:
        """Let the unit use another database; no copy of the pointer of before is brought back."""
        content = pointer.to_bytes()
        write_file(self.folder / POINTER, content)
        write_file(self.folder / POINTER, content)  # the kept copy says the same from now on

    def directory_versions(self) -> tuple[bytes, ...]:
        """Every directory version as its file has it, version 1 first."""
        files = sorted((self.folder / DIRECTORY).glob("[0-9]*.json"))
        return tuple(map(read_file, files))

    def lineage(self, sealer: DeviceSealer) -> Lineage:
        """The directory, verified from its founding and against what this terminal remembers.

        Raises:
            DeviceSecretMissingError: this terminal remembers nothing of the unit.
            DirectoryRollbackError, DirectoryChainError: it is not what it was.
        """
        remembered = sealing.pinned(sealer)
        if remembered is None:  # founding pins; without it any directory would be believed
            raise DeviceSecretMissingError
        pin = Document(cj1.decode(remembered), "fingerprint", "version")
        return read_lineage(
            self.directory_versions(),
            pinned_fingerprint=pin.text("fingerprint"),
            newest_seen=pin.integer("version"),
        )

    def remember(self, sealer: DeviceSealer, lineage: Lineage) -> None:
        """Pin fingerprint and newest version in this terminal."""
        pin: Json = {"fingerprint": lineage.fingerprint, "version": lineage.current.version}
        sealing.pin(sealer, cj1.encode(pin))

    def add_directory_version(self, version: int, document: bytes) -> None:
        """Keep the next directory version; earlier ones stay."""
        write_file(self.folder / DIRECTORY / f"{version:06d}.json", document, keep=False)

    def proposal(self) -> bytes | None:
        """The directory version that waits for its second signature."""
        path = self.folder / DIRECTORY / PROPOSAL
        return read_file(path) if path.is_file() else None

    def propose(self, document: bytes) -> None:
        """Keep a directory version that waits for its second signature."""
        write_file(self.folder / DIRECTORY / PROPOSAL, document, keep=False)

    def drop_proposal(self) -> None:
        """Nothing waits any more."""
        remove_file(self.folder / DIRECTORY / PROPOSAL)

    def slots(self) -> bytes:
        """slots.json as it is."""
        return self._read(SLOTS)

    def roster(self) -> bytes:
        """roster.json as it is."""
        return self._read(ROSTER)

    def outbox(self, package_id: str) -> Path:
        """Where the ciphertext of an approved package waits for its release."""
        return self.folder / OUTBOX / package_id

    def sealer(self, store: str, *, drill: bool) -> DeviceSealer:
        """What keeps this terminal's secrets for the unit."""
        return sealer_for(self.folder, store, drill=drill)

    def _read(self, name: str) -> bytes:
        try:
            return read_file(self.folder / name)
        except OSError as error:
            raise FileDamagedError(file=name) from error


def _reads(read: Callable[[bytes], object], content: bytes) -> bool:
    """Whether a file is whole; one of a later version is, and is refused in words later."""
    try:
        read(content)
    except MalformedDocumentError:
        return False
    except AppError:
        return True
    return True
