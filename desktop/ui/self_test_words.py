"""Findings of the self-test put into words: the rows of its report."""

from desktop.domain.self_test import Finding, Row
from desktop.ui.messages import self_test as words
from desktop.ui.messages.lookup import sentence

_NOTES = 8


def row_of(finding: Finding) -> Row:
    """The row; what stands behind a figure is in brackets, what to do about it comes last."""
    what, unit, bar = words.ROWS[finding.id]
    figure = _word(finding.figure)
    if finding.figure in words.FIGURES:  # a word is not counted in anything
        unit = ""
    if finding.notes:
        figure, unit = f"{figure} {unit}".rstrip() + _notes(finding.notes), ""
    if finding.refusal is not None and not finding.ok:
        figure = f"{figure} {sentence(finding.refusal)}"
    return Row(finding.id, what, figure, unit, bar, finding.ok)


def _notes(notes: tuple[str, ...]) -> str:
    shown = words.COMMA.join(map(_word, notes[:_NOTES]))
    more = len(notes) - _NOTES
    return words.NOTES.format(notes=shown + (words.MORE.format(count=more) if more > 0 else ""))


def line_of(row: Row) -> str:
    """The row as one line of text."""
    verdict = words.OK_WORD if row.ok else words.BAD_WORD
    figure = f"{row.figure} {row.unit}".rstrip()
    bar = words.BAR.format(bar=row.bar) if row.bar else ""
    return words.LINE.format(verdict=verdict, what=row.what, figure=figure) + bar


def _word(figure: str) -> str:
    return words.FIGURES.get(figure, figure)
