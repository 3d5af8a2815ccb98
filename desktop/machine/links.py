"""Names that lead to another place: symbolic links, and on Windows junctions and their like."""

import os
import stat

_REPARSE_POINT = 0x400


def leads_elsewhere(found: os.stat_result) -> bool:
    """Whether what ``lstat`` found is a link or any other reparse point."""
    attributes = getattr(found, "st_file_attributes", 0)
    return stat.S_ISLNK(found.st_mode) or bool(attributes & _REPARSE_POINT)
