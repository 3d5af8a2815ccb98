"""Packs the program's folder as ``Kuracho-<version>-x64.zip``; the same bytes from the same files.

    python packaging/zip_folder.py build/windows/Kuracho build/windows/Kuracho-0.1.0-x64.zip

For offices that copy a folder instead of running an installer: unpack, and start ``Kuracho.exe``.
"""

from __future__ import annotations

import argparse
import os
import zipfile
from datetime import UTC, datetime
from pathlib import Path

FIRST_EPOCH = 315532800
"""1980-01-01, the first day a zip knows."""

_DOS, _PLAIN_FILE = 0, 0o100644 << 16


def zip_folder(folder: Path, target: Path, epoch: int = FIRST_EPOCH) -> Path:
    """Write every file under the folder's own name, sorted, all dated ``epoch`` (UTC).

    Names that are not ASCII are stored as UTF-8, which Windows' own unpacking reads.

    Raises:
        ValueError: a link in the folder, or a date before 1980.
    """
    if epoch < FIRST_EPOCH:
        message = "a zip knows no date before 1980"
        raise ValueError(message)
    date = datetime.fromtimestamp(epoch, UTC).timetuple()[:6]
    target.parent.mkdir(parents=True, exist_ok=True)
    found = sorted((path.relative_to(folder).as_posix(), path) for path in folder.rglob("*"))
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for name, path in found:
            if path.is_symlink():
                message = f"{name} is a link"
                raise ValueError(message)
            if path.is_file():
                entry = zipfile.ZipInfo(f"{folder.name}/{name}", date)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.create_system = _DOS
                entry.external_attr = _PLAIN_FILE
                packed.writestr(entry, path.read_bytes(), compresslevel=9)
    return target


def main() -> None:
    """Pack from the command line; print the path and the size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("target", type=Path)
    asked = parser.parse_args()
    epoch = int(os.environ.get("SOURCE_DATE_EPOCH", FIRST_EPOCH))
    made = zip_folder(asked.folder, asked.target, epoch)
    print(f"{made}  {made.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
