"""What a spreadsheet shows for a day number under a date format, in Japanese.

A format that hides the year would lose it: such a day is shown whole, as 2023/4/1.
"""

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from desktop.domain.eras import Era
from desktop.domain.wareki import era_of

DATE_LETTERS = frozenset("ymdhsgeab")
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_.|\*.|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<half>AM/PM|A/P|上午/下午)|(?P<run>y+|m+|d+|h+|s+|g+|e+|a+|b+)"
    r"|(?P<fraction>\.0+)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
_WEEKDAYS = "月火水木金土日"
_ENGLISH_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_UNIT_SECONDS = {"h": 3600, "m": 60, "s": 1}
_SECONDS = 86_400
_LAST_SERIAL = 2_958_465
_FAKE_LEAP_DAY = 60
_BEFORE_1900 = date(1899, 12, 31).toordinal()
_BEFORE_1904 = date(1904, 1, 1).toordinal()
_KANJI = "〇一二三四五六七八九"
_FORMAL = "零壱弐参四伍六七八九"
_TEN = 10
_HUNDRED = 100


class _Moment(NamedTuple):
    """A day number taken apart; ``number`` is the day of the month the program shows."""

    day: date
    number: int
    seconds: int
    serial: float


_Token: TypeAlias = tuple[str, str]
_Piece: TypeAlias = Callable[[_Moment], str]


def date_formatter(code: str, *, date1904: bool) -> Callable[[float], tuple[str, bool]]:
    """The function that shows a day number under the format ``code``."""
    tokens = [
        (token.lastgroup or "", token[token.lastgroup] if token.lastgroup else "")
        for token in _TOKEN.finditer(code)
    ]
    runs = {
        text.lower()[0]
        for place, (group, text) in enumerate(tokens)
        if group == "run" and not _is_minute(tokens, place)
    }
    dated = bool(runs & set("ymdgeab"))
    yearless = dated and not runs & set("yeb")
    pieces = _pieces(tokens)

    def show(serial: float) -> tuple[str, bool]:
        moment = _moment(serial, date1904=date1904, clock_only=not dated)
        if moment is None:
            return _plain(serial), False
        if yearless:
            return f"{moment.day.year}/{moment.day.month}/{moment.number}", True
        return "".join([piece(moment) for piece in pieces]).strip(), dated

    cached = lru_cache(maxsize=1 << 15)(show)
    # days repeat down a column, moments do not
    return lambda serial: cached(serial) if serial == int(serial) else show(serial)


def _plain(serial: float) -> str:
    return str(int(serial)) if serial == int(serial) else f"{serial:.15g}"


def _moment(serial: float, *, date1904: bool, clock_only: bool) -> _Moment | None:
    if not 0 <= serial <= _LAST_SERIAL:
        return None
    whole = int(serial)
    seconds = round((serial - whole) * _SECONDS)
    if clock_only:
        return _Moment(date(1900, 1, 1), 1, seconds, serial)
    if seconds == _SECONDS:
        whole, seconds = whole + 1, 0
    if date1904:
        day = date.fromordinal(min(_BEFORE_1904 + whole, date.max.toordinal()))
    elif whole == _FAKE_LEAP_DAY:
        return _Moment(date(1900, 2, 28), 29, seconds, serial)
    elif whole < 1:
        return None
    else:
        # the program counts a day too many after the leap day that never was
        day = date.fromordinal(_BEFORE_1900 + whole - (whole > _FAKE_LEAP_DAY))
    return _Moment(day, day.day, seconds, serial)


def _is_minute(tokens: list[_Token], place: int) -> bool:
    """Whether the run at ``place`` is minutes: m beside hours or seconds."""

    def neighbour(step: int) -> str:
        at = place + step
        while 0 <= at < len(tokens):
            group, text = tokens[at]
            if group == "run" or (group == "bracket" and _ELAPSED.fullmatch(text)):
                return text[0].lower()
            at += step
        return ""

    run = tokens[place][1].lower()
    return run in ("m", "mm") and (neighbour(-1) == "h" or neighbour(1) == "s")


