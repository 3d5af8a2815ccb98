# ruff: noqa: SIM905 - a list of names is read by the line
"""One raw text, one field: the derived value, what is odd, what is wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.fields import Field, FieldKind
from desktop.domain.kana import kana_key
from desktop.domain.values import read_value

K = FieldKind


@pytest.mark.parametrize(
    ("kind", "raw", "sort"),
    [
        (K.NUMBER, "１，２３４", 1234),
        (K.NUMBER, "△12", -12),
        (K.NUMBER, "▲ 1,000", -1000),
        (K.NUMBER, "−5", -5),
        (K.NUMBER, "007", 7),
        (K.MONEY, "￥1,234,567円", 1_234_567),
        (K.MONEY, "0", 0),
        (K.DATE, "令和5年4月1日", "2023-04-01"),
        (K.DATE, "R5.4.1", "2023-04-01"),
        (K.FISCAL_YEAR, "令和5年度", 2023),
        (K.FISCAL_YEAR, "2023", 2023),
        (K.YES_NO, "○", "1"),
        (K.YES_NO, "〇", "1"),
        (K.YES_NO, "有", "1"),
        (K.YES_NO, "×", "0"),
        (K.YES_NO, "無", "0"),
        (K.NAME, "髙橋　一郎", "高橋一郎"),
        (K.PHONE, "０３－１２３４－５６７８", "0312345678"),
        (K.POSTAL, "〒611-0021", "6110021"),
        (K.CODE, "００１２", "0012"),
    ],
)
def test_a_value_has_its_sort_key(kind: FieldKind, raw: str, sort: str | int) -> None:
    value = read_value(Field("f1", "項目", kind), raw)

    assert (value.sort, value.problem, value.raw) == (sort, None, raw)
    assert value.warnings == ()


@pytest.mark.parametrize(
    ("kind", "raw", "warning"),
    [
        (K.DATE, "令和5年4月", "partial_month"),
        (K.DATE, "H31.5.1", "era_overrun"),
        (K.DATE, "明治3年1月1日", "pre_gregorian"),
        (K.DATE, "不詳", "missing_mark"),
        (K.NUMBER, "－", "missing_mark"),
        (K.NUMBER, "1.5", "fraction"),
        (K.NUMBER, "12人", "unit"),
        (K.KANA, "山田", "not_kana"),
        (K.PHONE, "1234-5678", "phone_shape"),
        (K.POSTAL, "611", "postal_shape"),
        (K.TEXT, "〃", "ditto"),
    ],
)
def test_what_is_odd_is_a_warning(kind: FieldKind, raw: str, warning: str) -> None:
    value = read_value(Field("f1", "項目", kind), raw)

    assert (value.warnings, value.problem) == ((warning,), None)


@pytest.mark.parametrize(
    ("kind", "raw", "problem"),
    [
        (K.DATE, "5.4.1", "value.date-ambiguous"),
        (K.DATE, "令和5年2月30日", "value.no-such-day"),
        (K.DATE, "桜", "value.not-a-date"),
        (K.DATE, "〃", "value.ditto"),
        (K.NUMBER, "約100", "value.not-a-number"),
        (K.NUMBER, "9" * 30, "value.too-large"),
        (K.MONEY, "1.5", "value.not-whole-yen"),
        (K.FISCAL_YEAR, "令和5年4月1日", "value.not-a-fiscal-year"),
        (K.YES_NO, "多分", "value.not-yes-no"),
    ],
)
def test_what_is_wrong_is_a_problem(kind: FieldKind, raw: str, problem: str) -> None:
    assert read_value(Field("f1", "項目", kind), raw).problem == problem


@pytest.mark.parametrize("kind", list(FieldKind))
@pytest.mark.parametrize("raw", ["", " ", "　\t"])
def test_a_blank_is_wrong_only_where_required(kind: FieldKind, raw: str) -> None:
    assert read_value(Field("f1", "項目", kind), raw).problem is None
    assert read_value(Field("f1", "項目", kind, required=True), raw).problem == "value.required"


def test_a_bare_date_takes_the_era_of_its_column() -> None:
    field = Field("f1", "生年月日", K.DATE)

    assert read_value(field, "5.4.1", default_era="昭和").sort == "1930-04-01"


def test_a_choice_outside_the_list_is_a_problem() -> None:
    field = Field("f1", "性別", K.CHOICE, choices=("オス", "メス"))

    assert read_value(field, "ｵｽ").problem is None
    assert read_value(field, "不明").problem == "value.not-a-choice"


@given(st.sampled_from(list(FieldKind)), st.text())
def test_reading_never_raises_and_never_changes_the_text(kind: FieldKind, raw: str) -> None:
    value = read_value(Field("f1", "項目", kind), raw)

    assert value.raw == raw
    if kind.sorts_as_number:
        assert value.sort is None or isinstance(value.sort, int)
    else:
        assert value.sort is None or isinstance(value.sort, str)


@given(st.integers(min_value=-(10**12), max_value=10**12))
def test_an_amount_reads_back(amount: int) -> None:
    shown = f"{'△' if amount < 0 else ''}{abs(amount):,}円"

    assert read_value(Field("f1", "金額", K.MONEY), shown).sort == amount


def test_kana_sort_as_in_the_phone_book() -> None:
    order = (
        "アーリー アアリー ァベ アベ ウアン ヴァン キョシ キヨシ コウノ コーノ コオノ サトウ ジ ヂ "
        "ッダ ツダ ハマタ ハマダ ハンドウ バンドウ パンドウ 山田"
    ).split()

    assert sorted(set(order), key=kana_key) == order


def test_the_spellings_of_one_reading_sort_together() -> None:
    spellings = {kana_key(text).rpartition("\x01")[0] for text in ("サトウ", "さとう", "ｻﾄｳ")}

    assert len(spellings) == 1
