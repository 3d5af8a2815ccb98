"""The history of a record as entries to be shown: who changed what, when, and why."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.domain.forms import Form
from desktop.domain.records import FieldChange, Origin, RecordState
from desktop.ui.messages import record as words
from desktop.ui.moments import shown_moment
from desktop.usecases.records import RevisionView


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One field of a change; an absent value is "" and the screen says so in words."""

    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One revision; ``summary`` stands instead of lines where a first revision has no 旧."""

    version: str
    deed: str
    when: str
    who: str
    lines: tuple[ChangeLine, ...]
    summary: str
    reason: str
    origin: str


def history_entries(
    form: Form, revisions: Sequence[RevisionView], origin: Origin | None
) -> tuple[HistoryEntry, ...]:
    """One entry a revision, in the order given."""
    return tuple(_entry(form, one, origin) for one in revisions)


def change_lines(form: Form, changes: Sequence[FieldChange]) -> tuple[ChangeLine, ...]:
    """Changes in the order of the form; fields it no longer has stand last."""
    places = {field.fid: place for place, field in enumerate(form.fields)}
    labels = {field.fid: field.label for field in form.fields}
    ordered = sorted(changes, key=lambda change: places.get(change.fid, len(places)))
    return tuple(
        ChangeLine(
            labels.get(change.fid, words.UNKNOWN_FIELD.format(fid=change.fid)),
            change.old or "",
            change.new or "",
        )
        for change in ordered
    )


def _entry(form: Form, view: RevisionView, origin: Origin | None) -> HistoryEntry:
    revision = view.revision
    first = revision.number == 1
    return HistoryEntry(
        version=words.VERSION.format(number=revision.number),
        deed=_deed(view),
        when=shown_moment(revision.at),
        who=view.author_name,
        lines=() if first else change_lines(form, revision.changes),
        summary=words.ENTERED_FIELDS.format(count=len(revision.changes)) if first else "",
        reason=words.REASON_LINE.format(reason=revision.reason) if revision.reason else "",
        origin=_origin(view, origin),
    )


def _deed(view: RevisionView) -> str:
    revision = view.revision
    if revision.state is RecordState.VOIDED:
        return words.VOIDING
    if revision.batch is not None:
        return words.IMPORTED.format(batch=revision.batch)
    return words.FIRST_VERSION if revision.number == 1 else words.CORRECTION


def _origin(view: RevisionView, origin: Origin | None) -> str:
    if view.revision.batch is None or origin is None or origin.batch != view.revision.batch:
        return ""
    return words.IMPORTED_FROM.format(file=origin.file_name, sheet=origin.sheet, row=origin.row)
