"""Records: inquire, open, register, correct and strike through, and who did what to one.

A settled inquiry is one log entry with a count; its words are sealed for auditors
(SECURITY-DESIGN §8). Paging adds nothing to it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.domain.audit import Act
from desktop.domain.fields import Field
from desktop.domain.forms import Form
from desktop.domain.ids import LedgerId, RecordUid
from desktop.domain.records import Origin, Record, Revision, Values
from desktop.domain.rights import Right
from desktop.domain.search import Page, Query
from desktop.domain.usecase_errors import ReasonNeededError, ValuesRefusedError
from desktop.domain.values import read_value
from desktop.usecases.desk import Desk
from desktop.usecases.writing import writing

REQUIRED = "value.required"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a value's kind says of it: ``problem`` stops, ``warnings`` only tell."""

    problem: str | None
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RecordView:
    """A record to be shown as a form: its form version, where it came from, what to warn of."""

    record: Record
    form: Form
    origin: Origin | None
    findings: Mapping[str, Finding]


@dataclass(frozen=True, slots=True)
class RevisionView:
    """One revision and the name of who made it."""

    revision: Revision
    author_name: str


def page(desk: Desk, query: Query, start: int, size: int, columns: tuple[str, ...]) -> Page:
    """One page of what a query finds."""
    desk.require(Right.VIEW)
    with desk.store.read() as tx:
        return tx.search.page(query, start, size, columns)


def settle(desk: Desk, query: Query, total: int) -> None:
    """Log an inquiry that has come to rest: Enter, a hit opened, or a pause of a second."""
    desk.require(Right.VIEW)
    detail = {"words": query.words} if query.words else None
    with writing(desk) as tx:
        tx.audit.append(Act.INQUIRE, {"ledger": query.ledger, "hits": total}, detail=detail)


def get(desk: Desk, uid: RecordUid) -> RecordView:
    """A record, its form and its origin; the view is logged."""
    desk.require(Right.VIEW)
    with desk.store.read() as tx:
        record = tx.records.get(uid)
        form = tx.forms.latest(record.ledger)
        origin = tx.imports.origin(uid)
    with writing(desk) as seen:
        seen.audit.append(Act.VIEW, {"ledger": record.ledger, "record": uid})
    return RecordView(record, form, origin, check(form, record.content.values))


def history(desk: Desk, uid: RecordUid) -> tuple[RevisionView, ...]:
    """Every revision of a record, the newest first."""
    desk.require(Right.VIEW)
    with desk.store.read() as tx:
        revisions = tx.records.history(uid)
    return tuple(RevisionView(one, desk.name_of(one.author)) for one in reversed(revisions))


def register(desk: Desk, ledger: LedgerId, values: Values) -> Record:
    """登録: add a record.

    Raises:
        ValuesRefusedError: a value breaks the rules of its field; nothing was stored.
    """
    desk.require(Right.CREATE)
    with writing(desk) as tx:
        refuse_problems(tx.forms.latest(ledger), values)
        return tx.records.register(ledger, values)


def correct(desk: Desk, record: Record, values: Values, reason: str) -> Record:
    """訂正: give a record new values on top of the revision the person saw.

    Only a changed value must keep the rules: what an import brought stays as it was.

    Raises:
        ValuesRefusedError: a changed value breaks the rules of its field.
        ChangedElsewhereError, RecordVoidedError: it is not any more as the person saw it.
    """
    desk.require(Right.CORRECT)
    old = record.content.values
    with writing(desk) as tx:
        form = tx.forms.latest(record.ledger)
        changed = {
            field.fid
            for field in form.fields
            if values.get(field.fid, "") != old.get(field.fid, "")
        }
        refuse_problems(form, values, only=changed)
        return tx.records.correct(record.uid, record.revision, values, reason)


def void(desk: Desk, record: Record, reason: str) -> Record:
    """取消: strike a record through, with a reason.

    Raises:
        ReasonNeededError: no reason is given.
        ChangedElsewhereError, RecordVoidedError: it is not any more as the person saw it.
    """
    desk.require(Right.CORRECT)
    if not reason.strip():
        raise ReasonNeededError
    with writing(desk) as tx:
        return tx.records.void(record.uid, record.revision, reason.strip())


def check(form: Form, values: Values) -> dict[str, Finding]:
    """What each field's kind says of its value; fields nothing is said of are absent."""
    found = {field.fid: _finding(field, values.get(field.fid, "")) for field in form.fields}
    return {fid: one for fid, one in found.items() if one.problem or one.warnings}


def refuse_problems(form: Form, values: Values, only: set[str] | None = None) -> None:
    """Refuse values that break the rules of their fields."""
    count = sum(
        finding.problem is not None and (only is None or fid in only)
        for fid, finding in check(form, values).items()
    )
    if count:
        raise ValuesRefusedError(count=count)


def _finding(field: Field, raw: str) -> Finding:
    if not raw:
        return Finding(REQUIRED if field.required else None, ())
    value = read_value(field, raw)
    return Finding(value.problem, value.warnings)
