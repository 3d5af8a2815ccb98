"""What a spreadsheet shows for a number: the text of the screen, 和暦 included."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.importers.number_format import BUILT_IN, formatter, general

ERA = 'ggge"年"m"月"d"日"'


@pytest.mark.parametrize(
    ("code", "serial", "shown"),
    [
        (f"[$-411]{ERA}", 43586, "令和1年5月1日"),
        (f"[$-ja-JP-x-gannen]{ERA}", 43586, "令和元年5月1日"),
        ("[$-411]ge.m.d", 43585, "H31.4.30"),
        ("[$-411]ge.m.d;@", 45017, "R5.4.1"),
        ("[$-411]gge.mm.dd", 45017, "令5.04.01"),
        (f"[DBNum1][$-411]{ERA}", 45283, "令和五年十二月二十三日"),
        (f"[DBNum3][$-411]{ERA}", 45017, "令和５年４月１日"),
        ("yyyy/m/d", 45017, "2023/4/1"),
        ("yyyy-mm-dd hh:mm:ss", 45017.5, "2023-04-01 12:00:00"),
        ("yyyy/m/d", 60, "1900/2/29"),
        ("yyyy/m/d", 59, "1900/2/28"),
        ("yyyy/m/d", 61, "1900/3/1"),
        ("mmm-yy", 45017, "Apr-23"),
        ("yyyy/m/d aaa", 45017, "2023/4/1 土"),
    ],
)
def test_a_day_number_is_shown_as_on_the_screen(code: str, serial: float, shown: str) -> None:
    assert formatter(code)(serial) == (shown, True)


def test_a_format_that_hides_the_year_shows_the_whole_day() -> None:
    assert formatter('m"月"d"日"')(45017) == ("2023/4/1", True)


def test_the_1904_system_counts_from_another_day() -> None:
    assert formatter("yyyy/m/d", date1904=True)(43586) == ("2023/5/2", True)
    assert formatter("yyyy/m/d", date1904=True)(59) == ("1904/2/29", True)


@pytest.mark.parametrize(
    ("code", "value", "shown"),
    [
        ("h:mm", 0.5, "12:00"),
        ("[h]:mm", 1.5, "36:00"),
        ("h:mm AM/PM", 0.75, "6:00 PM"),
        ("000", 7, "007"),
        ("#,##0", 1234567, "1,234,567"),
        ("#,##0", -1234, "-1,234"),
        ("#,##0", 1234.5, "1,235"),
        ("#,##0;△#,##0", -1234, "△1,234"),
        ("#,##0;[Red]△ #,##0", -1234, "△ 1,234"),
        ("¥#,##0;¥-#,##0", -30, "¥-30"),
        ("#,##0_);[Red]\\(#,##0\\)", -5, "(5)"),
        ("0.0", 3.25, "3.3"),
        ("0.00", -0.001, "0.00"),
        ("0%", 0.256, "26%"),
        ("0.##", 1.5, "1.5"),
        ("[<=999]000;[<=9999]000-00;000-0000", 6110021, "611-0021"),
        ("[<=999]000;[<=9999]000-00;000-0000", 611, "611"),
        ("000-0000", 600001, "060-0001"),
        ('"第"0"号"', 12, "第12号"),
        ('#,##0"円"', 1500, "1,500円"),
        ("#,##0,", 1234567, "1,235"),
        ('General"人"', 5, "5人"),
        ("General", 0.1 + 0.2, "0.3"),
        ("@", 5, "5"),
        ("0;-0;;@", 0, ""),
        ("#,##0;-#,##0;-", 0, "-"),
        ("yyyy/m/d", -1, "-1"),
    ],
)
def test_a_number_is_shown_as_on_the_screen(code: str, value: float, shown: str) -> None:
    assert formatter(code)(value) == (shown, False)


@pytest.mark.parametrize("number", list(BUILT_IN))
def test_every_built_in_format_shows_something(number: int) -> None:
    shown, _ = formatter(BUILT_IN[number])(45017.25)

    assert shown.strip()


@given(st.integers(min_value=-(10**14), max_value=10**14))
def test_whole_numbers_keep_every_digit(number: int) -> None:
    assert general(float(number)) == str(number)
    assert formatter("#,##0")(float(number))[0].replace(",", "") == str(number)


@given(st.text(alphabet='0#?.,;[]"$-411gemdyhs年/_*\\@%E+ <>=9', max_size=24), st.floats(0, 60000))
def test_no_format_makes_the_reader_fail(code: str, value: float) -> None:
    shown, _ = formatter(code)(value)

    assert isinstance(shown, str)
