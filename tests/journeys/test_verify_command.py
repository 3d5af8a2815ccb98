"""``kuracho verify`` as an auditor starts it: whole is whole, a changed byte is named.

A real child process on what a real main job left; no key, no password, nothing of the program's
state. The log's entries are numbered; the number in the verdict is that of the changed line.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.builders.journey import Ground, laid_out
from tests.conftest import PROJECT
from tests.journeys.main_job import run

PLACES = (0.0, 0.13, 0.31, 0.5, 0.68, 0.87, 0.999)


def verify(path: Path) -> subprocess.CompletedProcess[str]:
    """The command line of the README, in a child."""
    return subprocess.run(
        [sys.executable, "-m", "desktop", "verify", str(path)],
        cwd=PROJECT,
        capture_output=True,
        text=True,  # in the code page of pipes here: what the command writes for
        check=False,
        timeout=120,
    )


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Ground:
    ground = laid_out(tmp_path_factory.mktemp("verify") / "ground")
    run(ground, lambda *_words, **_facts: None)
    return ground


def package_of(ground: Ground) -> Path:
    (package,) = ground.medium.glob("*.kura")
    return package


def audit_copy(folder: Path) -> Path:
    (copy,) = (folder / "audit").glob("*.jsonl")
    return copy


@pytest.mark.parametrize("unit", ["a", "b"])
def test_a_store_folder_and_its_log_are_whole(ground: Ground, unit: str) -> None:
    folder = ground.unit(unit).folder
    entries = sum(
        b'"kind":"entry"' in line for line in audit_copy(folder).read_bytes().split(b"\n")
    )
    for path in (folder, audit_copy(folder)):
        told = verify(path)
        assert (told.returncode, told.stderr) == (0, "")
        assert f"正しい：記録 {entries}件" in told.stdout
        assert ground.unit(unit).fingerprint in told.stdout


def test_a_package_is_whole(ground: Ground) -> None:
    told = verify(package_of(ground))
    assert (told.returncode, told.stderr) == (0, "")
    assert "申請と承認の署名が合い、二人は別人です" in told.stdout
    assert ground.unit("a").fingerprint in told.stdout


@pytest.mark.parametrize("place", PLACES)
def test_a_changed_byte_of_the_log_is_named_by_its_entry(
    ground: Ground, tmp_path: Path, place: float
) -> None:
    folder = tmp_path / "store"
    shutil.copytree(ground.unit("a").folder, folder)
    copy = audit_copy(folder)
    lines = copy.read_bytes().splitlines(keepends=True)
    entries = [number for number, line in enumerate(lines) if b'"kind":"entry"' in line]
    changed = round(place * (len(entries) - 1))
    spoil(lines, entries[changed])
    copy.write_bytes(b"".join(lines))
    for path in (folder, copy):
        told = verify(path)
        assert (told.returncode, told.stderr) == (1, "")
        assert told.stdout.startswith(f"{changed + 1}番の記録に食い違い：")


def spoil(lines: list[bytes], number: int, member: str = "body") -> None:
    """Change one byte in the middle of a member's text, so that the line still reads well."""
    line = bytearray(lines[number])
    first = line.index(f'"{member}":"'.encode()) + len(member) + 4
    middle = (first + line.index(b'"', first)) // 2
    line[middle] = ord("0") if line[middle] != ord("0") else ord("1")
    lines[number] = bytes(line)


def test_a_changed_seal_is_named_by_the_first_entry_it_sealed(
    ground: Ground, tmp_path: Path
) -> None:
    folder = tmp_path / "store"
    shutil.copytree(ground.unit("a").folder, folder)
    copy = audit_copy(folder)
    lines = copy.read_bytes().splitlines(keepends=True)
    seals = [number for number, line in enumerate(lines) if b'"kind":"seal"' in line]
    spoil(lines, seals[3], "sig")
    copy.write_bytes(b"".join(lines))
    sealed_before = sum(b'"kind":"entry"' in line for line in lines[: seals[2]])
    told = verify(copy)
    assert (told.returncode, told.stderr) == (1, "")
    assert told.stdout.startswith(f"{sealed_before + 1}番の記録に食い違い：封印")


@pytest.mark.parametrize("place", PLACES)
def test_a_changed_byte_of_a_package_is_found(ground: Ground, tmp_path: Path, place: float) -> None:
    content = bytearray(package_of(ground).read_bytes())
    content[round(place * (len(content) - 1))] ^= 1
    spoilt = tmp_path / package_of(ground).name
    spoilt.write_bytes(content)
    told = verify(spoilt)
    assert (told.returncode, told.stderr) == (1, "")
    assert re.fullmatch(r"正しくありません：.+。\n", told.stdout)


def test_a_missing_file_is_said_in_words(tmp_path: Path) -> None:
    told = verify(tmp_path / "none.kura")
    assert (told.returncode, told.stderr) == (1, "")
    assert told.stdout.startswith("読めません：")
