"""A terminal's secrets in files sealed by Windows to this machine, beside their store.

All accounts of the machine that work with the store share them, so that people can take turns
under their own Windows accounts; the folder's access list lets nobody else in.
"""

import sys

if sys.platform != "win32":
    raise ImportError

from pathlib import Path

from desktop.domain.machine_errors import FileHeldError, SealBrokenError
from desktop.machine import dpapi
from desktop.machine.acl import make_private
from desktop.machine.atomic import read_file, write_file

_ENDING = ".dpapi"
_PURPOSE = b"KURA device v1\0"


class DpapiSealer:
    """``<store>.terminal/<name>.dpapi``, each bound to its store and its name."""

    kind = "dpapi"

    def __init__(self, store_folder: Path, store: str) -> None:
        self._folder = store_folder.with_name(store_folder.name + ".terminal")
        self._store = store

    def read(self, name: str) -> bytes | None:
        """What was kept under ``name``.

        Raises:
            SealBrokenError: it was sealed on another machine or for another store, or is damaged.
            FileHeldError: it cannot be read now.
        """
        path = self._path(name)
        try:
            sealed = read_file(path)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise FileHeldError(file=path.name) from error
        try:
            return dpapi.unseal(sealed, self._entropy(name))
        except OSError as error:
            raise SealBrokenError(file=path.name, cause=error.winerror or 0) from error

    def write(self, name: str, secret: bytes) -> None:
        """Keep ``secret`` under ``name``, durably; no copy of the old one stays."""
        make_private(self._folder)
        write_file(self._path(name), dpapi.seal(secret, self._entropy(name)), keep=False)

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}{_ENDING}"

    def _entropy(self, name: str) -> bytes:
        return _PURPOSE + f"{self._store}/{name}".encode("ascii")
