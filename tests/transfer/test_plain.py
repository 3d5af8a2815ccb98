"""Cleaning of texts: what §7.1 removes, what it keeps, and that neutralising can be undone."""

import sys
import unicodedata
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.transfer.sanitize.plain import (
    cleaned,
    has_forbidden,
    neutralised,
    opens_formula,
    restored,
    untouched,
)

KEPT_NAMES = "神\ufa19髙﨑𠮷邊\U000e0100葛\U000e0101\ue000\U000f0001"
ANY_TEXT = st.text(st.characters(codec=None, categories=None), max_size=40)
OPENERS = st.text(st.sampled_from("=+-@＝＋－＠' \u3000\u00a0a1.,\n\r\t\u2028"), max_size=12)


def clean(text: str) -> str:
    return cleaned(text, Counter(), Counter())


def belongs_to_the_list(code: int) -> bool:
    return (
        (code < 0x20 and code != 0x0A)
        or 0x7F <= code <= 0x9F
        or 0x202A <= code <= 0x202E
        or 0x2066 <= code <= 0x2069
        or 0x200B <= code <= 0x200D
        or code in (0x2060, 0xFEFF)
        or 0xFDD0 <= code <= 0xFDEF
        or code & 0xFFFE == 0xFFFE
        or 0xD800 <= code <= 0xDFFF
    )


def test_each_code_point_of_unicode_stays_unless_the_list_names_it() -> None:
    for code in range(sys.maxunicode + 1):
        character = chr(code)
        expected = "" if belongs_to_the_list(code) else " " if code == 0x0A else character
        assert clean(f"甲{character}乙") == f"甲{expected}乙", hex(code)


def test_names_keep_every_code_point_and_the_odd_ones_are_counted() -> None:
    removed, kept = Counter[str](), Counter[str]()

    assert cleaned(KEPT_NAMES, removed, kept) == KEPT_NAMES
    assert not +removed
    assert kept == {"ivs": 2, "external": 2}


def test_each_removal_is_counted_by_kind() -> None:
    removed = Counter[str]()

    text = cleaned("a\tb\u202ec\u200bd\ufdd0e\nf\r\ng\x85", removed, Counter())

    assert text == "abcde f g"
    assert +removed == {
        "control": 3,
        "bidi": 1,
        "zero_width": 1,
        "noncharacter": 1,
        "line_feed": 2,
    }


@given(ANY_TEXT)
def test_cleaning_leaves_nothing_to_clean_and_never_normalises(text: str) -> None:
    once = clean(text)

    assert not has_forbidden(once)
    assert clean(once) == once
    assert [c for c in text.replace("\n", " ") if not belongs_to_the_list(ord(c))] == list(once)


def test_compatibility_characters_are_not_normalised() -> None:
    moved = [
        chr(c) for c in range(0xF900, 0xFB00) if unicodedata.normalize("NFC", chr(c)) != chr(c)
    ]

    assert len(moved) > 400
    assert all(clean(character) == character for character in moved)


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+A1",
        "-A1",
        "@SUM(A1)",
        "＝１",
        "＋Ａ",
        "－",
        "＠x",
        "  =1",
        "\u3000\u00a0=1",
        "\t=1",
    ],
)
def test_a_formula_gets_an_apostrophe(text: str) -> None:
    assert opens_formula(text)
    assert neutralised(text) == "'" + text
    assert not opens_formula(neutralised(text))


@pytest.mark.parametrize(
    "text", ["-5", "+81", "-1,234.5", "－１２３", "1-2", "令和7年", "ー", "a=b", "'", "", "△5"]
)
def test_plain_numbers_and_plain_words_stay_as_they_are(text: str) -> None:
    assert not opens_formula(text)
    assert neutralised(text) == text


def test_each_physical_line_is_looked_at() -> None:
    assert neutralised("住所\n=A1\r\n-5") == "住所\n'=A1\r\n'-5"


@given(st.lists(OPENERS | ANY_TEXT, max_size=4))
def test_one_look_at_a_row_never_misses_a_text(texts: list[str]) -> None:
    removed, kept = Counter[str](), Counter[str]()
    same = [neutralised(cleaned(text, removed, kept)) == text for text in texts]

    if untouched(texts):
        assert all(same)
        assert not +removed
        assert not +kept
        assert not any(has_forbidden(text) or opens_formula(text) for text in texts)
        assert [restored(text) for text in texts] == texts


def test_one_look_notices_every_code_point_that_is_removed_or_counted() -> None:
    for code in [*range(0x10000), *range(0xE0000, 0xE0200), *range(0xFFFF0, 0x100010)]:
        kept = Counter[str]()
        text = f"甲{chr(code)}乙"
        if cleaned(text, Counter(), kept) != text or +kept:
            assert not untouched(["甲", text, "乙"]), hex(code)


def test_a_plain_row_needs_one_look_only() -> None:
    assert untouched(["髙橋　太郎", "令和7年4月1日", "03-1234-5678", "", "a=b"])


@given(OPENERS | ANY_TEXT)
def test_neutralising_is_undone_exactly(text: str) -> None:
    safe = neutralised(text)

    assert not opens_formula(safe)
    assert restored(safe) == text
