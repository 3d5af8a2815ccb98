"""Numbers written in kanji, as dates and addresses use them: 二十三, 廿三, 二〇, 弐拾, 元."""

_DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "壱": 1,
    "壹": 1,
    "弐": 2,
    "貳": 2,
    "参": 3,
    "參": 3,
    "伍": 5,
}
_TENS = {"十": 10, "拾": 10, "廿": 20, "卅": 30, "卌": 40}
_HUNDREDS = {"百": 100, "佰": 100}
_LONGEST = 4

KANJI_DIGITS = "".join((*_DIGITS, *_TENS, *_HUNDREDS))


def kanji_number(text: str) -> int | None:
    """The number ``text`` writes, positional or additive (0–9999); None if it writes none."""
    if not text or not all(character in KANJI_DIGITS for character in text):
        return None
    if all(character in _DIGITS for character in text):
        return (
            int("".join(str(_DIGITS[character]) for character in text))
            if len(text) <= _LONGEST
            else None
        )
    return _additive(text)


def _additive(text: str) -> int | None:
    total, digits = 0, ""
    smallest = 1000
    for character in text:
        if character in _DIGITS:
            digits += str(_DIGITS[character])
            continue
        unit = 100 if character in _HUNDREDS else 10
        if unit >= smallest or len(digits) > 1:
            return None
        smallest = unit
        factor = _HUNDREDS.get(character) or _TENS[character]
        total += factor * int(digits or "1")
        digits = ""
    if len(digits) > 1:
        return None
    return total + int(digits or "0")
