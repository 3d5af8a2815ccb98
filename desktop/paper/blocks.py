"""Parts that several documents share: stamp boxes (決裁欄) and large codes to be read aloud."""

from desktop.paper import wording
from desktop.paper.draw import Align, Box, Rule, Words
from desktop.paper.flow import Flow
from desktop.paper.fonts import Face

STAMPS = (wording.STAMP_CLERK, wording.STAMP_SECTION, wording.STAMP_DIVISION)
_STAMP_WIDTH = 20.0
_STAMP_HEIGHT = 25.0
_STAMP_HEAD = 5.5
_PER_LINE = 4


def stamps(flow: Flow, labels: tuple[str, ...] = STAMPS) -> None:
    """Empty boxes for seals at the right edge; the document goes on below them."""
    left = flow.size.right - _STAMP_WIDTH * len(labels)
    flow.need(_STAMP_HEIGHT + 4)
    for number, label in enumerate(labels):
        _stamp(flow, left + number * _STAMP_WIDTH, label)
    flow.space(_STAMP_HEIGHT + 4)


def _stamp(flow: Flow, x: float, label: str) -> None:
    flow.put(
        Box(x, flow.y, _STAMP_WIDTH, _STAMP_HEIGHT, 0.6),
        Rule(x, flow.y + _STAMP_HEAD, x + _STAMP_WIDTH, flow.y + _STAMP_HEAD, 0.4),
        Words(x + _STAMP_WIDTH / 2, flow.y + 3.9, label, 8.5, align=Align.CENTRE),
    )


def code(flow: Flow, groups: tuple[str, ...], size: float = 24) -> None:
    """Numbered groups of four, every character in a place of its own so that they align."""
    width = flow.size.body / _PER_LINE
    height = size * 0.72
    for start in range(0, len(groups), _PER_LINE):
        for offset, group in enumerate(groups[start : start + _PER_LINE]):
            x = flow.size.left + offset * width
            flow.put(Box(x, flow.y, width, height, 0.4))
            flow.put(Words(x + 1.5, flow.y + 3.6, str(start + offset + 1), 7.5))
            spaced(flow, x + 3.5, width - 6, flow.y + height / 2, group, size)
        flow.y += height
    flow.put(Box(flow.size.left, flow.y - height * 2, flow.size.body, height * 2, 1.2))


def spaced(flow: Flow, x: float, width: float, middle: float, text: str, size: float) -> None:  # noqa: PLR0913, PLR0917  # a place is four numbers
    """Characters evenly spread over a width, centred on ``middle``."""
    step = width / len(text)
    base = middle + size * 0.3528 * 0.37
    for number, character in enumerate(text):
        place = x + (number + 0.5) * step
        flow.put(Words(place, base, character, size, Face.BOLD, Align.CENTRE))
