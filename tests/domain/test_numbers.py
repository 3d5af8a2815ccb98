"""Check digits and the scan for what should not leave by accident."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.jp import cn, in_

from desktop.domain.numbers import (
    find_my_numbers,
    is_corporate_number,
    is_my_number,
    residual_hits,
)


@pytest.mark.parametrize("digits", ["123456789018", "023456789013", "621498320257", "983205673214"])
def test_a_right_check_digit_passes(digits: str) -> None:
    assert is_my_number(digits)


@pytest.mark.parametrize(
    "digits",
    [
        "123456789019",
        "983205673210",
        "000000000000",
        "12345678901",
        "1234567890180",
        "１２３４５６７８９０１８",
    ],
)
def test_anything_else_does_not(digits: str) -> None:
    assert not is_my_number(digits)


def test_corporate_numbers() -> None:
    assert is_corporate_number("7000012050002")
    assert not is_corporate_number("1000012050002")
    assert not is_corporate_number("0000000000000")


@given(st.from_regex(r"[0-9]{12}", fullmatch=True))
def test_the_rule_agrees_with_an_independent_library(digits: str) -> None:
    assert is_my_number(digits) == (in_.is_valid(digits) and len(set(digits)) > 1)


@given(st.from_regex(r"[0-9]{13}", fullmatch=True))
def test_the_corporate_rule_agrees_too(digits: str) -> None:
    assert is_corporate_number(digits) == cn.is_valid(digits)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("番号は123456789018です", 1),
        ("１２３４５６７８９０１８", 1),
        ("1234 5678 9018", 1),
        ("1234-5678-9018", 1),
        ("１２３４－５６７８－９０１８", 1),
        ("1 2 3 4 5 6 7 8 9 0 1 8", 1),
        ("123456789018\n621498320257", 2),
        ("123456789019", 0),
        ("0123456789018", 0),
        ("1234-5678-9018-0000", 0),
        ("", 0),
    ],
)
def test_my_numbers_are_counted_in_any_spelling(text: str, count: int) -> None:
    assert find_my_numbers(text) == count


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("電話 03-1234-5678", "phone"),
        ("０９０－１２３４－５６７８", "phone"),
        ("(0774)12-3456", "phone"),
        ("09012345678", "phone"),
        ("普通 1234567", "account"),
        ("0001-123-1234567", "account"),
        ("10120-12345671", "account"),
        ("123456789018", "my_number"),
    ],
)
def test_each_kind_is_counted_once(text: str, kind: str) -> None:
    expected = {"my_number": 0, "phone": 0, "account": 0} | {kind: 1}

    assert residual_hits(text) == expected


@pytest.mark.parametrize(
    "text", ["令和5年4月1日", "第12345号", "1,234,567円", "611-0021", "2023-04-01"]
)
def test_ordinary_figures_are_no_hit(text: str) -> None:
    assert not any(residual_hits(text).values())
