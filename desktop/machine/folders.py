"""Where stores live, and where they may not.

SQLite's WAL needs shared memory on one host, a second copy of a folder made by a sync program is a
second truth, and a real store belongs to a machine that keeps it (SECURITY-DESIGN §9.1).
"""

import errno
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from desktop.domain.machine_errors import (
    NotMemberError,
    PlaceMissingError,
    PlaceNetworkError,
    PlaceOpenError,
    PlaceReadOnlyError,
    PlaceRemovableError,
    PlaceSyncedError,
    PlaceVolatileError,
)
from desktop.machine.acl import is_member
from desktop.machine.atomic import sync_file
from desktop.machine.drives import DriveKind, look_at, nearest
from desktop.machine.patience import patiently, remove_file

HOME_VARIABLE = "KURACHO_HOME"
_PRODUCT = "Kuracho"
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


def home(environment: Mapping[str, str]) -> Path:
    r"""The folder that holds this machine's stores; it need not exist yet.

    Windows: ``%ProgramData%\Kuracho``, shared by the accounts of the machine. An account that may
    make no folder there, and finds none, keeps its stores in ``%LOCALAPPDATA%\Kuracho``, and goes
    on doing so.
    """
    chosen = environment.get(HOME_VARIABLE)
    if chosen:
        return Path(chosen)
    if sys.platform == "win32":
        shared = Path(environment.get("ProgramData", r"C:\ProgramData"))
        local = environment.get("LOCALAPPDATA")
        return _windows_home(shared / _PRODUCT, None if local is None else Path(local) / _PRODUCT)
    data = environment.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(data) / "kuracho"


def _windows_home(shared: Path, own: Path | None) -> Path:
    if own is None or shared.is_dir():
        return shared
    if own.is_dir():
        return own
    above = nearest(shared)
    return shared if above is not None and takes_files(above) else own


def refuse_place(folder: Path, *, drill: bool = False) -> None:
    """Accept ``folder`` (existing or to be made) as a place for a store.

    A drill store holds nobody's data and may lie on a stick or on a file system without rights.

    Raises:
        PlaceRefusedError: one subclass for each reason; ``reason`` says it in one word.
    """
    place = look_at(folder)
    if place.synced:
        raise PlaceSyncedError(reason="synced")
    if place.kind is DriveKind.NETWORK:
        raise PlaceNetworkError(reason="network")
    if place.kind is DriveKind.MISSING:
        raise PlaceMissingError(reason="missing")
    if place.kind in (DriveKind.OPTICAL, DriveKind.MEMORY):
        raise PlaceVolatileError(reason=place.kind.value)
    if place.kind is DriveKind.PLUGGED and not drill:
        raise PlaceRemovableError(reason="removable")
    if not place.keeps_rights and not drill:
        raise PlaceOpenError(reason="no-acl")
    if not takes_files(place.existing):
        if is_member() is False:
            raise NotMemberError(reason="not-member")
        raise PlaceReadOnlyError(reason="read-only")


def takes_files(folder: Path) -> bool:
    """Whether a file can be made, made durable and deleted in a new folder inside ``folder``.

    It is tried, because ``os.access`` does not look at the access lists of Windows.
    """
    trial = folder / f".kuracho-{os.getpid()}.trial"
    try:
        trial.mkdir(exist_ok=True)
        try:
            with (trial / "file").open("wb") as file:
                file.write(b"trial")
                sync_file(file)
            remove_file(trial / "file")
        finally:
            patiently(trial.rmdir)
    except OSError as error:
        # a full disk is another trouble, with words of its own
        return error.errno in _FULL
    return True
