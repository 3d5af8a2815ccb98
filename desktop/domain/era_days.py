"""The day, month or year that numbers in an era mean, with what is odd about them."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, date
from enum import StrEnum

from desktop.domain.eras import Era


class DateStatus(StrEnum):
    """What became of a text read as a date."""

    OK = "ok"
    PARTIAL = "partial"
    AMBIGUOUS = "ambiguous"
    INVALID = "invalid"
    UNCONVERTED = "unconverted"
    UNPARSED = "unparsed"


class Precision(StrEnum):
    """How much of the date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    FISCAL_YEAR = "fiscal_year"
    ERA = "era"


@dataclass(frozen=True, slots=True)
class DateReading:
    """A text read as a date: the span ``first`` to ``last`` it means, and how sure that is.

    ``last`` is None for an era that still lasts; both are None where nothing was read.
    """

    status: DateStatus
    precision: Precision | None
    first: date | None
    last: date | None
    warnings: tuple[str, ...]
    raw: str


_MAX_ERA_YEAR = 99
_GREGORIAN_YEAR = 1873
_DECEMBER = 12


def refused(warning: str) -> DateReading:
    """The reading of numbers that name no day."""
    return DateReading(DateStatus.INVALID, None, None, None, (warning,), "")


def calendar_day(year: int, month: int | None, day: int | None) -> DateReading:
    """The reading of 西暦 numbers; None or 0 means "not known"."""
    if not 1 <= year < MAXYEAR:
        return refused("year")
    span = _span(year, month, day)
    if span is None:
        return refused("no_such_day")
    precision, first, last = span
    status = DateStatus.OK if precision is Precision.DAY else DateStatus.PARTIAL
    return DateReading(status, precision, first, last, (), "")


def era_day(era: Era, number: int, month: int | None, day: int | None) -> DateReading:
    """The reading of an era's year, month and day; outside the era it warns."""
    if not 1 <= number <= _MAX_ERA_YEAR:
        return refused("era_year")
    year = era.year(number)
    if year < _GREGORIAN_YEAR:
        return DateReading(DateStatus.UNCONVERTED, None, None, None, ("pre_gregorian",), "")
    span = _span(year, month, day)
    if span is None:
        return refused("no_such_day")
    precision, first, last = span
    warnings = _outside(era, first, last)
    if precision is Precision.DAY:
        return DateReading(DateStatus.OK, precision, first, last, warnings, "")
    if not warnings:
        first, last = max(first, era.first), min(last, era.last or last)
    return DateReading(DateStatus.PARTIAL, precision, first, last, warnings, "")


def fiscal_year(era: Era | None, number: int) -> DateReading:
    """The reading of 年度, which begins on 4/1 and is not cut at an era's end."""
    if era is not None and not 1 <= number <= _MAX_ERA_YEAR:
        return refused("era_year")
    year = number if era is None else era.year(number)
    if not 1 <= year < MAXYEAR - 1:
        return refused("year")
    first, last = date(year, 4, 1), date(year + 1, 3, 31)
    warnings = () if era is None else _outside(era, first, last)
    return DateReading(DateStatus.PARTIAL, Precision.FISCAL_YEAR, first, last, warnings, "")


def era_span(era: Era) -> DateReading:
    """The reading of an era without a year (昭和不詳)."""
    return DateReading(DateStatus.PARTIAL, Precision.ERA, era.first, era.last, (), "")


def _span(year: int, month: int | None, day: int | None) -> tuple[Precision, date, date] | None:
    if not month:
        return None if day else (Precision.YEAR, date(year, 1, 1), date(year, 12, 31))
    if month > _DECEMBER:
        return None
    length = monthrange(year, month)[1]
    if not day:
        return Precision.MONTH, date(year, month, 1), date(year, month, length)
    if day > length:
        return None
    found = date(year, month, day)
    return Precision.DAY, found, found


def _outside(era: Era, first: date, last: date) -> tuple[str, ...]:
    if last < era.first:
        return ("era_underrun",)
    if era.last is None or first <= era.last:
        return ()
    boundary = first == last and era.ends_shared and (first - era.last).days == 1
    return ("boundary_day",) if boundary else ("era_overrun",)
