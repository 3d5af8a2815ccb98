# ruff: noqa: SIM905 - a table of characters is read by the line
"""Search folding: what must be found together, what must stay apart, and exact tokens."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.text import (
    FIELD_END,
    bigrams,
    fold,
    index_terms,
    query_terms,
)
from desktop.domain.variants import CLASSES

TOGETHER = (
    "髙高 﨑嵜崎 邊邉辺 𠮷吉 齋斎 齊斉 澤沢 濵濱浜 嶋嶌島 冨富 曾曽 𣘺橋 栁柳 桒桑 圡土 德徳 瀨瀬 "
    "眞真 凞熈煕熙 ⻆角 舘館 龍竜 廣広 國圀国 淵渕 苅刈"
).split()
APART = (
    "崎埼 斎斉 太大 土士 后後 机機 里裏 藤籐 松鬆 沖衝 佑祐 丘岡 坂阪 祇祗 川河 掘堀 台颱 谷穀 "
    "売殻 書昼 切功 梅某 帥師 玉王"
).split()
JAPANESE = st.text(alphabet="さサｻﾞとうウ佐藤髙橋﨑𠮷1２-ー 　・aＡ", max_size=12)


@pytest.mark.parametrize("members", TOGETHER)
def test_variants_of_one_name_fold_together(members: str) -> None:
    assert len({fold(member) for member in members}) == 1


@pytest.mark.parametrize("pair", APART)
def test_other_characters_stay_apart(pair: str) -> None:
    assert fold(pair[0]) != fold(pair[1])


def test_no_character_is_in_two_classes() -> None:
    members = [member for found in CLASSES for member in found]

    assert len(members) == len(set(members))


@pytest.mark.parametrize(
    ("raw", "key"),
    [
        ("さとう　ﾀﾛｳ", "サトウタロウ"),
        ("ｶﾞ", "ガ"),
        ("か\u3099", "ガ"),
        ("は\u309b", "バ"),
        ("渡邊\U000e0100", "渡辺"),
        ("\ufa19谷", "神谷"),
        ("㈱山田", "株式会社山田"),
        ("（株）山田", "株式会社山田"),
        ("ジョン・スミス", "ジヨンスミス"),
        ("ローン", "ローン"),
        ("１ー２−３", "1-2-3"),
        ("a\u200bB\u00a0Ｃ", "abc"),
        ("霞ヶ関", "霞ケ関"),
        ("〜", "~"),
        ("～", "~"),
    ],
)
def test_folding(raw: str, key: str) -> None:
    assert fold(raw) == key


def test_a_long_vowel_mark_is_not_a_hyphen() -> None:
    assert fold("ダイアナースミス") != fold("ダイアナ－スミス")


@given(st.text())
def test_a_key_holds_no_blank_and_no_mark_of_ours(raw: str) -> None:
    key = fold(raw)

    assert "".join(key.split()) == key
    assert FIELD_END not in key


def test_tokens_of_a_field() -> None:
    assert bigrams("佐藤太郎") == f"佐藤 藤太 太郎 郎{FIELD_END}"
    assert bigrams("") == ""


def test_no_token_crosses_two_fields() -> None:
    tokens, characters = index_terms(["佐藤", "", "東京"])

    assert tokens.split() == ["佐藤", f"藤{FIELD_END}", "東京", f"京{FIELD_END}"]
    assert characters.split() == sorted("佐藤東京")


def test_query_terms_name_the_index_and_quote_the_phrase() -> None:
    assert query_terms("佐") == ("char", '"佐"')
    assert query_terms("さとう") == ("bigram", '"サト トウ"')
    assert query_terms('a"b') == ("bigram", '"a"" ""b"')
    assert query_terms("　・") is None


@given(st.lists(JAPANESE, min_size=1, max_size=3), JAPANESE)
def test_the_index_finds_exactly_what_the_folded_text_contains(
    values: list[str], word: str
) -> None:
    term = query_terms(word)
    if term is None:
        return
    index, phrase = term
    tokens, characters = index_terms(values)
    found = _ask(tokens if index == "bigram" else characters, phrase)

    assert found == any(fold(word) in fold(value) for value in values)


def _ask(tokens: str, phrase: str) -> bool:
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute(
            "CREATE VIRTUAL TABLE t USING fts5(x, tokenize="
            "\"unicode61 remove_diacritics 0 categories 'L* M* N* P* S* C*'\")"
        )
        connection.execute("INSERT INTO t VALUES (?)", (tokens,))
        hits = connection.execute("SELECT count(*) FROM t WHERE t MATCH ?", (phrase,))
        return bool(hits.fetchone()[0])
    finally:
        connection.close()
