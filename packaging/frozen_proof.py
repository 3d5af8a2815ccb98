"""Runs a frozen program as a person and as IT staff would, and says what held.

Self-test, the whole main job driven through its windows on a real screen, the check of what that
left, a picture of the window, and a program file that was changed.
"""

import json
import shutil
from pathlib import Path

from PIL import Image
from report import Row
from windows_python import WindowsPython

WINDOW_AFTER_SECONDS = 25
WINDOW_OPEN_MS = 40_000
LEAST_COLOURS = 100
LEAST_SCREENS = 49
"""What the tour of the main job left when it was founded; it only grows."""


def prove_frozen(folder: Path, windows: WindowsPython, out: Path) -> list[Row]:
    """Rows about the program in ``folder``; pictures and files are left in ``out``."""
    work = out / "frozen"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    program = windows.path(folder / "Kuracho.exe")
    return [
        *_self_test(program, windows, work),
        *_main_job(program, windows, work),
        _picture(program, windows, work, out / "installed.png"),
        *_changed_file(folder, program, windows, work),
    ]


def _self_test(program: str, windows: WindowsPython, work: Path) -> list[Row]:
    told = work / "selftest.json"
    done = windows.program(program, "selftest", windows.path(told), check=False)
    found = json.loads(told.read_text(encoding="utf-8")) if told.is_file() else []
    missed = ", ".join(row["id"] for row in found if not row["ok"])
    return [
        Row(
            "frozen.selftest",
            "the self-test inside the installed program",
            f"{sum(row['ok'] for row in found)} of {len(found)}"
            + (f"; missed: {missed}" if missed else ""),
            "rows",
            "all, exit code 0",
            ok=bool(found) and not missed and done.returncode == 0,
        )
    ]


def _main_job(program: str, windows: WindowsPython, work: Path) -> list[Row]:
    drill, pictures = work / "drill", work / "tour"
    places = (windows.path(drill), windows.path(pictures))
    done = windows.on_a_screen(program, "demo", places[0], "--tour", places[1], check=False)
    verdict = drill / "verdict.json"
    told = json.loads(verdict.read_text(encoding="utf-8")) if verdict.is_file() else {}
    verified = {name: one["ok"] for name, one in told.get("verified", {}).items()}
    package = next((drill / "媒体").glob("*.kura"), None) if drill.is_dir() else None
    checked = None
    if package is not None:
        checked = windows.program(program, "verify", windows.path(package), check=False)
    return [
        Row(
            "frozen.tour",
            "demo --tour inside the installed program, on a screen",
            told.get("screens", 0),
            "screens",
            f">= {LEAST_SCREENS}, exit code 0",
            ok=told.get("screens", 0) >= LEAST_SCREENS and done.returncode == 0,
        ),
        Row(
            "frozen.verified",
            "package and both stores of that tour, by its own verification",
            f"{sum(verified.values())} of {len(verified)}",
            "whole",
            "all",
            ok=bool(verified) and all(verified.values()),
        ),
        Row(
            "frozen.verify",
            "Kuracho.exe verify of the package the tour left",
            "no package" if checked is None else checked.returncode,
            "exit code",
            "0",
            ok=checked is not None and checked.returncode == 0,
        ),
    ]


def _picture(program: str, windows: WindowsPython, work: Path, picture: Path) -> Row:
    picture.unlink(missing_ok=True)
    drill = windows.path(work / "window")
    done = windows.on_a_screen(
        *(program, "demo", drill, "--quit-after", str(WINDOW_OPEN_MS)),
        picture=picture,
        after_seconds=WINDOW_AFTER_SECONDS,
        check=False,
    )
    seen = colours(picture) if picture.is_file() else 0
    return Row(
        "frozen.window",
        "the installed window on a screen, to be looked at: installed.png",
        seen,
        "colours",
        f">= {LEAST_COLOURS} (an empty screen has a few), exit code 0",
        ok=seen >= LEAST_COLOURS and done.returncode == 0,
    )


def colours(picture: Path) -> int:
    """How many colours a picture has: edges of letters have many, a screen without a window few."""
    with Image.open(picture) as image:
        plain = image.convert("RGB")
        return len(plain.getcolors(plain.width * plain.height) or ())


def _changed_file(folder: Path, program: str, windows: WindowsPython, work: Path) -> list[Row]:
    """One byte of a program file, one planted library: each must be named by the self-test."""
    victim = next(iter(sorted((folder / "_internal").rglob("*.pyd"))))
    whole = victim.read_bytes()
    planted = folder / "planted.dll"
    told = work / "changed.json"
    try:
        victim.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
        planted.write_bytes(b"MZ")
        done = windows.program(program, "selftest", windows.path(told), check=False)
        text = told.read_text(encoding="utf-8") if told.is_file() else ""
    finally:
        victim.write_bytes(whole)
        planted.unlink()
    named = [name for name in (victim.name, planted.name) if name in text]
    return [
        Row(
            "frozen.changed",
            "a changed and a planted program file are named by the self-test",
            len(named),
            "named",
            "2, exit code not 0",
            ok=len(named) == 2 and done.returncode != 0,  # noqa: PLR2004 - the two above
        )
    ]
