"""What is looked at in a finished delivery before it is installed: signatures, keys, archive."""

import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from release_list import check_release
from report import Row
from signing import Identity, refuses_flipped_byte, scan_for_keys, verify_all
from stage import PROJECT

from desktop.usecases.program_gate import Standing

MEGABYTE = 1_000_000
MSI_BAR = 80


def signatures(folder: Path, msi: Path, root: Path | None, maker: str) -> Iterator[Row]:
    """Every program file and the installer, by two programs; one turned bit, by both."""
    verdicts = verify_all((folder, msi), root, maker)
    bad = [f"{one.path.name}: {one.why}" for one in verdicts if not one.good]
    yield Row(
        "signatures",
        "program files and installer accepted by osslsigncode and by signify",
        f"{len(verdicts) - len(bad)} of {len(verdicts)} {'; '.join(bad[:3])}".strip(),
        "files",
        "all",
        ok=not bad,
    )
    with tempfile.TemporaryDirectory() as scratch:
        for path in (folder / "Kuracho.exe", msi):
            flipped = refuses_flipped_byte(path, root, Path(scratch))
            yield Row(
                f"flipped.{path.suffix[1:]}",
                f"one turned bit in {path.name} is refused by both",
                flipped.osslsigncode + flipped.signify,
                "programs that accept it",
                "0",
                ok=not (flipped.osslsigncode or flipped.signify),
            )


def sockets() -> Row:
    """Heard from inside by an audit hook and from outside by strace; what is skipped is no yes."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [*command, "tests/journeys/test_sockets.py"],
        cwd=PROJECT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    last = (done.stdout.strip().splitlines() or ["nothing was said"])[-1]
    return Row(
        "sockets",
        "INET sockets and look-ups in main job and window: audit hook, strace",
        last,
        "",
        "6 passed, none skipped",
        ok=done.returncode == 0 and "skipped" not in last,
    )


def no_keys(folder: Path, identity: Identity, release_key: Path) -> Row:
    """Neither key files nor the secret numbers of the keys that signed."""
    found = scan_for_keys(folder, identity, [release_key])
    return Row("keys", "private keys in the folder", len(found), "keys", "0", ok=not found)


def unpacked(archive: Path, release_key: str, build: str) -> Row:
    """The archive, unpacked, as a program of this build would judge it at its start."""
    with tempfile.TemporaryDirectory() as scratch, zipfile.ZipFile(archive) as packed:
        packed.extractall(scratch)
        verdict = check_release(Path(scratch, "Kuracho"), release_key, build)
    return Row(
        "zip",
        "the archive, unpacked, holds to its signed list of files",
        f"{verdict.files} files, {len(verdict.faults)} faults",
        "",
        "no fault",
        ok=verdict.files > 0 and not verdict.faults and verdict.standing is Standing.WHOLE,
    )


def weighed(msi: Path) -> Row:
    """The installer has to fit a medium and a patience."""
    size = msi.stat().st_size / MEGABYTE
    return Row(
        "msi.size", "the installer", round(size, 1), "MB", f"<= {MSI_BAR}", ok=size <= MSI_BAR
    )
