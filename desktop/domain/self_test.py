"""Findings of the self-test: what was looked at, what was found, whether that is in order."""

from dataclasses import dataclass

from desktop.domain.errors import AppError

PLAIN_SIGNS = "髙﨑𠮷邊葛㐂塚"
"""Signs of names that every office meets; all must be drawn."""

VARIANT_SIGNS = "葛\U000e0100祇\U000e0100邊\U000e0101辻\U000e0101"
"""Variants of the family register; those that are missing need the office's own font (IPAmj)."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One row before it is put into words.

    ``figure`` is a number, a name, or a word that the messages translate; ``notes`` are names (of
    files, of signs) that stand behind it; ``refusal`` is what the program would tell a person.
    """

    id: str
    figure: str
    ok: bool
    notes: tuple[str, ...] = ()
    refusal: AppError | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One row of ``selftest OUT.json``, in words a person of the IT section reads."""

    id: str
    what: str
    figure: str
    unit: str
    bar: str
    ok: bool

    def to_json(self) -> dict[str, str | bool | None]:
        """The row of a report; there is no floor to compare with."""
        return {
            "id": self.id,
            "what": self.what,
            "figure": self.figure,
            "unit": self.unit,
            "floor": None,
            "bar": self.bar,
            "ok": self.ok,
        }
