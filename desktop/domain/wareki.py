"""Dates as offices write them, both ways; reading never raises and never guesses silently.

What cannot be one day comes back as the span it means (PARTIAL), as a question (AMBIGUOUS)
or refused (INVALID); the raw text travels along unchanged.
"""

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from desktop.domain.era_days import (
    DateReading,
    DateStatus,
    calendar_day,
    era_day,
    era_span,
    fiscal_year,
    refused,
)
from desktop.domain.eras import ERAS, Era
from desktop.domain.kanji_numbers import KANJI_DIGITS, kanji_number

ERA_CODED = "code"
"""``default_era`` of a column of 7 digits that begin with the era code (5050401)."""

_GREGORIAN_START = date(1873, 1, 1)
_CALENDAR_YEARS = 1000
_SEPARATORS = str.maketrans(dict.fromkeys("．，、,/／・‐‑‒–—―−－-ー─ｰ", "."))
_CLOCK = re.compile(r"[T 　]+\d{1,2}:\d{2}(?::\d{2}(?:\.0+)?)?$")
_TRAILER = re.compile(r"(?:生まれ|生れ|生|現在|\([月火水木金土日]\))$")
_UNKNOWN = "(?:不詳|不明)"
_YEAR = rf"元|[0-9]{{1,4}}|[{KANJI_DIGITS}]{{1,5}}"
_PART = rf"[0-9]{{1,2}}|[{KANJI_DIGITS}]{{1,4}}"


@dataclass(frozen=True, slots=True)
class _Patterns:
    """The expressions of one set of eras, and each era under its names."""

    eras: dict[str, Era]
    written: re.Pattern[str]
    fiscal: re.Pattern[str]
    marked: re.Pattern[str]
    packed: re.Pattern[str]
    era_only: re.Pattern[str]


@lru_cache(maxsize=4)
def _patterns(eras: tuple[Era, ...]) -> _Patterns:
    names = {key: era for era in eras for key in (era.name, era.short, era.letter)}
    era = "(?P<era>" + "|".join(sorted(names, key=len, reverse=True)) + ")"
    vague = rf"(?:吉日|頃|ごろ|(?:月日|日)?{_UNKNOWN})"
    return _Patterns(
        names,
        re.compile(
            rf"(?:{era}|西暦)?(?P<y>{_YEAR})年(?:(?P<m>{_PART})月(?:(?P<d>{_PART})日)?)?{vague}?"
        ),
        re.compile(rf"(?:{era}|西暦)?(?P<y>{_YEAR})年度"),
        re.compile(
            rf"{era}?(?P<y>元|[0-9]{{1,4}})(?:\.(?P<m>[0-9]{{1,2}})(?:\.(?P<d>[0-9]{{1,2}}))?)?"
        ),
        re.compile(rf"{era}(?P<y>[0-9]{{2}})\.?(?P<m>[0-9]{{2}})(?P<d>[0-9]{{2}})"),
        re.compile(rf"{era}(?:年月日)?{_UNKNOWN}"),
    )


def parse_date(
    raw: str, *, default_era: str | None = None, eras: tuple[Era, ...] = ERAS
) -> DateReading:
    """Read ``raw`` as a date.

    Args:
        raw: the text as received.
        default_era: name of the era that a column's bare ``5.4.1`` belongs to, or
            ``ERA_CODED`` for a column of ``5050401``.
        eras: the eras known, oldest first.
    """
    return _parse(raw, default_era or "", eras)


@lru_cache(maxsize=1 << 16)
def _parse(raw: str, default_era: str, eras: tuple[Era, ...]) -> DateReading:
    text = _tidy(raw, eras)
    patterns = _patterns(eras)
    for read in (_read_digits, _read_packed, _read_marked, _read_written, _read_fiscal, _read_era):
        found = read(text, patterns, default_era)
        if found is not None:
            return replace(found, raw=raw)
    return DateReading(DateStatus.UNPARSED, None, None, None, (), raw)


