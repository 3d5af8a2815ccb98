"""Text broken into lines as Japanese is set (禁則), losing no character but the break."""

from collections.abc import Iterator

from desktop.paper.clusters import clusters, units
from desktop.paper.fonts import Face, Fonts


def wrap(
    text: str, width: float, size: float, fonts: Fonts, face: Face = Face.PLAIN
) -> tuple[str, ...]:
    """The lines of the text, each at most ``width`` millimetres wide; at least one."""
    measured = _Measure(width, size, fonts, face)
    paragraphs = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").split("\n")
    return tuple(line for paragraph in paragraphs for line in measured.lines(paragraph))


class _Measure:
    def __init__(self, width: float, size: float, fonts: Fonts, face: Face) -> None:
        self._limit = width + 0.001
        self._size = size
        self._fonts = fonts
        self._face = face

    def lines(self, paragraph: str) -> Iterator[str]:
        line, used = "", 0.0
        for piece in self._pieces(paragraph):
            if line and used + self._width(piece.rstrip(" ")) > self._limit:
                yield line
                line, used = "", 0.0
            line += piece
            used += self._width(piece)
        yield line

    def _pieces(self, paragraph: str) -> Iterator[str]:
        """The unbreakable pieces; one wider than a whole line is broken sign by sign."""
        for unit in units(paragraph):
            if self._width(unit) <= self._limit:
                yield unit
            else:
                yield from clusters(unit)

    def _width(self, text: str) -> float:
        return self._fonts.width(text, self._size, self._face)
