"""Check digits of 個人番号 and 法人番号, and a count of what looks like one in any text.

Nothing here returns or stores a number found: a scan answers with counts only.
"""

import re
import unicodedata

_MY_NUMBER_WEIGHTS = (6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
_CORPORATE_WEIGHTS = (2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1)

_HYPHENS = str.maketrans(dict.fromkeys("‐‑‒–—―−－ー─ｰ", "-"))
_SPACES = r"[ \t\u00a0]"
_MY_NUMBER = re.compile(
    r"(?<![0-9])(?<![0-9]-)(?:"
    r"[0-9]{12}"
    rf"|[0-9]{{4}}(?:-|{_SPACES}{{1,3}})[0-9]{{4}}(?:-|{_SPACES}{{1,3}})[0-9]{{4}}"
    rf"|[0-9](?:{_SPACES}{{1,3}}[0-9]){{11}}"
    rf")(?!{_SPACES}?-?[0-9])"
)
_PHONE = re.compile(
    r"(?<![0-9])(?<![0-9]-)"
    r"(?:\(0[0-9]{1,4}\)|0[0-9]{1,4}[-(]?)[0-9]{1,4}[-)]?[0-9]{3,4}"
    r"(?![0-9]|-[0-9])"
)
_ACCOUNT = re.compile(
    r"(?<![0-9])(?:"
    r"[0-9]{4}-[0-9]{3}-[0-9]{7}"
    r"|1[0-9]{3}0-[0-9]{1,7}1"
    r"|(?<=[座通金])[^0-9\n]{0,12}[0-9]{7}"
    r")(?![0-9])"
)
_PHONE_LENGTHS = (10, 11)


def is_my_number(digits: str) -> bool:
    """Whether 12 ASCII digits are a possible 個人番号 (all-same digits are not)."""
    if not _digits(digits, 12) or len(set(digits)) == 1:
        return False
    rest = sum(int(d) * w for d, w in zip(digits, _MY_NUMBER_WEIGHTS, strict=False)) % 11
    return int(digits[11]) == (0 if rest <= 1 else 11 - rest)


def is_corporate_number(digits: str) -> bool:
    """Whether 13 ASCII digits are a possible 法人番号."""
    if not _digits(digits, 13) or len(set(digits)) == 1:
        return False
    total = sum(int(d) * w for d, w in zip(digits[1:], _CORPORATE_WEIGHTS, strict=True))
    return int(digits[0]) == 9 - total % 9


def find_my_numbers(text: str) -> int:
    """How many runs of 12 digits with a right check digit ``text`` holds.

    Full-width digits, groups of four and one digit a box are seen too. A chance run passes
    one time in ten: a hit is a question for a person, not a proof.
    """
    return sum(is_my_number(_only_digits(run)) for run in _MY_NUMBER.findall(_narrow(text)))


def residual_hits(text: str) -> dict[str, int]:
    """Counts of what should not leave by accident: ``my_number``, ``phone``, ``account``."""
    narrow = _narrow(text)
    numbers = [_only_digits(run) for run in _MY_NUMBER.findall(narrow)]
    phones = [_only_digits(run) for run in _PHONE.findall(narrow)]
    return {
        "my_number": sum(map(is_my_number, numbers)),
        "phone": sum(len(run) in _PHONE_LENGTHS for run in phones),
        "account": len(_ACCOUNT.findall(narrow)),
    }


def _narrow(text: str) -> str:
    return unicodedata.normalize("NFKC", text.translate(_HYPHENS))


def _only_digits(run: str) -> str:
    return "".join(character for character in run if character.isdigit())


def _digits(text: str, length: int) -> bool:
    return len(text) == length and text.isascii() and text.isdigit()
