"""The terminal's own secrets: device secret, seal keys, and the pin of the store's fingerprint.

``DeviceSealer`` says what any keeper of them can do (a TPM could be one); a drill store keeps
them in private files beside the store, a real one in files sealed by Windows to the machine
(``dpapi_sealer``), elsewhere in the account's key store (``keyring_sealer``).
"""

import sys
from pathlib import Path
from typing import Protocol

from desktop.domain.errors import DeviceSecretMissingError, KeyringRefusedError
from desktop.machine.acl import make_private
from desktop.machine.atomic import read_file, write_file
from desktop.machine.keyring_sealer import KeyringSealer

if sys.platform == "win32":
    from desktop.machine.dpapi_sealer import DpapiSealer

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
        self._folder = terminal_folder(store_folder)

    def read(self, name: str) -> bytes | None:
        """What was kept under ``name``."""
        path = self._folder / name
        return read_file(path) if path.is_file() else None

    def write(self, name: str, secret: bytes) -> None:
        """Keep ``secret`` in a file of this terminal; no copy of the old one stays."""
        make_private(self._folder)
        write_file(self._folder / name, secret, keep=False)


def terminal_folder(store_folder: Path) -> Path:
    """Where a store's files of this terminal lie: beside it, so that no copy takes them along."""
    return store_folder.with_name(store_folder.name + ".terminal")


def sealer_for(store_folder: Path, store: str, *, drill: bool) -> DeviceSealer:
    """The sealer a store must use; ``drill`` is what its directory version 1 says.

    Raises:
        KeyringRefusedError: a real store, and no key store of the system may hold secrets.
    """
    if drill:
        return DrillSealer(store_folder)
    if sys.platform == "win32":
        return DpapiSealer(store_folder, store)
    return KeyringSealer(store)


def take_over(sealer: DeviceSealer, store: str) -> bool:
    """Bring a real store's secrets into the machine's files if an earlier version kept them else.

    The first account to sign in that has them in its key store brings them; True if it did.
    """
    if sealer.kind != "dpapi":
        return False
    try:
        return move_in(sealer, KeyringSealer(store))
    except KeyringRefusedError:  # what is missing then is said by whoever needs it
        return False


def move_in(sealer: DeviceSealer, older: KeyringSealer) -> bool:
    """Take over what an earlier version kept in one account's key store; True if that was so.

    The device secret is written last: a move that is cut short begins again at the next sign-in.
    Nothing stays behind in the key store, old seal keys least of all; where the machine has no
    device secret afterwards, what the key store holds is all there is, and stays.

    Raises:
        KeyringRefusedError: the key store does not answer.
    """
    names = ("seal", "pin", "device")
    moved = sealer.read("device") is None
    if moved:
        if older.read("device") is None:
            return False
        for name in names:
            secret = older.read(name)
            if secret is not None:
                sealer.write(name, secret)
                if sealer.read(name) != secret:
                    raise DeviceSecretMissingError
    for name in names:
        older.forget(name)
    return moved


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


def guard_keeper(store_folder: Path, store: str, *, drill: bool) -> DeviceSealer:
    """What keeps the guard memory: one for each OS account, so that the worst count is known.

    Windows keeps it in the Credential Manager, on this machine only; at most 900 bytes fit.

    Raises:
        KeyringRefusedError: a real store, and no key store of the system may hold it.
    """
    return DrillSealer(store_folder) if drill else KeyringSealer(store)


def guard_memory(keeper: DeviceSealer) -> bytes | None:
    """What this account remembers of the store, as the caller wrote it."""
    return keeper.read("guard")


def keep_guard_memory(keeper: DeviceSealer, content: bytes) -> None:
    """Remember ``content`` for this account's next sign-in."""
    keeper.write("guard", content)
