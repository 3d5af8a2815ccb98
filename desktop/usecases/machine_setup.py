"""Preparing a machine for its first store: the group of its users, and a folder only they open.

The installer does this once, as SYSTEM; a second time changes nothing but mends the access list.
No desk, no store and no right of ours is involved: Windows asks for an administrator.
"""

from dataclasses import dataclass
from pathlib import Path

from desktop.domain.setup_errors import FolderElsewhereError, SetupRightsError
from desktop.machine import acl
from desktop.machine.links import leads_elsewhere
from desktop.machine.local_group import ensure_group


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a machine has now; ``made`` tells whether the group is new."""

    folder: Path
    group: str
    made: bool


def prepare_machine(folder: Path, group: str, comment: str) -> Prepared:
    """Make the local group, and ``folder`` for SYSTEM, the administrators and that group alone.

    Raises:
        FolderElsewhereError: somebody put a link there; nothing was made.
        SetupRightsError: the account is no administrator.
        GroupNotMadeError: Windows did not make the group.
        OSError: the folder cannot be made.
    """
    _refuse_link(folder)
    made = ensure_group(group, comment)
    try:
        acl.make_private(folder, group)
        acl.protect(folder, group)
    except PermissionError as error:
        raise SetupRightsError from error
    return Prepared(folder, group, made)


def _refuse_link(folder: Path) -> None:
    """Anybody may make a name in ``%ProgramData%``; the installer changes rights as SYSTEM."""
    try:
        found = folder.lstat()
    except FileNotFoundError:
        return
    if leads_elsewhere(found):
        raise FolderElsewhereError(folder=str(folder))
