"""Update packages on a medium and those kept on this terminal, read without holding them whole.

A kept package lies apart as ``updates/<version>/update.json`` (the signed notice) and the
installer beside it, so that it can be verified again whenever it is to be used.
"""

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO

from desktop.crypto.signing import verify
from desktop.domain import cj1
from desktop.domain.errors import MalformedDocumentError, SignatureRefusedError, UnknownVersionError
from desktop.domain.ids import Kid
from desktop.domain.people import key_id
from desktop.domain.update_errors import (
    NoRoomError,
    NotOurUpdateError,
    ReleaseKeyMissingError,
    UpdateDamagedError,
)
from desktop.domain.updates import LARGEST_NOTICE, LENGTH_SIZE, MAGIC, NAME, UpdateNotice, head_of
from desktop.domain.usecase_errors import FileUnreadableError
from desktop.machine.atomic import read_file, sync_file, sync_folder, write_file
from desktop.machine.holding import open_held
from desktop.machine.patience import patiently, remove_file, remove_tree, replace_file
from desktop.usecases.watch import UNWATCHED, Watch

FOLDER = "updates"
NOTICE_FILE = "update.json"
_PIECE = 1 << 20
_SPARE = 64 << 20
_MB = 1 << 20


@dataclass(frozen=True, slots=True)
class Package:
    """A file whose notice is signed by us; ``start`` is where the installer's bytes begin."""

    path: Path
    document: bytes
    notice: UpdateNotice
    start: int


@dataclass(frozen=True, slots=True)
class KeptUpdate:
    """A package kept on this terminal; its installer is verified when it is used."""

    notice: UpdateNotice
    installer: Path


def read_package(path: Path, key: bytes | None) -> Package:
    """The package at ``path``; its notice is verified, the installer's length only.

    Raises:
        ReleaseKeyMissingError: this program believes nobody.
        NotOurUpdateError: no package, or not signed by ``key``.
        UpdateDamagedError: cut off, or something stands behind the installer.
        UnknownVersionError: of a later format.
        FileUnreadableError: the medium.
    """
    if key is None:
        raise ReleaseKeyMissingError
    try:
        with path.open("rb") as file:
            document = _document(file)
        size = path.stat().st_size
    except OSError as error:
        raise FileUnreadableError from error
    notice, start = read_notice(document, key), len(head_of(document))
    if size != start + notice.msi.size:
        raise UpdateDamagedError(reason="size")
    return Package(path, document, notice, start)


def read_notice(untrusted_document: bytes, key: bytes) -> UpdateNotice:
    """The notice of a document signed by ``key`` alone.

    Raises:
        NotOurUpdateError: it is not.
        UnknownVersionError: it is, and of a later format.
    """

    def resolve(kid: Kid) -> bytes | None:
        return key if kid == key_id(key) else None

    try:
        signed = verify(untrusted_document, NAME, resolve)
        return UpdateNotice.from_json(cj1.decode(signed.payload))
    except UnknownVersionError:
        raise
    except (MalformedDocumentError, SignatureRefusedError) as error:
        raise NotOurUpdateError from error


def check_package(package: Package, watch: Watch = UNWATCHED) -> bool:
    """Read the installer inside the package to its end; False if the person stopped it.

    Raises:
        UpdateDamagedError: it is not the one that was signed.
        FileUnreadableError: the medium.
    """
    return all(True for _ in _pieces(package, watch)) and not watch.cancelled()


def keep(package: Package, home: Path, watch: Watch = UNWATCHED) -> KeptUpdate | None:
    """Copy the installer to this terminal, checking each byte; None if the person stopped it.

    What lies there afterwards has been read back and is what was signed.

    Raises:
        NoRoomError, UpdateDamagedError, FileUnreadableError: nothing is kept.
    """
    notice = package.notice
    folder = home / FOLDER / notice.version
    target = folder / notice.msi.name
    part = target.with_name(target.name + ".part")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _refuse_without_room(folder, notice.msi.size)
        with part.open("wb") as file:
            for piece in _pieces(package, watch):
                file.write(piece)
            sync_file(file)
        if watch.cancelled():
            return None
        write_file(folder / NOTICE_FILE, package.document, keep=False)
        replace_file(part, target)
        sync_folder(folder)
        kept = KeptUpdate(notice, target)
        check_kept(kept)
    except OSError as error:
        raise FileUnreadableError from error
    finally:
        remove_file(part)
    return kept


def check_kept(kept: KeptUpdate) -> None:
    """Read a kept installer to its end.

    Raises:
        UpdateDamagedError: it is gone, or not the one that was signed.
    """
    with held_checked(kept):
        pass


@contextmanager
def held_checked(kept: KeptUpdate) -> Iterator[BufferedReader]:
    """A kept installer, read to its end and held so that it stays what was read.

    Raises:
        UpdateDamagedError: it is gone, or not the one that was signed.
    """
    try:
        file = patiently(lambda: open_held(kept.installer))
    except OSError as error:
        raise UpdateDamagedError(reason="gone") from error
    with file:
        try:
            found = hashlib.file_digest(file, "sha256").digest()
        except OSError as error:
            raise UpdateDamagedError(reason="gone") from error
        if found != kept.notice.msi.sha256:
            raise UpdateDamagedError(reason="sha256")
        yield file


def kept_updates(home: Path, key: bytes | None) -> tuple[KeptUpdate, ...]:
    """Every kept package whose notice we signed, oldest version first; others are passed over."""
    if key is None:
        return ()
    found = []
    for path in (home / FOLDER).glob(f"*/{NOTICE_FILE}"):
        try:
            notice = read_notice(read_file(path), key)
        except (OSError, NotOurUpdateError, UnknownVersionError):
            continue
        installer = path.with_name(notice.msi.name)
        if path.parent.name == notice.version and installer.is_file():
            found.append(KeptUpdate(notice, installer))
    return tuple(sorted(found, key=lambda one: one.notice.order))


def let_go(kept: KeptUpdate) -> None:
    """Remove a kept package; what cannot be removed now stays and does no harm."""
    remove_tree(kept.installer.parent)


def _document(file: BinaryIO) -> bytes:
    if file.read(len(MAGIC)) != MAGIC:
        raise NotOurUpdateError
    size = int.from_bytes(file.read(LENGTH_SIZE), "big")
    document = file.read(size) if size <= LARGEST_NOTICE else b""
    if len(document) != size or not size:
        raise NotOurUpdateError
    return document


def _pieces(package: Package, watch: Watch) -> Iterator[bytes]:
    """The installer, piece by piece; ends early only if stopped, never with wrong bytes."""
    digest, done, size = hashlib.sha256(), 0, package.notice.msi.size
    try:
        with package.path.open("rb") as file:
            file.seek(package.start)
            while piece := file.read(_PIECE):
                if watch.cancelled():
                    return
                digest.update(piece)
                done += len(piece)
                watch.report(done // _MB, -(-size // _MB))
                yield piece
    except OSError as error:
        raise FileUnreadableError from error
    if done != size or digest.digest() != package.notice.msi.sha256:
        raise UpdateDamagedError(reason="sha256")


def _refuse_without_room(folder: Path, size: int) -> None:
    free = shutil.disk_usage(folder).free
    if free < size + _SPARE:
        raise NoRoomError(needed=-(-(size + _SPARE) // _MB), free=free // _MB)
