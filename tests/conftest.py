"""Fixtures every room may use."""

from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The library beside the project (corpus, yardsticks), or a skip that names it."""
    folder = PROJECT.parent / "shared"
    if not (folder / "DECISIONS.md").is_file():
        pytest.skip("the library folder 'shared' is not beside this checkout")
    return folder
