"""The audit log as lines to be read: deeds, objects and results in words."""

from collections.abc import Mapping, Sequence

from desktop.ui.messages import audit as words
from desktop.ui.messages.lookup import REFUSALS
from desktop.ui.models.lines import LinesModel
from desktop.ui.moments import shown_moment
from desktop.usecases.auditing import AuditLine

_DIGEST = 64
_ID = 32
_HIDDEN = ("revision", "number")
"""Said by the record and its history already."""


class AuditTable(LinesModel):
    """One page of the log; ledgers are named if their names are known."""

    def __init__(self) -> None:
        super().__init__(words.HEADINGS, numbers=(0,))
        self._names: Mapping[str, str] = {}

    def name_ledgers(self, names: Mapping[str, str]) -> None:
        """Which ledger is called what."""
        self._names = names

    def show_page(self, lines: Sequence[AuditLine]) -> None:
        """Replace the page."""
        self.show_lines([self._line(line) for line in lines])

    def _line(self, line: AuditLine) -> tuple[str, ...]:
        return (
            f"{line.seq:,}",
            shown_moment(line.at, short=True),
            line.actor or words.TERMINAL,
            act_words(line.act),
            object_words(line.obj, self._names),
            result_words(line.result, ok=line.ok),
        )


def act_words(code: str) -> str:
    """The deed in words; a deed of a later version stays a code."""
    return words.ACT_WORDS.get(code, code)


def object_words(obj: str, names: Mapping[str, str]) -> str:
    """「台帳 犬の登録 ・ 記録 …1a2b3c4d」: what a deed was done to; digests are left out."""
    pairs = [part.split("=", 1) for part in obj.split(" ") if "=" in part]
    pairs.sort(key=lambda pair: pair[0] != "ledger")
    shown = [
        words.OBJECT.format(name=words.OBJECTS.get(key, key), value=_value(key, value, names))
        for key, value in pairs
        if len(value) != _DIGEST and key not in _HIDDEN
    ]
    return words.BETWEEN.join(shown)


def result_words(result: str, *, ok: bool) -> str:
    """済, or why the deed was refused."""
    if ok:
        return words.OK
    refusal = REFUSALS.get(result)
    return words.REFUSED.format(cause=refusal.cause if refusal is not None else result)


def _value(key: str, value: str, names: Mapping[str, str]) -> str:
    if key == "ledger":
        return names.get(value, value)
    if key == "right":
        return words.RIGHTS.get(value, value)
    if len(value) == _ID:
        return words.SHORT.format(end=value[-words.SHORT_ID :])
    return f"{int(value):,}{words.UNITS.get(key, '')}" if value.isdecimal() else value
