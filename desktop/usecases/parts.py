"""The parts this program is made of, as ``resources/data/parts.json`` lists them."""

import json
import platform
from dataclasses import dataclass
from pathlib import Path

_PYTHON = "cpython"


@dataclass(frozen=True, slots=True)
class Part:
    """One library or typeface; ``use`` is a key of the sentences in ``ui/messages/about.py``."""

    name: str
    version: str
    licence: str
    use: str


def read_parts(resources: Path) -> tuple[Part, ...]:
    """All parts, in the order of the table; Python's own version is the one that runs."""
    rows = json.loads((resources / "data" / "parts.json").read_text(encoding="utf-8"))["parts"]
    return tuple(
        Part(
            row["name"],
            platform.python_version() if row["key"] == _PYTHON else row["version"],
            row["licence"],
            row["use"],
        )
        for row in rows
    )
