"""Every line of the era table, both ways, and the spreadsheet's day numbers."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.era_days import DateStatus, Precision
from desktop.domain.eras import ERAS, parse_eras
from desktop.domain.errors import MalformedDocumentError
from desktop.domain.wareki import ERA_CODED, format_wareki, parse_date

DAYS = [
    *(
        (raw, "2023-04-01", ())
        for raw in ("R5.4.1", "R05.04.01", "Ｒ５．４．１", "r5-4-1", "R5/4/1")
    ),
    *((raw, "2023-04-01", ()) for raw in ("令5.4.1", "R050401", "令和5年4月1日", "㋿5年4月1日")),
    *(
        (raw, "2023-04-01", ())
        for raw in ("令和 ５年 ４月 １日", "令和五年四月一日", "令和5年4月1日生")
    ),
    *((raw, "2023-04-01", ()) for raw in ("2023/4/1", "2023-04-01", "20230401", "2023年4月1日")),
    *(
        (raw, "2023-04-01", ())
        for raw in ("2023-04-01 00:00:00", "2023年4月1日(土)", "二〇二三年四月一日")
    ),
    ("令和元年5月1日", "2019-05-01", ()),
    ("令和1年5月1日", "2019-05-01", ()),
    ("令和元年4月30日", "2019-04-30", ("era_underrun",)),
    ("平成元年1月7日", "1989-01-07", ("era_underrun",)),
    ("大正元年7月29日", "1912-07-29", ("era_underrun",)),
    ("H31.5.1", "2019-05-01", ("era_overrun",)),
    ("平成31年5月1日", "2019-05-01", ("era_overrun",)),
    ("S64.1.7", "1989-01-07", ()),
    ("昭和64年1月8日", "1989-01-08", ("era_overrun",)),
    ("明治45年7月30日", "1912-07-30", ("boundary_day",)),
    ("大正15年12月25日", "1926-12-25", ("boundary_day",)),
    ("大正1.7.30", "1912-07-30", ()),
    ("昭和元年12月25日", "1926-12-25", ()),
    ("昭和二十三年十一月廿三日", "1948-11-23", ()),
    ("昭和二〇年八月一五日", "1945-08-15", ()),
    ("昭和弐拾年参月拾日", "1945-03-10", ()),
    ("㍻３０年１月１日", "2018-01-01", ()),
    ("明治6年1月1日", "1873-01-01", ()),
    ("令和6年2月29日", "2024-02-29", ()),
]
PARTS = [
    ("令和元年", "year", "2019-05-01", "2019-12-31"),
    ("㍻30年", "year", "2018-01-01", "2018-12-31"),
    ("昭和64年", "year", "1989-01-01", "1989-01-07"),
    ("令和5年4月", "month", "2023-04-01", "2023-04-30"),
    ("令和5年4月吉日", "month", "2023-04-01", "2023-04-30"),
    ("平成5年度", "fiscal_year", "1993-04-01", "1994-03-31"),
    ("平成31年度", "fiscal_year", "2019-04-01", "2020-03-31"),
    ("令和元年度", "fiscal_year", "2019-04-01", "2020-03-31"),
    ("2023年度", "fiscal_year", "2023-04-01", "2024-03-31"),
    ("昭和不詳", "era", "1926-12-25", "1989-01-07"),
    ("昭和20年月日不詳", "year", "1945-01-01", "1945-12-31"),
    ("昭和20年00月00日", "year", "1945-01-01", "1945-12-31"),
    ("19450000", "year", "1945-01-01", "1945-12-31"),
    ("昭和20年頃", "year", "1945-01-01", "1945-12-31"),
    ("昭和20年8月不詳", "month", "1945-08-01", "1945-08-31"),
]


@pytest.mark.parametrize(("raw", "day", "warnings"), DAYS)
def test_a_day_is_read_with_what_is_odd_about_it(
    raw: str, day: str, warnings: tuple[str, ...]
) -> None:
    reading = parse_date(raw)

    assert reading.status is DateStatus.OK
    assert reading.precision is Precision.DAY
    assert reading.first == reading.last == date.fromisoformat(day)
    assert reading.warnings == warnings
    assert reading.raw == raw


@pytest.mark.parametrize(("raw", "precision", "first", "last"), PARTS)
def test_a_partial_date_is_the_span_it_means(
    raw: str, precision: str, first: str, last: str
) -> None:
    reading = parse_date(raw)

    assert reading.status is DateStatus.PARTIAL
    assert reading.precision == precision
    assert (str(reading.first), str(reading.last)) == (first, last)


@pytest.mark.parametrize(
    "raw", ["令和5年2月29日", "令和5年13月1日", "令和0年1月1日", "平成百年1月1日", "20231301"]
)
def test_a_day_that_does_not_exist_is_invalid(raw: str) -> None:
    assert parse_date(raw).status is DateStatus.INVALID


@pytest.mark.parametrize("raw", ["明治5年12月2日", "明治元年9月8日", "M3.1.1"])
def test_the_old_calendar_is_not_converted(raw: str) -> None:
    reading = parse_date(raw)

    assert (reading.status, reading.warnings) == (DateStatus.UNCONVERTED, ("pre_gregorian",))


def test_a_bare_date_asks_for_its_era() -> None:
    assert parse_date("5.4.1").status is DateStatus.AMBIGUOUS
    assert parse_date("5.4.1", default_era="令和").first == date(2023, 4, 1)
    assert parse_date("5.4.1", default_era="昭和").first == date(1930, 4, 1)


def test_an_era_code_asks_unless_the_column_is_coded() -> None:
    assert parse_date("5050401").status is DateStatus.AMBIGUOUS
    assert parse_date("5050401", default_era=ERA_CODED).first == date(2023, 4, 1)


@pytest.mark.parametrize("raw", ["", "山田", "5", "5.4", "令和", "1234567890123", "〃", "年月日"])
def test_other_text_is_not_parsed(raw: str) -> None:
    assert parse_date(raw).status is DateStatus.UNPARSED


@given(st.text())
def test_reading_never_raises_and_keeps_the_text(raw: str) -> None:
    assert parse_date(raw).raw == raw


@given(st.text(alphabet="令和昭平RSH元五十廿〇0123456789年月日度.不詳", max_size=14))
def test_a_reading_has_a_span_exactly_when_it_was_read(raw: str) -> None:
    reading = parse_date(raw)

    assert (reading.first is not None) == (reading.status in (DateStatus.OK, DateStatus.PARTIAL))


@given(
    st.dates(min_value=date(1873, 1, 1), max_value=date(2117, 12, 31)),
    st.sampled_from(["令和5年4月1日", "R5.4.1"]),
)
def test_an_era_date_reads_back_as_the_same_day(day: date, style: str) -> None:
    reading = parse_date(format_wareki(day, style))

    assert (reading.first, reading.last, reading.warnings) == (day, day, ())


def test_dates_are_written_in_two_manners() -> None:
    assert format_wareki(date(2019, 5, 1)) == "令和元年5月1日"
    assert format_wareki(date(2019, 4, 30), "R5.4.1") == "H31.4.30"
    assert format_wareki(date(1870, 1, 1)) == "1870年1月1日"


def test_the_data_file_holds_the_eras_built_in() -> None:
    text = Path(__file__).parents[2].joinpath("resources/data/eras.json").read_text("utf-8")

    assert parse_eras(text) == ERAS


def test_a_new_era_needs_only_a_line_of_data() -> None:
    text = Path(__file__).parents[2].joinpath("resources/data/eras.json").read_text("utf-8")
    line = ', {"code": 6, "name": "光文", "letter": "K", "sign": "◎", "first": "2050-01-01", '
    eras = parse_eras(text.rstrip().removesuffix("]") + line + '"ends_shared": false}]')

    assert eras[4].last == date(2049, 12, 31)
    assert parse_date("光文元年2月3日", eras=eras).first == date(2050, 2, 3)
    assert format_wareki(date(2050, 1, 1) + timedelta(days=1), "R5.4.1", eras=eras) == "K1.1.2"


@pytest.mark.parametrize("text", ["", "[]", "{}", '[{"name": "令和"}]', '[{"first": "x"}]'])
def test_a_damaged_data_file_is_refused(text: str) -> None:
    with pytest.raises(MalformedDocumentError):
        parse_eras(text)
