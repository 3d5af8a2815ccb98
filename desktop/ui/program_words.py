"""What a person reads about the files of the program."""

from desktop.ui.messages import program as words
from desktop.ui.messages.lookup import sentence
from desktop.usecases.program_gate import Verdict

_SHOWN = 6


def told(verdict: Verdict) -> str:
    """Cause, what to do, who can help, and the files by name; "" where nothing is wrong."""
    refusal = verdict.refusal()
    if refusal is None:
        return ""
    lines = [
        words.FAULT.format(path=one.path, difference=words.DIFFERENCES[one.difference])
        for one in verdict.faults[:_SHOWN]
        if one.path
    ]
    rest = len(verdict.faults) - _SHOWN
    if rest > 0:
        lines.append(words.MORE_FAULTS.format(count=rest))
    return "\n".join((sentence(refusal), *lines))


def standing(verdict: Verdict | None) -> str:
    """The state in one line, for この製品について."""
    if verdict is None:
        return words.CHECKING
    text = words.STANDING[verdict.standing]
    return text.format(files=f"{verdict.files:,}", faults=len(verdict.faults))
