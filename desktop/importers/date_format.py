"""What a spreadsheet shows for a day number under a date format, in Japanese.

A format that hides the year would lose it: such a day is shown whole, as 2023/4/1.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from desktop.domain.era_days import DateStatus
from desktop.domain.wareki import era_of, from_serial

DATE_LETTERS = frozenset("ymdhsgeab")
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_.|\*.|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<half>AM/PM|A/P|上午/下午)|(?P<run>y+|m+|d+|h+|s+|g+|e+|a+|b+)|(?P<fraction>\.0+)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
_WEEKDAYS = "月火水木金土日"
_ENGLISH_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August",
           "September", "October", "November", "December")  # fmt: skip
_SECONDS = 86_400
_KANJI = "〇一二三四五六七八九"
_FORMAL = "零壱弐参四伍六七八九"
_TEN = 10
_HUNDRED = 100


@dataclass(frozen=True, slots=True)
class _Moment:
    """A day number taken apart."""

    day: date
    seconds: int
    serial: float
    fake: bool

    @property
    def day_of_month(self) -> int:
        """The day the program shows, 29 for the day that never was."""
        return 29 if self.fake else self.day.day


def date_formatter(code: str, *, date1904: bool) -> Callable[[float], tuple[str, bool]]:
    """The function that shows a day number under the format ``code``."""
    tokens = [(token.lastgroup or "", token[token.lastgroup] if token.lastgroup else "")
              for token in _TOKEN.finditer(code)]  # fmt: skip
    brackets = [text.lower() for group, text in tokens if group == "bracket"]
    digits = next((text for text in brackets if text.startswith("dbnum")), "")
    gannen = any("gannen" in text for text in brackets)
    shape = _Shape(tuple(tokens), digits, gannen=gannen)
    runs = {
        text.lower()[0]
        for place, (group, text) in enumerate(tokens)
        if group == "run" and not shape.is_minute(place)
    }
    dated = bool(runs & set("ymdgeab"))
    yearless = dated and not runs & set("yeb")

    @lru_cache(maxsize=1024)
    def show(serial: float) -> tuple[str, bool]:
        moment = _moment(serial, date1904=date1904, clock_only=not dated)
        if moment is None:
            return _plain(serial), False
        if yearless:
            return f"{moment.day.year}/{moment.day.month}/{moment.day_of_month}", True
        return shape.show(moment), dated

    return show


def _plain(serial: float) -> str:
    return str(int(serial)) if serial == int(serial) else f"{serial:.15g}"


def _moment(serial: float, *, date1904: bool, clock_only: bool) -> _Moment | None:
    seconds = round((serial - int(serial)) * _SECONDS) if serial >= 0 else 0
    if clock_only and serial >= 0:
        return _Moment(date(1900, 1, 1), seconds, serial, fake=False)
    reading = from_serial(serial, date1904=date1904)
    if reading.warnings == ("excel_fake_leap_day",):
        return _Moment(date(1900, 2, 28), seconds, serial, fake=True)
    if reading.status is not DateStatus.OK or reading.first is None:
        return None
    day = reading.first
    if seconds == _SECONDS:
        return _Moment(day + timedelta(days=1), 0, serial, fake=False)
    return _Moment(day, seconds, serial, fake=False)


@dataclass(frozen=True, slots=True)
class _Shape:
    """A date format taken apart."""

    tokens: tuple[tuple[str, str], ...]
    digits: str
    gannen: bool

    def show(self, moment: _Moment) -> str:
        """The text of a moment."""
        twelve = any(group == "half" for group, _ in self.tokens)
        return "".join(
            self._one(place, group, text, moment, twelve=twelve)
            for place, (group, text) in enumerate(self.tokens)
        ).strip()

    def _one(self, place: int, group: str, text: str, moment: _Moment, *, twelve: bool) -> str:
        if group == "run":
            run = text.lower()
            if run[0] in "hs" or (run[0] == "m" and self.is_minute(place)):
                return self._time(run, moment, twelve=twelve)
            return self._date(run, moment)
        if group == "half":
            return "AM" if moment.seconds < _SECONDS // 2 else "PM"
        if group == "bracket":
            return self._elapsed(text, moment)
        return "" if group in ("", "fraction") else text

    def is_minute(self, place: int) -> bool:
        """Whether the run at ``place`` is minutes: m beside hours or seconds."""

        def neighbour(step: int) -> str:
            at = place + step
            while 0 <= at < len(self.tokens):
                group, text = self.tokens[at]
                if group == "run" or (group == "bracket" and _ELAPSED.fullmatch(text)):
                    return text[0].lower()
                at += step
            return ""

        run = self.tokens[place][1].lower()
        return run in ("m", "mm") and (neighbour(-1) == "h" or neighbour(1) == "s")

    def _time(self, run: str, moment: _Moment, *, twelve: bool) -> str:
        hours, rest = divmod(moment.seconds, 3600)
        shown = hours % 12 or 12 if twelve else hours
        value = {"h": shown, "m": rest // 60, "s": rest % 60}[run[0]]
        return self._number(value, len(run))

    def _elapsed(self, text: str, moment: _Moment) -> str:
        if not _ELAPSED.fullmatch(text):
            return ""
        total = int(moment.serial) * _SECONDS + moment.seconds
        value = total // {"h": 3600, "m": 60, "s": 1}[text[0].lower()]
        return str(value).zfill(len(text))

    def _date(self, run: str, moment: _Moment) -> str:
        day, length = moment.day, len(run)
        if run[0] == "y":
            return self._number(day.year if length > 2 else day.year % 100, min(length, 4))  # noqa: PLR2004 - yy
        if run[0] in "ge":
            return self._era(run, day)
        if run[0] == "a":
            return _WEEKDAYS[day.weekday()] + ("曜日" if length > 3 else "")  # noqa: PLR2004 - aaaa
        if run[0] == "b":
            return str(day.year + 543)
        if length <= 2:  # noqa: PLR2004 - m, mm, d, dd
            return self._number(day.month if run[0] == "m" else moment.day_of_month, length)
        names, index = (_MONTHS, day.month - 1) if run[0] == "m" else (_ENGLISH_DAYS, day.weekday())
        return names[index] if length == 4 else names[index][:3]  # noqa: PLR2004 - mmmm, dddd

    def _era(self, run: str, day: date) -> str:
        era = era_of(day)
        if era is None:
            return "" if run[0] == "g" else str(day.year)
        if run[0] == "g":
            return (era.letter, era.short, era.name)[min(len(run), 3) - 1]
        number = era.number(day.year)
        return "元" if self.gannen and number == 1 else self._number(number, min(len(run), 2))

    def _number(self, value: int, width: int) -> str:
        if self.digits in ("dbnum1", "dbnum2"):
            return _in_kanji(value, _KANJI if self.digits == "dbnum1" else _FORMAL)
        text = str(value).zfill(width)
        if self.digits == "dbnum3":
            return text.translate({ord("0") + n: ord("０") + n for n in range(10)})
        return text


def _in_kanji(value: int, digits: str) -> str:
    if value >= _HUNDRED:
        return "".join(digits[int(figure)] for figure in str(value))
    tens, ones = divmod(value, _TEN)
    if not tens:
        return digits[ones]
    ten = "十" if digits is _KANJI else "拾"
    first = digits[tens] if tens > 1 or digits is _FORMAL else ""
    return first + ten + (digits[ones] if ones else "")
