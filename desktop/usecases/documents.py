"""Papers as the deeds hand them out: frozen data in, PDF bytes out, fonts loaded once."""

from datetime import datetime, timedelta, timezone
from functools import lru_cache
from pathlib import Path

from desktop.crypto.founding import FoundedStore
from desktop.domain.forms import Confidentiality
from desktop.domain.ids import grouped
from desktop.domain.usecase_errors import FileUnreadableError
from desktop.domain.wareki import format_wareki
from desktop.machine.atomic import sync_file
from desktop.paper.draw import Imprint
from desktop.paper.fingerprint_page import FingerprintPage, draw_fingerprint_page
from desktop.paper.fonts import Fonts
from desktop.paper.preview import PageImage
from desktop.paper.preview import page_count as drawn_count
from desktop.paper.preview import pages as drawn_pages
from desktop.paper.recovery_sheet import RecoverySheet, draw_recovery_sheet
from desktop.usecases.office import Office

__all__ = [
    "JST", "PageImage", "day_text", "fingerprint_page", "fonts", "imprint", "page_count", "pages",
    "recovery_sheets", "write_paper",
]  # fmt: skip

JST = timezone(timedelta(hours=9))
_NEEDED = 2


@lru_cache(maxsize=2)
def fonts(resources: Path) -> Fonts:
    """The shipped fonts; reading them takes a moment, so once a process."""
    return Fonts.load(resources / "fonts")


def day_text(moment: datetime) -> str:
    """A moment's day in Japan, 和暦."""
    return format_wareki(moment.astimezone(JST).date())


def imprint(
    office: Office, level: Confidentiality, unit: str, printed_by: str, serial: str
) -> Imprint:
    """What stands on every page."""
    return Imprint(f"機密性{level.mark}", unit, printed_by, office.now(), serial)


def recovery_sheets(office: Office, unit: str, founded: FoundedStore) -> tuple[bytes, ...]:
    """The recovery sheets of a new store, one PDF each."""
    marks = imprint(office, Confidentiality.LEVEL_3A, unit, "", founded.store[:8])
    papers = []
    for sheet in founded.sheets:
        *groups, check = sheet.code.split("-")
        page = RecoverySheet(
            imprint=marks,
            store_fingerprint=grouped(founded.fingerprint),
            number=sheet.number,
            of=len(founded.sheets),
            needed=_NEEDED,
            groups=tuple(groups),
            check=check,
            custodian="",
            issued_on=day_text(office.now()),
        )
        papers.append(draw_recovery_sheet(page, fonts(office.resources)).pdf)
    return tuple(papers)


def fingerprint_page(
    office: Office, unit: str, founded: FoundedStore, founders: tuple[str, ...]
) -> bytes:
    """The page with which other units compare what their screens show; it is no secret."""
    page = FingerprintPage(
        imprint=imprint(office, Confidentiality.LEVEL_1, unit, "", founded.store[:8]),
        store_fingerprint=founded.fingerprint,
        founders=founders,
        issued_on=day_text(office.now()),
    )
    return draw_fingerprint_page(page, fonts(office.resources)).pdf


def write_paper(path: Path, paper: bytes) -> Path:
    """Write a finished paper where the person chose; it survives a medium pulled out too soon.

    Raises:
        FileUnreadableError: it cannot be written there.
    """
    try:
        with path.open("wb") as target:
            target.write(paper)
            sync_file(target)
    except OSError as error:
        raise FileUnreadableError(name=path.name) from error
    return path


def pages(
    paper: bytes, dpi: int = 110, first: int = 0, count: int | None = None
) -> tuple[PageImage, ...]:
    """Pages of a finished paper as pictures, to be shown exactly as they would be printed."""
    return drawn_pages(paper, dpi, first, count)


def page_count(paper: bytes) -> int:
    """How many pages a finished paper has."""
    return drawn_count(paper)
