"""The shipped fonts, read once, and what the tests look at in a finished PDF."""

from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from desktop.paper.draw import Imprint
from desktop.paper.fonts import Fonts

PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def fonts() -> Fonts:
    return Fonts.load(PROJECT / "resources" / "fonts")


@pytest.fixture(scope="session")
def imprint() -> Imprint:
    return Imprint(
        mark="機密性3B",
        unit="福祉課",
        printed_by="窓口担当 山田 花子",
        printed_at=datetime(2026, 11, 25, 0, 10, 53, tzinfo=UTC),
        serial="令8福-000123",
    )


@pytest.fixture(scope="session")
def texts() -> Callable[[bytes], list[str]]:
    """What another program reads from each page."""
    return lambda pdf: [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]
