"""Whether the Windows build was proven for the files as they are now.

``make windows`` leaves ``packaging/proven.json`` when every row was kept: the digest of all files
that the Windows build is made from, and the rows. A checkout with another digest has to be proven
again; that is how CI knows when the short form will do.
"""

import hashlib
import json
import subprocess
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from report import Row

PROJECT = Path(__file__).resolve().parent.parent
PROVEN = PROJECT / "packaging" / "proven.json"
PLACES = ("packaging", "desktop/machine", "requirements")
"""What moves Windows: how it is built, how the operating system is met, and the locked parts."""


def digest() -> str:
    """SHA-256 over names and contents of the tracked files of the places."""
    listed = ["git", "-C", str(PROJECT), "ls-files", "-z", "--", *PLACES]
    names = subprocess.run(listed, capture_output=True, check=True).stdout.split(b"\0")
    whole = hashlib.sha256()
    for name in sorted(filter(None, names)):
        path = PROJECT / name.decode("utf-8")
        if path != PROVEN and path.is_file():
            whole.update(name + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def is_proven() -> bool:
    """Whether a full run kept every bar with these very files."""
    try:
        return bool(json.loads(PROVEN.read_text(encoding="utf-8"))["digest"] == digest())
    except (OSError, ValueError, KeyError):
        return False


def keep(rows: Sequence[Row]) -> None:
    """Write down that these files were proven; the figures stand beside the digest."""
    told = {"digest": digest(), "rows": [asdict(row) for row in rows]}
    PROVEN.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
