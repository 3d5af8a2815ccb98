"""Cells that keep their row out of an import, or are odd: where, what stands there, and why."""

from collections.abc import Sequence

from desktop.ui.messages import import_wizard as words
from desktop.ui.messages.importers import PROBLEMS, WARNINGS
from desktop.ui.models.lines import LinesModel
from desktop.usecases.importing import RowProblem

REASONS = {**PROBLEMS, **WARNINGS}


class ProblemsModel(LinesModel):
    """``show_problems`` replaces all; ``problem_at`` gives the problem of a line."""

    def __init__(self) -> None:
        super().__init__(words.PROBLEM_HEADINGS)
        self._problems: Sequence[RowProblem] = ()

    def show_problems(self, problems: Sequence[RowProblem]) -> None:
        """Show these problems in their order."""
        self._problems = problems
        self.show_lines([_line(one) for one in problems])

    def problem_at(self, row: int) -> RowProblem | None:
        """The problem of a line, None beyond the last."""
        return self._problems[row] if 0 <= row < len(self._problems) else None


def _line(one: RowProblem) -> tuple[str, ...]:
    text = " ".join(one.text.split()) or words.EMPTY_VALUE
    return (one.cell, one.label, text, REASONS.get(one.code, one.code))