def format_wareki(day: date, style: str = "令和5年4月1日", *, eras: tuple[Era, ...] = ERAS) -> str:
    """Write ``day`` in its era, in the manner of ``style``: 令和5年4月1日 or R5.4.1.

    Days before the calendar's change (1873), which no era date of ours means, are 西暦.
    """
    era = era_of(day, eras=eras)
    written = "年" in style
    if era is None or day < _GREGORIAN_START:
        year = str(day.year)
    else:
        number = era.number(day.year)
        year = f"{era.name}{number if number > 1 else '元'}" if written else f"{era.letter}{number}"
    return f"{year}年{day.month}月{day.day}日" if written else f"{year}.{day.month}.{day.day}"


def era_of(day: date, *, eras: tuple[Era, ...] = ERAS) -> Era | None:
    """The era ``day`` lies in; None before the first."""
    return next((era for era in reversed(eras) if era.first <= day), None)


def _tidy(raw: str, eras: tuple[Era, ...]) -> str:
    text = _CLOCK.sub("", raw.strip())
    for era in eras:
        text = text.replace(era.sign, era.name)
    text = "".join(unicodedata.normalize("NFKC", text.translate(_SEPARATORS)).split())
    return _TRAILER.sub("", text).upper()


def _read_digits(text: str, patterns: _Patterns, default_era: str) -> DateReading | None:
    if not text.isascii() or not text.isdigit():
        return None
    if len(text) == len("20230401"):
        return calendar_day(int(text[:4]), int(text[4:6]), int(text[6:]))
    if len(text) == len("5050401"):
        era = next((era for era in patterns.eras.values() if str(era.code) == text[0]), None)
        if era is None:
            return None
        coded = era_day(era, int(text[1:3]), int(text[3:5]), int(text[5:]))
        return coded if default_era == ERA_CODED else _question("era_code")
    return None


def _read_packed(text: str, patterns: _Patterns, _default_era: str) -> DateReading | None:
    found = patterns.packed.fullmatch(text)
    if found is None:
        return None
    return era_day(patterns.eras[found["era"]], int(found["y"]), int(found["m"]), int(found["d"]))


def _read_marked(text: str, patterns: _Patterns, default_era: str) -> DateReading | None:
    found = patterns.marked.fullmatch(text)
    if found is None or not (found["era"] or found["d"] or len(found["y"]) == len("2023")):
        return None
    return _dated(found, patterns.eras, default_era)


def _read_written(text: str, patterns: _Patterns, default_era: str) -> DateReading | None:
    found = patterns.written.fullmatch(text)
    return None if found is None else _dated(found, patterns.eras, default_era)


def _read_fiscal(text: str, patterns: _Patterns, default_era: str) -> DateReading | None:
    found = patterns.fiscal.fullmatch(text)
    if found is None:
        return None
    year = _number(found["y"])
    if year is None:
        return refused("number")
    era = patterns.eras.get(found["era"] or default_era)
    if era is None and year < _CALENDAR_YEARS:
        return _question("era_missing")
    return fiscal_year(era if found["era"] or year < _CALENDAR_YEARS else None, year)


def _read_era(text: str, patterns: _Patterns, _default_era: str) -> DateReading | None:
    found = patterns.era_only.fullmatch(text)
    return None if found is None else era_span(patterns.eras[found["era"]])


def _dated(found: re.Match[str], eras: dict[str, Era], default_era: str) -> DateReading:
    parts = [_number(found[name]) for name in "ymd"]
    if any(found[name] and part is None for name, part in zip("ymd", parts, strict=True)):
        return refused("number")
    year, month, day = parts
    if year is None:
        return refused("number")
    if not found["era"] and year >= _CALENDAR_YEARS:
        return calendar_day(year, month, day)
    era = eras.get(found["era"] or default_era)
    return _question("era_missing") if era is None else era_day(era, year, month, day)


def _number(text: str | None) -> int | None:
    if not text:
        return None
    if text == "元":
        return 1
    return int(text) if text.isascii() and text.isdigit() else kanji_number(text)


def _question(warning: str) -> DateReading:
    return DateReading(DateStatus.AMBIGUOUS, None, None, None, (warning,), "")
