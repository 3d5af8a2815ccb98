"""Which font draws which sign, and what cannot be drawn: nothing is ever a silent box."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from threading import RLock
from typing import Self

from desktop.domain.errors import FontUnreadableError
from desktop.paper.clusters import clusters, without_selectors
from desktop.paper.typefaces import Typeface, typeface

_MM_PER_POINT = 25.4 / 72
GETA = "〓"
_SHIPPED = ("NotoSansJP-Regular.ttf", "NotoSansJP-Bold.ttf", "NotoSerifJP-Regular.ttf")

_LAYOUT = frozenset("\n\r\t")  # they break lines; they are not signs

# ReportLab's font objects carry the state of the document being written.
drawing = RLock()


class Face(StrEnum):
    """The hands a document is written in."""

    PLAIN = "plain"
    BOLD = "bold"
    SERIF = "serif"


@dataclass(frozen=True, slots=True)
class Substitute:
    """A sign that is printed otherwise than written: its plain form, or 〓 where there is none."""

    sign: str
    printed: str

    @property
    def code_points(self) -> str:
        """The sign as its code points, ``U+908A U+E0108``."""
        return " ".join(f"U+{ord(character):04X}" for character in self.sign)


@dataclass(frozen=True, slots=True)
class Run:
    """Characters drawn with one font, one after the other."""

    font: str
    characters: str


@dataclass(frozen=True, slots=True)
class _Placed:
    font: str
    character: str
    width: float
    substitute: Substitute | None


class Fonts:
    """The shipped fonts, then the office's own: a sign is drawn with the first that holds it."""

    def __init__(
        self, plain: Typeface, bold: Typeface, serif: Typeface, extra: tuple[Typeface, ...]
    ) -> None:
        self._order = {
            Face.PLAIN: (plain, serif, *extra),
            Face.BOLD: (bold, plain, serif, *extra),
            Face.SERIF: (serif, plain, *extra),
        }
        self._placed: dict[tuple[str, Face], _Placed] = {}

    @classmethod
    def load(cls, folder: Path, extra: Iterable[Path] = ()) -> Self:
        """The three shipped fonts of ``folder``, then the office's own (IPAmj, MJ+) in order.

        Raises:
            FontUnreadableError: a file is absent or not a TrueType font with outlines.
        """
        plain, bold, serif = (typeface((folder / name).resolve()) for name in _SHIPPED)
        return cls(plain, bold, serif, tuple(typeface(path.resolve()) for path in extra))

    def missing(self, text: str, face: Face = Face.PLAIN) -> tuple[str, ...]:
        """The signs of the text that no font draws exactly, each once, in order."""
        return tuple(found.sign for found in self.substitutes(text, face))

    def substitutes(self, text: str, face: Face = Face.PLAIN) -> tuple[Substitute, ...]:
        """What is printed otherwise than written in this text, each sign once, in order."""
        placed = (
            self._place(cluster, face) for cluster in clusters(text) if cluster not in _LAYOUT
        )
        return tuple(dict.fromkeys(one.substitute for one in placed if one.substitute))

    def runs(self, text: str, face: Face = Face.PLAIN) -> tuple[Run, ...]:
        """The text as stretches of one font each, ready to be drawn."""
        placed = (self._place(cluster, face) for cluster in clusters(text))
        return tuple(
            Run(font, "".join(one.character for one in stretch))
            for font, stretch in groupby(placed, key=lambda one: one.font)
        )

    def width(self, text: str, size: float, face: Face = Face.PLAIN) -> float:
        """The width of the text in millimetres at a type size in points."""
        total = sum(self._place(cluster, face).width for cluster in clusters(text))
        return total * size * _MM_PER_POINT / 1000

    def _place(self, cluster: str, face: Face) -> _Placed:
        key = (cluster, face)
        if key not in self._placed:
            with drawing:  # a sign new to the font takes a slot in it
                self._placed[key] = self._find(cluster, self._order[face])
        return self._placed[key]

    def _find(self, cluster: str, order: tuple[Typeface, ...]) -> _Placed:
        for font in order:
            character = font.draws(cluster)
            if character is not None:
                return _Placed(font.name, character, font.width(character), None)
        return self._plain_form(cluster, order) or _geta(cluster, order)

    def _plain_form(self, cluster: str, order: tuple[Typeface, ...]) -> _Placed | None:
        plain = without_selectors(cluster)
        if len(plain) != 1 or plain == cluster:
            return None
        for font in order:
            character = font.draws_as(cluster, plain)
            if character is not None:
                return _Placed(
                    font.name, character, font.width(character), Substitute(cluster, plain)
                )
        return None


def _geta(cluster: str, order: tuple[Typeface, ...]) -> _Placed:
    """〓, the printer's mark for a type that is not in the case; it extracts as the sign meant."""
    for font in order:
        character = font.draws_as(cluster, GETA)
        if character is not None:
            return _Placed(font.name, character, font.width(character), Substitute(cluster, GETA))
    raise FontUnreadableError(file=order[0].name)
