"""What looks like a 個人番号, a telephone or an account in any text.

Nothing here returns or stores a number found: a look answers with kinds only.
"""

import re
import unicodedata
from collections.abc import Iterator

MY_NUMBER = "my_number"
PHONE = "phone"
ACCOUNT = "account"

_MY_NUMBER_DIGITS = 12
_WEIGHTS = (6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
_DIGIT = re.compile(r"\d")
_FEWEST_DIGITS = 7
_HYPHENS = str.maketrans(dict.fromkeys("‐‑‒–—―−－ー─", "-"))

# every start is tried (lookahead), blanks may part the digits anywhere, hyphens only by fours
_TWELVE = re.compile(
    r"(?<![0-9])(?=((?:[0-9]\s{0,3}){11}[0-9]|[0-9]{4}-[0-9]{4}-[0-9]{4})(?![0-9]))"
)
_TELEPHONE = re.compile(
    r"(?<![0-9-])(?:0[0-9]{1,4}[-(][0-9]{1,4}[-)][0-9]{3,4}"
    r"|\(0[0-9]{1,4}\)[0-9]{1,4}-[0-9]{4}"
    r"|0[0-9]{9}|0[5789]0[0-9]{8}|\+81[- ]?[0-9]{1,2}[- ]?[0-9]{3,4}[- ]?[0-9]{4})(?![0-9-])"
)
_BANK = re.compile(
    r"(?:普通|当座|貯蓄|口座|預金)[^0-9]{0,10}[0-9]{7}(?![0-9])"
    r"|(?<![0-9])[0-9]{4}-[0-9]{3}-[0-9]{7}(?![0-9])"
    r"|(?<![0-9])1[0-9]{3}0[- ](?:[0-9][- ])?[0-9]{1,7}1(?![0-9])"
)


def is_my_number(digits: str) -> bool:
    """Whether 12 ASCII digits are a possible 個人番号 (all-same digits are not)."""
    if len(digits) != _MY_NUMBER_DIGITS or not (digits.isascii() and digits.isdigit()):
        return False
    if len(set(digits)) == 1:
        return False
    rest = sum(map(int.__mul__, map(int, digits), _WEIGHTS)) % 11
    return int(digits[-1]) == (0 if rest <= 1 else 11 - rest)


def looks_like(text: str) -> Iterator[str]:
    """The kinds of personal number ``text`` seems to hold, whatever its width and blanks.

    A chance run of 12 digits passes one time in ten: a hit is a question for a person, not a proof.
    """
    if len(text) < _FEWEST_DIGITS or len(_DIGIT.findall(text)) < _FEWEST_DIGITS:
        return
    narrow = unicodedata.normalize("NFKC", text).translate(_HYPHENS)
    if any(is_my_number(_only_digits(found[1])) for found in _TWELVE.finditer(narrow)):
        yield MY_NUMBER
    if _TELEPHONE.search(narrow):
        yield PHONE
    if _BANK.search(narrow):
        yield ACCOUNT


def _only_digits(run: str) -> str:
    return "".join(character for character in run if character.isdigit())
