"""The terminal's own secrets: device secret, seal keys, and the pin of the store's fingerprint.

``DeviceSealer`` says what any keeper of them can do; a drill store keeps them in private files
beside the store, a real one in the operating system's key store (``keyring_sealer``).
"""

from pathlib import Path
from typing import Protocol

from desktop.domain.errors import DeviceSecretMissingError
from desktop.machine.atomic import write_file
from desktop.machine.keyring_sealer import KeyringSealer

DEVICE_SIZE = 32


class DeviceSealer(Protocol):
    """Keeps a few small secrets by name for one store on this machine."""

    kind: str

    def read(self, name: str) -> bytes | None:
        """What was kept under ``name``."""

    def write(self, name: str, secret: bytes) -> None:
        """Keep ``secret`` under ``name``, durably, in place of an earlier one."""


class DrillSealer:
    """Private files beside a drill store; only a store founded as a drill may use them."""

    kind = "drill"

    def __init__(self, store_folder: Path) -> None:
        self._folder = store_folder.with_name(store_folder.name + ".terminal")

    def read(self, name: str) -> bytes | None:
        """What was kept under ``name``."""
        path = self._folder / name
        return path.read_bytes() if path.is_file() else None

    def write(self, name: str, secret: bytes) -> None:
        """Keep ``secret`` in a file only this account can read; no copy of the old one stays."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_file(self._folder / name, secret, keep=False)


def sealer_for(store_folder: Path, store: str, *, drill: bool) -> DeviceSealer:
    """The sealer a store must use; ``drill`` is what its directory version 1 says.

    Raises:
        KeyringRefusedError: a real store, and no key store of the system may hold secrets.
    """
    return DrillSealer(store_folder) if drill else KeyringSealer(store)


def new_device_secret(sealer: DeviceSealer, secret: bytes) -> bytes:
    """Keep ``secret`` (32 random bytes) unless there is one; return the one that is kept."""
    kept = sealer.read("device")
    if kept is None:
        sealer.write("device", secret)
        kept = sealer.read("device")
    if kept is None or len(kept) != DEVICE_SIZE:
        raise DeviceSecretMissingError
    return kept


def device_secret(sealer: DeviceSealer) -> bytes:
    """The secret this terminal was enrolled with.

    Raises:
        DeviceSecretMissingError: there is none; the store was brought from another machine.
    """
    kept = sealer.read("device")
    if kept is None or len(kept) != DEVICE_SIZE:
        raise DeviceSecretMissingError
    return kept


def seal_keys(sealer: DeviceSealer) -> bytes | None:
    """The seal keys as ``crypto.seals`` wrote them."""
    return sealer.read("seal")


def keep_seal_keys(sealer: DeviceSealer, content: bytes) -> None:
    """Replace the seal keys; the old ones are gone after this returns."""
    sealer.write("seal", content)


def pinned(sealer: DeviceSealer) -> bytes | None:
    """The pinned fingerprint and newest directory version, as the caller wrote them."""
    return sealer.read("pin")


def pin(sealer: DeviceSealer, content: bytes) -> None:
    """Remember fingerprint and directory version for the next start."""
    sealer.write("pin", content)
