"""Rows of a report: what was looked at, its figure, the bar it was held against, the verdict."""

import json
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Row:
    """One thing that was looked at; ``floor`` is the bare part measured in the same run."""

    id: str
    what: str
    figure: float | str
    unit: str
    bar: str
    ok: bool
    floor: float | None = None


def write(rows: Sequence[Row], path: Path) -> None:
    """Leave the rows as a JSON list."""
    path.parent.mkdir(parents=True, exist_ok=True)
    listed = [asdict(row) for row in rows]
    path.write_text(json.dumps(listed, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def read(path: Path) -> list[Row]:
    """The rows of an earlier report."""
    return [Row(**row) for row in json.loads(path.read_text(encoding="utf-8"))]


def table(rows: Sequence[Row]) -> str:
    """The same as lines of text, one a row."""
    cells = [
        (
            "ok" if row.ok else "MISS",
            row.id,
            row.what,
            f"{row.figure} {row.unit}".strip(),
            row.bar,
        )
        for row in rows
    ]
    widths = [max((_width(line[column]) for line in cells), default=0) for column in range(5)]
    return "\n".join(
        "  ".join(
            text + " " * (width - _width(text)) for text, width in zip(line, widths, strict=True)
        )
        for line in cells
    )


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "FWA" else 1 for letter in text)
