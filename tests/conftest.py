"""Fixtures every room may use, and what differs where Windows is only imitated."""

import os
import sys
from pathlib import Path

import pytest
from hypothesis import settings

from tests.machine.windows import UNDER_WINE

if sys.platform == "win32":
    import _winapi

PROJECT = Path(__file__).resolve().parent.parent


if UNDER_WINE and hasattr(_winapi, "CopyFile2"):
    # Wine 8 has no kernel32.CopyFile2 and ends the process that calls it; without it shutil.copy2
    # and copytree, which only tests use, copy as they do on Windows 7
    del _winapi.CopyFile2

if UNDER_WINE:
    # each call of the system is translated here; how fast we are tests/bench says
    settings.register_profile("wine", deadline=None)
    settings.load_profile("wine")
    # set by the wrapper for what pytest itself says; programs that tests start write into a pipe
    # what Windows programs write there: code page 932
    os.environ.pop("PYTHONIOENCODING", None)

if sys.platform == "win32":
    # Qt's offscreen platform looks for fonts in a folder that the wheels for Windows do not have,
    # and warns; any folder without fonts will do, so that only the program's own fonts are there
    os.environ.setdefault("QT_QPA_FONTDIR", str(Path(__file__).parent))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The library beside the project (corpus, yardsticks), or a skip that names it."""
    folder = PROJECT.parent / "shared"
    if not (folder / "DECISIONS.md").is_file():
        pytest.skip("the library folder 'shared' is not beside this checkout")
    return folder
