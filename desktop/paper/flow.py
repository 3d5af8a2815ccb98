"""A document written from top to bottom: what does not fit on this page begins the next."""

from dataclasses import replace

from desktop.paper.draw import Align, Mark, Page, Size, Words
from desktop.paper.fonts import Face, Fonts
from desktop.paper.wrapping import wrap

MM_PER_POINT = 25.4 / 72
_LEADING = 1.55
_INDENT = 7.0
_RISE = 0.88  # share of the type size above the base line


def line_height(size: float, leading: float = _LEADING) -> float:
    """The distance between two lines of this type size, in millimetres."""
    return size * MM_PER_POINT * leading


class Flow:
    """Pages being filled; ``y`` is how far down the current one is, ``ruled`` its last rule."""

    def __init__(self, size: Size, fonts: Fonts) -> None:
        self.size = size
        self.fonts = fonts
        self.y = size.top
        self._done: list[Page] = []
        self._marks: list[Mark] = []
        self.ruled = -1.0
        self._last = Words(0, 0, "", 0)

    @property
    def pages(self) -> tuple[Page, ...]:
        """All pages written so far, the current one last."""
        return (*self._done, tuple(self._marks))

    @property
    def room(self) -> float:
        """What is left of the current page, in millimetres."""
        return self.size.bottom - self.y

    def put(self, *marks: Mark) -> None:
        """Set marks at their own places on the current page."""
        self._marks.extend(marks)

    def turn(self) -> None:
        """Begin the next page."""
        self._done.append(tuple(self._marks))
        self._marks = []
        self.y = self.size.top

    def need(self, height: float) -> None:
        """Turn the page unless this height is still free (a body that is empty is never turned)."""
        if height > self.room and self.y > self.size.top:
            self.turn()

    def space(self, height: float) -> None:
        """Leave a gap."""
        self.y += height

    def title(self, text: str) -> None:
        """The document's title, centred."""
        for line in wrap(text, self.size.body, 17, self.fonts, Face.BOLD):
            self.y += line_height(17, 1.35)
            centre = self.size.left + self.size.body / 2
            self.put(Words(centre, self.y - 2, line, 17, Face.BOLD, Align.CENTRE))
        self.space(4)

    def heading(self, text: str) -> None:
        """A small bold heading that stays with what follows."""
        self.need(20)
        self.space(2)
        self.text(text, 11, Face.BOLD)
        self.space(1)

    def text(
        self, text: str, size: float = 10, face: Face = Face.PLAIN, *, keep: float = 0.0
    ) -> None:
        """A paragraph; ``keep`` millimetres stay free on its right."""
        for line in wrap(text, self.size.body - keep, size, self.fonts, face):
            self._line(Words(self.size.left, 0, line, size, face))

    def item(self, number: int, text: str, size: float = 9.5) -> None:
        """A numbered paragraph, its number hanging."""
        lines = wrap(text, self.size.body - _INDENT, size, self.fonts)
        for place, line in enumerate(lines):
            self._line(Words(self.size.left + _INDENT, 0, line, size))
            if not place:
                self.put(replace(self._last, x=self.size.left + 1, text=str(number)))

    def _line(self, words: Words) -> None:
        """Set the words as the next line."""
        height = line_height(words.size)
        self.need(height)
        base = self.y + words.size * MM_PER_POINT * (_LEADING + _RISE - 0.12) / 2
        self._last = replace(words, y=base)
        self.put(self._last)
        self.y += height
