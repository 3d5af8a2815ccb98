"""Every byte of a frozen folder, unpacked: files, archives inside executables, zip members."""

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from PyInstaller.archive.readers import ArchiveReadError, CArchiveReader
from PyInstaller.loader.pyimod01_archive import PYZ_ITEM_NSPKG

_EXECUTABLES = {"Kuracho.exe", "kuracho-reader.exe", "Kuracho", "kuracho-reader"}
_MODULES = "PYZ.pyz"


def pieces(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Place and content of everything in the folder, unpacked as far as it can be.

    A place is the POSIX path in the folder, then ``!`` and the name inside, as often as needed.
    """
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            place = path.relative_to(folder).as_posix()
            yield place, path.read_bytes()
            if path.parent == folder and path.name in _EXECUTABLES:
                yield from _inside_program(path, place)
            elif zipfile.is_zipfile(path):
                yield from _inside_zip(path, place)


def modules(program: Path) -> list[str]:
    """The Python modules packed into a program, dotted and sorted; no bare name spaces."""
    packed = CArchiveReader(str(program)).open_embedded_archive(_MODULES).toc
    return sorted(name for name, (kind, *_) in packed.items() if kind != PYZ_ITEM_NSPKG)


def programs(folder: Path) -> list[Path]:
    """The frozen programs of a folder."""
    return sorted(path for path in folder.iterdir() if path.name in _EXECUTABLES)


def _inside_program(path: Path, place: str) -> Iterator[tuple[str, bytes]]:
    archive = CArchiveReader(str(path))
    for name in sorted(archive.toc):
        try:
            content = archive.extract(name)
        except (ArchiveReadError, zlib.error):  # an option has a name and no content
            content = b""
        yield f"{place}!{name}", content or b""
    packed = archive.open_embedded_archive(_MODULES)
    for name in sorted(packed.toc):
        code = packed.extract(name, raw=True)
        yield f"{place}!{_MODULES}!{name}", code or b""


def _inside_zip(path: Path, place: str) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(path) as archive:
        for name in sorted(archive.namelist()):
            yield f"{place}!{name}", archive.read(name)
