"""Which part every file and module of a frozen folder belongs to; nothing may belong to none."""

import importlib.metadata
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib.metadata import Distribution, PackagePath
from pathlib import Path

from archives import modules, programs
from frozen_folder import files_of
from parts import PartsError, canonical

OURS = "kuracho"
_OURS_AT_ROOT = {"THIRD-PARTY.txt", "sbom.cdx.json", "release.json"}
_MICROSOFT = re.compile(r"(vcruntime140|msvcp140|concrt140)(_\w+)?\.dll")
_BOOTLOADER = re.compile(r"_?pyi[_a-z0-9]*|struct")
_INTERNAL = "_internal/"


@dataclass(slots=True)
class Owned:
    """What one part has in the folder: files by their place, and how many packed modules."""

    files: list[str] = field(default_factory=list)
    modules: int = 0


class Installed:
    """The packages of the running Python, which is the one that froze, by the paths they own."""

    def __init__(self) -> None:
        self.packages: dict[str, Distribution] = {}
        self._owner: dict[str, str] = {}
        for package in importlib.metadata.distributions():
            key = canonical(package.metadata["Name"])
            self.packages.setdefault(key, package)
            for path in package.files or ():
                self._owner.setdefault(path.as_posix().casefold(), key)

    def owner_of_file(self, place: str) -> str | None:
        """The package that brought a file of ``_internal``."""
        return self._owner.get(place.casefold())

    def owner_of_module(self, name: str) -> str | None:
        """The package a packed module comes from."""
        path = name.replace(".", "/").casefold()
        for candidate in (f"{path}.py", f"{path}/__init__.py", f"{path}.pyi"):
            if candidate in self._owner:
                return self._owner[candidate]
        return None

    def licence_files(self, key: str) -> list[PackagePath]:
        """The licence texts a package brings, in the order of their paths."""
        wanted = re.compile(r"licen[cs]e|copying|notice|authors", re.IGNORECASE)
        return sorted(
            path
            for path in self.packages[key].files or ()
            if path.parts[0].endswith(".dist-info")
            and wanted.search("/".join(path.parts[1:]))
            and "commercial" not in path.name.lower()
        )


def owners(folder: Path, installed: Installed) -> dict[str, Owned]:
    """The parts that are in the folder.

    Raises:
        PartsError: something belongs to no part.
    """
    found: dict[str, Owned] = {}
    orphans = []
    for path in files_of(folder):
        place = path.relative_to(folder).as_posix()
        owner = _owner_of_file(place, installed)
        if owner is None:
            orphans.append(place)
        else:
            found.setdefault(owner, Owned()).files.append(place)
    for name in {name for program in programs(folder) for name in modules(program)}:
        owner = _owner_of_module(name, installed)
        if owner is None:
            orphans.append(name)
        else:
            found.setdefault(owner, Owned()).modules += 1
    _require_none(orphans)
    return found


def _require_none(orphans: Iterable[str]) -> None:
    listed = sorted(orphans)
    if listed:
        problem = f"belongs to no part: {', '.join(listed)}"
        raise PartsError(problem)


def _owner_of_file(place: str, installed: Installed) -> str | None:
    name = place.rsplit("/", 1)[-1]
    if not place.startswith(_INTERNAL):
        programs_too = name.startswith(("Kuracho", "kuracho-reader"))
        return OURS if programs_too or place in _OURS_AT_ROOT else None
    inside = place.removeprefix(_INTERNAL)
    if _MICROSOFT.fullmatch(name.casefold()):
        return "microsoft-vc-runtime"
    if inside.startswith("resources/fonts/NotoS"):
        return "noto-serif-jp" if "Serif" in name else "noto-sans-jp"
    if inside.startswith("resources/"):
        return OURS
    if inside == "base_library.zip" or _of_python(inside):
        return "cpython"
    return installed.owner_of_file(inside)


def _of_python(inside: str) -> bool:
    """Whether a library at the top of ``_internal`` or in ``lib-dynload`` is the interpreter's."""
    name = inside.rsplit("/", 1)[-1]
    if name.startswith(("libpython", "python3")) or "/lib-dynload/" in inside:
        return True
    base = Path(sys.base_prefix)
    return "/" not in inside and any((base / sub / name).is_file() for sub in ("", "DLLs"))


def _owner_of_module(name: str, installed: Installed) -> str | None:
    top = name.partition(".")[0]
    if top == "desktop":
        return OURS
    if _BOOTLOADER.fullmatch(top):
        return "pyinstaller"
    owner = installed.owner_of_module(name)
    if owner is None and (top in sys.stdlib_module_names or top.startswith("_sysconfigdata")):
        return "cpython"
    return owner
