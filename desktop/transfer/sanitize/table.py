"""A ledger's records rebuilt as the two parts of a package, the same bytes from the same input.

Only columns asked for with ``keep`` leave; any other column is dropped and named. The records
are walked twice, once to measure and once to encrypt, so nothing whole is held or written.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from desktop.domain import cj1
from desktop.domain.errors import NothingToExportError
from desktop.domain.exports import ColumnRule
from desktop.domain.fields import Field
from desktop.domain.forms import Form
from desktop.domain.ids import RecordUid
from desktop.domain.payloads import FORM_PART, RECORDS_PART, Inner, PartEntry, Report
from desktop.domain.records import Values
from desktop.domain.request_document import Column, package_id
from desktop.transfer.csv_lines import UID_COLUMN, line_of
from desktop.transfer.residue import Hit, Residue, scan
from desktop.transfer.sanitize.plain import FORMULA, cleaned, neutralised, untouched

Records: TypeAlias = Callable[[], Iterable[tuple[RecordUid, Values]]]
"""Gives the same records each time it is called, rising by uid."""

POLICY_VERSION = 1
JSON_MEDIA = "application/json"
CSV_MEDIA = "text/csv; charset=utf-8"
_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class Part:
    """One part: what it will be, and how to make its bytes anew."""

    entry: PartEntry
    chunks: Callable[[], Iterable[bytes]]


@dataclass(frozen=True, slots=True)
class TablePayload:
    """Everything an approver must see before the records leave, and the means to write them."""

    form: Form
    parts: tuple[Part, ...]
    report: Report
    hits: tuple[Hit, ...]
    records: int

    def part(self, name: str) -> Part:
        """The part of that name; a KeyError here is a bug of the caller."""
        return {part.entry.name: part for part in self.parts}[name]

    def inner(
        self, *, request_id: str, nonce: bytes, recipients: Sequence[str], policy_version: int
    ) -> Inner:
        """The table of contents under the ids of one request."""
        return Inner(
            nonce=nonce,
            package_id=package_id(request_id, nonce),
            recipients=tuple(sorted(set(recipients))),
            policy_version=policy_version,
            parts=tuple(part.entry for part in self.parts),
            report=self.report,
        )


def sanitise_table(form: Form, columns: Sequence[Column], records: Records) -> TablePayload:
    """Rebuild ``records`` of ``form`` from values, keeping only what ``columns`` says.

    Raises:
        NothingToExportError: no record, or no column that stays.
        ResidueError: the finished part holds something that may not leave.
    """
    kept, dropped = _sorted_out(form, columns)
    if not kept:
        raise NothingToExportError(columns=0)
    removed, noted = Counter[str](), Counter[str]()
    clean = _clean_form(form.narrowed(kept), removed, noted)
    form_part = _form_part(clean)

    def write() -> Iterator[bytes]:
        return _records_csv(kept, records(), Counter(), Counter())

    entry, residue = _measured(_records_csv(kept, records(), removed, noted), clean)
    if not entry.rows:
        raise NothingToExportError(records=0)
    report = Report(_counted(removed), _counted(noted), dropped, residue.totals)
    parts = (form_part, Part(entry, write))
    return TablePayload(clean, parts, report, residue.hits, entry.rows)


def _sorted_out(form: Form, columns: Sequence[Column]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    wanted = {column.fid for column in columns if column.rule is ColumnRule.KEEP}
    own = [field.fid for field in form.fields]
    kept = tuple(fid for fid in own if fid in wanted)
    dropped = sorted({*own, *(column.fid for column in columns)} - set(kept))
    return kept, tuple(dropped)


def _clean_form(form: Form, removed: Counter[str], noted: Counter[str]) -> Form:
    def clean(text: str) -> str:
        return cleaned(text, removed, noted)

    def clean_field(field: Field) -> Field:
        choices = tuple(choice for choice in map(clean, field.choices) if choice)
        return replace(field, label=clean(field.label) or field.fid, choices=choices)

    fields = tuple(map(clean_field, form.fields))
    return replace(form, name=clean(form.name) or form.ledger, fields=fields)


def _form_part(form: Form) -> Part:
    content = cj1.encode(form.to_json())
    digest = hashlib.sha256(content).digest()
    return Part(PartEntry(FORM_PART, JSON_MEDIA, len(content), digest, 0), lambda: (content,))


def _records_csv(
    fids: Sequence[str],
    records: Iterable[tuple[RecordUid, Values]],
    removed: Counter[str],
    noted: Counter[str],
) -> Iterator[bytes]:
    lines = [line_of([UID_COLUMN, *fids])]
    size = 0
    last = ""
    for uid, values in records:
        if uid <= last:
            message = "records must rise by uid"
            raise ValueError(message)
        last = uid
        texts = [values.get(fid, "") for fid in fids]
        if not untouched(texts):
            texts = [_cell(text, removed, noted) for text in texts]
        lines.append(line_of([uid, *texts]))
        size += len(lines[-1])
        if size >= _CHUNK:
            yield "".join(lines).encode("utf-8")
            lines, size = [], 0
    yield "".join(lines).encode("utf-8")


def _cell(text: str, removed: Counter[str], noted: Counter[str]) -> str:
    if not text:
        return text
    clean = cleaned(text, removed, noted)
    safe = neutralised(clean)
    if safe is not clean:
        removed[FORMULA] += safe != clean
    return safe


def _measured(chunks: Iterable[bytes], form: Form) -> tuple[PartEntry, Residue]:
    digest = hashlib.sha256()
    size = 0

    def passing() -> Iterator[bytes]:
        nonlocal size
        for chunk in chunks:
            digest.update(chunk)
            size += len(chunk)
            yield chunk

    residue = scan(passing(), form)
    return PartEntry(RECORDS_PART, CSV_MEDIA, size, digest.digest(), residue.rows), residue


def _counted(counts: Counter[str]) -> dict[str, int]:
    return {kind: count for kind, count in sorted(counts.items()) if count}
