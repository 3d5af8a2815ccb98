"""Reads CSV and TSV texts: BOM, else strict UTF-8, else strict CP932, else a refusal.

No other encoding is ever tried: a wrong guess changes names silently (JAPANESE-DATA §6).
"""

import codecs
import csv
import io
import re
from itertools import islice

from desktop.domain.errors import CellTooLongError, UnknownEncodingError, UnreadableWorkbookError
from desktop.domain.sheets import look_letter
from desktop.importers.limits import MAX_CELL_LENGTH
from desktop.importers.lines import Output

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_PEEK = 20
_PEEKED = 1 << 16
_NO_CP932 = re.compile("[\x80\xa0\uf8f0-\uf8f3]")
"""Bytes that the codec lets through although Windows has no character for them."""


def read_text(untrusted: bytes, output: Output) -> None:
    """Write the table of a text file to ``output`` as one sheet."""
    text = decode(untrusted)
    output.head("", "visible")
    csv.field_size_limit(MAX_CELL_LENGTH + 1)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter(text), strict=False)
    plain = look_letter(0)
    row = 0
    try:
        for row, texts in enumerate(rows, start=1):
            kinds = "".join("t" if cell else " " for cell in texts)
            output.row(row, texts, kinds, plain * len(texts))
            output.progress(row * 64, len(text))
    except csv.Error as error:
        if "field larger" in str(error):
            raise CellTooLongError(row=row + 1, limit=MAX_CELL_LENGTH) from error
        raise UnreadableWorkbookError from error
    output.tail([], [], [])


def decode(untrusted: bytes) -> str:
    """The text of a file, exactly.

    Raises:
        UnknownEncodingError: it is neither UTF-8 nor CP932.
    """
    for mark, encoding in _BOMS:
        if untrusted.startswith(mark):
            return _strictly(untrusted, encoding)
    try:
        return untrusted.decode("utf-8")
    except UnicodeDecodeError:
        text = _strictly(untrusted, "cp932")
    if _NO_CP932.search(text) or _is_euc(untrusted, text):
        raise UnknownEncodingError
    return text


def _is_euc(untrusted: bytes, as_cp932: str) -> bool:
    """Whether the bytes are EUC-JP, which CP932 shows as half-width kana without an error."""
    wide = sum(character > "\x7f" for character in as_cp932[:_PEEKED])
    if sum("｡" <= character <= "ﾟ" for character in as_cp932[:_PEEKED]) * 2 <= wide:
        return False
    try:
        untrusted.decode("euc_jp")
    except UnicodeDecodeError:
        return False
    return True


def delimiter(text: str) -> str:
    """A tab where the first lines have more tabs than commas, else a comma."""
    first = "\n".join(islice(text.splitlines(), _PEEK)) if len(text) < _PEEKED else text[:_PEEKED]
    counts = {mark: first.count(mark) for mark in (",", "\t", ";")}
    return max(counts, key=lambda mark: counts[mark])


def _strictly(untrusted: bytes, encoding: str) -> str:
    try:
        return untrusted.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnknownEncodingError from error
