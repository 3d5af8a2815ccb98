"""Writes ``THIRD-PARTY.txt``: every part in a frozen folder, with the full text of its licence.

Texts come from the packages themselves; for what is no package they lie in ``licence_texts``. A
part under a licence that may not ship, or one without any text, stops the build.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from owners import OURS, Installed, owners
from parts import Part, PartsError, described
from sbom import crates_of
from spdx import may_ship

NAME = "THIRD-PARTY.txt"
TEXTS = Path(__file__).resolve().parent / "licence_texts"
_LINE = "=" * 78
_QT = ("Qt.txt", "LGPL-3.0.txt", "GPL-3.0.txt")
# texts for what is no package or whose package forgot them
_GIVEN = {
    "expat": ("Expat.txt",),
    "microsoft-vc-runtime": ("Microsoft-Visual-C++-Runtime.txt",),
    "pyside6-essentials": ("Qt.txt",),
    "qt": (*_QT, "PCRE2.txt"),
    "shiboken6": ("Qt.txt",),
    "sqlcipher": ("SQLCipher.txt",),
    "sqlite": ("SQLite.txt",),
}
# the text stands in another part's entry
_SEE = {
    "openssl-cryptography": "cryptography (Apache License 2.0)",
    "openssl-sqlcipher3": "cryptography (Apache License 2.0)",
    "libjpeg-turbo": "Pillow",
    "libtiff": "Pillow",
    "openjpeg": "Pillow",
    "pdfium": "pypdfium2",
    "zlib": "pypdfium2",
    "zlib-ng": "Pillow",
}
_OF_PYTHON = ("LICENSE.txt", "share/doc/python{0}.{1}/copyright", "lib/python{0}.{1}/LICENSE.txt")


def require_may_ship(parts: tuple[Part, ...]) -> None:
    """Stop if a part is under a licence that may not ship, such as the GPL without exception.

    Raises:
        PartsError: one is.
    """
    for part in parts:
        if not may_ship(part.licence):
            problem = f"{part.name} is under {part.licence}, which may not ship in this program"
            raise PartsError(problem)


def python_licence() -> str:
    """The licence text of the running Python.

    Raises:
        PartsError: it lies nowhere.
    """
    for place in _OF_PYTHON:
        path = Path(sys.base_prefix, place.format(*sys.version_info[:2]))
        if path.is_file():
            return path.read_text(encoding="utf-8")
    problem = f"no licence text of Python under {sys.base_prefix}"
    raise PartsError(problem)


def texts_of(part: Part, source: Path, installed: Installed) -> list[str]:
    """The licence texts of one part."""
    if part.key == "cpython":
        return [python_licence()]
    if part.key in _GIVEN:
        return [(TEXTS / name).read_text(encoding="utf-8") for name in _GIVEN[part.key]]
    if part.key in _SEE:
        return [f"See the text under {_SEE[part.key]}.\n"]
    if part.key.startswith("noto-"):
        return [(source / "resources" / "fonts" / "OFL.txt").read_text(encoding="utf-8")]
    found = [path.locate().read_bytes() for path in installed.licence_files(part.key)]
    return [content.decode("utf-8", "replace") for content in found]


def third_party(folder: Path, source: Path) -> str:
    """The text for a folder, parts in the order of the table.

    Raises:
        PartsError: a part has no text, or may not ship.
    """
    installed = Installed()
    present = owners(folder, installed).keys() - {OURS}
    parts = described(source, present)
    require_may_ship(parts)
    return "".join(_lines(parts, source, installed))


def write_licences(folder: Path, source: Path) -> Path:
    """Write the text into the folder."""
    target = folder / NAME
    target.write_text(third_party(folder, source), encoding="utf-8", newline="\n")
    return target


def _lines(parts: tuple[Part, ...], source: Path, installed: Installed) -> Iterator[str]:
    yield "蔵帳（Kuracho）に含まれる第三者のソフトウェアと書体、その使用許諾\n"
    yield "Third-party software and typefaces in Kuracho, and their licences\n\n"
    for part in parts:
        yield f"  {part.name} {part.version} — {part.licence}\n"
    for part in parts:
        texts = texts_of(part, source, installed)
        if not any(text.strip() for text in texts):
            problem = f"no licence text for {part.name}: put one into packaging/licence_texts"
            raise PartsError(problem)
        yield f"\n{_LINE}\n{part.name} {part.version} — {part.licence}\n{_LINE}\n\n"
        yield "\n\n".join(text.replace("\r\n", "\n").strip() for text in texts) + "\n"
        crates = sorted(
            f"  {crate['name']} {crate['version']} — {crate['licenses'][0]['expression']}\n"
            for crate in crates_of(part.key, installed)
        )
        if crates:
            yield "\nRust crates compiled into it:\n" + "".join(crates)
