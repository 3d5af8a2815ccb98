"""Looks through a frozen folder for what must not be in it, and weighs it.

``python packaging/contents.py build/windows/Kuracho`` prints the rows; exit 0 if all are well. The
folder may lie anywhere: freshly frozen, signed, unpacked or installed.
"""

import argparse
import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from archives import modules, pieces, programs
from frozen_folder import folder_bytes, read_frozen
from frozen_shape import NEVER
from report import Row, table

PROJECT = Path(__file__).resolve().parent.parent
MOST_MEGABYTES = 160
# libraries that could talk to a network, and OpenSSL as a library file of its own
NETWORK = re.compile(
    r"(lib)?(qt6?(network|webengine|websockets|webchannel|httpserver|qml|quick|pdf)\w*"
    r"|ssl|crypto|libssl|libcrypto|_ssl|_hashlib|websockets?|aiohttp|requests|urllib3|httpx)"
    r"([-.][\w.-]*)?(\.dll|\.pyd|\.so[.\d]*)"
)
_WINE_MARK = re.compile(rb"Wine (builtin|placeholder) DLL|fake_dll|wine-?\d+\.\d+")
_WINE_NAMES = re.compile(r"(icuuc|bcryptprimitives|mscms|ucrtbase|api-ms-win-.*|ext-ms-.*)\.dll")
_KEY_FILE = re.compile(rb"-----BEGIN [A-Z ]*PRIVATE KEY-----\r?\n[A-Za-z0-9+/=]{16}")
_HEAD = 4096


def forms(place: str) -> tuple[bytes, ...]:
    """How a folder of the build machine would be written inside a file."""
    plain = place.replace("\\", "/").rstrip("/") + "/"
    written = (plain, plain.replace("/", "\\"), plain.replace("/", "\\\\"))
    return tuple(text.encode(code) for text in written for code in ("utf-8", "utf-16-le"))


def build_places(folder: Path) -> tuple[str, ...]:
    """The folders of the build machine: the checkout, the account's, the Python that froze."""
    return (str(PROJECT), str(Path.home()), *read_frozen(folder.parent))


def findings(folder: Path, places: Iterable[str]) -> dict[str, list[str]]:
    """What was found, by the id of its row: the places in the folder."""
    written = [form for place in places for form in forms(place)]
    found: dict[str, list[str]] = {"wine": [], "key": [], "path": [], "network": []}
    for place, content in pieces(folder):
        name = place.rsplit("!", 1)[-1].rsplit("/", 1)[-1].lower()
        if _WINE_NAMES.fullmatch(name) or _WINE_MARK.search(content[:_HEAD]):
            found["wine"].append(place)
        if NETWORK.fullmatch(name):
            found["network"].append(place)
        if _KEY_FILE.search(content):
            found["key"].append(place)
        if any(form in content for form in written):
            found["path"].append(place)
    for program in programs(folder):
        packed = modules(program)
        found["network"] += [
            f"{program.name}: {module}"
            for module in packed
            if any(module == never or module.startswith(f"{never}.") for never in NEVER)
        ]
    return found


def check(folder: Path, places: Sequence[str] | None = None) -> list[Row]:
    """The rows about a folder's content.

    Args:
        folder: holds ``Kuracho.exe``.
        places: folders of the build machine; without them those of this machine and, beside
            a folder just frozen, those of the Python that froze it.
    """
    found = findings(folder, build_places(folder) if places is None else places)
    said = {
        "wine": "files of Wine in the folder",
        "key": "private keys in the folder",
        "path": "files that name a folder of the build machine",
        "network": "libraries that talk to a network, modules that never belong",
    }
    rows = [_none(f"contents.{which}", what, found[which]) for which, what in said.items()]
    megabytes = folder_bytes(folder) / 1_000_000
    bar = f"≤ {MOST_MEGABYTES}"
    fits = megabytes <= MOST_MEGABYTES
    rows.append(Row("contents.size", "the folder weighs", round(megabytes, 1), "MB", bar, fits))
    missing = [
        name
        for name in ("THIRD-PARTY.txt", "sbom.cdx.json", "_internal/resources/style.qss")
        if not (folder / name).is_file()
    ]
    rows.append(_none("contents.whole", "files that must be there and are not", missing))
    return rows


def _none(identifier: str, what: str, found: Sequence[str]) -> Row:
    figure = ", ".join(found[:5]) + (f" and {len(found) - 5} more" if len(found) > 5 else "")  # noqa: PLR2004 - a line of a table
    return Row(identifier, what, figure or 0, "", "0", not found)


def main(arguments: list[str] | None = None) -> int:
    """Print the rows of one folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    rows = check(parser.parse_args(arguments).folder.resolve())
    print(table(rows))
    return 0 if all(row.ok for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
