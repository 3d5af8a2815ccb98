"""The rules for a new password are few, and the generated 合言葉 meets them."""

import secrets
from pathlib import Path

import pytest

from desktop.crypto.passwords import PasswordRules, passphrase, password_rules, word_list
from desktop.domain.errors import AppError, PasswordKnownError, PasswordLengthError

DATA = Path(__file__).parents[2] / "resources" / "data"


@pytest.fixture(scope="module")
def rules() -> PasswordRules:
    lines = (DATA / "common_passwords.txt").read_text("utf-8").splitlines()
    return password_rules(lines, ["Kuracho", "蔵帳", "みどり市", "midori-city"])


def refused(rules: PasswordRules, password: str, *, with_token: bool = False) -> type[AppError]:
    with pytest.raises(AppError) as error:
        rules.check(password, uid="t01234", with_token=with_token)
    return type(error.value)


def test_the_list_holds_the_ten_thousand_tried_first(rules: PasswordRules) -> None:
    assert 9_900 <= len(rules.known) <= 10_000


@pytest.mark.parametrize("password", ["", "fourteen chars", "x" * 14 + "é", "ab" * 65])
def test_length_is_counted_in_characters_after_nfkc(rules: PasswordRules, password: str) -> None:
    expected = PasswordKnownError if len(password) == 15 else PasswordLengthError

    assert refused(rules, password) is expected


@pytest.mark.parametrize(
    "password",
    [
        "passwordpassword",
        "PasswordPassword",
        "ｐａｓｓｗｏｒｄｐａｓｓｗｏｒｄ",
        "aaaaaaaaaaaaaaaa",
        "abababababababab",
        "kuracho-t01234-蔵帳",
        "みどり市みどり市みどり市みどり市",
        "midori-city2026",
    ],
)
def test_what_is_tried_first_is_refused(rules: PasswordRules, password: str) -> None:
    assert refused(rules, password) is PasswordKnownError


def test_the_list_itself_counts_where_a_token_allows_eight(rules: PasswordRules) -> None:
    assert refused(rules, "football", with_token=True) is PasswordKnownError
    rules.check("tanu-ki9", uid="t01234", with_token=True)


@pytest.mark.parametrize(
    "password", ["さくら坂のランプが三つほど点る", "correct horse battery", "x7!kQ" * 4]
)
def test_no_composition_is_demanded(rules: PasswordRules, password: str) -> None:
    rules.check(password, uid="t01234")


def test_a_generated_phrase_always_meets_the_rules(rules: PasswordRules) -> None:
    words = word_list((DATA / "passphrase_words.txt").read_text("utf-8").splitlines())

    for _ in range(300):
        phrase = passphrase(words, secrets.token_bytes)
        rules.check(phrase.text, uid="t01234")
        assert phrase.text.isascii()
        assert phrase.text.count("-") == phrase.reading.count("・") == 3


def test_four_words_are_44_bits() -> None:
    words = word_list((DATA / "passphrase_words.txt").read_text("utf-8").splitlines())

    assert len({romaji for _, romaji in words}) ** 4 >= 2**44


def test_a_list_of_another_length_is_a_bug() -> None:
    with pytest.raises(ValueError, match="2,048"):
        word_list(["あ a"])


def test_passwords_stand_in_no_repr(rules: PasswordRules) -> None:
    words = word_list((DATA / "passphrase_words.txt").read_text("utf-8").splitlines())

    assert repr(passphrase(words, secrets.token_bytes)) == "Passphrase()"
    assert "football" not in repr(rules)
