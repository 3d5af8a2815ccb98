"""One raw text read for one field: what to sort and filter by, what is odd, what is wrong.

The raw text is stored as it came (DECISIONS 11); everything here is derived from it.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from desktop.domain.era_days import DateStatus, Precision
from desktop.domain.fields import Field, FieldKind
from desktop.domain.kana import kana_key
from desktop.domain.text import fold
from desktop.domain.wareki import parse_date


@dataclass(frozen=True, slots=True)
class Value:
    """``raw`` and what it means; ``problem`` is a code and keeps the row from being imported."""

    raw: str
    sort: str | int | None
    warnings: tuple[str, ...] = ()
    problem: str | None = None


_DITTO = frozenset(("〃", "々", "同上", "同", '"', "”", "″"))
_MISSING = frozenset(
    ("-", "…", "...", "x", "***", "**", "*", "・", "/", "n/a", "不明", "不詳", "なし")
)
_YES = frozenset(
    (
        "○",
        "◯",
        "〇",
        "◎",
        "●",
        "有",
        "あり",
        "はい",
        "済",
        "1",
        "true",
        "yes",
        "y",
        "✓",
        "✔",
        "レ",
        "■",
        "☑",
    )
)
_NO = frozenset(("×", "✕", "✗", "無", "なし", "いいえ", "未", "0", "false", "no", "n", "□", "☐"))
MARKS_OF_YES_AND_NO = _YES | _NO
_MINUS = str.maketrans(dict.fromkeys("△▲−‐‑–—―ー", "-"))
_NUMBER = re.compile(r"([-+]?)[¥\\]?([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.([0-9]+))?")
_UNIT = re.compile(
    r"(?<=[0-9])(?:円|人|名|件|頭|匹|羽|台|棟|戸|世帯|枚|冊|本|個|回|点|歳|才|年|か月|ヶ月|月|日|時間|分|ha|a|㎡|m2|m|km|kg|g|%)$"
)
_MAX_INTEGER = 1 << 53
_MAX_DIGITS = 24
_PHONE_LENGTHS = (10, 11)
_POSTAL_LENGTH = 7


Check: TypeAlias = tuple[str | None, tuple[str, ...]]
"""The problem of a value, and what is odd about it."""

FINE: Check = (None, ())
_PLAIN = (FieldKind.TEXT, FieldKind.NAME, FieldKind.ADDRESS, FieldKind.CODE)
_LONGEST_DITTO = 8


def read_value(field: Field, raw: str, *, default_era: str | None = None) -> Value:
    """Read ``raw`` for ``field``; ``default_era`` is the column's answer to a bare 5.4.1."""
    if not raw or raw.isspace():
        return Value(raw, None, (), "value.required" if field.required else None)
    if field.kind is FieldKind.DATE:
        return _date(raw, default_era)
    if field.kind is FieldKind.FISCAL_YEAR:
        return _fiscal_year(raw, default_era)
    if field.kind is FieldKind.CHOICE:
        return _choice(field, raw)
    return _READERS[field.kind](raw)


def value_checker(field: Field, default_era: str | None = None) -> Callable[[str], Check]:
    """What ``read_value`` would object to for one field, without its sort value: for columns."""
    if field.kind in _PLAIN:
        return _plain_checker(required=field.required)

    @lru_cache(maxsize=1 << 15)
    def check(raw: str) -> Check:
        value = read_value(field, raw, default_era=default_era)
        return (value.problem, value.warnings) if value.problem or value.warnings else FINE

    return check


def _plain_checker(*, required: bool) -> Callable[[str], Check]:
    blank: Check = ("value.required", ()) if required else FINE
    ditto: Check = (None, ("ditto",))

    def check(raw: str) -> Check:
        if len(raw) > _LONGEST_DITTO and not raw.isspace():
            return FINE
        bare = raw.strip()
        return blank if not bare else ditto if bare in _DITTO else FINE

    return check


def _text(raw: str) -> Value:
    warnings = ("ditto",) if raw.strip() in _DITTO else ()
    return Value(raw, fold(raw), warnings)


def _kana(raw: str) -> Value:
    return Value(raw, kana_key(raw), () if _all_kana(raw) else ("not_kana",))


def _all_kana(raw: str) -> bool:
    return all("ァ" <= character <= "ヿ" or character in " -~." for character in fold(raw))


