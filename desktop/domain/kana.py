"""The order of a Japanese phone book, for names written in kana (JAPANESE-DATA §5)."""

import unicodedata
from functools import lru_cache

_SMALL = str.maketrans("ァィゥェォッャュョヮヵヶ", "アイウエオツヤユヨワカケ")
_TO_KATAKANA = {code: chr(code + 0x60) for code in range(0x3041, 0x3097)}
_ROWS = (
    ("ア", "アカサタナハマヤラワ"),
    ("イ", "イキシチニヒミリヰ"),
    ("ウ", "ウクスツヌフムユル"),
    ("エ", "エケセテネヘメレヱ"),
    ("オ", "オコソトノホモヨロヲ"),
)
_VOWEL = {kana: vowel for vowel, row in _ROWS for kana in row}
_VOICES = {"\u3099": "1", "\u309a": "2"}
_LEVELS_END = "\x01"


@lru_cache(maxsize=1 << 16)
def kana_key(text: str) -> str:
    """A text that sorts as the phone book does: base kana, then voicing, then size, then ``text``.

    Kanji without kana sort after all kana, by code.
    """
    wide = "".join(unicodedata.normalize("NFKC", text).split()).replace("・", "")
    base: list[str] = []
    voices: list[str] = []
    sizes: list[str] = []
    for character in unicodedata.normalize("NFD", wide.translate(_TO_KATAKANA)):
        if character in _VOICES and voices:
            voices[-1] = _VOICES[character]
            continue
        plain = _VOWEL.get(base[-1] if base else "", "ー") if character == "ー" else character
        big = plain.translate(_SMALL)
        base.append(big)
        voices.append("0")
        sizes.append("0" if character == "ー" else "1" if big != character else "2")
    return _LEVELS_END.join(("".join(base), "".join(voices), "".join(sizes), text))
