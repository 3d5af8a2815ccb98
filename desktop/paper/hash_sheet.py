"""The sheet with the SHA-256 of every delivered file, to be compared when a medium is accepted."""

from dataclasses import dataclass

from desktop.paper import wording
from desktop.paper.draw import A4, Align, Box, Imprint, Paper, Words, paint
from desktop.paper.flow import Flow
from desktop.paper.fonts import Face, Fonts
from desktop.paper.tables import Column, facts, table

_GROUP = 4
_PER_LINE = 8
_DIGITS = 64
_CELL_HEIGHT = 7.4
_HEAD_HEIGHT = 6.4
_RECORD_LINES = 2


@dataclass(frozen=True, slots=True)
class HashedFile:
    """One file: its name, its size in bytes, its SHA-256 as 64 hexadecimal digits."""

    name: str
    size: int
    sha256: str

    def __post_init__(self) -> None:
        if len(self.sha256) != _DIGITS or not set(self.sha256.lower()) <= set("0123456789abcdef"):
            message = "a SHA-256 has 64 hexadecimal digits"
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class HashSheet:
    """What was delivered; ``thumbprint`` is the signer's certificate's, 40 digits, or empty.

    ``trial`` says that a certificate nobody should trust has signed.
    """

    imprint: Imprint
    product: str
    build: str
    made_on: str
    signer: str
    thumbprint: str
    files: tuple[HashedFile, ...]
    trial: bool = False


def draw_hash_sheet(sheet: HashSheet, fonts: Fonts) -> Paper:
    """The sheet, with the way to compare it and room for two acceptances."""
    flow = Flow(A4, fonts)
    flow.title(wording.HASH_TITLE)
    flow.text(wording.HASH_PURPOSE, 9.5)
    flow.space(1)
    facts(flow, _facts(sheet), size=9.5)
    flow.heading(wording.HASH_FILES)
    flow.text(wording.HASH_READING, 8.5)
    for number, one in enumerate(sheet.files, 1):
        _file(flow, number, one)
    flow.heading(wording.HASH_HOW)
    name = sheet.files[0].name if sheet.files else ""
    for number, step in enumerate(wording.HASH_STEPS, 1):
        flow.item(number, step.format(name=name), 9.5)
    flow.heading(wording.HASH_RECORD)
    _record(flow)
    return paint(wording.HASH_TITLE, A4, flow.pages, sheet.imprint, fonts)


def grouped(digits: str) -> tuple[str, ...]:
    """Hexadecimal digits in capital letters, in groups of four."""
    plain = digits.upper()
    return tuple(plain[start : start + _GROUP] for start in range(0, len(plain), _GROUP))


def _facts(sheet: HashSheet) -> tuple[tuple[str, str], ...]:
    signer = wording.HASH_TEST_SIGNED.format(signer=sheet.signer) if sheet.trial else sheet.signer
    return (
        (wording.HASH_VERSION, sheet.product),
        (wording.HASH_BUILD, sheet.build),
        (wording.HASH_MADE, sheet.made_on),
        (wording.HASH_SIGNER, signer or wording.NONE),
        (wording.HASH_THUMBPRINT, " ".join(grouped(sheet.thumbprint)) or wording.NONE),
    )


def _file(flow: Flow, number: int, one: HashedFile) -> None:
    """Name and size in a band, the sixteen groups below in two lines."""
    flow.need(_HEAD_HEIGHT + 2 * _CELL_HEIGHT + 2.5)
    left, width, top = flow.size.left, flow.size.body, flow.y + 1
    base = top + 4.5
    flow.put(
        Box(left, top, width, _HEAD_HEIGHT, 0.6, 0.93),
        Words(left + 1.5, base, f"{number}　{one.name}", 10, Face.BOLD),
        Words(flow.size.right - 20, base, wording.HASH_SIZE.format(size=one.size), 9.5,
              align=Align.RIGHT),
        Words(flow.size.right - 1.5, base, wording.HASH_SAME, 9.5, align=Align.RIGHT),
    )  # fmt: skip
    step = width / _PER_LINE
    for place, group in enumerate(grouped(one.sha256)):
        x = left + place % _PER_LINE * step
        y = top + _HEAD_HEIGHT + place // _PER_LINE * _CELL_HEIGHT
        flow.put(
            Box(x, y, step, _CELL_HEIGHT, 0.4),
            Words(x + 1, y + 2.6, str(place + 1), 6),
            Words(x + step / 2 + 1, y + 5.6, group, 12.5, Face.BOLD, Align.CENTRE),
        )
    flow.put(Box(left, top, width, _HEAD_HEIGHT + 2 * _CELL_HEIGHT, 0.9))
    flow.y = top + _HEAD_HEIGHT + 2 * _CELL_HEIGHT + 1.5


def _record(flow: Flow) -> None:
    widths = (30.0, 28.0, 46.0, 46.0, 20.0)
    columns = tuple(map(Column, wording.HASH_RECORD_COLUMNS, widths))
    row = ("\n", "", "", "", wording.HASH_RESULT)
    table(flow, columns, [row] * _RECORD_LINES)
