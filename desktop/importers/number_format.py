"""What a spreadsheet shows for a number under a number format, 和暦 included.

``formatter`` compiles a format once; the function it returns gives the shown text and whether
the value is a date. Formats that show nothing we can render give the number itself.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import TypeAlias

from desktop.importers.date_format import DATE_LETTERS, date_formatter

Shown: TypeAlias = tuple[str, bool]
Formatter: TypeAlias = Callable[[float], Shown]

GENERAL = "General"
BUILT_IN = {
    0: GENERAL, 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00",
    5: "¥#,##0;¥-#,##0", 6: "¥#,##0;¥-#,##0", 7: "¥#,##0.00;¥-#,##0.00", 8: "¥#,##0.00;¥-#,##0.00",
    9: "0%", 10: "0.00%", 11: "0.00E+00", 12: GENERAL, 13: GENERAL,
    14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm",
    27: "[$-411]ge.m.d", 28: '[$-411]ggge"年"m"月"d"日"', 29: '[$-411]ggge"年"m"月"d"日"',
    30: "m/d/yy", 31: 'yyyy"年"m"月"d"日"', 32: 'h"時"mm"分"', 33: 'h"時"mm"分"ss"秒"',
    34: 'yyyy"年"m"月"', 35: 'm"月"d"日"', 36: "[$-411]ge.m.d",
    37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00",
    41: "#,##0;-#,##0;-", 42: "¥#,##0;¥-#,##0;¥-", 43: "#,##0.00;-#,##0.00;-",
    44: "¥#,##0.00;¥-#,##0.00;¥-", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0",
    49: "@", 50: "[$-411]ge.m.d", 51: '[$-411]ggge"年"m"月"d"日"', 52: 'yyyy"年"m"月"',
    53: 'm"月"d"日"', 54: '[$-411]ggge"年"m"月"d"日"', 55: 'yyyy"年"m"月"', 56: 'm"月"d"日"',
    57: "[$-411]ge.m.d", 58: '[$-411]ggge"年"m"月"d"日"',
}  # fmt: skip
"""Formats a file names by number only, as a Japanese Excel shows them."""

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_(?P<space>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<exponent>E[+-])|(?P<digit>[0#?])|(?P<other>.)",
    re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)(-?[0-9.]+)")
_CURRENCY = re.compile(r"\$([^-]*)(?:-.*)?")
_TESTS: dict[str, Callable[[float, float], bool]] = {
    "<=": float.__le__, ">=": float.__ge__, "<>": float.__ne__,
    "<": float.__lt__, ">": float.__gt__, "=": float.__eq__,
}  # fmt: skip
_EXACT_INTEGERS = 1e15
_ELAPSED = frozenset(("h", "hh", "m", "mm", "s", "ss"))


def general(value: float) -> str:
    """A number as a wide cell shows it under General: every digit the program keeps, no noise."""
    if value == int(value) and abs(value) < _EXACT_INTEGERS:
        return str(int(value))
    return f"{value:.15g}".replace("e", "E")


@lru_cache(maxsize=4096)
def formatter(code: str, *, date1904: bool = False) -> Formatter:
    """The function that shows a number under the format ``code``."""
    if code in (GENERAL, "@", "") or code.lower() == "general":
        return lambda value: (general(value), False)
    sections = [_section(part, date1904=date1904) for part in _split(code)]
    if len(sections) == 1 and sections[0].test is None:
        return sections[0].show
    return lambda value: _show(sections, value)


@dataclass(frozen=True, slots=True)
class _Section:
    """One of the up to four parts of a format, with the numbers it is for."""

    test: Callable[[float], bool] | None
    show: Formatter


def _show(sections: list[_Section], value: float) -> Shown:
    for place, section in enumerate(sections[:3]):
        fits = section.test(value) if section.test else _fits(place, len(sections), value)
        if fits:
            # the second section writes the sign itself, if it wants one
            plain = abs(value) if place == 1 and value < 0 else value
            return section.show(plain)
    return general(value), False


def _fits(place: int, count: int, value: float) -> bool:
    if count == 1:
        return True
    if place == 0:
        return value > 0 or (value == 0 and count == 2)  # noqa: PLR2004 - positive;negative
    return value < 0 if place == 1 else True


def _split(code: str) -> list[str]:
    sections = [""]
    for token in _TOKEN.finditer(code):
        if token["other"] == ";":
            sections.append("")
        else:
            sections[-1] += token[0]
    return sections


def _section(code: str, *, date1904: bool) -> _Section:
    tokens = list(_TOKEN.finditer(code))
    test = None
    for token in tokens:
        condition = _CONDITION.fullmatch(token["bracket"] or "")
        if condition:
            test = _condition(condition[1], float(condition[2]))
    if _is_date(tokens):
        return _Section(test, date_formatter(code, date1904=date1904))
    return _Section(test, _number_formatter(tokens))


def _condition(sign: str, bound: float) -> Callable[[float], bool]:
    compare = _TESTS[sign]
    return lambda value: compare(float(value), bound)


def _is_date(tokens: list[re.Match[str]]) -> bool:
    if any(token["digit"] and token["digit"] != "0" for token in tokens):
        return False
    if "".join(token["other"] or "" for token in tokens).lower().startswith("general"):
        return False
    letters = {(token["other"] or "").lower() for token in tokens}
    brackets = {(token["bracket"] or "").lower() for token in tokens}
    return bool(letters & DATE_LETTERS or brackets & _ELAPSED)


def _literal(token: re.Match[str]) -> str:
    if token["bracket"] is not None:
        currency = _CURRENCY.fullmatch(token["bracket"])
        return currency[1] if currency else ""
    if token["space"] is not None or token["fill"] is not None:
        return ""
    return token["quoted"] or token["escaped"] or token["other"] or ""


def _number_formatter(tokens: list[re.Match[str]]) -> Formatter:
    if any(token["exponent"] for token in tokens):
        return lambda value: (general(value), False)
    parts = [("digit", t["digit"]) if t["digit"] else ("literal", _literal(t)) for t in tokens]
    digits = [place for place, (kind, _) in enumerate(parts) if kind == "digit"]
    if not digits:
        words = "".join(text for _, text in parts)
        if "General" in words:
            return lambda value: (words.replace("General", general(value)), False)
        return lambda _value: (words.strip() and words, False)
    code = "".join(text for _, text in parts)
    if code in ("0", "#,##0"):
        return _quick(",d" if "," in code else "d", _Digits(parts, digits, len(parts)).show)
    point = next((p for p, part in enumerate(parts) if part == ("literal", ".")), len(parts))
    return _Digits(parts, digits, point).show


def _quick(spec: str, slowly: Formatter) -> Formatter:
    """The two commonest formats, for whole numbers, as Python writes them."""

    def show(value: float) -> Shown:
        whole = int(value)
        return (format(whole, spec), False) if whole == value else slowly(value)

    return show


class _Digits:
    """Places the digits of a number on a pattern such as ``#,##0.00`` or ``000-0000``."""

    def __init__(self, parts: list[tuple[str, str]], digits: list[int], point: int) -> None:
        whole = [place for place in digits if place < point]
        last = whole[-1] if whole else -1
        self.grouped = any(
            parts[place] == ("literal", ",") for place in range(whole[0] if whole else 0, last)
        )
        trailing = last + 1
        self.thousands = 0
        while whole and trailing < len(parts) and parts[trailing] == ("literal", ","):
            self.thousands += 1
            trailing += 1
        self.percent = sum(text.count("%") for kind, text in parts if kind == "literal")
        self.decimals = [place for place in digits if place > point]
        self.whole = whole
        self.point = point
        self.parts = [
            ("literal", "") if part == ("literal", ",") and place < point else part
            for place, part in enumerate(parts)
        ]

    def show(self, value: float) -> Shown:
        number = abs(Decimal(repr(value))) * 100**self.percent / 1000**self.thousands
        scale = len(self.decimals)
        rounded = number.quantize(Decimal(1).scaleb(-scale), rounding=ROUND_HALF_UP)
        whole, _, fraction = f"{rounded:f}".partition(".")
        written = self._whole(whole.lstrip("0")) | self._fraction(fraction)
        text = "".join(
            written.get(place, "") if kind == "digit" else text
            for place, (kind, text) in enumerate(self.parts)
        )
        if not fraction.strip("0") and all(self.parts[p][1] != "0" for p in self.decimals):
            text = text.rstrip(".") if self.decimals else text
        return (f"-{text}" if value < 0 and rounded else text), False

    def _whole(self, digits: str) -> dict[int, str]:
        written: dict[int, str] = {}
        for taken, place in enumerate(reversed(self.whole)):
            first = place == self.whole[0]
            rest = digits[: max(len(digits) - taken, 0)]
            if first and len(rest) > 1:
                written[place] = self._commas(rest, taken)
                break
            mark = self.parts[place][1]
            digit = rest[-1:] or ("0" if mark == "0" else "")
            written[place] = self._commas(digit, taken) if digit else ""
        return written

    def _commas(self, digits: str, taken: int) -> str:
        if not self.grouped:
            return digits
        text = ""
        for place, digit in enumerate(reversed(digits), start=taken):
            text = digit + ("," if place and place % 3 == 0 else "") + text
        return text

    def _fraction(self, digits: str) -> dict[int, str]:
        kept = digits
        places = list(self.decimals)
        while places and kept.endswith("0") and self.parts[places[-1]][1] != "0":
            kept = kept[:-1]
            places.pop()
        return dict(zip(places, kept, strict=True))
