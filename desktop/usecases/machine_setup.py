"""Preparing a machine for its first store: the group of its users, and a folder only they open.

The installer does this once, as SYSTEM; a second time changes nothing but mends the access list.
No desk, no store and no right of ours is involved: Windows asks for an administrator.
"""

from dataclasses import dataclass
from pathlib import Path

from desktop.domain.setup_errors import SetupRightsError
from desktop.machine import acl
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
        SetupRightsError: the account is no administrator.
        GroupNotMadeError: Windows did not make the group.
        OSError: the folder cannot be made.
    """
    made = ensure_group(group, comment)
    try:
        acl.make_private(folder, group)
        acl.protect(folder, group)
    except PermissionError as error:
        raise SetupRightsError from error
    return Prepared(folder, group, made)
