"""A real encrypted store for each test, and the clerk who writes to it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.store.transactions import Store
from tests.store.makers import Clerk, found


@pytest.fixture
def clerk() -> Clerk:
    return Clerk()


@pytest.fixture
def store(tmp_path: Path, clerk: Clerk) -> Iterator[Store]:
    opened = found(tmp_path, clerk)
    yield opened
    opened.close()
