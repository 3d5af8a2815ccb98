"""Builds the frozen folder with the Python that runs this script: Windows, Wine or Linux.

``python packaging/freeze.py`` stages the tree and freezes it; where git is missing (the Windows
Python under Wine) stage first and add ``--staged``. As reproducible as PyInstaller allows: the time
of the commit in every time stamp, a fixed hash seed, sorted lists. Beside the folder lies
``<folder>.sha256``, the hashes of all its files; signing changes them, ``after_signing.py`` renews
both this list and the bill of materials.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from frozen_folder import NOTE, folder_bytes, hash_list
from licences import write_licences
from locked import LockError, require_lock
from parts import PartsError
from sbom import write_sbom
from stage import PROJECT, StagingError, add_options, read_staged, stage

NAME = "Kuracho"
WINDOWS = sys.platform == "win32"
LOCK = f"dev-{'windows-py312' if WINDOWS else 'linux-py311'}.txt"


class FreezeError(Exception):
    """The folder cannot be built; the text says why and what to do."""


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


def freeze(out: Path) -> Path:
    """Freeze what is staged in ``out``; the folder, with its hashes beside it.

    Raises:
        StagingError: nothing is staged.
        LockError: the packages differ from the lock.
        FreezeError: PyInstaller failed.
        PartsError: something in the folder belongs to no described part, or may not ship.
    """
    staged = read_staged(out)
    source = out / staged.source
    lock = (source / "requirements" / LOCK).read_text(encoding="utf-8")
    require_lock(LOCK, lock)
    run_pyinstaller(out, source, staged.epoch)
    folder = out / NAME
    write_licences(folder, source)
    shutil.copyfile(write_sbom(folder, source, staged, lock), out / "sbom.cdx.json")
    shutil.copyfile(folder / "THIRD-PARTY.txt", out / "THIRD-PARTY.txt")
    note = json.dumps([sys.prefix, sys.base_prefix, str(out)])
    (out / NOTE).write_text(note + "\n", encoding="utf-8")
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
    except (StagingError, LockError, FreezeError, PartsError) as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    megabytes = folder_bytes(folder) / 1_000_000
    print(f"frozen  {folder}  {megabytes:.1f} MB  {time.monotonic() - began:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
