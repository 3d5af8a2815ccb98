"""The parts our program is made of: names, licences and uses by hand, versions as they are.

``resources/data/parts.json`` is what the about screen shows and what the SBOM and the licence file
take licences from. ``python packaging/parts.py`` renews its versions from the locks and from the
code that is installed; a part nobody described stops it.
"""

import importlib.metadata
import json
import re
import sys
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from embedded import asked, font_version
from locked import pins
from spdx import may_ship

PROJECT = Path(__file__).resolve().parent.parent
PARTS = Path("resources", "data", "parts.json")
LOCKS = ("windows-py312.txt", "linux-py311.txt")
PYTHON = "cpython"
"""Its version, and of what is inside it, differs between the Linux tests and the Windows build."""

# locked because something names them, but no module of theirs is reached from our programs
NOT_SHIPPED = {
    "et-xmlfile": "needed by openpyxl only",
    "jaconv": "no module of ours imports it yet",
    "openpyxl": "tests write workbooks with it",
    "python-stdnum": "no module of ours imports it yet",
}
# for Python 3.11 and the key stores of Linux desktops: name and licence. The product is the Windows
# program, so they are in no table a user sees, but in the bill of a folder frozen on Linux
LINUX_ONLY = {
    "backports-tarfile": "MIT",
    "importlib-metadata": "Apache-2.0",
    "jeepney": "MIT",
    "lazy-importer": "Apache-2.0",
    "secretstorage": "BSD-3-Clause",
    "zipp": "MIT",
}


class PartsError(Exception):
    """The table of parts and the packages do not fit; the text says which part."""


@dataclass(frozen=True, slots=True)
class Part:
    """One row: ``key`` is the canonical package name or the name in ``embedded``.

    ``inside`` names the package that carries a part which is no package of its own.
    """

    key: str
    name: str
    version: str
    licence: str
    use: str
    inside: str | None = None

    @property
    def told_at_run_time(self) -> bool:
        """Whether the table leaves the version open."""
        return PYTHON in {self.key, self.inside}


def canonical(name: str) -> str:
    """A package name as the index compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def read_parts(project: Path) -> tuple[Part, ...]:
    """The table as it lies there."""
    rows = json.loads((project / PARTS).read_text(encoding="utf-8"))["parts"]
    return tuple(Part(**row) for row in rows)


def described(project: Path, present: Collection[str]) -> tuple[Part, ...]:
    """The rows of what is in a folder: present itself, or inside a present one.

    Raises:
        PartsError: something present is not described.
    """
    rows = read_parts(project)
    if sys.platform == "linux":
        rows += tuple(
            Part(key, key, importlib.metadata.version(key), licence, "keys")
            for key, licence in LINUX_ONLY.items()
            if key in present
        )
    unknown = sorted(set(present) - {part.key for part in rows})
    if unknown:
        problem = f"in the folder but not in {PARTS.as_posix()}: {', '.join(unknown)}"
        raise PartsError(problem)
    return tuple(part for part in rows if part.key in present or part.inside in present)


def write_parts(project: Path, parts: tuple[Part, ...]) -> None:
    """Write the table, in its order, one line a part."""
    lines = []
    for part in parts:
        row = {name: value for name, value in asdict(part).items() if value is not None}
        lines.append("  " + json.dumps(row, ensure_ascii=False))
    text = '{"v": 1, "parts": [\n' + ",\n".join(lines) + "\n]}\n"
    (project / PARTS).write_text(text, encoding="utf-8", newline="\n")


def locked(project: Path) -> dict[str, str]:
    """Versions of the run-time locks; both systems hold the same."""
    found: dict[str, str] = {}
    for lock in LOCKS:
        text = (project / "requirements" / lock).read_text(encoding="utf-8")
        found |= {canonical(name): version for name, version in pins(text).items()}
    return found


def renewed(
    parts: tuple[Part, ...], lock: Mapping[str, str], inside: Mapping[str, str]
) -> tuple[Part, ...]:
    """The table with today's versions.

    Raises:
        PartsError: a package is not described, or a part is neither locked nor found.
    """
    known = {part.key for part in parts}
    missing = sorted(lock.keys() - known - NOT_SHIPPED.keys() - LINUX_ONLY.keys())
    if missing:
        problem = f"not in {PARTS.as_posix()}: {', '.join(missing)}"
        raise PartsError(problem)
    versions = {**inside, **lock}
    lost = sorted(known - versions.keys())
    if lost:
        problem = f"in {PARTS.as_posix()} but neither locked nor asked: {', '.join(lost)}"
        raise PartsError(problem)
    forbidden = [part.key for part in parts if not may_ship(part.licence)]
    if forbidden:
        problem = f"these licences may not ship: {', '.join(forbidden)}"
        raise PartsError(problem)
    return tuple(
        replace(part, version="" if part.told_at_run_time else versions[part.key]) for part in parts
    )


def versions_inside(project: Path) -> dict[str, str]:
    """What is no package: libraries in packages, the bootloader, the typefaces."""
    fonts = project / "resources" / "fonts"
    return {
        **asked(),
        "pyinstaller": importlib.metadata.version("pyinstaller"),
        "noto-sans-jp": font_version(fonts / "NotoSansJP-Regular.ttf"),
        "noto-serif-jp": font_version(fonts / "NotoSerifJP-Regular.ttf"),
        "microsoft-vc-runtime": "14",
    }


def main() -> int:
    """Renew the table in this checkout."""
    try:
        parts = renewed(read_parts(PROJECT), locked(PROJECT), versions_inside(PROJECT))
    except PartsError as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    write_parts(PROJECT, parts)
    print(f"{PARTS.as_posix()}: {len(parts)} parts")
    return 0


if __name__ == "__main__":
    sys.exit(main())
