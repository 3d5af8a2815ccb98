"""Secrets of one account in the operating system's key store, and in no weaker place.

On Windows that is the Credential Manager and holds the guard memory only; the terminal's own
secrets belong to the machine (``dpapi_sealer``).
"""

import base64
import binascii
import sys
from collections.abc import Callable

import keyring
from keyring.backend import KeyringBackend
from keyring.backends.chainer import ChainerBackend
from keyring.backends.Windows import WinVaultKeyring
from keyring.errors import KeyringError, PasswordDeleteError

from desktop.domain.errors import KeyringRefusedError

_WINDOWS: Callable[[], KeyringBackend] = WinVaultKeyring
_ALLOWED = frozenset(
    {
        "keyring.backends.Windows.WinVaultKeyring",
        "keyring.backends.SecretService.Keyring",
        "keyring.backends.kwallet.DBusKeyring",
    }
)


class KeyringSealer:
    """Secrets of one store under the service ``Kuracho/<store>``."""

    kind = "keyring"

    def __init__(self, store: str, backend: KeyringBackend | None = None) -> None:
        """Take the system's key store.

        Raises:
            KeyringRefusedError: it is none of WinVault, SecretService, KWallet.
        """
        self._service = f"Kuracho/{store}"
        self._backend = _accepted(_system() if backend is None else backend)

    def read(self, name: str) -> bytes | None:
        """What was kept under ``name``."""
        try:
            text = self._backend.get_password(self._service, name)
            return None if text is None else base64.b64decode(text, validate=True)
        except (KeyringError, binascii.Error) as error:
            raise KeyringRefusedError(backend=type(self._backend).__name__) from error

    def write(self, name: str, secret: bytes) -> None:
        """Keep ``secret`` under ``name``; it does not roam to other machines."""
        try:
            self._backend.set_password(
                self._service, name, base64.b64encode(secret).decode("ascii")
            )
        except KeyringError as error:
            raise KeyringRefusedError(backend=type(self._backend).__name__) from error

    def forget(self, name: str) -> None:
        """Drop what was kept under ``name``; nothing there is no error."""
        try:
            if self._backend.get_password(self._service, name) is not None:
                self._backend.delete_password(self._service, name)
        except PasswordDeleteError:
            return  # somebody else dropped it in between
        except KeyringError as error:
            raise KeyringRefusedError(backend=type(self._backend).__name__) from error


def _system() -> KeyringBackend:
    """On Windows its own, whatever a settings file of the library or a variable would choose."""
    return _WINDOWS() if sys.platform == "win32" else keyring.get_keyring()


def _accepted(backend: KeyringBackend) -> KeyringBackend:
    candidates = backend.backends if isinstance(backend, ChainerBackend) else [backend]
    for candidate in candidates:
        name = f"{type(candidate).__module__}.{type(candidate).__qualname__}"
        if name in _ALLOWED:
            if isinstance(candidate, WinVaultKeyring):
                # the library's default roams with the profile (SECURITY-DESIGN §3.2)
                candidate.persist = "local machine"
            return candidate
    raise KeyringRefusedError(backend=type(backend).__name__)
