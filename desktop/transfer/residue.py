"""Proof about the finished part: nothing unwanted is left, and what still looks like a number.

It reads the final bytes, as a receiver would, and trusts nothing that made them.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from desktop.domain.fields import FieldKind
from desktop.domain.forms import Form
from desktop.domain.transfer_errors import ResidueError
from desktop.transfer.csv_lines import UID_COLUMN, rows_of
from desktop.transfer.sanitize.plain import has_forbidden, opens_formula, untouched

MY_NUMBER = "my_number"
PHONE = "phone"
ACCOUNT = "account"

_MY_NUMBER_DIGITS = 12
_WEIGHTS = (6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
_DIGIT = re.compile(r"\d")
_FEWEST_DIGITS = 7
_HYPHENS = str.maketrans(dict.fromkeys("‐‑‒–—―−ー－", "-"))

# every start is tried (lookahead), blanks may part the digits anywhere, hyphens only by fours
_TWELVE = re.compile(
    r"(?<![0-9])(?=((?:[0-9]\s{0,2}){11}[0-9]|[0-9]{4}-[0-9]{4}-[0-9]{4})(?![0-9]))"
)
_TELEPHONE = re.compile(
    r"(?<![0-9-])(?:0[0-9]{1,4}[-(][0-9]{1,4}[-)][0-9]{3,4}"
    r"|\(0[0-9]{1,4}\)[0-9]{1,4}-[0-9]{4}"
    r"|0[0-9]{9}|0[5789]0[0-9]{8}|\+81[- ]?[0-9]{1,2}[- ]?[0-9]{3,4}[- ]?[0-9]{4})(?![0-9-])"
)
_BANK = re.compile(
    r"(?:普通|当座|貯蓄|口座|預金)[^0-9]{0,10}[0-9]{7}(?![0-9])"
    r"|(?<![0-9])1[0-9]{3}0[- ](?:[0-9][- ])?[0-9]{1,7}1(?![0-9])"
)


@dataclass(frozen=True, slots=True)
class Hit:
    """So many cells of one column still look like numbers of one kind."""

    kind: str
    fid: str
    count: int


@dataclass(frozen=True, slots=True)
class Residue:
    """What a finished records part holds: its rows, and its hits by kind and column."""

    rows: int
    hits: tuple[Hit, ...]

    @property
    def totals(self) -> dict[str, int]:
        """Kind → cells, over all columns."""
        totals: Counter[str] = Counter()
        for hit in self.hits:
            totals[hit.kind] += hit.count
        return dict(totals)


def scan(final_bytes: Iterable[bytes], form: Form) -> Residue:
    """Read a finished records part from its bytes and say what is left in it.

    A column declared as telephone is not asked for telephone numbers.

    Raises:
        PartMalformedError: the bytes are not the CSV of a package.
        ResidueError: a forbidden character, a formula, a wrong header or width is left.
    """
    counts: Counter[tuple[str, str]] = Counter()
    columns = [UID_COLUMN, *(field.fid for field in form.fields)]
    telephones = {field.fid for field in form.fields if field.kind is FieldKind.PHONE}
    rows = rows_of(final_bytes)
    if next(rows, None) != columns:
        raise ResidueError(reason="header")
    number = 0
    for number, row in enumerate(rows, start=1):
        _check(row, columns, number)
        for fid, cell in zip(columns[1:], row[1:], strict=True):
            for kind in looks_like(cell):
                if kind != PHONE or fid not in telephones:
                    counts[kind, fid] += 1
    return Residue(number, tuple(Hit(*key, count) for key, count in sorted(counts.items())))


def looks_like(text: str) -> Iterator[str]:
    """The kinds of personal number ``text`` seems to hold, whatever its width and blanks."""
    if len(text) < _FEWEST_DIGITS or len(_DIGIT.findall(text)) < _FEWEST_DIGITS:
        return
    narrow = unicodedata.normalize("NFKC", text).translate(_HYPHENS)
    if any(_is_my_number(found[1]) for found in _TWELVE.finditer(narrow)):
        yield MY_NUMBER
    if _TELEPHONE.search(narrow):
        yield PHONE
    if _BANK.search(narrow):
        yield ACCOUNT


def _check(row: list[str], columns: list[str], number: int) -> None:
    if len(row) != len(columns):
        raise ResidueError(reason="width", row=number)
    if untouched(row):
        return
    for fid, cell in zip(columns, row, strict=True):
        if has_forbidden(cell):
            raise ResidueError(reason="character", row=number, column=fid)
        if opens_formula(cell):
            raise ResidueError(reason="formula", row=number, column=fid)


def _is_my_number(found: str) -> bool:
    digits = [int(character) for character in found if character.isdigit()]
    if len(digits) != _MY_NUMBER_DIGITS:
        return False
    rest = sum(map(int.__mul__, digits, _WEIGHTS)) % 11
    return digits[-1] == (0 if rest <= 1 else 11 - rest)
