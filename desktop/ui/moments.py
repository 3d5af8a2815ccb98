"""Moments and days as a person in the office reads them: 和暦, Japanese time."""

from datetime import date, datetime, timedelta, timezone

from desktop.domain.wareki import format_wareki

JAPAN = timezone(timedelta(hours=9))
_LONG, _SHORT = "令和5年4月1日", "R5.4.1"


def shown_moment(moment: datetime, *, short: bool = False) -> str:
    """令和7年11月20日 17:10, or R7.11.20 17:10."""
    here = moment.astimezone(JAPAN)
    return f"{format_wareki(here.date(), _SHORT if short else _LONG)} {here:%H:%M}"


def shown_day(day: date) -> str:
    """令和7年11月20日; a moment counts as the day it is in Japan."""
    there = day.astimezone(JAPAN).date() if isinstance(day, datetime) else day
    return format_wareki(there, _LONG)
