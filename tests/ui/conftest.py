"""Every test of the window runs dressed as the program is, on the offscreen platform."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop.ui.application import prepare
from desktop.ui.tasks import Tasks

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
RESOURCES = Path(__file__).resolve().parents[2] / "resources"


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> QApplication:
    if not qapp.styleSheet():
        prepare(RESOURCES)
    return qapp


@pytest.fixture
def bugs() -> list[BaseException]:
    """What reached the last resort."""
    return []


@pytest.fixture
def tasks(bugs: list[BaseException]) -> Iterator[Tasks]:
    made = Tasks(bugs.append)
    yield made
    made.shutdown()
