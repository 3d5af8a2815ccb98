"""A finished document as pictures, in memory: what is seen before printing is what is printed."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock

from pypdfium2 import PdfDocument, PdfiumError, PdfPage
from pypdfium2.raw import FPDFBitmap_BGRA

from desktop.domain.errors import PdfUnreadableError

# PDFium may be called by one thread at a time.
_pdfium = Lock()


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page as rows of red, green, blue and alpha bytes, from the top."""

    width: int
    height: int
    rgba: bytes


def pages(
    pdf: bytes, dpi: int = 110, first: int = 0, count: int | None = None
) -> tuple[PageImage, ...]:
    """The pages from ``first`` on (``count`` of them, else all) at the given resolution.

    Raises:
        PdfUnreadableError: the bytes are no PDF.
    """
    with _opened(pdf) as document:
        end = len(document) if count is None else min(len(document), first + count)
        return tuple(_image(document[number], dpi) for number in range(first, end))


def page_count(pdf: bytes) -> int:
    """How many pages a document has.

    Raises:
        PdfUnreadableError: the bytes are no PDF.
    """
    with _opened(pdf) as document:
        return len(document)


@contextmanager
def _opened(pdf: bytes) -> Iterator[PdfDocument]:
    with _pdfium:
        try:
            document = PdfDocument(pdf)
        except PdfiumError as error:
            raise PdfUnreadableError(bytes=len(pdf)) from error
        try:
            yield document
        finally:
            document.close()


def _image(page: PdfPage, dpi: int) -> PageImage:
    bitmap = page.render(scale=dpi / 72, rev_byteorder=True, force_bitmap_format=FPDFBitmap_BGRA)
    rows, used = bitmap.stride, bitmap.width * 4
    content = bytes(bitmap.buffer)
    rgba = b"".join(content[row * rows : row * rows + used] for row in range(bitmap.height))
    image = PageImage(bitmap.width, bitmap.height, rgba)
    bitmap.close()
    page.close()
    return image
