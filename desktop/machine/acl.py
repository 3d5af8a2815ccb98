"""Who may open a folder: only the people who work with this program on this machine.

Windows: SYSTEM, the administrators and the group ``Kuracho Users``, which the installer makes; the
current account instead where there is no such group. Elsewhere: the owner (0700). Folders made
with ``mkdir(mode=0o700)`` on Windows would shut out everybody but their maker.
"""

import stat
import sys
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

if sys.platform == "win32":
    from desktop.machine import windows_acl

GROUP = "Kuracho Users"

_PRIVATE = 0o700
_ALL = frozenset({"S-1-1-0", "S-1-5-11", "S-1-5-32-545", "S-1-5-4", "S-1-5-32-546", "S-1-5-7"})
"""Everyone, authenticated users, Users, interactive, Guests, anonymous."""


class Guard(StrEnum):
    """For whom a new folder is made."""

    GROUP = "group"
    ACCOUNT = "account"
    OWNER = "owner"


@dataclass(frozen=True, slots=True)
class Access:
    """One entry of a folder's access list; ``who`` is the SID or ``other`` where no name is."""

    who: str
    reads: bool
    writes: bool


def guard(group: str = GROUP) -> Guard:
    """For whom ``make_private`` and ``protect`` would open a folder on this machine now."""
    if sys.platform == "win32":
        return Guard.ACCOUNT if windows_acl.group_sid(group) is None else Guard.GROUP
    return Guard.OWNER


def make_private(folder: Path, group: str = GROUP, *, new: bool = False) -> None:
    """Make ``folder``, never open to others for a moment; one that exists stays as it is.

    Missing parents are made as the system makes folders.

    Raises:
        FileExistsError: it exists and was to be ``new``.
        OSError: it cannot be made.
    """
    if not new and folder.is_dir():
        return
    folder.parent.mkdir(parents=True, exist_ok=True)
    try:
        if sys.platform == "win32":
            windows_acl.make_folder(folder, windows_acl.private_to(group))
        else:
            folder.mkdir(mode=_PRIVATE)
    except FileExistsError:
        if new or not folder.is_dir():  # else another program made it in between
            raise


def protect(folder: Path, group: str = GROUP) -> Guard:
    """Take everybody else's access away from an existing folder and all in it; for whom it is now.

    Raises:
        OSError: the account may not change the access list.
    """
    if sys.platform == "win32":
        windows_acl.set_access(folder, windows_acl.private_to(group))
    else:
        folder.chmod(_PRIVATE)
    return guard(group)


def who_may(folder: Path) -> tuple[Access, ...]:
    """Everybody the access list of ``folder`` names, in its order.

    Raises:
        OSError: it cannot be read.
    """
    if sys.platform == "win32":
        return tuple(
            Access(windows_acl.account_name(sid), reads, writes)
            for sid, reads, writes in windows_acl.entries(folder)
        )
    found = folder.stat()
    owner = Access(_owner(folder), reads=True, writes=True)
    shifted = ((name, found.st_mode >> bits) for name, bits in (("group", 3), ("other", 0)))
    others = (Access(name, bool(mode & 4), bool(mode & 2)) for name, mode in shifted)
    return (owner, *(one for one in others if one.reads or one.writes))


def open_to_all(folder: Path) -> bool:
    """Whether any account of this machine may read ``folder``, or change it."""
    if sys.platform == "win32":
        return any(sid in _ALL and (r or w) for sid, r, w in windows_acl.entries(folder))
    return bool(folder.stat().st_mode & (stat.S_IROTH | stat.S_IWOTH))


def is_member(group: str = GROUP) -> bool | None:
    """Whether this process acts as a member of the group; None where there is no such group."""
    if sys.platform == "win32":
        sid = windows_acl.group_sid(group)
        return None if sid is None else windows_acl.belongs_to(sid)
    return None


def _owner(folder: Path) -> str:
    if sys.platform == "win32":
        return ""
    try:
        return folder.owner()
    except KeyError:
        return str(folder.stat().st_uid)
