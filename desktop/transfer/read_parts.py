"""Staged parts read as a form and its records, as strictly as any foreign file.

A package from an approved sender is still a file from outside: its parts must be exactly what
sanitising makes, within the limits of SECURITY-DESIGN §11.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from desktop.domain import cj1
from desktop.domain.errors import MalformedDocumentError
from desktop.domain.forms import Form
from desktop.domain.ids import RecordUid
from desktop.domain.payloads import FORM_PART, RECORDS_PART, Inner
from desktop.domain.records import Values, without_blanks
from desktop.domain.transfer_errors import PartMalformedError
from desktop.transfer.csv_lines import UID_COLUMN, rows_of
from desktop.transfer.sanitize.plain import has_forbidden, opens_formula, restored, untouched

PartChunks: TypeAlias = Callable[[str], Iterable[bytes]]
"""Gives the staged bytes of a part by its name."""

MAX_ROWS = 1_048_576
_UID = re.compile(r"[0-9a-f]{32}")


def read_parts(
    inner: Inner, chunks_of: PartChunks
) -> tuple[Form, Iterator[tuple[RecordUid, Values]]]:
    """The form, and its records one by one; a formula's apostrophe is taken off again.

    Raises:
        PartMalformedError: a part that sanitising would not have made (also while iterating).
    """
    form = _form(chunks_of, inner.part(FORM_PART).size)
    rows = inner.part(RECORDS_PART).rows
    if rows > MAX_ROWS:
        raise PartMalformedError(reason="rows", rows=rows)
    return form, _records(form, rows_of(chunks_of(RECORDS_PART)), rows)


def _form(chunks_of: PartChunks, size: int) -> Form:
    if size > cj1.MAX_BYTES:
        raise PartMalformedError(reason="form-size", size=size)
    try:
        form = Form.from_json(cj1.decode(b"".join(chunks_of(FORM_PART))))
    except MalformedDocumentError as error:
        raise PartMalformedError(reason="form") from error
    texts = [form.name, *(field.label for field in form.fields)]
    choices = [choice for field in form.fields for choice in field.choices]
    if any(map(has_forbidden, texts + choices)):
        raise PartMalformedError(reason="form-character")
    return form


def _records(
    form: Form, rows: Iterator[list[str]], expected: int
) -> Iterator[tuple[RecordUid, Values]]:
    fids = [field.fid for field in form.fields]
    if next(rows, None) != [UID_COLUMN, *fids]:
        raise PartMalformedError(reason="header")
    last, number = "", 0
    for number, row in enumerate(rows, start=1):
        _check_row(row, len(fids) + 1, last, number)
        last = row[0]
        texts = row[1:] if untouched(row) else map(restored, row[1:])
        yield RecordUid(last), without_blanks(dict(zip(fids, texts, strict=True)))
    if number != expected:
        raise PartMalformedError(reason="rows", rows=number)


def _check_row(row: list[str], width: int, last: str, number: int) -> None:
    if len(row) != width:
        raise PartMalformedError(reason="width", row=number)
    if not _UID.fullmatch(row[0]) or row[0] <= last:
        raise PartMalformedError(reason="uid", row=number)
    if not untouched(row) and any(has_forbidden(cell) or opens_formula(cell) for cell in row):
        raise PartMalformedError(reason="character", row=number)
