"""The files of a frozen folder: which they are, what they weigh, their hashes, who froze them."""

import hashlib
import json
import re
from pathlib import Path

NOTE = "frozen.json"


def files_of(folder: Path) -> list[Path]:
    """All files of the folder, sorted by their POSIX place in it."""
    found = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return sorted(found, key=lambda path: path.relative_to(folder).as_posix())


def hash_list(folder: Path) -> str:
    """``sha256sum`` lines of the folder's files; ``sha256sum -c`` beside the folder reads them."""
    return "".join(
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  "
        f"{folder.name}/{path.relative_to(folder).as_posix()}\n"
        for path in files_of(folder)
    )


def folder_bytes(folder: Path) -> int:
    """What the files of the folder weigh."""
    return sum(path.stat().st_size for path in files_of(folder))


def read_frozen(out: Path) -> list[str]:
    """The folders an earlier ``freeze`` worked with, without their drive; none if there is none."""
    try:
        places = json.loads((out / NOTE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return []
    return sorted({re.sub(r"^[A-Za-z]:", "", place) for place in places})
