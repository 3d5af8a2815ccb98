"""Builds the frozen folder with the Python that runs this script: Windows, Wine or Linux.

``python packaging/freeze.py`` stages the tree and freezes it; where git is missing (the Windows
Python under Wine) stage first and add ``--staged``. As reproducible as PyInstaller allows: the time
of the commit in every time stamp, a fixed hash seed, sorted lists. Beside the folder lies
``<folder>.sha256``, the hashes of all its files.
"""

import argparse
import hashlib
import importlib.metadata
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

from stage import PROJECT, StagingError, add_options, read_staged, stage

NAME = "Kuracho"
WINDOWS = sys.platform == "win32"
LOCK = f"dev-{'windows-py312' if WINDOWS else 'linux-py311'}.txt"
_PIN = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)", re.MULTILINE)


class FreezeError(Exception):
    """The folder cannot be built; the text says why and what to do."""


def pins(lock: str) -> dict[str, str]:
    """The versions a lock file names."""
    return dict(_PIN.findall(lock))


def unlocked(lock: str) -> list[str]:
    """How the installed packages differ from a lock, one sentence each; empty if they do not."""
    problems = []
    for name, version in sorted(pins(lock).items()):
        try:
            found = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            problems.append(f"{name} {version} is locked but not installed")
            continue
        if found != version:
            problems.append(f"{name} {version} is locked but {found} is installed")
    return problems


def require_lock(lock: Path) -> None:
    """Stop unless the running Python has exactly what the lock says.

    Raises:
        FreezeError: it has something else.
    """
    problems = unlocked(lock.read_text(encoding="utf-8"))
    if problems:
        problem = f"this Python does not hold {lock.name}:\n  " + "\n  ".join(problems)
        raise FreezeError(problem)


def run_pyinstaller(out: Path, source: Path, epoch: int) -> None:
    """Build ``out/Kuracho`` from the staged tree.

    Raises:
        FreezeError: PyInstaller failed; its own words stand above.
    """
    work = out / "work"
    for old in (work, out / NAME):
        shutil.rmtree(old, ignore_errors=True)
    fixed = {
        "SOURCE_DATE_EPOCH": str(epoch),
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYINSTALLER_CONFIG_DIR": str(work / "cache"),
    }
    command = [sys.executable, "-P", "-m", "PyInstaller", "--noconfirm", "--log-level=WARN"]
    command += [f"--distpath={out}", f"--workpath={work}"]
    command.append(str(source / "packaging" / "desktop.spec"))
    done = subprocess.run(command, check=False, cwd=source, env={**os.environ, **fixed})
    if done.returncode:
        problem = f"PyInstaller ended with {done.returncode}"
        raise FreezeError(problem)


def files_of(folder: Path) -> list[Path]:
    """All files of the folder, sorted by their POSIX place in it."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return sorted(found, key=lambda path: path.relative_to(folder).as_posix())


def hash_list(folder: Path) -> str:
    """``sha256sum`` lines of the folder's files; ``sha256sum -c`` beside the folder reads them."""
    return "".join(
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  "
        f"{folder.name}/{path.relative_to(folder).as_posix()}\n"
        for path in files_of(folder)
    )


def folder_bytes(folder: Path) -> int:
    """What the files of the folder weigh."""
    return sum(path.stat().st_size for path in files_of(folder))


def freeze(out: Path) -> Path:
    """Freeze what is staged in ``out``; the folder, with its hashes beside it.

    Raises:
        StagingError: nothing is staged.
        FreezeError: the packages differ from the lock, or PyInstaller failed.
    """
    staged = read_staged(out)
    source = out / staged.source
    require_lock(source / "requirements" / LOCK)
    run_pyinstaller(out, source, staged.epoch)
    folder = out / NAME
    (out / f"{NAME}.sha256").write_text(hash_list(folder), encoding="utf-8", newline="\n")
    return folder


def main(arguments: list[str] | None = None) -> int:
    """Stage unless told it is done, then freeze."""
    parser = argparse.ArgumentParser(description=__doc__)
    system = "windows" if WINDOWS else "linux"
    parser.add_argument("--out", type=Path, default=PROJECT / "build" / system)
    add_options(parser)
    parser.add_argument("--staged", action="store_true", help="use what packaging/stage.py left")
    asked = parser.parse_args(arguments)
    out = asked.out.resolve()
    began = time.monotonic()
    try:
        if not asked.staged:
            stage(PROJECT, out, asked.release_key, working_tree=asked.working_tree)
        folder = freeze(out)
    except (StagingError, FreezeError) as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    megabytes = folder_bytes(folder) / 1_000_000
    print(f"frozen  {folder}  {megabytes:.1f} MB  {time.monotonic() - began:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
