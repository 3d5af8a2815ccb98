"""Signs by which a column shows its kind: words in its label, and tests its values pass."""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from desktop.domain.era_days import DateStatus, Precision
from desktop.domain.fields import FieldKind
from desktop.domain.text import fold
from desktop.domain.values import MARKS_OF_YES_AND_NO
from desktop.domain.wareki import parse_date

_WORDS: dict[FieldKind, tuple[str, ...]] = {
    FieldKind.KANA: ("カナ", "かな", "フリガナ", "ふりがな", "ヨミ", "よみ", "読み"),
    FieldKind.POSTAL: ("郵便", "〒"),
    FieldKind.PHONE: ("電話", "tel", "携帯", "fax", "ファクス", "連絡先"),
    FieldKind.FISCAL_YEAR: ("年度",),
    FieldKind.DATE: ("年月日", "生年", "期日", "日付", "期限", "日$", "月日"),
    FieldKind.ADDRESS: ("住所", "所在", "番地", "本籍", "住居", "居所"),
    FieldKind.MONEY: ("額", "料金", "手数料", "税", "代金", "費", "単価", "残高", "円"),
    FieldKind.CODE: (
        *("番号", "コード", "code", r"no\.?$", "^no", "記号", r"\bid\b", "^番$", "鑑札"),
    ),
    FieldKind.NAME: (
        *("氏名", "名前", "世帯主", "申請者", "所有者", "飼い?主", "受給者"),
        *("代表者", "担当者", "届出者", "本人", "使用者"),
    ),
    FieldKind.NUMBER: (
        *("数", "年齢", "歳", "面積", "回", "距離", "体重", "高さ", "人口", "率", "割合"),
    ),
}
_PATTERNS = {kind: re.compile("|".join(words), re.IGNORECASE) for kind, words in _WORDS.items()}
_POSTAL = re.compile(r"〒?[0-9]{3}-?[0-9]{4}")
_PHONE = re.compile(r"\(?0[0-9]{1,4}\)?-?[0-9]{1,4}-?[0-9]{3,4}")
_NUMBER = re.compile(r"[-+△▲]?[¥]?[0-9][0-9,]*(?:\.[0-9]+)?[円%]?")
_KANA = re.compile(r"[ァ-ヶーヽヾ・~.\-]+")
_ADDRESS = re.compile(r"[都道府県市区町村].*[0-9丁目番地]|丁目|番地|[0-9]+-[0-9]+")
_CODE = re.compile(r"(?=.*[0-9])[0-9A-Za-z第号ァ-ヶぁ-んー一-龥\-]{1,24}")
_HYPHENS = str.maketrans(dict.fromkeys("‐‑‒–—―−－─ｰー", "-"))
_LONGEST_NAME = 40
_YEAR_DIGITS = 4


def label_kinds(label: str) -> list[FieldKind]:
    """The kinds whose words a label has, most telling first.

    The lowest header text says most; the labels of groups help only where it says nothing.
    """
    bare = unicodedata.normalize("NFKC", label)
    last = bare.rpartition("/")[2]
    found = [kind for kind, pattern in _PATTERNS.items() if pattern.search(last)]
    return found or [kind for kind, pattern in _PATTERNS.items() if pattern.search(bare)]


@lru_cache(maxsize=1 << 14)
def narrow(text: str) -> str:
    """A text with narrow digits and letters, one kind of hyphen, and no blanks."""
    return "".join(unicodedata.normalize("NFKC", text.translate(_HYPHENS)).split())


def asks_for_era(text: str) -> bool:
    """Whether a text is a date only if the column has an era (5.4.1)."""
    if parse_date(text).status is not DateStatus.AMBIGUOUS:
        return False
    return any(mark in narrow(text) for mark in "./-年")


def _is_date(text: str) -> bool:
    if asks_for_era(text):
        return True
    reading = parse_date(text)
    fine = reading.status in (DateStatus.OK, DateStatus.PARTIAL, DateStatus.UNCONVERTED)
    bare_year = len(narrow(text)) == _YEAR_DIGITS and narrow(text).isdecimal()
    return fine and reading.precision is not Precision.FISCAL_YEAR and not bare_year


def _is_fiscal_year(text: str) -> bool:
    return parse_date(text).precision in (Precision.FISCAL_YEAR, Precision.YEAR)


def _is_number(text: str) -> bool:
    return bool(_NUMBER.fullmatch(narrow(text)))


def _is_name(text: str) -> bool:
    return len(text) <= _LONGEST_NAME and not any(character.isdecimal() for character in text)


TESTS: dict[FieldKind, Callable[[str], bool]] = {
    FieldKind.DATE: _is_date,
    FieldKind.FISCAL_YEAR: _is_fiscal_year,
    FieldKind.POSTAL: lambda text: bool(_POSTAL.fullmatch(narrow(text))),
    FieldKind.PHONE: lambda text: bool(_PHONE.fullmatch(narrow(text))),
    FieldKind.YES_NO: lambda text: narrow(text).lower() in MARKS_OF_YES_AND_NO,
    FieldKind.NUMBER: _is_number,
    FieldKind.MONEY: _is_number,
    FieldKind.KANA: lambda text: bool(_KANA.fullmatch(fold(text))),
    FieldKind.ADDRESS: lambda text: bool(_ADDRESS.search(narrow(text))),
    FieldKind.CODE: lambda text: bool(_CODE.fullmatch(narrow(text))),
    FieldKind.NAME: _is_name,
}
