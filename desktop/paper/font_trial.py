"""Whether the shipped fonts draw what the office writes: names, rare signs, and a page of them."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from desktop.domain.errors import AppError
from desktop.domain.self_test import PLAIN_SIGNS, VARIANT_SIGNS
from desktop.paper.draw import A4, Imprint, paint
from desktop.paper.flow import Flow
from desktop.paper.fonts import Fonts
from desktop.paper.preview import page_count, pages
from desktop.paper.typefaces import typeface

_DPI = 30
_INK = 128


@dataclass(frozen=True, slots=True)
class FontTrial:
    """Font files that load and those that do not; signs that are missing; ink on a drawn page."""

    loaded: tuple[str, ...]
    broken: tuple[str, ...]
    missing: tuple[str, ...]
    missing_variants: tuple[str, ...]
    pages: int
    ink: int


def try_fonts(folder: Path) -> FontTrial:
    """Load every font file of ``folder``, look for the signs, draw and render one page.

    Raises:
        FontUnreadableError: not even the three fonts of every document are there.
    """
    files = sorted(folder.glob("*.ttf"))
    broken = tuple(path.name for path in files if not _loads(path))
    fonts = Fonts.load(folder)
    flow = Flow(A4, fonts)
    flow.title(PLAIN_SIGNS)
    flow.text(VARIANT_SIGNS)
    imprint = Imprint("", "", "", datetime(2026, 1, 1, tzinfo=UTC), "")
    paper = paint(PLAIN_SIGNS, A4, flow.pages, imprint, fonts)
    (picture,) = pages(paper.pdf, _DPI)
    return FontTrial(
        tuple(path.name for path in files if path.name not in broken),
        broken,
        fonts.missing(PLAIN_SIGNS),
        fonts.missing(VARIANT_SIGNS),
        page_count(paper.pdf),
        sum(red < _INK for red in picture.rgba[::4]),
    )


def _loads(path: Path) -> bool:
    try:
        typeface(path.resolve())
    except AppError:
        return False
    return True