def _pieces(tokens: list[_Token]) -> list[_Piece]:
    brackets = [text.lower() for group, text in tokens if group == "bracket"]
    write = _digits(next((text for text in brackets if text.startswith("dbnum")), ""))
    gannen = any("gannen" in text for text in brackets)
    twelve = any(group == "half" for group, _ in tokens)
    pieces = []
    for place, (group, text) in enumerate(tokens):
        run = text.lower()
        if group == "run" and (run[0] in "hs" or _is_minute(tokens, place)):
            pieces.append(_time(run, write, twelve=twelve))
        elif group == "run":
            pieces.append(_era(run, write, gannen=gannen) if run[0] in "ge" else _date(run, write))
        elif group == "half":
            pieces.append(lambda moment: "AM" if moment.seconds < _SECONDS // 2 else "PM")
        elif group == "bracket" and _ELAPSED.fullmatch(text):
            pieces.append(_elapsed(run))
        elif group in ("quoted", "escaped", "other"):
            pieces.append(_literal(text))
    return pieces


_Write: TypeAlias = Callable[[int, int], str]


def _literal(text: str) -> _Piece:
    return lambda _moment: text


def _time(run: str, write: _Write, *, twelve: bool) -> _Piece:
    width = len(run)
    if run[0] == "h" and twelve:
        return lambda moment: write(moment.seconds // 3600 % 12 or 12, width)
    unit = _UNIT_SECONDS[run[0]]
    most = 24 if unit == _UNIT_SECONDS["h"] else 60
    return lambda moment: write(moment.seconds // unit % most, width)


def _elapsed(run: str) -> _Piece:
    unit, width = _UNIT_SECONDS[run[0]], len(run)
    return lambda moment: str(round(moment.serial * _SECONDS) // unit).zfill(width)


def _date(run: str, write: _Write) -> _Piece:
    width = len(run)
    named = None if width == len("mmmm") else 3
    full = "曜日" if width > len("aaa") else ""
    pieces: dict[str, _Piece] = {
        "y": lambda moment: write(moment.day.year, 4),
        "yy": lambda moment: write(moment.day.year % 100, 2),
        "a": lambda moment: _WEEKDAYS[moment.day.weekday()] + full,
        "b": lambda moment: str(moment.day.year + 543),
        "m": lambda moment: write(moment.day.month, width),
        "mmm": lambda moment: _MONTHS[moment.day.month - 1][:named],
        "d": lambda moment: write(moment.number, width),
        "ddd": lambda moment: _ENGLISH_DAYS[moment.day.weekday()][:named],
    }
    if run[0] == "y":
        return pieces["yy" if width <= len("yy") else "y"]
    return pieces[run[:3] if run[0] in "md" and width > len("mm") else run[0]]


def _era(run: str, write: _Write, *, gannen: bool) -> _Piece:
    def name(era: Era | None, _day: date) -> str:
        return "" if era is None else (era.letter, era.short, era.name)[min(len(run), 3) - 1]

    def year(era: Era | None, day: date) -> str:
        if era is None:
            return str(day.year)
        number = era.number(day.year)
        return "元" if gannen and number == 1 else write(number, min(len(run), 2))

    part = name if run[0] == "g" else year
    return lambda moment: part(era_of(moment.day), moment.day)


def _digits(kind: str) -> _Write:
    if kind in ("dbnum1", "dbnum2"):
        digits = _KANJI if kind == "dbnum1" else _FORMAL
        return lambda value, _width: _in_kanji(value, digits)
    if kind == "dbnum3":
        wide = {ord("0") + n: ord("０") + n for n in range(10)}
        return lambda value, width: str(value).zfill(width).translate(wide)
    return lambda value, width: str(value).zfill(width)


def _in_kanji(value: int, digits: str) -> str:
    if value >= _HUNDRED:
        return "".join(digits[int(figure)] for figure in str(value))
    tens, ones = divmod(value, _TEN)
    if not tens:
        return digits[ones]
    ten = "十" if digits is _KANJI else "拾"
    first = digits[tens] if tens > 1 or digits is _FORMAL else ""
    return first + ten + (digits[ones] if ones else "")
