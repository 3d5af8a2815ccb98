"""Whether the Windows build was proven for the files as they are now.

``make windows`` leaves ``packaging/proven.json`` when every row was kept: the digest of all
committed files that the Windows build is made from, and the rows. A checkout with another digest
has to be proven again; that is how CI knows when the short form will do.
"""

import hashlib
import json
import subprocess
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from report import Row

PROJECT = Path(__file__).resolve().parent.parent
PROVEN = Path("packaging", "proven.json")
PLACES = ("packaging", "desktop/machine", "requirements")
"""What moves Windows: how it is built, how the operating system is met, and the locked parts."""


def digest(project: Path = PROJECT, commit: str = "HEAD") -> str:
    """SHA-256 over names and contents that a commit has in the places; a build is made of those."""
    listed = _git(project, "ls-tree", "-r", "-z", "--full-tree", commit, "--", *PLACES)
    kept = PROVEN.as_posix().encode()
    files = [one for one in listed.split(b"\0") if one and one.partition(b"\t")[2] != kept]
    return hashlib.sha256(b"\0".join(sorted(files))).hexdigest()


def is_proven(project: Path = PROJECT) -> bool:
    """Whether a full run kept every bar with these very files; not if one of them was changed."""
    others = (*PLACES, f":(exclude){PROVEN.as_posix()}")
    if _git(project, "status", "--porcelain", "--", *others):
        return False
    try:
        told = json.loads((project / PROVEN).read_text(encoding="utf-8"))
        return bool(told["digest"] == digest(project))
    except (OSError, ValueError, KeyError, TypeError):
        return False


def keep(rows: Sequence[Row], commit: str = "HEAD", project: Path = PROJECT) -> None:
    """Write down that the files of ``commit`` were proven; the figures stand beside the digest."""
    told = {"digest": digest(project, commit), "rows": [asdict(row) for row in rows]}
    text = json.dumps(told, ensure_ascii=False, indent=1)
    (project / PROVEN).write_text(text + "\n", encoding="utf-8")


def _git(project: Path, *words: str) -> bytes:
    command = ["git", "-C", str(project), *words]
    return subprocess.run(command, capture_output=True, check=True).stdout
