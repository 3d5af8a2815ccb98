"""Rows of a report: what was measured, its floor from the same run, and the bar."""

import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Row:
    """One figure. ``floor`` is the bare part measured in the same run, ``bar`` the most allowed.

    ``ok`` is None where nothing is asked of the figure, or where it could not be taken.
    """

    id: str
    what: str
    figure: float | None
    unit: str
    floor: float | None = None
    bar: float | None = None

    @property
    def ok(self) -> bool | None:
        """Whether the figure keeps the bar."""
        if self.bar is None or self.figure is None:
            return None
        return self.figure <= self.bar

    @property
    def ratio(self) -> float | None:
        """Figure over floor."""
        return None if not self.floor or self.figure is None else self.figure / self.floor


def write(rows: list[Row], target: Path) -> None:
    """Write the report as JSON and print it as a table."""
    target.parent.mkdir(parents=True, exist_ok=True)
    content = [asdict(row) | {"ok": row.ok} for row in rows]
    target.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")
    for row in rows:
        figure = "skipped" if row.figure is None else f"{row.figure:.4g} {row.unit}"
        floor = "" if row.floor is None else f"floor {row.floor:.4g}"
        ratio = "" if row.ratio is None else f"× {row.ratio:.2f}"
        bar = "" if row.bar is None else f"bar {row.bar:.4g}"
        mark = {True: "ok", False: "MISS", None: ""}[row.ok]
        sys.stdout.write(
            f"{row.id:<22}{figure:>18}  {floor:<16}{ratio:<9}{bar:<12}{mark:<5}{row.what}\n"
        )
