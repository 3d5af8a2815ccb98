"""The libraries loaded into this process, and those from places where nobody installs programs.

A library put beside a document or into a user's folder and loaded from there is how a program is
made to do something else. Input methods, virus scanners and printer drivers load themselves into
every program and lie where only an administrator can write; they are not counted.
"""

import ctypes
import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePath

_LONGEST = 1 << 15
_INSTALLED_BY_ADMINISTRATORS = (
    "SystemRoot",
    "ProgramFiles",
    "ProgramFiles(x86)",
    "ProgramW6432",
)
_DEFENDER = ("Microsoft", "Windows Defender")
_LINUX_PLACES = ("/usr", "/lib", "/lib64")


def loaded_libraries() -> tuple[Path, ...]:
    """Every library in the address space of this process, by path, each once.

    Raises:
        OSError: the system does not tell.
    """
    if sys.platform == "win32":
        return _windows()
    lines = Path("/proc/self/maps").read_text("utf-8", "replace").splitlines()
    mapped = {line.split(maxsplit=5)[5] for line in lines if line.count(" ") and " /" in line}
    return tuple(Path(path) for path in sorted(mapped) if ".so" in path)


def trusted_places(program: Iterable[Path], environment: Mapping[str, str]) -> tuple[Path, ...]:
    """The folders of the program itself, and those that only administrators write to."""
    if sys.platform != "win32":
        return (*program, *map(Path, _LINUX_PLACES))
    named = (environment.get(name) for name in _INSTALLED_BY_ADMINISTRATORS)
    data = environment.get("ProgramData")
    defender = () if data is None else (Path(data, *_DEFENDER),)
    return (*program, *(Path(place) for place in named if place), *defender)


def foreign_libraries(loaded: Iterable[Path], places: Iterable[Path]) -> tuple[Path, ...]:
    """Those of ``loaded`` that lie in none of ``places`` (upper and lower case are one)."""
    folders = [_folded(place) for place in places]
    return tuple(
        path for path in loaded if not any(_folded(path).is_relative_to(one) for one in folders)
    )


def _folded(path: Path) -> PurePath:
    return PurePath(os.path.normcase(path))


def _windows() -> tuple[Path, ...]:
    if sys.platform != "win32":
        raise NotImplementedError
    kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    process = ctypes.c_void_p(-1)  # the process itself, GetCurrentProcess
    handles = (ctypes.c_void_p * 0)()
    needed = ctypes.c_ulong(0)
    while True:  # their number changes while one asks
        size = ctypes.sizeof(handles)
        told = kernel.K32EnumProcessModules(process, handles, size, ctypes.byref(needed))
        if not told:
            raise ctypes.WinError(ctypes.get_last_error())
        if needed.value <= size:
            break
        handles = (ctypes.c_void_p * (needed.value // ctypes.sizeof(ctypes.c_void_p)))()
    count = needed.value // ctypes.sizeof(ctypes.c_void_p)
    return tuple(sorted({_path(kernel, handle) for handle in handles[:count]}))


def _path(kernel: ctypes.CDLL, handle: int | None) -> Path:
    buffer = ctypes.create_unicode_buffer(_LONGEST)
    if not kernel.GetModuleFileNameW(ctypes.c_void_p(handle), buffer, _LONGEST):
        message = "GetModuleFileNameW"
        raise OSError(message)
    return Path(buffer.value)
