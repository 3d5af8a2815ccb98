"""Small program folders with a real signed list, as a build leaves them."""

import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from desktop.crypto.signing import SigningKey
from desktop.domain.releases import Release
from desktop.usecases.program_gate import ProgramFacts, Verdict
from desktop.usecases.release_check import check_program
from tests.conftest import PROJECT

if str(PROJECT / "packaging") not in sys.path:
    sys.path.insert(0, str(PROJECT / "packaging"))

import release_list  # type: ignore[import-not-found]  # a script, found by the line above

KEY = SigningKey(bytes(range(32)))
OTHER_KEY = SigningKey(bytes(range(1, 33)))
BUILD = "0.1.0+0123456789ab"
MADE = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
FILES = {
    "Kuracho.exe": b"MZ program" * 2_000,
    "kuracho-reader.exe": b"MZ reader" * 500,
    "_internal/base_library.zip": b"PK library",
    "_internal/Qt6Core.dll": b"MZ qt" * 70_000,
    "_internal/resources/fonts/OFL.txt": b"licence",
    "_internal/resources/help/導入.md": "手引き".encode(),
    "_internal/empty.txt": b"",
}


@dataclass(frozen=True, slots=True)
class ProgramFolder:
    """A folder as an installer leaves it."""

    folder: Path

    def facts(self, *, key: SigningKey = KEY, build: str = BUILD) -> ProgramFacts:
        return ProgramFacts(self.folder, build, key.public.hex())

    def verdict(self, *, key: SigningKey = KEY, build: str = BUILD) -> Verdict:
        return check_program(self.facts(key=key, build=build))

    def faults(self, *, key: SigningKey = KEY, build: str = BUILD) -> list[tuple[str, str]]:
        return [
            (one.difference.value, one.path) for one in self.verdict(key=key, build=build).faults
        ]

    def release(self) -> Release:
        return release_list.release_of(self.folder, version="0.1.0", build=BUILD, made=MADE)

    def sign(self, *, key: SigningKey = KEY, build: str = BUILD) -> Path:
        path: Path = release_list.make_release(
            self.folder, key, version="0.1.0", build=build, made=MADE
        )
        return path


def program_folder(folder: Path) -> ProgramFolder:
    """A fresh one, listed and signed."""
    for path, content in FILES.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    made = ProgramFolder(folder)
    made.sign()
    return made
