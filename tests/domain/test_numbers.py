"""The check digit of a 個人番号 and the look for what should not leave by accident."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.jp import in_

from desktop.domain.numbers import is_my_number, looks_like


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


@given(st.from_regex(r"[0-9]{12}", fullmatch=True))
def test_the_rule_agrees_with_an_independent_library(digits: str) -> None:
    assert is_my_number(digits) == (in_.is_valid(digits) and len(set(digits)) > 1)


@pytest.mark.parametrize(
    "text",
    [
        "123456789018",
        "番号は023456789013です",
        "１２３４５６７８９０１８",
        "1234 5678 9018",
        "1 2 3 4 5 6 7 8 9 0 1 8",
        "１２３４　５６７８　９０１８",
        "1234-5678-9018",
        "1234－5678－9018",
        "第1 123456789018",
        "1234   5678   9018",
        "123456789019\n621498320257",
    ],
)
def test_a_my_number_is_found_in_any_width_and_spacing(text: str) -> None:
    assert "my_number" in set(looks_like(text))


@pytest.mark.parametrize(
    "text",
    [
        "123456789019",
        "000000000000",
        "1123456789018",
        "7000012050002",
        "12345678901",
        "2026-11-25 1234",
        "",
        "甲",
    ],
)
def test_other_numbers_are_no_my_number(text: str) -> None:
    assert "my_number" not in set(looks_like(text))


@pytest.mark.parametrize(
    "text",
    ["03-1234-5678", "０３（１２３４）５６７８", "(0774)12-3456", "090ー1234ー5678", "09012345678"],
)
def test_a_telephone_number_is_found(text: str) -> None:
    assert "phone" in set(looks_like(text))


@pytest.mark.parametrize(
    "text", ["普通 1234567", "口座番号：１２３４５６７", "10120-12345671", "0001-123-1234567"]
)
def test_an_account_is_found(text: str) -> None:
    assert "account" in set(looks_like(text))


@pytest.mark.parametrize(
    "text", ["令和7年4月1日", "2026-11-25", "100-0001", "1,234,567円", "犬鑑札 第1234567号"]
)
def test_dates_and_registration_numbers_are_nothing(text: str) -> None:
    assert set(looks_like(text)) == set()