def _number(raw: str) -> Value:
    return _integer(raw, whole=False)


def _money(raw: str) -> Value:
    return _integer(raw, whole=True)


def _integer(raw: str, *, whole: bool) -> Value:
    text = unicodedata.normalize("NFKC", raw).translate(_MINUS)
    text = "".join(text.split()).lower()
    if text in _MISSING:
        return Value(raw, None, ("missing_mark",))
    if text in _DITTO:
        return Value(raw, None, (), "value.ditto")
    bare = _UNIT.sub("", text)
    found = _NUMBER.fullmatch(bare)
    if found is None:
        return Value(raw, None, (), "value.not-a-number")
    sign, digits, fraction = found.groups()
    number = int(digits.replace(",", "")) if len(digits) <= _MAX_DIGITS else _MAX_INTEGER + 1
    broken = bool(fraction and fraction.strip("0"))
    if broken and whole:
        return Value(raw, None, (), "value.not-whole-yen")
    if number > _MAX_INTEGER:
        return Value(raw, None, (), "value.too-large")
    warnings = tuple(
        name
        for name, there in (("fraction", broken), ("unit", bare != text and not whole))
        if there
    )
    # rounded down, so that -1.5 sorts before -1
    return Value(raw, -(number + broken) if sign == "-" else number, warnings)


def _date(raw: str, default_era: str | None) -> Value:
    if raw.strip() in _DITTO:
        return Value(raw, None, (), "value.ditto")
    if raw.strip().lower() in _MISSING:
        return Value(raw, None, ("missing_mark",))
    reading = parse_date(raw, default_era=default_era)
    problem = _DATE_PROBLEMS.get(reading.status)
    if problem is not None:
        return Value(raw, None, (), problem)
    warnings = reading.warnings
    if reading.status is DateStatus.PARTIAL:
        warnings = (f"partial_{reading.precision}", *warnings)
    return Value(raw, reading.first.isoformat() if reading.first else None, warnings)


_DATE_PROBLEMS = {
    DateStatus.AMBIGUOUS: "value.date-ambiguous",
    DateStatus.INVALID: "value.no-such-day",
    DateStatus.UNPARSED: "value.not-a-date",
}


def _fiscal_year(raw: str, default_era: str | None) -> Value:
    reading = parse_date(raw, default_era=default_era)
    if reading.status is DateStatus.AMBIGUOUS:
        return Value(raw, None, (), "value.date-ambiguous")
    if reading.first is None or reading.precision not in (Precision.FISCAL_YEAR, Precision.YEAR):
        return Value(raw, None, (), "value.not-a-fiscal-year")
    return Value(raw, reading.first.year, reading.warnings)


def _choice(field: Field, raw: str) -> Value:
    key = fold(raw)
    if field.choices and key not in _keys(field.choices):
        return Value(raw, key, (), "value.not-a-choice")
    return Value(raw, key, ("ditto",) if raw.strip() in _DITTO else ())


@lru_cache(maxsize=256)
def _keys(choices: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(fold, choices))


def _yes_no(raw: str) -> Value:
    text = unicodedata.normalize("NFKC", raw).strip().lower()
    if text in _YES:
        return Value(raw, "1")
    return Value(raw, "0") if text in _NO else Value(raw, None, (), "value.not-yes-no")


def _phone(raw: str) -> Value:
    digits = _digits(raw)
    fine = len(digits) in _PHONE_LENGTHS and digits.startswith("0")
    return Value(raw, digits or fold(raw), () if fine else ("phone_shape",))


def _postal(raw: str) -> Value:
    digits = _digits(raw)
    return Value(
        raw, digits or fold(raw), () if len(digits) == _POSTAL_LENGTH else ("postal_shape",)
    )


def _digits(raw: str) -> str:
    wide = unicodedata.normalize("NFKC", raw)
    return "".join(character for character in wide if character in "0123456789")


_READERS: dict[FieldKind, Callable[[str], Value]] = {
    FieldKind.TEXT: _text,
    FieldKind.NAME: _text,
    FieldKind.ADDRESS: _text,
    FieldKind.CODE: _text,
    FieldKind.KANA: _kana,
    FieldKind.NUMBER: _number,
    FieldKind.MONEY: _money,
    FieldKind.YES_NO: _yes_no,
    FieldKind.PHONE: _phone,
    FieldKind.POSTAL: _postal,
}
