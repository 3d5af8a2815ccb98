"""What stands beside a field: how the program understood the raw text."""

from collections.abc import Callable
from datetime import date

from desktop.domain.era_days import DateReading, DateStatus, Precision
from desktop.domain.fields import Field, FieldKind
from desktop.domain.values import read_value
from desktop.domain.wareki import format_wareki, parse_date
from desktop.ui.messages import readings as words

_MONEY = Field("amount", "amount", FieldKind.MONEY)
_SPANS = {
    Precision.MONTH: words.MONTH_KNOWN,
    Precision.YEAR: words.YEAR_KNOWN,
    Precision.ERA: words.ERA_KNOWN,
}
_OTHERS = {
    DateStatus.AMBIGUOUS: words.AMBIGUOUS,
    DateStatus.INVALID: words.NO_SUCH_DAY,
    DateStatus.UNCONVERTED: words.BEFORE_CALENDAR,
    DateStatus.UNPARSED: words.NOT_READ,
}


def wareki_reading(raw: str) -> str:
    """The date as understood; written in 和暦 already, it is told in 西暦."""
    if not raw.strip():
        return ""
    reading = parse_date(raw)
    if reading.status is DateStatus.OK and reading.first is not None:
        return _day(reading, reading.first)
    if reading.status is DateStatus.PARTIAL:
        return _span(reading)
    return _OTHERS[reading.status]


def money_reading(raw: str) -> str:
    """The amount with its separators and 円, "" if it is none."""
    amount = read_value(_MONEY, raw).sort if raw.strip() else None
    return words.YEN.format(amount=amount) if isinstance(amount, int) else ""


def fiscal_year_reading(raw: str) -> str:
    """The fiscal year in 和暦, "" if it is none."""
    reading = parse_date(raw if "年" in raw or not raw.strip().isdigit() else f"{raw.strip()}年度")
    return words.YEAR.format(era=_era_year(reading.first)) if reading.first else ""


def _day(reading: DateReading, day: date) -> str:
    written = format_wareki(day)
    if written == reading.raw.strip():
        return words.WESTERN.format(year=day.year, month=day.month, day=day.day)
    overrun = any(warning.startswith("era_") for warning in reading.warnings)
    return words.ERA_OVERRUN.format(reading=written) if overrun else written


def _span(reading: DateReading) -> str:
    if reading.precision is Precision.FISCAL_YEAR and reading.first is not None:
        return words.FISCAL_YEAR.format(era=_era_year(reading.first))
    return _SPANS.get(reading.precision, "") if reading.precision is not None else ""


def _era_year(day: date) -> str:
    return format_wareki(day).split("年", 1)[0] + "年"


READINGS: dict[FieldKind, Callable[[str], str]] = {
    FieldKind.DATE: wareki_reading,
    FieldKind.MONEY: money_reading,
    FieldKind.FISCAL_YEAR: fiscal_year_reading,
}
