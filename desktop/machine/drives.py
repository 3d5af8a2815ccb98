"""What kind of place a path is: which drive it ends on, who synchronises it, which volume it is."""

import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

if sys.platform == "win32":
    from desktop.machine import windows_volumes
else:
    from desktop.machine import linux_volumes

_SYNCED = re.compile(
    r"onedrive( - .*)?|dropbox|google ?drive|my drive|マイドライブ|box( sync)?|icloud ?drive"
    r"|nextcloud|owncloud|pcloud ?drive",
)
_SYNC_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")


class DriveKind(StrEnum):
    """What holds a path. ``PLUGGED`` can be pulled out: a stick, a card, a USB disk."""

    FIXED = "fixed"
    PLUGGED = "plugged"
    NETWORK = "network"
    OPTICAL = "optical"
    MEMORY = "memory"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Place:
    """A path as far as the system tells.

    ``existing`` is the path or the nearest folder above it that is there; ``real`` is where that
    ends behind links, junctions, ``subst`` and mapped drives.
    """

    existing: Path
    real: Path
    kind: DriveKind
    keeps_rights: bool
    synced: bool


def look_at(folder: Path, environment: Mapping[str, str] | None = None) -> Place:
    """What kind of place a path is, whether it exists or is to be made."""
    folder = folder.absolute()
    known = os.environ if environment is None else environment
    existing = None if _is_share(folder) else nearest(folder)
    if existing is None:
        kind = DriveKind.NETWORK if _is_share(folder) else DriveKind.MISSING
        synced = is_synced(folder, folder, known)
        return Place(folder, folder, kind, keeps_rights=True, synced=synced)
    if sys.platform == "win32":
        real = windows_volumes.final_path(existing)
        facts = windows_volumes.volume_facts(real)
        kind, keeps_rights = _windows_kind(real), facts is None or facts[1]
    else:
        real = existing.resolve()
        kind, keeps_rights = _linux_kind(real), linux_volumes.keeps_rights(real)
    return Place(existing, real, kind, keeps_rights, is_synced(folder, real, known))


def nearest(folder: Path) -> Path | None:
    """The path itself or the nearest folder above it that is there; None: not even its drive."""
    return next((path for path in (folder, *folder.parents) if path.exists()), None)


def is_synced(path: Path, real: Path, environment: Mapping[str, str]) -> bool:
    """Whether a program copies the place to elsewhere, by name or by what it told the system."""
    if any(_SYNCED.fullmatch(part.lower()) for part in (*path.parts, *real.parts)):
        return True
    roots = [Path(environment[name]) for name in _SYNC_VARIABLES if environment.get(name)]
    if sys.platform == "win32":
        roots.extend(windows_volumes.sync_roots())
        if any(map(windows_volumes.is_placeholder, (real, *real.parents))):
            return True
    return any(place.is_relative_to(root) for place in (path, real) for root in roots)


def volume_id(path: Path) -> str:
    """A name of the volume that holds an existing path, as good as the system knows one.

    Windows: ``vol:<serial>:<GUID>``, the serial number being the medium's own and the GUID this
    machine's name for it. Linux: ``uuid:<file system>``, else ``dev:<major>:<minor>``. Empty where
    nothing is known.
    """
    if sys.platform == "win32":
        facts = windows_volumes.volume_facts(path)
        return "" if facts is None else f"vol:{facts[0]:08x}:{windows_volumes.volume_guid(path)}"
    else:  # noqa: RET505 - mypy passes over this branch only where it is one
        return linux_volumes.volume_id(path)


def _is_share(folder: Path) -> bool:
    """Whether the path itself says so; asked first, because touching a lost share takes minutes."""
    if sys.platform == "win32":
        return str(folder).startswith("\\\\") or windows_volumes.is_mapped(folder.drive)
    return False


def _windows_kind(real: Path) -> DriveKind:
    if sys.platform == "win32":
        if str(real).startswith("\\\\"):
            return DriveKind.NETWORK
        told = windows_volumes.drive_type(real)
        if told == windows_volumes.FIXED and windows_volumes.is_plugged_in(real):
            return DriveKind.PLUGGED
        return {
            windows_volumes.FIXED: DriveKind.FIXED,
            windows_volumes.REMOVABLE: DriveKind.PLUGGED,
            windows_volumes.REMOTE: DriveKind.NETWORK,
            windows_volumes.OPTICAL: DriveKind.OPTICAL,
            windows_volumes.MEMORY: DriveKind.MEMORY,
        }.get(told, DriveKind.MISSING)
    raise NotImplementedError


def _linux_kind(real: Path) -> DriveKind:
    if sys.platform == "win32":
        raise NotImplementedError
    else:  # noqa: RET506 - mypy passes over this branch only where it is one
        if linux_volumes.is_network(real):
            return DriveKind.NETWORK
        if linux_volumes.is_optical(real):
            return DriveKind.OPTICAL
        return DriveKind.PLUGGED if linux_volumes.is_plugged_in(real) else DriveKind.FIXED
