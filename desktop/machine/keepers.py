"""Whether a file is kept by the machine's administrators alone: nobody else may change it.

Whoever owns a file may always change who may write it, so the owner counts as much as the list.
"""

import stat
import sys
from pathlib import Path

if sys.platform == "win32":
    from desktop.machine import windows_acl

KEEPERS = frozenset(
    {
        "S-1-5-18",
        "S-1-5-32-544",
        "S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464",
    }
)
"""SYSTEM, the administrators, and Windows' own installer (TrustedInstaller)."""

_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH


def kept_by_administrators(file: Path) -> bool:
    """Whether only administrators own ``file`` and may change it.

    Raises:
        OSError: nothing can be learnt about it.
    """
    if sys.platform == "win32":
        writers = {who for who, _reads, writes in windows_acl.entries(file) if writes}
        return {windows_acl.owner(file), *writers} <= KEEPERS
    found = file.stat()
    return found.st_uid == 0 and not found.st_mode & _OTHERS_WRITE
