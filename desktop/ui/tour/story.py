"""The whole tour: the main job through the real windows, chapter by chapter, and its verdict."""

import sys
from pathlib import Path

from desktop.ui.tour.camera import Camera
from desktop.ui.tour.founding import found
from desktop.ui.tour.stage import RunningProgram, Stage


def run(
    program: RunningProgram, folder: Path, pictures: Path, workbooks: tuple[Path, ...]
) -> int:
    """Play every chapter; the exit code."""
    camera = Camera(program.shell, pictures)
    stage = Stage(program, folder, camera)
    program.start()
    stage.idle()
    camera.take("first-start")
    unit = found(stage, "環境課", "端末1", pictures=True)
    print(unit)
    return 0
