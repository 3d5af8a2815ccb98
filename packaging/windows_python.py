"""Runs programs of Windows: directly on Windows, through Wine elsewhere.

Elsewhere ``windows-under-wine.sh`` makes a Windows Python in a folder of its own (its head says
what Wine lacks). ``KURACHO_WINPY`` names that folder; without it, it lies in the cache of the
account, so that the next checkout need not make it again.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath

from PIL import ImageGrab

PROJECT = Path(__file__).resolve().parent.parent
LOCK = PROJECT / "requirements" / "dev-windows-py312.txt"
WINDOWS = sys.platform == "win32"
LONGEST_SECONDS = 1800
"""A program that failed at its start may wait for somebody to press a button."""

_BY_HASH = ("-q", "--no-deps", "--require-hashes")


def default_place() -> Path:
    """Where the Windows Python lies unless ``KURACHO_WINPY`` names another folder."""
    chosen = os.environ.get("KURACHO_WINPY")
    return Path(chosen) if chosen else Path.home() / ".cache" / "kuracho-winpy"


@dataclass(frozen=True)
class WindowsPython:
    """A Python of Windows with the builders' lock installed, and the Windows around it."""

    place: Path

    def prepare(self) -> None:
        """Make it, and install what the lock lists, unless both were done before.

        Raises:
            subprocess.CalledProcessError: a step failed; its own words are above.
            subprocess.TimeoutExpired: it waits for something that does not come.
        """
        if WINDOWS:
            return
        stamp = self.place / "win" / "kuracho-lock.txt"
        wanted = hashlib.sha256(LOCK.read_bytes()).hexdigest()
        made = stamp.is_file() and stamp.read_text("ascii") == wanted
        if not made:  # a package left over from another lock would end in the program
            shutil.rmtree(self.place / "win", ignore_errors=True)
        script = PROJECT / "packaging" / "windows-under-wine.sh"
        make = ["/bin/bash", str(script), str(self.place)]
        subprocess.run(make, check=True, stdin=subprocess.DEVNULL, timeout=LONGEST_SECONDS)
        if made:
            return
        install = [str(self.place / "pip-win"), *_BY_HASH, "-r", self.path(LOCK)]
        subprocess.run(install, check=True, stdin=subprocess.DEVNULL, timeout=LONGEST_SECONDS)
        stamp.write_text(wanted, "ascii")

    def python(
        self, *arguments: str, environment: Mapping[str, str] | None = None, check: bool = True
    ) -> subprocess.CompletedProcess[str]:
        """Run this Python with arguments as Windows takes them; its text is kept."""
        start = [sys.executable] if WINDOWS else [str(self.place / "python")]
        return _run([*start, *arguments], environment, check=check)

    def program(
        self, *command: str, environment: Mapping[str, str] | None = None, check: bool = True
    ) -> subprocess.CompletedProcess[str]:
        """Run any 64-bit program of Windows; ``command[0]`` is its path or its bare name."""
        start = [] if WINDOWS else [str(self.place / "run")]
        return _run([*start, *command], environment, check=check)

    def on_a_screen(
        self,
        *command: str,
        picture: Path | None = None,
        after_seconds: int = 10,
        environment: Mapping[str, str] | None = None,
        check: bool = True,
    ) -> subprocess.CompletedProcess[str]:
        """Run a program with a real screen; a picture of the screen is taken after a while.

        On Windows the screen is the one that is there.
        """
        if WINDOWS:
            camera = threading.Timer(after_seconds, _take, [picture])
            camera.start()
            try:
                return _run(list(command), environment, check=check)
            finally:
                camera.cancel()
                camera.join()
        start = [str(self.place / "with-screen")]
        if picture is not None:
            start += ["-s", str(picture), "-d", str(after_seconds)]
        return _run([*start, str(self.place / "run"), *command], environment, check=check)

    def stop(self) -> None:
        """End every program of this Windows (never on a real one)."""
        if not WINDOWS:
            subprocess.run([str(self.place / "stop")], check=False, stdin=subprocess.DEVNULL)

    def path(self, place: Path) -> str:
        r"""What Windows calls a place of this machine: ``Z:\…`` under Wine."""
        if WINDOWS:
            return str(place)
        drive = (self.place / "prefix" / "drive_c").resolve()
        whole = place.resolve()
        if whole.is_relative_to(drive):
            return str(PureWindowsPath("C:\\", *whole.relative_to(drive).parts))
        return str(PureWindowsPath("Z:\\", *PurePosixPath(whole).parts[1:]))

    def native(self, place: str) -> Path:
        r"""Where a place of that Windows (``C:\…``, ``Z:\…``) is for this process."""
        if WINDOWS:
            return Path(place)
        named = PureWindowsPath(place)
        root = Path("/") if named.drive.upper() == "Z:" else self.place / "prefix" / "drive_c"
        return root.joinpath(*named.parts[1:])


def _take(picture: Path | None) -> None:
    if picture is not None:
        ImageGrab.grab(all_screens=False).save(picture)


def _run(
    command: Sequence[str], environment: Mapping[str, str] | None, *, check: bool
) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        command,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", **(environment or {})},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
        timeout=LONGEST_SECONDS,
    )
    if check and done.returncode:
        shown = shutil.get_terminal_size().columns * 40
        sys.stderr.write(done.stdout[-shown:] + done.stderr[-shown:])
        raise subprocess.CalledProcessError(done.returncode, command, done.stdout, done.stderr)
    return done
