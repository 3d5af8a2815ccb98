"""Search folding and the tokens of the search index; the stored text itself never changes.

``fold`` works character by character, so whatever is contained in a raw text (up to width,
kana, case, blanks and 異体字) is contained in its folded form: the index can be exact.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Literal, TypeAlias

from desktop.domain.variants import variant_table

FIELD_END = "\ue01f"
"""Ends each field in the token stream, so that no phrase crosses two fields."""

QueryTerm: TypeAlias = tuple[Literal["char", "bigram"], str]

_HYPHENS = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2500\u30fc\u2043\u02d7"
_HYPHEN_BETWEEN_CODES = re.compile(f"(?<=[0-9a-z])[{_HYPHENS}](?=[0-9a-z])")
_SMALL_KANA = dict(zip("ァィゥェォッャュョヮヵヶ", "アイウエオツヤユヨワカケ", strict=True))
_DROPPED = (
    *range(0x20),
    *range(0x7F, 0xA0),
    0xAD,
    0xB7,
    *range(0x180B, 0x180F),
    *range(0x200B, 0x2010),
    0x2022,
    0x2027,
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2070),
    0x2219,
    0x22C5,
    0x30A0,
    0x30FB,
    *range(0xFE00, 0xFE10),
    0xFEFF,
    *range(0xE0100, 0xE01F0),
)
_COMPANIES = (("(株)", "株式会社"), ("(有)", "有限会社"))


def _folding() -> dict[int, str | None]:
    table: dict[int, str | None] = {code: chr(code + 0x60) for code in range(0x3041, 0x3097)}
    table |= {ord(kana): kana for kana in "ヽヾ"} | {0x309D: "ヽ", 0x309E: "ヾ"}
    table |= {ord(small): big for small, big in _SMALL_KANA.items()}
    table |= {ord(small) - 0x60: big for small, big in _SMALL_KANA.items()}
    table |= {ord(other): head for other, head in variant_table().items()}
    table |= dict.fromkeys(_DROPPED, None)
    # a 外字 may sit on the code point of our mark; it moves aside in index and query alike
    return table | {0x301C: "~", ord(FIELD_END): "\uf8f1"}


_FOLDING = _folding()


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """The search key of ``text``: width, kana, case, small kana, blanks and 異体字 made one."""
    wide = unicodedata.normalize("NFKC", text)
    key = "".join(wide.translate(_FOLDING).split()).lower()
    if "\u3099" in key or "\u309a" in key:
        key = unicodedata.normalize("NFC", key)
    if "(" in key:
        for short, full in _COMPANIES:
            key = key.replace(short, full)
    return _HYPHEN_BETWEEN_CODES.sub("-", key)


def bigrams(folded: str) -> str:
    """The tokens of one folded field, blank between them: ``佐藤`` → ``佐藤 藤▯``."""
    return " ".join(map("".join, pairwise(folded + FIELD_END)))


def index_terms(values: Sequence[str]) -> tuple[str, str]:
    """Bigram tokens and distinct-character tokens of a record's searchable values."""
    keys = [key for key in map(fold, values) if key]
    stream = FIELD_END.join(keys) + FIELD_END
    tokens = [first + second for first, second in pairwise(stream) if first != FIELD_END]
    characters = set(stream)
    characters.discard(FIELD_END)
    return " ".join(tokens), " ".join(sorted(characters))


def query_terms(word: str) -> QueryTerm | None:
    """Which index answers for ``word`` and the FTS5 phrase to ask it; None if nothing is left.

    The tokenizer must be ``unicode61 remove_diacritics 0 categories 'L* M* N* P* S* C*'``.
    """
    key = fold(word)
    if not key:
        return None
    if len(key) == 1:
        return "char", _quoted(key)
    return "bigram", _quoted(" ".join(map("".join, pairwise(key))))


def _quoted(phrase: str) -> str:
    return '"' + phrase.replace('"', '""') + '"'
