"""The bar of ``make run`` without a screen: the windows go through the main job and leave proof."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

FEWEST_PICTURES = 12


@pytest.fixture(scope="module")
def workbook(shared: Path) -> Path:
    """A book that an office really published: 4,857 rows."""
    (found,) = (shared / "corpus" / "files").glob("kyoku_19*.xlsx")
    return found


def play(folder: Path, *more: str) -> tuple[int, str]:
    command = [sys.executable, "-m", "desktop", "demo", str(folder / "demo")]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [*command, "--tour", str(folder / "pictures"), *more],
        capture_output=True,
        text=True,
        env=environment,
        timeout=900,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_the_tour_brings_in_the_sample_and_a_published_workbook_and_leaves_its_proof(
    tmp_path: Path, workbook: Path
) -> None:
    code, said = play(tmp_path, "--workbook", str(workbook))

    assert code == 0, said
    verdict = json.loads((tmp_path / "demo" / "verdict.json").read_text("utf-8"))
    assert all(found["ok"] for found in verdict["verified"].values())
    assert len(verdict["verified"]) == 3
    assert [sentence[-7:-3] for sentence in verdict["refused"]] == ["(E-6", "(E-6", "(E-9"]
    pictures = {path.name for path in (tmp_path / "pictures").glob("*.png")}
    assert len(pictures) == 2 * verdict["screens"]
    assert verdict["screens"] >= FEWEST_PICTURES
    for path in ("pictures", "package", "verdict"):
        assert path in said
